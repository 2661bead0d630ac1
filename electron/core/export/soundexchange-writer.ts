import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  soundExchangeColumns,
  soundExchangeFirstRow,
  soundExchangeProblems,
  type SoundExchangeRow,
  soundExchangeSheet,
} from '../../../shared/domain/export/soundexchange.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createDossierReader } from './dossiers.ts'
import { createProblemTally, type ExportPlan, type ExportSource, type FormatWriter } from './format-writer.ts'
import { readOwnNames } from './own-names.ts'
import { fillForm } from './form-template.ts'
import { writeWorkbook } from './workbook.ts'

const withoutForm =
  'Without the current form of SoundExchange this is a plain table with column names of our own: copy its columns into the form, or give the form and export again.'

/** The artist's own copy of the ingest form, filled; without it a plain table. */
export const soundExchangeWriter: FormatWriter = {
  async plan(source) {
    return (await readRows(source)).plan
  },
  async write(source, target) {
    const { rows, plan } = await readRows(source)
    if (rows.length === 0) {
      throw new RefrainError(
        'VALIDATION',
        'No recording has what SoundExchange needs: an ISRC, and that the right in the recording is yours. Nothing was written.',
        { problems: plan.problems.list() },
      )
    }
    const file = target.files.open(target.place(plan.name, 1))
    const output = (bytes: Uint8Array) => file.write(bytes)
    const { templatePath } = source.options
    if (templatePath === null) {
      const cells = [rows.map((row) => soundExchangeColumns.map(({ text }) => text(row)))]
      const columns = soundExchangeColumns.map(({ header }) => ({
        header,
        width: Math.max(12, header.length),
      }))
      await writeWorkbook(output, { name: soundExchangeSheet, columns, rows: cells }, source.signal)
      return { ...plan, notes: [...plan.notes, withoutForm] }
    }
    const form = { bytes: readForm(templatePath), name: basename(templatePath) }
    const unknown = await fillForm(
      form,
      soundExchangeSheet,
      soundExchangeFirstRow,
      rows,
      output,
      source.signal,
    )
    const left =
      unknown.length === 0
        ? []
        : [
            `These columns of the form are left for you to fill: ${unknown.map((name) => `“${name}”`).join(', ')}.`,
          ]
    return { ...plan, notes: [...plan.notes, ...left] }
  },
}

const largestForm = 20 * 1024 * 1024

function readForm(path: string): Buffer {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `The form “${basename(path)}” cannot be read. Nothing was written. Choose it again.`,
      undefined,
      { cause: error },
    )
  }
  if (bytes.byteLength <= largestForm) return bytes
  throw new RefrainError(
    'FILE_TOO_LARGE',
    `“${basename(path)}” is larger than any form of SoundExchange (${largestForm / 1024 / 1024} MB). Nothing was written.`,
  )
}

async function readRows(
  source: ExportSource,
): Promise<{ readonly rows: readonly SoundExchangeRow[]; readonly plan: ExportPlan }> {
  const reader = createDossierReader(source.snapshot)
  const ownNames = readOwnNames(source.context.db)
  const problems = createProblemTally()
  const rows: SoundExchangeRow[] = []
  let leftOut = 0
  for (const id of reader.recordingIds()) {
    const row = reader.soundExchange(id, ownNames)
    const found = soundExchangeProblems(row)
    problems.add(found)
    if (found.some(({ severity }) => severity === 'needed')) leftOut++
    else rows.push(row)
    await source.pace.step(1)
  }
  const notes =
    leftOut === 0
      ? []
      : [
          `${leftOut === 1 ? 'One recording is' : `${String(leftOut)} recordings are`} left out until what is needed is there.`,
        ]
  const plan = {
    subjects: rows.length,
    files: 1,
    leftOut,
    problems,
    name: 'SoundExchange ISRC ingest.xlsx',
    notes,
  }
  return { rows, plan }
}

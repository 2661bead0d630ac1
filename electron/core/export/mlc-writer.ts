import {
  mlcColumns,
  mlcFiles,
  mlcMatchColumns,
  mlcMatchRows,
  mlcRows,
  mlcSheet,
  type MlcWork,
} from '../../../shared/domain/export/mlc.ts'
import type { ExportProblem } from '../../../shared/domain/export/formats.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createDossierReader } from './dossiers.ts'
import {
  createProblemTally,
  type ExportPlan,
  type ExportSource,
  type FormatWriter,
  type ProblemTally,
} from './format-writer.ts'
import { csvRecords } from './table-export.ts'
import { writeWorkbook } from './workbook.ts'

interface WorkRows {
  readonly rows: readonly (readonly string[])[]
}

function noneComplete(works: number): string {
  if (works === 0)
    return 'There is no work to register with the MLC. Nothing was written. Add works and their writers to your recordings first.'
  const which = works === 1 ? 'The only work is not' : `None of the ${String(works)} works is`
  return `${which} complete enough for the MLC. Nothing was written. The list of what is missing says what each lacks.`
}

/** Bulk work registration: complete works only, in files of at most 300 rows. */
export const mlcWriter: FormatWriter = {
  async plan(source) {
    return planOf(await readRows(source))
  },
  async write(source, target) {
    const read = await readRows(source)
    const plan = planOf(read)
    const files = mlcFiles(read.works)
    if (files.length === 0) {
      throw new RefrainError('VALIDATION', noneComplete(read.total), { problems: read.problems.list() })
    }
    const columns = mlcColumns.map((header) => ({ header, width: Math.max(12, header.length) }))
    for (const [index, works] of files.entries()) {
      const file = target.files.open(target.place(fileName(index, files.length), files.length))
      const rows = [works.flatMap((work) => work.rows)]
      await writeWorkbook((bytes) => file.write(bytes), { name: mlcSheet, columns, rows }, source.signal)
    }
    return plan
  },
}

/** Bulk match: an ISRC and the song it is of. */
export const mlcMatchWriter: FormatWriter = {
  async plan(source) {
    return (await readMatches(source)).plan
  },
  async write(source, target) {
    const { plan, rows } = await readMatches(source)
    if (rows.length === 0) {
      throw new RefrainError(
        'VALIDATION',
        'No work has both an MLC song code and a recording with an ISRC. Nothing was written. Add the song code as a registration with the MLC.',
      )
    }
    target.files.open(target.place(plan.name, 1)).write(csvRecords([mlcMatchColumns, ...rows]))
    return plan
  },
}

async function readWorks(source: ExportSource): Promise<MlcWork[]> {
  const reader = createDossierReader(source.snapshot)
  const works: MlcWork[] = []
  for (const id of reader.workIds()) {
    works.push(reader.work(id))
    await source.pace.step(1)
  }
  return works
}

interface ReadRows {
  readonly works: readonly WorkRows[]
  readonly total: number
  readonly problems: ProblemTally
}

async function readRows(source: ExportSource): Promise<ReadRows> {
  const problems = createProblemTally()
  const works: WorkRows[] = []
  const all = await readWorks(source)
  for (const work of all) {
    const made = mlcRows(work)
    problems.add(made.problems)
    if (made.rows.length > 0) works.push({ rows: made.rows })
  }
  return { works, total: all.length, problems }
}

function planOf({ works, total, problems }: ReadRows): ExportPlan {
  const files = mlcFiles(works).length
  const leftOut = total - works.length
  const notes =
    leftOut === 0
      ? []
      : [
          `${leftOut === 1 ? 'One work is' : `${String(leftOut)} works are`} left out until what is needed is there.`,
        ]
  return { subjects: works.length, files, leftOut, problems, name: fileName(0, files), notes }
}

function fileName(index: number, count: number): string {
  return count <= 1
    ? 'MLC works.xlsx'
    : `MLC works ${String(index + 1).padStart(String(count).length, '0')}.xlsx`
}

async function readMatches(source: ExportSource) {
  const problems = createProblemTally()
  const works = await readWorks(source)
  const rows = mlcMatchRows(works)
  const without = works.filter(({ songCode }) => songCode === null)
  problems.add(
    without.map((work): ExportProblem => {
      const subject = { type: 'work' as const, id: work.id, title: work.title }
      const message =
        'Add the MLC song code, as a registration with the MLC. Without it the work is left out.'
      return { subject, field: 'MLC song code', message, severity: 'needed' }
    }),
  )
  const plan: ExportPlan = {
    subjects: rows.length,
    files: 1,
    leftOut: without.length,
    problems,
    name: 'MLC match.csv',
    notes: [],
  }
  return { plan, rows }
}

import { runInNewContext } from 'node:vm'
import { z } from 'zod'
import { type FieldChange, mostEdited } from '../../../shared/contract/editing.ts'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import { patternOf, replaced } from '../../../shared/domain/editing/replace.ts'
import { searchNeedles } from '../../../shared/domain/text/search-key.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import { quoted, readRecordingFields, type RecordingColumns, type StoredRecording } from '../catalog/index.ts'
import type { CoreContext } from '../context.ts'
import { systemCode } from '../platform/failures.ts'
import { columnOf, type EditingDeps, fieldOf } from './fields.ts'

type BulkHandlers = Pick<
  Handlers,
  'editing.bulkPreview' | 'editing.bulkApply' | 'editing.replacePreview' | 'editing.replaceApply'
>
type Replacement = Parsed<'editing.replacePreview'>

interface Edit {
  readonly recording: StoredRecording
  readonly columns: Partial<RecordingColumns>
}

const mostShown = 500
/** A regular expression of the artist's may take for ever on some text. */
const patternMs = 2000

/** Edits of many recordings as one step, each previewed first. */
export function createBulkService(context: CoreContext, { recordings, editor }: EditingDeps): BulkHandlers {
  const { db, mutations } = context

  function bulkEdits({ recordingIds, patch }: Parsed<'editing.bulkPreview'>): Edit[] {
    const columns = readRecordingFields(patch, [])
    return [...new Set(recordingIds)].flatMap((id) => changing(recordings.mustGet(id), columns))
  }

  /** Recordings in which the text can stand at all, so that a large catalogue is not read whole. */
  function concerned({ recordingIds, field, find, regularExpression }: Replacement): StoredRecording[] {
    if (recordingIds !== null) return [...new Set(recordingIds)].map((id) => recordings.mustGet(id))
    const column = columnOf[field]
    const searched = field === 'title' || field === 'version' || field === 'artist'
    const needles =
      searched && !regularExpression
        ? searchNeedles(find).filter(([needle, ...others]) => others.length === 0 && !needle.startsWith(' '))
        : []
    const where = [`${column} IS NOT NULL AND ${column} <> ''`, ...needles.map(() => 'instr(search_key, ?)')]
    const ids = db.prepare(`SELECT id FROM recording WHERE ${where.join(' AND ')} ORDER BY id`).pluck()
    return z
      .array(z.int())
      .parse(ids.all(...needles.flat()))
      .flatMap((id) => recordings.get(id) ?? [])
  }

  function replacements(given: Replacement): Edit[] {
    // Texts are stored composed; what is pasted from elsewhere may be decomposed.
    const rule = { ...given, find: given.find.normalize('NFC') }
    const pattern = patternOf(rule)
    if (pattern === null) {
      throw new RefrainError('VALIDATION', 'This is no valid regular expression. Nothing was changed.', {
        field: 'find',
      })
    }
    const column = columnOf[rule.field]
    const found = concerned(rule)
    const texts = found.map((recording) => recording[column] ?? '')
    const results = rule.regularExpression
      ? withinTime(texts, pattern, rule.replace)
      : texts.map((text) => replaced(text, pattern, rule))
    const edits = found.flatMap((recording, at) => {
      const text = results[at] ?? ''
      if (text === texts[at]) return []
      const patch = { [rule.field]: column === 'authorized_url' && text === '' ? null : text }
      return changing(recording, readReplaced(recording, patch))
    })
    if (edits.length > mostEdited) {
      throw new RefrainError(
        'VALIDATION',
        `${edits.length.toLocaleString('en')} recordings would change, more than one step takes (${mostEdited.toLocaleString('en')}). Select fewer, or look for something longer. Nothing was changed.`,
      )
    }
    return edits
  }

  function apply(label: string, edits: () => readonly Edit[]): { changed: number } {
    return mutations.undoable(label, ['recordings'], (change) => {
      let changed = 0
      for (const { recording, columns } of edits()) if (editor.edit(change, recording.id, columns)) changed++
      return { changed }
    })
  }

  return {
    'editing.bulkPreview': (input) => preview(bulkEdits(input)),
    'editing.bulkApply': (input) =>
      apply(`Edit ${String(input.recordingIds.length)} recordings`, () => bulkEdits(input)),
    'editing.replacePreview': (rule) => preview(replacements(rule)),
    'editing.replaceApply': (rule) =>
      apply(`Replace ${quoted(rule.find)} by ${quoted(rule.replace)}`, () => replacements(rule)),
  }
}

/** @throws RefrainError VALIDATION that names the recording which cannot take its new value. */
function readReplaced(
  recording: StoredRecording,
  patch: Parameters<typeof readRecordingFields>[0],
): Partial<RecordingColumns> {
  try {
    return readRecordingFields(patch, [])
  } catch (error) {
    if (!isRefrainError(error)) throw error
    throw new RefrainError(error.code, `In ${quoted(recording.title)}: ${error.message}`, error.details)
  }
}

/** The columns in which the recording differs, if any. */
function changing(recording: StoredRecording, columns: Partial<RecordingColumns>): Edit[] {
  const differing = Object.entries(columns).filter(
    ([column, value]) => recording[column as keyof RecordingColumns] !== value,
  )
  return differing.length === 0 ? [] : [{ recording, columns: Object.fromEntries(differing) }]
}

function preview(edits: readonly Edit[]): { changes: FieldChange[]; total: number } {
  const changes = edits.flatMap(({ recording, columns }) =>
    Object.entries(columns).map(([column, to]): FieldChange => {
      const from = recording[column as keyof RecordingColumns]
      return { recordingId: recording.id, title: recording.title, field: fieldOf(column), from, to }
    }),
  )
  return { changes: changes.slice(0, mostShown), total: changes.length }
}

/** @throws RefrainError VALIDATION when the expression does not come to an end in time. */
function withinTime(texts: readonly string[], pattern: RegExp, replace: string): string[] {
  const scope = { texts: JSON.stringify(texts), source: pattern.source, flags: pattern.flags, replace }
  const script =
    'JSON.stringify(JSON.parse(texts).map((text) => text.replace(new RegExp(source, flags), replace)))'
  try {
    return z
      .array(z.string())
      .parse(JSON.parse(String(runInNewContext(script, scope, { timeout: patternMs }))))
  } catch (error) {
    if (systemCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw new RefrainError(
        'VALIDATION',
        'This regular expression takes too long on your recordings. Make it more exact, without nested repetitions. Nothing was changed.',
        { field: 'find' },
      )
    }
    throw error
  }
}

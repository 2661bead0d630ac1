import { z } from 'zod'
import type { HistoryEntry, HistoryTable } from '../../../shared/contract/editing.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import { quoted, type RecordingColumns, type StoredRecording } from '../catalog/index.ts'
import type { CoreContext, RowValues } from '../context.ts'
import { columnOf, type EditingDeps, fieldOf } from './fields.ts'
import { recordFieldOf, restoreRecord, type RecordUpdates } from './restore-records.ts'

const value = z.union([z.string(), z.number(), z.null()])
const image = z.record(z.string(), value)
const stored = z
  .object({
    id: z.int(),
    at: z.string(),
    actor: z.string(),
    label: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
  })
  .transform(({ before, after, ...same }) => ({
    ...same,
    before: before === null ? null : image.parse(JSON.parse(before)),
    after: after === null ? null : image.parse(JSON.parse(after)),
  }))

/** What became of a record, latest first, and the way back to how it was. */
export function createHistoryService(
  context: CoreContext,
  { recordings, editor }: EditingDeps,
  updates: RecordUpdates,
): Pick<Handlers, 'history.list' | 'history.restore'> {
  const list = context.db.prepare(
    'SELECT id, at, actor, label, before, after FROM record_history WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 500',
  )
  const since = context.db.prepare(
    'SELECT id, at, actor, label, before, after FROM record_history WHERE table_name = ? AND row_id = ? AND id >= ? ORDER BY id DESC',
  )

  /** Leaves out what cannot return, so that it does not bar the way of the rest. */
  function possible(
    recording: StoredRecording,
    { isrc, ...columns }: Partial<RecordingColumns>,
  ): { readonly columns: Partial<RecordingColumns>; readonly kept: string[] } {
    if (isrc === undefined) return { columns, kept: [] }
    try {
      editor.refuseCode(recording, isrc)
      return { columns: { ...columns, isrc }, kept: [] }
    } catch (error) {
      if (!isRefrainError(error)) throw error
      const why = error.message.replace(' Nothing was changed.', '')
      return { columns, kept: [`The ISRC stays as it is: ${why}`] }
    }
  }

  function restoreRecording(recordingId: number, before: RowValues, at: string) {
    const recording = recordings.mustGet(recordingId)
    const { columns, kept } = possible(recording, columnsBefore(recording, before))
    const label = `Restore ${quoted(recording.title)} as it was on ${at.slice(0, 10)}`
    const changed = context.mutations.undoable(label, ['recordings', 'isrc'], (change) =>
      editor.edit(change, recordingId, columns),
    )
    return { changed, kept }
  }

  /** @throws RefrainError NOT_FOUND. */
  function currentOf(table: HistoryTable, id: number): RowValues {
    const row = context.db.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id)
    if (row === undefined)
      throw new RefrainError('NOT_FOUND', `This ${recordNames[table]} is not in the catalogue any more.`)
    return image.parse(row)
  }

  return {
    'history.list': ({ table, recordId }) => ({
      entries: z
        .array(stored)
        .parse(list.all(table, recordId))
        .map((entry) => toEntry(table, entry)),
    }),

    'history.restore': async ({ table, recordId, entryId }, call) => {
      const entries = z.array(stored).parse(since.all(table, recordId, entryId))
      const entry = entries.at(-1)
      if (entry?.id !== entryId) {
        throw new RefrainError(
          'NOT_FOUND',
          'This entry is not in the history of the record. Nothing was changed.',
        )
      }
      const before = valuesBefore(entries.slice(0, -1))
      if (table === 'recording') return restoreRecording(recordId, before, entry.at)
      const columns = differing(currentOf(table, recordId), before)
      if (Object.keys(columns).length === 0) return { changed: false, kept: [] }
      await restoreRecord(updates, { table, id: recordId }, columns, call)
      return { changed: true, kept: [] }
    },
  }
}

const recordNames: Readonly<Record<HistoryTable, string>> = {
  recording: 'recording',
  release: 'release',
  work: 'work',
  party: 'person',
}

/** The values a record had before these changes (latest first). */
function valuesBefore(entries: readonly z.infer<typeof stored>[]): RowValues {
  let values: RowValues = {}
  for (const { before } of entries) values = { ...values, ...before }
  return values
}

function differing(current: RowValues, wanted: RowValues): RowValues {
  return Object.fromEntries(Object.entries(wanted).filter(([column, was]) => current[column] !== was))
}

function columnsBefore(recording: StoredRecording, before: RowValues): Partial<RecordingColumns> {
  const own = new Set<string>(Object.values(columnOf))
  return Object.fromEntries(
    Object.entries(before).filter(
      ([column, was]) => own.has(column) && recording[column as keyof RecordingColumns] !== was,
    ),
  )
}

function toEntry(
  table: HistoryTable,
  { id, at, actor, label, before, after }: z.infer<typeof stored>,
): HistoryEntry {
  const kind = before === null ? 'added' : after === null ? 'deleted' : 'changed'
  // An import notes all columns it may fill.
  const columns =
    kind === 'changed'
      ? Object.keys(after ?? {}).filter((column) => after?.[column] !== before?.[column])
      : []
  return {
    ...{ id, at, actor, label, kind },
    fields: columns.map((column) => ({
      field: table === 'recording' ? fieldOf(column) : recordFieldOf(table, column),
      from: before?.[column] ?? null,
      to: after?.[column] ?? null,
    })),
  }
}

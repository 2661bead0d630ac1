import { z } from 'zod'
import type { HistoryEntry } from '../../../shared/contract/editing.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import { quoted, type RecordingColumns, type StoredRecording } from '../catalog/index.ts'
import type { CoreContext } from '../context.ts'
import { columnOf, type EditingDeps, fieldOf } from './fields.ts'

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
): Pick<Handlers, 'history.list' | 'history.restore'> {
  const list = context.db.prepare(
    'SELECT id, at, actor, label, before, after FROM record_history WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 500',
  )
  const since = context.db.prepare(
    "SELECT id, at, actor, label, before, after FROM record_history WHERE table_name = 'recording' AND row_id = ? AND id >= ? ORDER BY id DESC",
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

  return {
    'history.list': ({ table, recordId }) => ({
      entries: z.array(stored).parse(list.all(table, recordId)).map(toEntry),
    }),

    'history.restore': ({ recordingId, entryId }) => {
      const recording = recordings.mustGet(recordingId)
      const entries = z.array(stored).parse(since.all(recordingId, entryId))
      if (entries.at(-1)?.id !== entryId) {
        throw new RefrainError(
          'NOT_FOUND',
          'This entry is not in the history of the recording. Nothing was changed.',
        )
      }
      const { columns, kept } = possible(recording, columnsBefore(recording, entries.slice(0, -1)))
      const label = `Restore ${quoted(recording.title)} as it was on ${entries.at(-1)?.at.slice(0, 10) ?? ''}`
      const changed = context.mutations.undoable(label, ['recordings', 'isrc'], (change) =>
        editor.edit(change, recordingId, columns),
      )
      return { changed, kept }
    },
  }
}

/** The values the recording had before these changes (latest first). */
function columnsBefore(
  recording: StoredRecording,
  entries: readonly z.infer<typeof stored>[],
): Partial<RecordingColumns> {
  let values: Record<string, string | number | null> = {}
  for (const { before } of entries) values = { ...values, ...before }
  const own = new Set<string>(Object.values(columnOf))
  const differing = Object.entries(values).filter(
    ([column, was]) => own.has(column) && recording[column as keyof RecordingColumns] !== was,
  )
  return Object.fromEntries(differing)
}

function toEntry({ id, at, actor, label, before, after }: z.infer<typeof stored>): HistoryEntry {
  const kind = before === null ? 'added' : after === null ? 'deleted' : 'changed'
  // An import notes all columns it may fill.
  const columns =
    kind === 'changed'
      ? Object.keys(after ?? {}).filter((column) => after?.[column] !== before?.[column])
      : []
  return {
    ...{ id, at, actor, label, kind },
    fields: columns.map((column) => ({
      field: fieldOf(column),
      from: before?.[column] ?? null,
      to: after?.[column] ?? null,
    })),
  }
}

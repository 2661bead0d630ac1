import { z } from 'zod'
import type { Handlers } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { quoted, type RecordingColumns, type StoredRecording } from '../catalog/index.ts'
import type { Change, CoreContext, UndoableTable } from '../context.ts'
import { columnOf, type EditingDeps, type FieldName } from './fields.ts'
import { createMergeShares } from './merge-shares.ts'

interface Belonging {
  readonly table: UndoableTable
  /** The column that names the recording, and what else the row must say to be the recording's. */
  readonly owner: string
  readonly own?: string
  /** Rows of the two recordings that agree in these say the same, and the second one goes. */
  readonly same: readonly string[]
  /** What the row that goes says further, each with the value that says nothing: the other takes it over. */
  readonly further?: Readonly<Record<string, string | null>>
}

/** Shares of one right add up, so one account of them stays: by this name it is chosen like a field. */
const sharesField = 'shares'

/** Everything that hangs on a recording, but for its shares. */
const belongings: readonly Belonging[] = [
  {
    ...{ table: 'track', owner: 'recording_id', same: ['release_id'] },
    further: { number: null, also_single: 'unknown', title_override: '' },
  },
  { table: 'identifier', owner: 'recording_id', same: ['scheme', 'value'] },
  { table: 'finding', owner: 'recording_id', same: ['listing_id'] },
  { table: 'asset', owner: 'recording_id', same: [] },
  { table: 'recording_work', owner: 'recording_id', same: ['work_id'] },
  { table: 'isrc_decision', owner: 'recording_id', same: [] },
  {
    ...subject('contribution', ['party_id', 'role', 'instrument']),
    further: { credited_as: '', join_phrase: '' },
  },
  subject('registration_subject', ['registration_id']),
  subject('document_link', ['document_id']),
]

function subject(table: UndoableTable, same: readonly string[]): Belonging {
  return { table, owner: 'subject_id', own: "subject_type = 'recording'", same }
}

const ids = z.array(z.int())
const rowValues = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/** Makes one recording of two: everything of the second moves to the first, its code stays as an alias. */
export function createMergeService(
  context: CoreContext,
  { recordings, editor }: EditingDeps,
): Pick<Handlers, 'editing.mergePreview' | 'editing.merge'> {
  const { db } = context
  const shares = createMergeShares(db)

  const rowsOf = ({ table, owner, own }: Belonging, recordingId: number): number[] =>
    ids.parse(
      db
        .prepare(
          `SELECT id FROM "${table}" WHERE ${owner} = ?${own === undefined ? '' : ` AND ${own}`} ORDER BY id`,
        )
        .pluck()
        .all(recordingId),
    )

  /** The row of the recording that stays and says the same as this one. */
  function twin({ table, owner, own, same }: Belonging, rowId: number, keepId: number): number | null {
    if (same.length === 0) return null
    const agree = same.map((column) => `k.${column} = m.${column}`).join(' AND ')
    const row = db
      .prepare(
        `SELECT k.id FROM "${table}" m JOIN "${table}" k ON ${agree} AND k.${owner} = ?${own === undefined ? '' : ` AND k.${own}`} WHERE m.id = ?`,
      )
      .pluck()
      .get(keepId, rowId)
    return row === undefined ? null : z.int().parse(row)
  }

  /** A recording and what it was made from, link by link. */
  function lineOf(recordingId: number | null): readonly number[] {
    const line: number[] = []
    for (let id = recordingId; id !== null && !line.includes(id); id = recordings.mustGet(id).parent_id)
      line.push(id)
    return line
  }

  /** A value of a field; of the recording it was made from, the title and the number. */
  function shown(recording: StoredRecording, column: keyof RecordingColumns): string | number | null {
    const parent =
      column === 'parent_id' && recording.parent_id !== null ? recordings.get(recording.parent_id) : null
    return parent === null ? recording[column] : `${parent.title} (${String(parent.id)})`
  }

  const inCase = (findingId: number): boolean =>
    db.prepare('SELECT 1 FROM case_item WHERE finding_id = ?').get(findingId) !== undefined

  function obstacle(keep: StoredRecording, merged: StoredRecording): string | null {
    if (keep.id === merged.id) return 'A recording cannot be merged with itself.'
    const findings = belongings.find(({ table }) => table === 'finding')
    if (findings === undefined) return null
    for (const findingId of rowsOf(findings, merged.id)) {
      const other = twin(findings, findingId, keep.id)
      if (other !== null && inCase(findingId) && inCase(other))
        return 'The same listing was found for both, and both findings are in a case. Take one out of its case first.'
    }
    return null
  }

  function move(change: Change, belonging: Belonging, keepId: number, mergeId: number): void {
    const { table, owner } = belonging
    // Decided before anything moves: what was moved is no twin of what follows.
    const rows = rowsOf(belonging, mergeId).map((rowId) => ({ rowId, other: twin(belonging, rowId, keepId) }))
    for (const { rowId, other } of rows) {
      if (other === null) change.update(table, rowId, { [owner]: keepId })
      else if (table === 'finding' && inCase(rowId)) {
        change.remove(table, other)
        change.update(table, rowId, { [owner]: keepId })
      } else {
        complete(change, belonging, other, rowId)
        change.remove(table, rowId)
      }
    }
  }

  /** Gives the row that stays what only the one that goes says. */
  function complete(change: Change, { table, further = {} }: Belonging, rowId: number, fromId: number): void {
    const row = db.prepare(`SELECT * FROM "${table}" WHERE id = ?`)
    const [own, other] = [rowValues.parse(row.get(rowId)), rowValues.parse(row.get(fromId))]
    const lacking = Object.entries(further).filter(([column, nothing]) => own[column] === nothing)
    if (lacking.length > 0)
      change.update(
        table,
        rowId,
        Object.fromEntries(lacking.map(([column]) => [column, other[column] ?? null])),
      )
  }

  function keepCode(change: Change, keep: StoredRecording, merged: StoredRecording): void {
    if (merged.isrc === null || merged.isrc === keep.isrc) return
    const known = db
      .prepare("SELECT id FROM identifier WHERE recording_id = ? AND scheme = 'isrc' AND value = ?")
      .get(keep.id, merged.isrc)
    if (known !== undefined) return
    change.insert('identifier', {
      ...{ recording_id: keep.id, scheme: 'isrc', value: merged.isrc, raw: merged.isrc, state: 'alias' },
      source: `merged recording ${quoted(merged.title)}`,
      created_at: context.now(),
    })
  }

  return {
    'editing.mergePreview': ({ keepId, mergeId }) => {
      const [keep, merged] = [recordings.mustGet(keepId), recordings.mustGet(mergeId)]
      const moved = belongings.map((one) => [one.table, rowsOf(one, mergeId).length] as const)
      return {
        fields: [
          ...Object.entries(columnOf).map(([field, column]) => ({
            field,
            keep: shown(keep, column),
            other: shown(merged, column),
          })),
          { field: sharesField, keep: shares.describe(keepId), other: shares.describe(mergeId) },
        ],
        moved: Object.fromEntries(moved.filter(([, count]) => count > 0)),
        obstacle: obstacle(keep, merged),
      }
    },

    'editing.merge': ({ keepId, mergeId, take }) => {
      const label = `Merge ${quoted(recordings.mustGet(mergeId).title)} into ${quoted(recordings.mustGet(keepId).title)}`
      const touched = [
        ...(['recordings', 'releases', 'findings', 'cases', 'isrc'] as const),
        ...(['works', 'rights', 'documents', 'audio'] as const),
      ] as const
      context.mutations.undoable(label, touched, (change) => {
        const [keep, merged] = [recordings.mustGet(keepId), recordings.mustGet(mergeId)]
        const why = obstacle(keep, merged)
        if (why !== null) throw new RefrainError('CONFLICT', `${why} Nothing was changed.`)
        for (const belonging of belongings) move(change, belonging, keepId, mergeId)
        shares.merge(change, keepId, mergeId, take.includes(sharesField))
        for (const id of ids.parse(
          db.prepare('SELECT id FROM recording WHERE parent_id = ?').pluck().all(mergeId),
        )) {
          // Never from itself: what the recording that stays was made from keeps its relation alone.
          change.update('recording', id, { parent_id: lineOf(keepId).includes(id) ? null : keepId })
        }
        change.remove('recording', mergeId)
        const taken = takenColumns(keep, merged, take, !lineOf(merged.parent_id).includes(keepId))
        const codeTaken = keep.isrc === null && merged.isrc !== null
        // The code left its recording with it: nobody else can have it.
        if (codeTaken) change.update('recording', keepId, recordings.withFields(keep, { isrc: merged.isrc }))
        else keepCode(change, keep, merged)
        if (Object.keys(taken).length > 0) editor.edit(change, keepId, taken)
        const now = recordings.mustGet(keepId)
        change.update('recording', keepId, { ...recordings.withFields(now, {}), updated_at: context.now() })
      })
      return {}
    },
  }
}

/** The values the artist chose from the second recording, and those only it has. */
function takenColumns(
  keep: StoredRecording,
  merged: StoredRecording,
  take: readonly string[],
  parentFits: boolean,
): Partial<RecordingColumns> {
  const taken = Object.entries(columnOf).filter(([field, column]) => {
    if (notAlone.has(field as FieldName)) return false
    return take.includes(field) || (isEmpty(keep[column]) && !isEmpty(merged[column]))
  })
  const wanted = take.includes('parentId') || take.includes('parentRelation')
  const none = keep.parent_id === null && keep.parent_relation === null
  const parent = parentFits && (wanted || none) ? (['parent_id', 'parent_relation'] as const) : ([] as const)
  const columns = [...taken.map(([, column]) => column), ...parent]
  return Object.fromEntries(columns.map((column) => [column, merged[column]]))
}

/** A code belongs to one recording; what it was made from and as what go together. */
const notAlone: ReadonlySet<FieldName> = new Set(['isrc', 'parentId', 'parentRelation'])

function isEmpty(value: string | number | null): boolean {
  return value === null || value === '' || value === 'unknown'
}

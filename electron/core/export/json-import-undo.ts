import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import { createRecordingsRepository } from '../catalog/index.ts'
import { deriveReleases } from './json-merge/derived.ts'
import type { CoreContext } from '../context.ts'
import { type ImportedTable, importedTables, rowImage } from './import-journal.ts'

const changeRow = z.object({
  id: z.int(),
  before: z.string().transform((text) => rowImage.nullable().parse(JSON.parse(text))),
  after: z.string().transform((text) => rowImage.parse(JSON.parse(text))),
})
type ChangeRow = z.infer<typeof changeRow>

const storedRow = z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.instanceof(Buffer)]))

/**
 * Answers for undoing the import of a catalogue file as one step: takes out what it created and empties what it
 * filled. Refuses, and touches nothing, when any of it was edited since or something else depends on it. The ledger
 * keeps its lines: a code that ever was in it is never handed out again.
 */
export function createCatalogueImportUndo(context: CoreContext): void {
  const { db } = context
  context.mutations.handleUndo('catalogue-json', (value) => {
    const importId = Number(value)
    refuseWhileNeeded(db, importId)
    const around = recordingsAround(db, importId)
    for (const table of importedTables)
      for (const row of changesOf(db, importId, table)) refuseEdited(db, table, row)
    for (const table of [...importedTables].reverse()) takeBack(db, importId, table)
    retireOwnCodes(context, importId)
    derive(db, around)
    deriveReleases(db, importId)
    db.prepare("UPDATE import_batch SET state = 'undone' WHERE id = ?").run(importId)
    return ['recordings', 'releases', 'imports', 'isrc']
  })
}

function changesOf(db: Database, importId: number, table: ImportedTable): ChangeRow[] {
  const rows = db
    .prepare(
      'SELECT row_id AS id, before, after FROM import_change WHERE batch_id = ? AND table_name = ? ORDER BY row_id',
    )
    .all(importId, table)
  return z.array(changeRow).parse(rows)
}

function refuseEdited(db: Database, table: ImportedTable, { id, after }: ChangeRow): void {
  const row = storedRow.optional().parse(db.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id))
  if (!row) throw conflict(`a ${words(table)} that it brought was deleted since`)
  const same = Object.entries(after).every(([column, value]) => row[column] === value)
  if (!same) throw conflict(`the ${words(table)} ${nameOf(row)} was edited since`)
}

const importedRow = (table: string, column: string) =>
  `x.${column} IN (SELECT row_id FROM import_change WHERE batch_id = @importId AND table_name = '${table}' AND before = 'null')`
const foreign = (table: string) =>
  `x.id NOT IN (SELECT row_id FROM import_change WHERE batch_id = @importId AND table_name = '${table}')`

/** Rows that the import did not bring and that refer to one it did. */
const dependents: readonly (readonly [table: string, sql: string, what: string])[] = [
  [
    'finding',
    `SELECT 1 FROM finding x WHERE ${importedRow('recording', 'recording_id')}`,
    'recordings it brought have findings',
  ],
  ...(['track', 'identifier', 'recording_work', 'isrc_decision', 'asset'] as const).map(
    (table) =>
      [
        table,
        `SELECT 1 FROM ${table} x WHERE ${importedRow('recording', 'recording_id')} AND ${foreign(table)}`,
        `recordings it brought were given another ${words(table)} since`,
      ] as const,
  ),
  [
    'track',
    `SELECT 1 FROM track x WHERE ${importedRow('release', 'release_id')} AND ${foreign('track')}`,
    'a release it brought was given another track since',
  ],
  [
    'recording_work',
    `SELECT 1 FROM recording_work x WHERE ${importedRow('work', 'work_id')} AND ${foreign('recording_work')}`,
    'a work it brought was linked to another recording since',
  ],
  [
    'recording',
    `SELECT 1 FROM recording x WHERE ${importedRow('recording', 'parent_id')} AND ${foreign('recording')}`,
    'another version was made of a recording it brought',
  ],
  ...(['contribution', 'split'] as const).flatMap((table) => [
    [
      table,
      `SELECT 1 FROM ${table} x WHERE ${importedRow('party', 'party_id')} AND ${foreign(table)}`,
      `a party it brought has another ${words(table)} since`,
    ] as const,
  ]),
  [
    'party_alias',
    `SELECT 1 FROM party_alias x WHERE ${importedRow('party', 'party_id')} AND ${foreign('party_alias')}`,
    'a party it brought was given another name since',
  ],
  [
    'split',
    `SELECT 1 FROM split x WHERE ${importedRow('document', 'document_id')} AND ${foreign('split')}`,
    'a document it brought is used by other shares since',
  ],
  [
    'document_link',
    `SELECT 1 FROM document_link x WHERE ${importedRow('document', 'document_id')} AND ${foreign('document_link')}`,
    'a document it brought was linked to something else since',
  ],
  [
    'registration_subject',
    `SELECT 1 FROM registration_subject x WHERE ${importedRow('registration', 'registration_id')} AND ${foreign('registration_subject')}`,
    'a registration it brought covers something else since',
  ],
  ...(['contribution', 'split', 'document_link', 'registration_subject'] as const).flatMap((table) =>
    (['recording', 'work', 'release', 'party', 'registration'] as const).map(
      (subject) =>
        [
          table,
          `SELECT 1 FROM ${table} x WHERE x.subject_type = '${subject}' AND ${importedRow(subject, 'subject_id')} AND ${foreign(table)}`,
          `a ${subject} it brought was given another ${words(table)} since`,
        ] as const,
    ),
  ),
  [
    'isrc_ledger',
    `SELECT 1 FROM isrc_ledger l JOIN isrc_block x ON l.isrc BETWEEN x.prefix AND x.prefix || '9999999'
     WHERE x.id IN (SELECT row_id FROM import_change WHERE batch_id = @importId AND table_name = 'isrc_block' AND before = 'null')
       AND l.at > (SELECT committed_at FROM import_batch WHERE id = @importId)`,
    'codes were given out from an ISRC range it brought',
  ],
]

function refuseWhileNeeded(db: Database, importId: number): void {
  for (const [, sql, what] of dependents) {
    if (db.prepare(`${sql} LIMIT 1`).get({ importId }) !== undefined) throw conflict(what)
  }
}

function takeBack(db: Database, importId: number, table: ImportedTable): void {
  const remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`)
  for (const { id, before } of changesOf(db, importId, table).reverse()) {
    if (before === null) {
      remove.run(id)
      continue
    }
    const columns = Object.keys(before)
    const set = columns.map((column) => `${column} = ?`).join(', ')
    db.prepare(`UPDATE ${table} SET ${set} WHERE id = ?`).run(...Object.values(before), id)
  }
}

/** Codes of the artist's own allocations that were in the catalogue may be in use outside: they are kept from reuse. */
function retireOwnCodes(context: CoreContext, importId: number): void {
  context.db
    .prepare(
      `INSERT INTO isrc_ledger (isrc, state, recording_id, recording_title, reason, at)
       SELECT DISTINCT c.after ->> 'isrc', 'reserved', NULL, coalesce(c.after ->> 'title', ''), 'The import that brought it was undone.', @at
       FROM import_change c JOIN isrc_block b ON c.after ->> 'isrc' BETWEEN b.prefix AND b.prefix || '9999999'
       WHERE c.batch_id = @importId AND c.table_name = 'recording' AND c.after ->> 'isrc' IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM isrc_ledger l WHERE l.isrc = c.after ->> 'isrc')`,
    )
    .run({ importId, at: context.now() })
}

/** Recordings that stay, but that the import filled or put on a release. */
function recordingsAround(db: Database, importId: number): number[] {
  const ids = db
    .prepare(
      `SELECT row_id FROM import_change WHERE batch_id = @importId AND table_name = 'recording' AND before <> 'null'
       UNION SELECT after ->> 'recording_id' FROM import_change WHERE batch_id = @importId AND table_name = 'track'
       UNION SELECT t.recording_id FROM import_change c JOIN track t ON t.release_id = c.row_id
         WHERE c.batch_id = @importId AND c.table_name = 'release'`,
    )
    .pluck()
    .all({ importId })
  return z.array(z.int()).parse(ids)
}

function derive(db: Database, ids: readonly number[]): void {
  const recordings = createRecordingsRepository(db)
  const update = db.prepare('UPDATE recording SET missing = ?, search_key = ? WHERE id = ?')
  for (const id of ids) {
    const recording = recordings.get(id)
    if (!recording) continue
    const { missing, search_key: searchKey } = recordings.withFields(recording, {})
    update.run(missing, searchKey, id)
  }
}

function words(table: string): string {
  return table.replaceAll('_', ' ')
}

function nameOf(row: z.infer<typeof storedRow>): string {
  for (const key of ['title', 'name', 'number', 'file_name', 'prefix']) {
    const value = row[key]
    if (typeof value === 'string' && value !== '') return `“${value.slice(0, 60)}”`
  }
  return ''
}

function conflict(reason: string): RefrainError {
  return new RefrainError('UNDO_CONFLICT', `The import cannot be undone: ${reason}. Nothing was touched.`)
}

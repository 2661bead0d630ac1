import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import { shareTerritory } from './import-shares.ts'
import { quoted } from './recording-fields.ts'

/** Tables beside recordings and releases that an import writes, in an order in which none refers to a later one. */
export const rightsTables = ['party', 'work', 'recording_work', 'contribution', 'split'] as const
type RightsTable = (typeof rightsTables)[number]

const kept: Readonly<Record<RightsTable, readonly string[]>> = {
  party: ['name', 'ipi_name', 'isni'],
  work: ['title', 'iswc'],
  recording_work: ['recording_id', 'work_id', 'relation'],
  contribution: ['subject_type', 'subject_id', 'party_id', 'role', 'instrument', 'credited_as'],
  split: ['subject_type', 'subject_id', 'right_kind', 'party_id', 'share', 'territory', 'state'],
}

/** The columns kept of a row, as JSON. */
function image(table: RightsTable, alias: string): string {
  return `json_object(${kept[table].map((column) => `'${column}', ${alias}.${column}`).join(', ')})`
}

/**
 * Writes the works, people and credits of a draft, attached as `draft`, and what is needed to take them out again. Must
 * run inside the transaction of the commit, after the recordings and releases are written.
 */
export function applyRights(db: Database, request: { readonly importId: number; readonly at: string }): void {
  const { importId, at } = request
  fill(db, 'party', ['ipi_name', 'isni'], request)
  fill(db, 'work', ['iswc'], request)
  db.prepare(
    `INSERT INTO main.party (id, kind, name, name_key, ipi_name, isni, import_id, created_at, updated_at)
     SELECT id, kind, name, name_key, ipi_name, isni, @importId, @at, @at FROM draft.party WHERE is_new = 1 ORDER BY id`,
  ).run({ importId, at })
  db.prepare(
    `INSERT INTO main.work (id, title, title_key, iswc, import_id, created_at, updated_at)
     SELECT id, title, title_key, iswc, @importId, @at, @at FROM draft.work WHERE is_new = 1 ORDER BY id`,
  ).run({ importId, at })
  for (const table of ['party', 'work'] as const) {
    db.prepare(
      `INSERT INTO main.import_change (batch_id, table_name, row_id, before, after)
       SELECT ?, '${table}', x.id, 'null', ${image(table, 'x')} FROM main.${table} x
       WHERE x.id IN (SELECT id FROM draft.${table} WHERE is_new = 1)`,
    ).run(importId)
  }
  added(db, 'recording_work', importId, () => {
    db.exec(
      `INSERT INTO main.recording_work (recording_id, work_id, relation)
       SELECT recording_id, work_id, relation FROM draft.recording_work ORDER BY work_id, recording_id`,
    )
  })
  added(db, 'contribution', importId, () => {
    db.exec(
      `INSERT INTO main.contribution (subject_type, subject_id, party_id, role, instrument, position, credited_as)
       SELECT subject_type, subject_id, party_id, role, instrument, position, credited_as FROM draft.contribution
       ORDER BY subject_type, subject_id, position`,
    )
  })
  added(db, 'split', importId, () => {
    db.prepare(
      `INSERT INTO main.split
         (subject_type, subject_id, right_kind, party_id, share, territory, state, created_at, updated_at)
       SELECT 'work', work_id, 'mechanical', party_id, sum(share), '${shareTerritory}', 'draft', @at, @at
       FROM draft.split GROUP BY work_id, party_id`,
    ).run({ at })
  })
  touch(db, request)
}

/** What was empty of a row that is known. */
function fill(
  db: Database,
  table: 'party' | 'work',
  columns: readonly string[],
  { importId, at }: { readonly importId: number; readonly at: string },
): void {
  const both = (alias: string, more: string) =>
    `json_object(${columns.map((column) => `'${column}', ${alias}.${column}`).join(', ')}${more})`
  db.prepare(
    `INSERT INTO main.import_change (batch_id, table_name, row_id, before, after)
     SELECT ?, '${table}', x.id, ${both('x', ", 'updated_at', x.updated_at")}, ${both('d', '')}
     FROM draft.${table} d JOIN main.${table} x ON x.id = d.id WHERE d.is_new = 0`,
  ).run(importId)
  const set = columns.map((column) => `${column} = d.${column}`).join(', ')
  db.prepare(
    `UPDATE main.${table} SET ${set}, updated_at = ? FROM draft.${table} d WHERE d.id = main.${table}.id AND d.is_new = 0`,
  ).run(at)
}

function added(db: Database, table: RightsTable, importId: number, insert: () => void): void {
  const last = z.int().parse(db.prepare(`SELECT coalesce(max(id), 0) FROM main.${table}`).pluck().get())
  insert()
  db.prepare(
    `INSERT INTO main.import_change (batch_id, table_name, row_id, before, after)
     SELECT ?, '${table}', x.id, 'null', ${image(table, 'x')} FROM main.${table} x WHERE x.id > ?`,
  ).run(importId, last)
}

const alsoTouched = {
  recording: ' UNION SELECT recording_id FROM draft.recording_work',
  release: '',
  work: ' UNION SELECT work_id FROM draft.split',
} as const

/** A recording, release or work that was there and is given a credit or a work has changed with it. */
function touch(db: Database, { importId, at }: { readonly importId: number; readonly at: string }): void {
  for (const table of ['recording', 'release', 'work'] as const) {
    const linked = alsoTouched[table]
    const about = `(SELECT subject_id FROM draft.contribution WHERE subject_type = '${table}'${linked})`
    const where = `x.id IN ${about} AND x.import_id IS NOT @importId
      AND NOT EXISTS (SELECT 1 FROM draft.${table} d WHERE d.id = x.id)`
    db.prepare(
      `INSERT INTO main.import_change (batch_id, table_name, row_id, before, after)
       SELECT @importId, '${table}', x.id, json_object('updated_at', x.updated_at), '{}' FROM main.${table} x WHERE ${where}`,
    ).run({ importId })
    db.prepare(`UPDATE main.${table} AS x SET updated_at = @at WHERE ${where}`).run({ importId, at })
  }
}

const brought = (table: RightsTable, column: string) =>
  `${column} IN (SELECT row_id FROM import_change WHERE batch_id = @importId AND table_name = '${table}' AND before = 'null')`
const foreign = (table: RightsTable) =>
  `x.id NOT IN (SELECT row_id FROM import_change WHERE batch_id = @importId AND table_name = '${table}')`
const ofWork = `x.subject_type = 'work' AND ${brought('work', 'x.subject_id')}`

/** Each query finds something that depends on what the import brought. */
const obstacles: readonly (readonly [sql: string, why: string])[] = [
  [
    `SELECT 1 FROM recording_work x WHERE ${brought('work', 'x.work_id')} AND ${foreign('recording_work')}`,
    'a work it brought was linked to another recording since',
  ],
  [
    `SELECT 1 FROM contribution x WHERE (${brought('party', 'x.party_id')} OR (${ofWork})) AND ${foreign('contribution')}`,
    'somebody it brought, or a work, was given another credit since',
  ],
  [
    `SELECT 1 FROM split x WHERE (${brought('party', 'x.party_id')} OR (${ofWork})) AND ${foreign('split')}`,
    'shares were entered for a work or a person it brought',
  ],
  [`SELECT 1 FROM registration_subject x WHERE ${ofWork}`, 'a work it brought was registered since'],
  [
    `SELECT 1 FROM document_link x WHERE (${ofWork}) OR (x.subject_type = 'party' AND ${brought('party', 'x.subject_id')})`,
    'a document was added to a work or a person it brought',
  ],
  [
    `SELECT 1 FROM party_alias x WHERE ${brought('party', 'x.party_id')}`,
    'somebody it brought was given another name since',
  ],
  ...(['party', 'work'] as const).map(
    (table) =>
      [
        `SELECT 1 FROM ${table} x JOIN import_batch b ON b.id = x.import_id
         WHERE x.import_id = @importId AND x.updated_at <> b.committed_at`,
        table === 'party' ? 'somebody it brought was edited since' : 'a work it brought was edited since',
      ] as const,
  ),
]

const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const changes = z.array(
  z.object({
    id: z.int(),
    before: z.string().transform((text) => row.nullable().parse(JSON.parse(text))),
    after: z.string().transform((text) => row.parse(JSON.parse(text))),
  }),
)

function changesOf(db: Database, importId: number, table: RightsTable) {
  const stored = db
    .prepare('SELECT row_id AS id, before, after FROM import_change WHERE batch_id = ? AND table_name = ?')
    .all(importId, table)
  return changes.parse(stored)
}

/**
 * Refuses to take an import out while something else depends on its works, people and credits, or they were edited.
 * @throws RefrainError UNDO_CONFLICT.
 */
export function refuseWhileRightsNeeded(db: Database, importId: number): void {
  for (const [sql, why] of obstacles) {
    if (db.prepare(`${sql} LIMIT 1`).get({ importId }) !== undefined) throw conflict(why)
  }
  for (const table of rightsTables) {
    const current = db.prepare(`SELECT ${kept[table].join(', ')} FROM ${table} WHERE id = ?`)
    for (const { id, after } of changesOf(db, importId, table)) {
      const now = row.optional().parse(current.get(id))
      const same =
        now !== undefined && Object.entries(after).every(([column, value]) => now[column] === value)
      const name = typeof after.title === 'string' ? ` ${quoted(after.title)}` : ''
      if (!same) throw conflict(`a ${table.replace('_', ' of a ')}${name} it brought was changed since`)
    }
  }
}

/** Takes the works, people and credits of an import out, and empties what it filled. */
export function takeOutRights(db: Database, importId: number): void {
  for (const table of [...rightsTables].reverse()) {
    const remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`)
    for (const { id, before } of changesOf(db, importId, table)) {
      if (before === null) {
        remove.run(id)
        continue
      }
      const set = Object.keys(before).map((column) => `${column} = ?`)
      db.prepare(`UPDATE ${table} SET ${set.join(', ')} WHERE id = ?`).run(...Object.values(before), id)
    }
  }
}

function conflict(reason: string): RefrainError {
  return new RefrainError('UNDO_CONFLICT', `The import cannot be undone: ${reason}. Nothing was touched.`)
}

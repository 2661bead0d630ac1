import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { neededGaps } from '../../../shared/domain/catalogue/readiness.ts'
import { defineFunctions } from '../database/functions.ts'
import { insertUndoEntry } from '../platform/undo-log.ts'
import { refuseStrangers } from './bulk-references.ts'
import {
  indexRecordingRange,
  indexRecordings,
  searchKeyOf,
  unindexRecordings,
  withoutChecks,
  withoutIndexes,
  withoutSearchTriggers,
} from './bulk-load.ts'
import type { WorkerControl } from './import-preview.ts'
import { applyRights, rightsTables } from './import-rights-apply.ts'
import type { SearchAside } from './import-search.ts'

/** Below this many new recordings dropping and building indexes costs more than it saves. */
const worthRebuilding = 5000

const extent = z.object({
  stored: z.int(),
  lastStored: z.int(),
  lastPlanned: z.int(),
})

/** What an import adds: recordings with every id from `first` to `last`. */
export interface NewRecordings {
  readonly first: number
  readonly last: number
  readonly count: number
  /** How many are in the catalogue already. */
  readonly stored: number
}

/** What the draft that is attached as `draft` adds to the catalogue it was planned for. */
export function newRecordings(db: Database): NewRecordings {
  const { stored, lastStored, lastPlanned } = extent.parse(
    db
      .prepare(
        `SELECT (SELECT count(*) FROM main.recording) AS stored,
           (SELECT coalesce(max(id), 0) FROM main.recording) AS lastStored,
           (SELECT coalesce(max(id), 0) FROM draft.recording) AS lastPlanned`,
      )
      .get(),
  )
  // What is new was numbered one by one behind what was there.
  const last = Math.max(lastPlanned, lastStored)
  return { first: lastStored + 1, last, count: last - lastStored, stored }
}

/** True for so much that the catalogue is better written without its indexes, and checked as a whole afterwards. */
export function isBulk({ count, stored }: NewRecordings): boolean {
  return count >= worthRebuilding && count >= stored
}

export interface ApplyRequest {
  readonly importId: number
  readonly fileName: string
  readonly sha256: string
  /** ISO 8601; stamps everything the import writes. */
  readonly at: string
}

/** Columns of a recording and a release that an import fills, or replaces where the artist decided so. */
const filled = [
  ...(['title', 'version', 'artist', 'isrc', 'duration_ms', 'year', 'registration_number'] as const),
  ...([
    'authorized_url',
    'genre',
    'p_line',
    'explicit',
    'country',
    'kind',
    'right_held',
    'notes',
    'title_key',
    'artist_key',
  ] as const),
] as const
const filledRelease = [
  ...(['title', 'artist', 'label', 'gtin', 'gtin14', 'release_date', 'type', 'catalogue_number'] as const),
  ...(['p_line', 'c_line', 'genre', 'title_key'] as const),
] as const
/** How many gaps a new recording has: a row gives title and artist, and perhaps the right that is held. */
const gapsOfNew = {
  withRight: neededGaps({ title: 'any', artist: 'any', rightHeld: 'both' }),
  withoutRight: neededGaps({ title: 'any', artist: 'any', rightHeld: 'unknown' }),
}
const gapsSql = "iif(d.right_held IN ('unknown', 'none'), @withoutRight, @withRight)"
const searchKeys = {
  recording: searchKeyOf('d.'),
  release: 'coalesce(d.search_key, search_key(d.title, d.artist, d.label, d.gtin))',
} as const

/**
 * Writes a finished draft, attached as `draft`, into the catalogue: set by set, with what is needed to undo it. Must
 * run inside one transaction, against the very catalogue the draft was planned for. Where another thread builds the
 * search index of the new recordings, `aside`, it is left to the caller to take it.
 */
export function applyDraft(
  db: Database,
  request: ApplyRequest,
  control: WorkerControl,
  aside: Pick<SearchAside, 'indexed'> | null = null,
): void {
  defineFunctions(db)
  const added = newRecordings(db)
  const lastIdentifier = lastIdentifierOf(db)
  const tables = isBulk(added) ? ['recording', 'track', 'release'] : []
  control.progress({ total: added.count, done: 0, note: 'Writing recordings' })
  withoutSearchTriggers(db, () => {
    withoutIndexes(
      db,
      tables,
      () => {
        fillStored(db, request)
        addNew(db, request)
      },
      () => {
        control.check()
        if (aside !== null) control.progress({ done: aside.indexed() })
      },
    )
    control.check()
    if (aside !== null || added.count === 0) return
    indexRecordingRange(db, added.first, added.last, (done) => {
      control.check()
      control.progress({ done, note: 'Building the search index' })
    })
  })
  applyRights(db, request)
  refuseStrangers(db)
  logNewIdentifiers(db, request, lastIdentifier)
  finish(db, request, added.count)
}

function fillStored(db: Database, { importId, at }: ApplyRequest): void {
  logChanges(db, 'recording', filled, importId)
  logChanges(db, 'release', filledRelease, importId)
  const searched = `SELECT d.id FROM draft.recording d JOIN main.recording r ON r.id = d.id
    WHERE d.is_new = 0 AND (d.title, d.version, d.artist, d.isrc) IS NOT (r.title, r.version, r.artist, r.isrc)`
  db.exec(`CREATE TEMP TABLE reindexed AS ${searched}`)
  unindexRecordings(db, 'SELECT id FROM temp.reindexed')
  for (const [table, columns] of [
    ['recording', filled],
    ['release', filledRelease],
  ] as const) {
    const set = [
      ...columns.map((column) => `${column} = d.${column}`),
      `search_key = ${searchKeys[table]}`,
      ...(table === 'recording' ? [`missing = ${gapsSql}`] : []),
    ].join(', ')
    db.prepare(
      `UPDATE main.${table} SET ${set}, updated_at = @at FROM draft.${table} d WHERE d.id = main.${table}.id AND d.is_new = 0`,
    ).run(table === 'recording' ? { at, ...gapsOfNew } : { at })
  }
  indexRecordings(db, 'SELECT id FROM temp.reindexed')
  db.exec('DROP TABLE temp.reindexed')
  numberTracks(db, importId)
}

/** Tracks of the catalogue that had no number, or are given another one. */
function numberTracks(db: Database, importId: number): void {
  const same = 'd.recording_id = t.recording_id AND d.release_id = t.release_id AND d.is_new = 0'
  db.prepare(
    `INSERT INTO main.import_change (batch_id, table_name, row_id, before, after)
     SELECT ?, 'track', t.id, json_object('disc', t.disc, 'number', t.number, 'also_single', t.also_single),
       json_object('disc', d.disc, 'number', d.number, 'also_single', d.also_single)
     FROM draft.track d JOIN main.track t ON ${same}`,
  ).run(importId)
  db.exec(
    `UPDATE main.track AS t SET disc = d.disc, number = d.number, also_single = d.also_single FROM draft.track d WHERE ${same}`,
  )
}

function logChanges(
  db: Database,
  table: 'recording' | 'release',
  columns: readonly string[],
  importId: number,
): void {
  const image = (alias: string, stamp: string) =>
    `json_object(${columns.map((column) => `'${column}', ${alias}.${column}`).join(', ')}${stamp})`
  db.prepare(
    `INSERT INTO main.import_change (batch_id, table_name, row_id, before, after)
     SELECT ?, '${table}', r.id, ${image('r', ", 'updated_at', r.updated_at")}, ${image('d', '')}
     FROM draft.${table} d JOIN main.${table} r ON r.id = d.id WHERE d.is_new = 0`,
  ).run(importId)
}

function addNew(db: Database, { importId, at }: ApplyRequest): void {
  const ofRelease = filledRelease.join(', ')
  db.prepare(
    `INSERT INTO main.release (id, ${ofRelease}, search_key, import_id, created_at, updated_at)
     SELECT d.id, ${ofRelease}, ${searchKeys.release}, @importId, @at, @at
     FROM draft.release d WHERE d.is_new = 1 ORDER BY d.id`,
  ).run({ importId, at })
  const ofRecording = filled.join(', ')
  // The draft keeps the same rules for the columns it fills; the others have their defaults.
  withoutChecks(db, () => {
    db.prepare(
      `INSERT INTO main.recording (id, ${ofRecording}, search_key, missing, import_id, created_at, updated_at)
       SELECT d.id, ${ofRecording}, ${searchKeys.recording}, ${gapsSql}, @importId, @at, @at
       FROM draft.recording d WHERE d.is_new = 1 ORDER BY d.id`,
    ).run({ ...gapsOfNew, importId, at })
    db.prepare(
      `INSERT INTO main.track (release_id, recording_id, disc, number, also_single, import_id)
       SELECT release_id, id, disc, number, also_single, ? FROM draft.recording r WHERE release_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM draft.track t WHERE t.recording_id = r.id AND t.release_id = r.release_id)
       ORDER BY id`,
    ).run(importId)
    db.prepare(
      `INSERT INTO main.track (release_id, recording_id, disc, number, also_single, import_id)
       SELECT release_id, recording_id, disc, number, also_single, ? FROM draft.track WHERE is_new = 1
       ORDER BY recording_id, release_id`,
    ).run(importId)
  })
  db.prepare(
    `INSERT INTO main.identifier (recording_id, scheme, value, raw, source, state, created_at)
     SELECT recording_id, 'isrc', value, raw, 'import ' || ?, state, ? FROM draft.identifier`,
  ).run(importId, at)
}

function lastIdentifierOf(db: Database): number {
  return z.int().parse(db.prepare('SELECT coalesce(max(id), 0) FROM main.identifier').pluck().get())
}

function logNewIdentifiers(db: Database, { importId }: ApplyRequest, lastBefore: number): void {
  db.prepare(
    `INSERT INTO main.import_change (batch_id, table_name, row_id, before, after)
     SELECT ?, 'identifier', id, 'null', json_object('recording_id', recording_id, 'value', value)
     FROM main.identifier WHERE id > ?`,
  ).run(importId, lastBefore)
}

function finish(db: Database, { importId, fileName, sha256, at }: ApplyRequest, created: number): void {
  db.prepare("UPDATE import_batch SET state = 'committed', committed_at = ?, sha256 = ? WHERE id = ?").run(
    at,
    sha256,
    importId,
  )
  if (isEmptyDraft(db)) return
  // What it filled; of what it added, the record itself names the import.
  db.prepare(
    `INSERT INTO record_history (table_name, row_id, at, actor, label, before, after)
     SELECT table_name, row_id, ?, 'import', ?, before, after FROM import_change
     WHERE batch_id = ? AND table_name IN ('recording', 'release') AND after <> '{}'`,
  ).run(at, `Import “${fileName}”`, importId)
  const size =
    created === 0 ? '' : ` (${created.toLocaleString('en')} ${created === 1 ? 'recording' : 'recordings'})`
  insertUndoEntry(db, {
    label: `Import “${fileName}”${size}`,
    changes: {
      rows: [],
      effects: [{ kind: 'import', value: importId }],
      touched: ['recordings', 'releases', 'imports', 'isrc', 'works', 'parties', 'rights'],
    },
    redoable: false,
    at,
  })
}

function isEmptyDraft(db: Database): boolean {
  const any = ['recording', 'release', 'track', 'identifier', ...rightsTables].map(
    (table) => `EXISTS (SELECT 1 FROM draft.${table})`,
  )
  return (
    db
      .prepare(`SELECT ${any.join(' OR ')}`)
      .pluck()
      .get() === 0
  )
}

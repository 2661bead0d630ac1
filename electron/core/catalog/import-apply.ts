import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { rightsHeld } from '../../../shared/contract/catalog.ts'
import { neededGaps } from '../../../shared/domain/catalogue/readiness.ts'
import { defineFunctions } from '../database/functions.ts'
import { insertUndoEntry } from '../platform/undo-log.ts'
import {
  indexRecordingRange,
  indexRecordings,
  unindexRecordings,
  withoutIndexes,
  withoutSearchTriggers,
} from './bulk-load.ts'
import type { WorkerControl } from './import-preview.ts'
import { applyRights, rightsTables } from './import-rights-apply.ts'

/** Below this many new recordings dropping and building indexes costs more than it saves. */
const worthRebuilding = 5000

const ranges = z.object({
  first: z.int().nullable(),
  last: z.int().nullable(),
  created: z.int(),
  stored: z.int(),
  lastIdentifier: z.int(),
})

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
    'title_key',
    'artist_key',
  ] as const),
] as const
const filledRelease = [
  ...(['title', 'artist', 'label', 'gtin', 'gtin14', 'release_date', 'type', 'catalogue_number'] as const),
  ...(['p_line', 'c_line', 'genre', 'title_key'] as const),
] as const
/** The key under which a row of the draft is searched; not kept there, for it follows from the rest. */
const searchKeys = {
  recording: 'search_key(d.title, d.version, d.artist, d.isrc)',
  release: 'search_key(d.title, d.artist, d.label, d.gtin)',
} as const

/**
 * Writes a finished draft, attached as `draft`, into the catalogue: set by set, with what is needed to undo it. Must
 * run inside one transaction, against the very catalogue the draft was planned for.
 */
export function applyDraft(db: Database, request: ApplyRequest, control: WorkerControl): void {
  const range = ranges.parse(
    db
      .prepare(
        `SELECT min(id) AS first, max(id) AS last, count(*) AS created,
           (SELECT count(*) FROM main.recording) AS stored,
           (SELECT coalesce(max(id), 0) FROM main.identifier) AS lastIdentifier
         FROM draft.recording WHERE is_new = 1`,
      )
      .get(),
  )
  defineFunctions(db)
  tabulateGaps(db)
  const rebuild = range.created >= worthRebuilding && range.created >= range.stored
  const tables = rebuild ? ['recording', 'track', 'release'] : []
  control.progress({ total: range.created, done: 0, note: 'Writing recordings' })
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
      },
    )
    countGaps(db)
    control.check()
    if (range.first !== null && range.last !== null) {
      indexRecordingRange(db, range.first, range.last, (done) => {
        control.check()
        control.progress({ done, note: 'Building the search index' })
      })
    }
  })
  db.exec('DROP TABLE temp.gap')
  applyRights(db, request)
  logNewIdentifiers(db, request, range.lastIdentifier)
  finish(db, request, range.created)
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
    ].join(', ')
    db.prepare(
      `UPDATE main.${table} SET ${set}, updated_at = ? FROM draft.${table} d WHERE d.id = main.${table}.id AND d.is_new = 0`,
    ).run(at)
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
     SELECT ?, 'track', t.id, json_object('disc', t.disc, 'number', t.number), json_object('disc', d.disc, 'number', d.number)
     FROM draft.track d JOIN main.track t ON ${same}`,
  ).run(importId)
  db.exec(`UPDATE main.track AS t SET disc = d.disc, number = d.number FROM draft.track d WHERE ${same}`)
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
  db.prepare(
    `INSERT INTO main.recording (id, ${ofRecording}, search_key, missing, import_id, created_at, updated_at)
     SELECT d.id, ${ofRecording}, ${searchKeys.recording}, ${gapsSql('d', 'draft.track', "'unknown'")}, @importId, @at, @at
     FROM draft.recording d WHERE d.is_new = 1 ORDER BY d.id`,
  ).run({ importId, at })
  db.prepare(
    `INSERT INTO main.track (release_id, recording_id, disc, number, import_id)
     SELECT release_id, recording_id, disc, number, ? FROM draft.track WHERE is_new = 1
     ORDER BY recording_id, release_id`,
  ).run(importId)
  db.prepare(
    `INSERT INTO main.identifier (recording_id, scheme, value, raw, source, state, created_at)
     SELECT recording_id, 'isrc', value, raw, 'import ' || ?, state, ? FROM draft.identifier`,
  ).run(importId, at)
}

/** Recordings of the catalogue that the import filled, put on a release, or whose release got a barcode. */
function countGaps(db: Database): void {
  db.exec(
    `UPDATE main.recording AS r SET missing = ${gapsSql('r', 'main.track', 'r.right_held')} WHERE r.id IN (
       SELECT id FROM draft.recording WHERE is_new = 0
       UNION SELECT t.recording_id FROM draft.track t LEFT JOIN draft.recording d ON d.id = t.recording_id
         WHERE d.is_new IS NOT 1
       UNION SELECT t.recording_id FROM draft.release l JOIN main.track t ON t.release_id = l.id WHERE l.is_new = 0)`,
  )
}

/** How many gaps a recording has, looked up in `temp.gap`; its releases are those of `tracks`. */
function gapsSql(recording: string, tracks: string, right: string): string {
  const releases = `(SELECT 1 + max(l.gtin IS NOT NULL) FROM ${tracks} t JOIN main.release l ON l.id = t.release_id
    WHERE t.recording_id = ${recording}.id)`
  const has = ['isrc', 'duration_ms', 'year', 'registration_number'].map(
    (column, bit) => `(${recording}.${column} IS NOT NULL) * ${String(2 ** bit)}`,
  )
  const rights = rightsHeld.map((held, at) => `WHEN '${held}' THEN ${String(at)}`).join(' ')
  const key = `${has.join(' + ')} + coalesce(${releases}, 0) * 16 + (CASE ${right} ${rights} END) * 48`
  return `(SELECT gaps FROM temp.gap WHERE key = ${key})`
}

/**
 * The rule of completeness as a table, for a call of JavaScript a row would cost more than writing the row. Keys are
 * made of: has ISRC, duration, year, registration; releases (none, some, one with a barcode); right held.
 */
function tabulateGaps(db: Database): void {
  db.exec('CREATE TEMP TABLE gap (key INTEGER PRIMARY KEY, gaps INTEGER NOT NULL)')
  const insert = db.prepare('INSERT INTO temp.gap VALUES (?, ?)')
  for (const [right, rightHeld] of rightsHeld.entries()) {
    for (let rest = 0; rest < 48; rest++) {
      const has = (bit: number) => (rest & (1 << bit)) !== 0
      const releases = rest >> 4
      const gaps = neededGaps({
        title: 'any',
        artist: 'any',
        isrc: has(0) ? 'any' : null,
        durationMs: has(1) ? 1 : null,
        year: has(2) ? 2000 : null,
        releaseTitle: releases === 0 ? null : 'any',
        gtin: releases === 2 ? 'any' : null,
        rightHeld,
        registrationNumber: has(3) ? 'any' : null,
      })
      insert.run(rest + right * 48, gaps)
    }
  }
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

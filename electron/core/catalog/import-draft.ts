import type { Database } from 'better-sqlite3'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openPlain } from '../database/open.ts'
import { rightsDraftSchema } from './import-contributors.ts'

/** A recording as far as an import needs it: of the catalogue, or one the import will make. */
export type DraftRecording = {
  readonly id: number
  /** 1 when the import makes it. */
  readonly is_new: number
  readonly title: string
  readonly version: string
  readonly artist: string
  readonly isrc: string | null
  readonly duration_ms: number | null
  readonly year: number | null
  readonly registration_number: string | null
  readonly authorized_url: string | null
  readonly genre: string
  readonly p_line: string
  /** `unknown` is the empty value. */
  readonly explicit: string
  readonly country: string
  readonly kind: 'audio' | 'video'
  /** `unknown` is the empty value. */
  readonly right_held: string
  readonly notes: string
  readonly title_key: string
  readonly artist_key: string
  /** Null in the draft once a decision of the artist has changed what it is made of. */
  readonly search_key: string | null
  /**
   * The place at which a new recording came, null without one: nearly every recording has just this one, and a row of
   * its own would take as long to write as the recording. A track of the same release stands in its stead.
   */
  readonly release_id: number | null
  readonly disc: number
  readonly number: number | null
  /** Of the track at this place. `unknown` is the empty value. */
  readonly also_single: string
}

export type DraftRelease = {
  readonly id: number
  readonly is_new: number
  readonly title: string
  readonly artist: string
  readonly label: string
  readonly gtin: string | null
  readonly gtin14: string | null
  readonly release_date: string | null
  readonly type: string
  readonly catalogue_number: string
  readonly p_line: string
  readonly c_line: string
  readonly genre: string
  readonly title_key: string
  /** As of a recording. */
  readonly search_key: string | null
}

export type DraftTrack = {
  readonly recording_id: number
  readonly release_id: number
  readonly is_new: number
  readonly disc: number
  readonly number: number | null
  readonly also_single: string
}

export type DraftIdentifier = {
  readonly recording_id: number
  readonly value: string
  readonly raw: string
  readonly state: 'alias' | 'conflict' | 'erroneous'
}

/**
 * Everything an import would write, in tables of the same shape as the catalogue's. Its unchanged rows are absent. What
 * the catalogue CHECKs of a recording is checked here, the usual word first: a commit relies on it.
 */
const schema = `
  CREATE TABLE recording (
    id INTEGER PRIMARY KEY, is_new INTEGER NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, artist TEXT NOT NULL,
    isrc TEXT, duration_ms INTEGER, year INTEGER, registration_number TEXT, authorized_url TEXT,
    genre TEXT NOT NULL, p_line TEXT NOT NULL,
    explicit TEXT NOT NULL
      CHECK (explicit = 'unknown' OR explicit = 'explicit' OR explicit = 'not-explicit' OR explicit = 'cleaned'),
    country TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind = 'audio' OR kind = 'video'),
    right_held TEXT NOT NULL CHECK (right_held = 'unknown' OR right_held IN ('sound-recording', 'composition', 'both', 'none')),
    notes TEXT NOT NULL, title_key TEXT NOT NULL, artist_key TEXT NOT NULL, search_key TEXT,
    release_id INTEGER, disc INTEGER NOT NULL DEFAULT 1, number INTEGER,
    also_single TEXT NOT NULL DEFAULT 'unknown' CHECK (also_single = 'unknown' OR also_single IN ('yes', 'no'))
  ) STRICT;
  CREATE INDEX recording_known ON recording (id) WHERE is_new = 0;
  CREATE TABLE release (
    id INTEGER PRIMARY KEY, is_new INTEGER NOT NULL, title TEXT NOT NULL, artist TEXT NOT NULL, label TEXT NOT NULL,
    gtin TEXT, gtin14 TEXT, release_date TEXT, type TEXT NOT NULL, catalogue_number TEXT NOT NULL,
    p_line TEXT NOT NULL, c_line TEXT NOT NULL, genre TEXT NOT NULL, title_key TEXT NOT NULL, search_key TEXT
  ) STRICT;
  CREATE TABLE track (
    recording_id INTEGER NOT NULL, release_id INTEGER NOT NULL, is_new INTEGER NOT NULL,
    disc INTEGER NOT NULL, number INTEGER, also_single TEXT NOT NULL DEFAULT 'unknown', PRIMARY KEY (recording_id, release_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE identifier (
    recording_id INTEGER NOT NULL, value TEXT NOT NULL, raw TEXT NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (recording_id, value)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX identifier_value ON identifier (value);
  CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/** Where the draft of an import lies; a workspace empties this folder when it opens. */
export function draftPath(temporary: string, importId: number): string {
  return join(temporary, `import-${String(importId)}.sqlite3`)
}

/** Removes the draft of an import, if there is one. */
export function removeDraft(path: string): void {
  for (const file of [path, `${path}-journal`]) rmSync(file, { force: true })
}

/** Makes an empty draft. It is a file, so that memory stays flat however many recordings an import brings. */
export function createDraft(path: string, sqliteBinding: string | null): Database {
  removeDraft(path)
  const db = openPlain(path, { sqliteBinding })
  // Nothing in it outlives a crash: no journal, no waiting for the disk.
  db.pragma('page_size = 16384')
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('cache_size = -65536')
  db.exec(schema)
  db.exec(rightsDraftSchema)
  return db
}

/** What a finished draft was made from: it holds only while both still are the same. */
export interface DraftSource {
  readonly sha256: string
  /** `catalogueStamp` of the catalogue it was planned against. */
  readonly stamp: string
}

/** Marks a draft as finished. */
export function finishDraft(db: Database, source: DraftSource): void {
  const insert = db.prepare('INSERT INTO fact (key, value) VALUES (?, ?)')
  insert.run('sha256', source.sha256)
  insert.run('stamp', source.stamp)
}

/** What a finished draft was made from, or null when there is none. */
export function draftSource(path: string, sqliteBinding: string | null): DraftSource | null {
  if (!existsSync(path)) return null
  const db = openPlain(path, { sqliteBinding, readonly: true })
  try {
    const read = db.prepare<[string], string>('SELECT value FROM fact WHERE key = ?').pluck()
    const sha256 = read.get('sha256')
    const stamp = read.get('stamp')
    return sha256 === undefined || stamp === undefined ? null : { sha256, stamp }
  } finally {
    db.close()
  }
}

/**
 * A text that differs whenever the catalogue does, as far as imports look at it: every change stamps `updated_at`,
 * every new or lost row moves a count or a highest id.
 */
export function catalogueStamp(db: Database): string {
  const parts = db
    .prepare(
      `SELECT (SELECT count(*) || '/' || coalesce(max(id), 0) FROM recording) AS recordings,
         (SELECT coalesce(max(updated_at), '') FROM recording) AS recordingsUpdated,
         (SELECT count(*) || '/' || coalesce(max(id), 0) || '/' || coalesce(max(updated_at), '') FROM release) AS releases,
         (SELECT count(*) || '/' || coalesce(max(id), 0) FROM track) AS tracks,
         (SELECT count(*) || '/' || coalesce(max(id), 0) FROM identifier) AS identifiers,
         (SELECT count(*) || '/' || coalesce(max(id), 0) || '/' || coalesce(max(updated_at), '') FROM party) AS parties,
         (SELECT count(*) || '/' || coalesce(max(id), 0) || '/' || coalesce(max(updated_at), '') FROM work) AS works,
         (SELECT count(*) || '/' || coalesce(max(id), 0) FROM recording_work) AS links,
         (SELECT count(*) || '/' || coalesce(max(id), 0) FROM contribution) AS contributions`,
    )
    .get()
  return JSON.stringify(parts)
}

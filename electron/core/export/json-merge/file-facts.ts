import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { gtin14 } from '../../../../shared/domain/identifiers/gtin.ts'
import { artistKey, titleKey } from '../../../../shared/domain/text/fold.ts'

/** What tells recordings of the same name apart: the columns of `offered_recording` after its place, in order. */
export const recordingFacts = `title_key, artist_key, version, kind, isrc, duration, created_at, facts, codes`

/** The facts beyond names, code, length and time of entry, as columns of the table of recordings. */
export const otherFacts = `title, artist, year, right_held, registration_number, authorized_url, notes, published_on,
  country, p_line, genre, explicit`

const tables = `
  CREATE TEMP TABLE offered_code (kind TEXT, value TEXT, PRIMARY KEY (kind, value)) WITHOUT ROWID;
  CREATE TEMP TABLE offered_recording (place INTEGER PRIMARY KEY, title_key TEXT, artist_key TEXT, version TEXT, kind TEXT,
    isrc TEXT, duration INTEGER, created_at TEXT, facts TEXT, codes TEXT);
  CREATE TEMP TABLE offered_track (recording INTEGER, spot TEXT);
  CREATE TEMP TABLE recording_pair (place INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE);`

const code = z.string().nullable()
const recording = z.object({
  ...{ title: z.string(), artist: z.string(), version: z.string(), kind: z.string(), isrc: code },
  ...{
    durationMs: z.int().nullable(),
    createdAt: z.string(),
    year: z.int().nullable(),
    rightHeld: z.string(),
  },
  ...{ registrationNumber: code, authorizedUrl: code, notes: z.string(), publishedOn: code },
  ...{ country: z.string(), pLine: z.string(), genre: z.string(), explicit: z.string() },
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
})
const release = z.object({
  ...{ title: z.string(), gtin: code },
  tracks: z.array(z.object({ recording: z.int(), disc: z.int(), number: z.int().nullable() })),
})
const work = z.object({ iswc: code })
const party = z.object({ ipiName: code, isni: code })

/** Notes what the entries of a file can be told apart by, before any of them is merged. */
export interface FileFacts {
  /** Takes any value of the file; what is not of the expected shape is passed over: merging says what is wrong. */
  note(section: string, place: number, entry: unknown): void
}

/**
 * Makes the temporary tables that pairing reads (`offered_code`, `offered_recording`, `offered_track`,
 * `recording_pair`), empty. On disk rather than in memory, because a file may be of any length.
 */
export function createFileFacts(db: Database): FileFacts {
  db.exec(tables)
  const insertCode = db.prepare('INSERT OR IGNORE INTO offered_code VALUES (?, ?)')
  const insertTrack = db.prepare(
    'INSERT INTO offered_track VALUES (?, json_array(?, CAST(? AS INTEGER), CAST(? AS INTEGER)))',
  )
  const insertRecording = db.prepare(
    `INSERT OR IGNORE INTO offered_recording (place, ${recordingFacts})
     VALUES (?, ?, ?, lower(?), ?, ?, coalesce(?, 0), ?, json_array(?, ?, CAST(? AS INTEGER), ?, ?, ?, ?, ?, ?, ?, ?, ?), ?)`,
  )
  const noteCode = (kind: string, value: string | null) => {
    if (value !== null) insertCode.run(kind, value)
  }
  const readers: Readonly<Record<string, (entry: unknown, place: number) => void>> = {
    parties: (entry) => {
      const { data } = party.safeParse(entry)
      noteCode('ipi', data?.ipiName ?? null)
      noteCode('isni', data?.isni ?? null)
    },
    works: (entry) => {
      noteCode('iswc', work.safeParse(entry).data?.iswc ?? null)
    },
    recordings: (entry, place) => {
      const { data } = recording.safeParse(entry)
      if (data === undefined) return
      noteCode('isrc', data.isrc)
      const codes = data.identifiers.map(({ scheme, value }) => `${scheme}:${value}`).sort()
      insertRecording.run(
        ...[place, titleKey(data.title), artistKey(data.artist), data.version, data.kind, data.isrc ?? ''],
        ...[data.durationMs, data.createdAt, data.title, data.artist, data.year, data.rightHeld],
        ...[data.registrationNumber, data.authorizedUrl, data.notes, data.publishedOn, data.country],
        ...[data.pLine, data.genre, data.explicit, codes.join('\n')],
      )
    },
    releases: (entry) => {
      const { data } = release.safeParse(entry)
      if (data === undefined) return
      noteCode('gtin', data.gtin === null ? null : gtin14(data.gtin))
      const key = titleKey(data.title)
      for (const { recording: number, disc, number: track } of data.tracks) {
        insertTrack.run(number, key, disc, track)
      }
    },
  }
  return {
    note(section, place, entry) {
      if (Object.hasOwn(readers, section)) readers[section]?.(entry, place)
    },
  }
}

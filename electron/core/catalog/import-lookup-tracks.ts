import type { Database } from 'better-sqlite3'
import type { DraftIdentifier, DraftRecording, DraftTrack } from './import-draft.ts'
import { createKeyIndex, hashOfNumbers } from './key-index.ts'

interface Others {
  /** The recording as the draft holds it. */
  readonly drafted: (recordingId: number) => DraftRecording | null
  /** Writes recordings and releases that are still on their way into the draft. */
  readonly flush: () => void
}

const none: readonly number[] = []

/** Places on releases, of the draft and behind it those stored, when there are `any`. */
export function createTrackTables(main: Database, draft: Database, any: boolean, others: Others) {
  const columns = 'recording_id, release_id, disc, number, also_single'
  const written = draft.prepare<[number, number], DraftTrack>(
    'SELECT * FROM track WHERE recording_id = ? AND release_id = ?',
  )
  let anyWritten = false
  const inDraft = (recordingId: number, releaseId: number): DraftTrack | undefined => {
    const own = anyWritten ? written.get(recordingId, releaseId) : undefined
    if (own !== undefined) return own
    const recording = others.drafted(recordingId)
    if (recording?.release_id !== releaseId) return undefined
    const { disc, number, also_single } = recording
    return { recording_id: recordingId, release_id: releaseId, is_new: 1, disc, number, also_single }
  }
  const inMain = main.prepare<[number, number], DraftTrack>(
    `SELECT ${columns}, 0 AS is_new FROM track WHERE recording_id = ? AND release_id = ?`,
  )
  const put = draft.prepare<[number, number, number, number | null, string, number]>(
    `INSERT OR REPLACE INTO track (${columns}, is_new) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const draftTitles = draft
    .prepare<{ id: number }, string>(
      `SELECT l.title_key FROM track t JOIN release l ON l.id = t.release_id WHERE t.recording_id = @id
       UNION SELECT l.title_key FROM recording r JOIN release l ON l.id = r.release_id WHERE r.id = @id`,
    )
    .pluck()
  const mainTitles = main
    .prepare<[number], string>(
      'SELECT l.title_key FROM track t JOIN release l ON l.id = t.release_id WHERE t.recording_id = ?',
    )
    .pluck()
  const mainAt = main
    .prepare<[number, number, number], number>(
      'SELECT recording_id FROM track WHERE release_id = ? AND disc = ? AND number = ? ORDER BY id',
    )
    .pluck()
  const places = createKeyIndex()
  const enter = (recordingId: number, releaseId: number, disc: number, number: number) => {
    places.add(recordingId, hashOfNumbers(releaseId, disc, number))
  }
  return {
    /** Recordings at a place of a release: those of the catalogue, and those that rows have put there. */
    at: (releaseId: number, disc: number, number: number): readonly number[] => {
      const stored = any ? mainAt.all(releaseId, disc, number) : none
      const candidates = places.candidates(hashOfNumbers(releaseId, disc, number))
      if (candidates.length === 0) return stored
      return [...stored, ...candidates.filter((id) => inDraft(id, releaseId)?.number === number)]
    },
    get: (recordingId: number, releaseId: number): DraftTrack | null =>
      inDraft(recordingId, releaseId) ?? (any ? inMain.get(recordingId, releaseId) : undefined) ?? null,
    put: (track: DraftTrack): void => {
      anyWritten = true
      put.run(track.recording_id, track.release_id, track.disc, track.number, track.also_single, track.is_new)
      if (track.number !== null) enter(track.recording_id, track.release_id, track.disc, track.number)
    },
    /** Notes the place at which a new recording came. */
    enter: ({ id, release_id, disc, number }: DraftRecording): void => {
      if (release_id !== null && number !== null) enter(id, release_id, disc, number)
    },
    releaseTitleKeys: (recordingId: number): string[] => {
      others.flush()
      return [...draftTitles.all({ id: recordingId }), ...(any ? mainTitles.all(recordingId) : [])]
    },
  }
}

/** Codes noted beside recordings, of the draft and behind it those stored, when there are `any`. */
export function createIdentifierTables(main: Database, draft: Database, any: boolean) {
  const draftHolder = draft
    .prepare<[string], number>("SELECT recording_id FROM identifier WHERE value = ? AND state = 'alias'")
    .pluck()
  const mainHolder = main
    .prepare<[string], number>(
      "SELECT recording_id FROM identifier WHERE scheme = 'isrc' AND value = ? AND state IN ('alias', 'primary')",
    )
    .pluck()
  const mainHas = main
    .prepare<[number, string], number>(
      "SELECT 1 FROM identifier WHERE recording_id = ? AND scheme = 'isrc' AND value = ?",
    )
    .pluck()
  const insert = draft.prepare<[number, string, string, string]>(
    'INSERT OR IGNORE INTO identifier (recording_id, value, raw, state) VALUES (?, ?, ?, ?)',
  )
  let added = false
  return {
    holder: (isrc: string): number | null =>
      (added ? draftHolder.get(isrc) : undefined) ?? (any ? mainHolder.get(isrc) : undefined) ?? null,
    /** Notes a code beside a recording; false when it is noted already. */
    add: (identifier: DraftIdentifier): boolean => {
      const { recording_id: id, value, raw, state } = identifier
      if (any && mainHas.get(id, value) !== undefined) return false
      added = true
      return insert.run(id, value, raw, state).changes > 0
    },
  }
}

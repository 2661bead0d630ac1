import type { Database } from 'better-sqlite3'
import { foldText } from '../../../shared/domain/text/fold.ts'
import { createRowBuffer } from './draft-inserts.ts'
import { createKeyIndex, type KeyIndex } from './key-index.ts'
import type { DraftIdentifier, DraftRecording, DraftRelease, DraftTrack } from './import-draft.ts'

const recordingFields = [
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
] as const satisfies readonly (keyof DraftRecording)[]
const releaseFields = [
  ...(['title', 'artist', 'label', 'gtin', 'gtin14', 'release_date', 'type', 'catalogue_number'] as const),
  ...(['p_line', 'c_line', 'genre', 'title_key'] as const),
] as const satisfies readonly (keyof DraftRelease)[]

/** What an import may change of a recording that is known. */
export type RecordingPatch = Partial<
  Omit<DraftRecording, 'id' | 'is_new' | 'title' | 'artist' | 'title_key' | 'artist_key'>
>
export type ReleasePatch = Partial<Omit<DraftRelease, 'id' | 'is_new' | 'title' | 'artist' | 'title_key'>>

export type CatalogueView = ReturnType<typeof createCatalogueView>

/**
 * The catalogue as it will be after the rows planned so far: what is in the draft, and behind it what is stored.
 * `main` is only read, `draft` is written.
 */
export function createCatalogueView(main: Database, draft: Database) {
  const stored = {
    recordings: countOf(main, 'recording'),
    releases: countOf(main, 'release'),
    identifiers: countOf(main, "identifier WHERE scheme = 'isrc'"),
  }
  const recordings = createRecordingTables(main, draft, stored.recordings > 0)
  const releases = createReleaseTables(main, draft, stored.releases > 0)
  const tracks = createTrackTables(main, draft, stored.releases > 0, releases.flush)
  const identifiers = createIdentifierTables(main, draft, stored.identifiers > 0)
  const voided = new Set(
    main
      .prepare<[], string>(
        `SELECT isrc FROM isrc_ledger WHERE seq IN (SELECT max(seq) FROM isrc_ledger GROUP BY isrc) AND state = 'voided'`,
      )
      .pluck()
      .all(),
  )
  return {
    /** True for a code the ledger has voided: it never becomes a recording's own again. */
    isVoided: (isrc: string): boolean => voided.has(isrc),
    /** The recording whose own code this is. */
    byIsrc: recordings.byIsrc,
    /** The recording beside which this code is noted as another one of its codes. */
    byOtherIsrc: (isrc: string): DraftRecording | null => {
      const id = identifiers.holder(isrc)
      return id === null ? null : recordings.get(id)
    },
    /** Recordings of the same title and artist, and the same version words. */
    byKeys: (titleKey: string, artistKey: string, versionKey: string): DraftRecording[] => {
      if (titleKey === '' || artistKey === '') return []
      return recordings
        .byKeys(titleKey, artistKey)
        .filter(({ version }) => (version === '' ? '' : foldText(version)) === versionKey)
    },
    /** Recordings at a place of a release. */
    atPlace: (releaseId: number, disc: number, number: number): DraftRecording[] =>
      tracks.at(releaseId, disc, number).flatMap((id) => recordings.get(id) ?? []),
    addRecording: recordings.add,
    changeRecording: recordings.change,
    addIdentifier: identifiers.add,
    releasesByGtin: releases.byGtin,
    releasesByTitle: releases.byTitle,
    addRelease: releases.add,
    changeRelease: releases.change,
    track: tracks.get,
    putTrack: tracks.put,
    releaseTitleKeysOf: tracks.releaseTitleKeys,
    /** Writes what is still on its way into the draft. */
    flush: (): void => {
      recordings.flush()
      releases.flush()
      tracks.flush()
    },
  }
}

function createRecordingTables(main: Database, draft: Database, any: boolean) {
  const written = draft.prepare<[number], DraftRecording>('SELECT * FROM recording WHERE id = ?')
  const isrcs = createKeyIndex()
  const words = createKeyIndex()
  const columns = recordingFields.join(', ')
  const select = `SELECT id, ${columns}, 0 AS is_new FROM recording`
  const inMain = main.prepare<[number], DraftRecording>(`${select} WHERE id = ?`)
  const mainByIsrc = main.prepare<[string], DraftRecording>(`${select} WHERE isrc = ?`)
  const mainByKeys = main.prepare<[string, string], DraftRecording>(
    `${select} WHERE title_key = ? AND artist_key = ? ORDER BY id`,
  )
  const fresh = createRowBuffer<DraftRecording>(draft, 'recording', ['id', 'is_new', ...recordingFields])
  const inDraft = (id: number) => fresh.get(id) ?? written.get(id)
  const update = draft.prepare<(string | number | null)[]>(
    `UPDATE recording SET ${recordingFields.map((field) => `${field} = ?`).join(', ')} WHERE id = ?`,
  )
  let last = main.prepare<[], number>('SELECT coalesce(max(id), 0) FROM recording').pluck().get() ?? 0
  const values = (recording: DraftRecording) => recordingFields.map((field) => recording[field])
  const planned = (ids: readonly number[]) => ids.flatMap((id) => inDraft(id) ?? [])
  return {
    flush: fresh.flush,
    get: (id: number): DraftRecording | null => inDraft(id) ?? inMain.get(id) ?? null,
    byIsrc: (isrc: string): DraftRecording | null => {
      const inFile = planned(isrcs.candidates(isrc)).find((recording) => recording.isrc === isrc)
      const stored = inFile === undefined && any ? mainByIsrc.get(isrc) : undefined
      return inFile ?? (stored === undefined ? null : (inDraft(stored.id) ?? stored))
    },
    byKeys: (titleKey: string, artistKey: string): DraftRecording[] => {
      const stored = any ? mainByKeys.all(titleKey, artistKey) : []
      const made = planned(words.candidates(titleKey + artistKey)).filter(
        (recording) => recording.title_key === titleKey && recording.artist_key === artistKey,
      )
      return [...stored.map((recording) => inDraft(recording.id) ?? recording), ...made]
    },
    add: (columns: Omit<DraftRecording, 'id' | 'is_new'>): DraftRecording => {
      last++
      const recording = { ...columns, id: last, is_new: 1 }
      fresh.add(last, recording)
      if (columns.isrc !== null) isrcs.add(columns.isrc, last)
      words.add(columns.title_key + columns.artist_key, last)
      return recording
    },
    change: (recording: DraftRecording, patch: RecordingPatch): void => {
      const r = { ...recording, ...patch }
      if (!fresh.replace(r.id, r)) {
        if (written.get(r.id) === undefined) fresh.add(r.id, r)
        else update.run(...values(r), r.id)
      }
      if (patch.isrc) isrcs.add(patch.isrc, r.id)
    },
  }
}

function createReleaseTables(main: Database, draft: Database, any: boolean) {
  const written = draft.prepare<[number], DraftRelease>('SELECT * FROM release WHERE id = ?')
  const gtins = createKeyIndex()
  const titles = createKeyIndex()
  const columns = releaseFields.join(', ')
  const select = `SELECT id, ${columns}, 0 AS is_new FROM release`
  const mainByGtin = main.prepare<[string], DraftRelease>(`${select} WHERE gtin14 = ? ORDER BY id`)
  const mainByTitle = main.prepare<[string], DraftRelease>(`${select} WHERE title_key = ? ORDER BY id`)
  const fresh = createRowBuffer<DraftRelease>(draft, 'release', ['id', 'is_new', ...releaseFields])
  const inDraft = (id: number) => fresh.get(id) ?? written.get(id)
  const update = draft.prepare<(string | number | null)[]>(
    `UPDATE release SET ${releaseFields.map((field) => `${field} = ?`).join(', ')} WHERE id = ?`,
  )
  let last = main.prepare<[], number>('SELECT coalesce(max(id), 0) FROM release').pluck().get() ?? 0
  const values = (release: DraftRelease) => releaseFields.map((field) => release[field])
  const untouched = (rows: readonly DraftRelease[]) => rows.filter(({ id }) => inDraft(id) === undefined)
  // A release of the catalogue is found by its own columns until it enters the draft, where the indexes know it.
  const known = (index: KeyIndex, key: string) =>
    [...new Set(index.candidates(key))].flatMap((id) => inDraft(id) ?? [])
  /** Rows of one release follow each other. */
  let lastFound: { readonly gtin14: string; readonly found: DraftRelease[] } | null = null
  const enter = (release: DraftRelease) => {
    lastFound = null
    if (release.gtin14 !== null) gtins.add(release.gtin14, release.id)
    titles.add(release.title_key, release.id)
  }
  return {
    flush: fresh.flush,
    byGtin: (gtin14: string): DraftRelease[] => {
      if (lastFound?.gtin14 === gtin14) return lastFound.found
      const made = known(gtins, gtin14).filter((release) => release.gtin14 === gtin14)
      const found = [...made, ...(any ? untouched(mainByGtin.all(gtin14)) : [])]
      lastFound = { gtin14, found }
      return found
    },
    byTitle: (titleKey: string): DraftRelease[] => [
      ...known(titles, titleKey).filter((release) => release.title_key === titleKey),
      ...(any ? untouched(mainByTitle.all(titleKey)) : []),
    ],
    add: (columns: Omit<DraftRelease, 'id' | 'is_new'>): DraftRelease => {
      last++
      const release = { ...columns, id: last, is_new: 1 }
      fresh.add(last, release)
      enter(release)
      return release
    },
    change: (release: DraftRelease, patch: ReleasePatch): DraftRelease => {
      const l = { ...release, ...patch }
      if (!fresh.replace(l.id, l)) {
        if (written.get(l.id) === undefined) fresh.add(l.id, l)
        else update.run(...values(l), l.id)
      }
      enter(l)
      return l
    },
  }
}

function createTrackTables(main: Database, draft: Database, any: boolean, flushReleases: () => void) {
  const columns = 'recording_id, release_id, disc, number'
  const written = draft.prepare<[number, number], DraftTrack>(
    'SELECT * FROM track WHERE recording_id = ? AND release_id = ?',
  )
  /** The first track of each new recording. */
  const fresh = createRowBuffer<DraftTrack>(draft, 'track', [
    ...(['recording_id', 'release_id', 'is_new', 'disc', 'number'] as const),
  ])
  const inDraft = (recordingId: number, releaseId: number) => {
    const waiting = fresh.get(recordingId)
    return waiting?.release_id === releaseId ? waiting : written.get(recordingId, releaseId)
  }
  const inMain = main.prepare<[number, number], DraftTrack>(
    `SELECT ${columns}, 0 AS is_new FROM track WHERE recording_id = ? AND release_id = ?`,
  )
  const put = draft.prepare<[number, number, number, number | null, number]>(
    `INSERT OR REPLACE INTO track (${columns}, is_new) VALUES (?, ?, ?, ?, ?)`,
  )
  const draftTitles = draft
    .prepare<[number], string>(
      'SELECT l.title_key FROM track t JOIN release l ON l.id = t.release_id WHERE t.recording_id = ?',
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
  const place = (releaseId: number, disc: number, number: number) =>
    `${String(releaseId)}/${String(disc)}/${String(number)}`
  return {
    /** Recordings at a place of a release: those of the catalogue, and those that rows have put there. */
    at: (releaseId: number, disc: number, number: number): number[] => [
      ...(any ? mainAt.all(releaseId, disc, number) : []),
      ...places
        .candidates(place(releaseId, disc, number))
        .filter((id) => inDraft(id, releaseId)?.number === number),
    ],
    get: (recordingId: number, releaseId: number): DraftTrack | null =>
      inDraft(recordingId, releaseId) ?? (any ? inMain.get(recordingId, releaseId) : undefined) ?? null,
    /** `first`: of a recording that this very row makes. */
    put: (track: DraftTrack, first: boolean): void => {
      if (first) fresh.add(track.recording_id, track)
      else {
        fresh.flush()
        put.run(track.recording_id, track.release_id, track.disc, track.number, track.is_new)
      }
      if (track.number !== null)
        places.add(place(track.release_id, track.disc, track.number), track.recording_id)
    },
    releaseTitleKeys: (recordingId: number): string[] => {
      fresh.flush()
      flushReleases()
      return [...draftTitles.all(recordingId), ...(any ? mainTitles.all(recordingId) : [])]
    },
    flush: fresh.flush,
  }
}

function createIdentifierTables(main: Database, draft: Database, any: boolean) {
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

function countOf(db: Database, from: string): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${from}`).pluck().get() ?? 0
}

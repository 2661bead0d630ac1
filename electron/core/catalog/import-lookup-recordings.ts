import type { Database } from 'better-sqlite3'
import { searchKey } from '../../../shared/domain/text/search-key.ts'
import { type Cells, createRowBuffer } from './draft-inserts.ts'
import type { DraftRecording } from './import-draft.ts'
import type { CheckedRow } from './import-rows.ts'
import { createKeyIndex, hashOfText } from './key-index.ts'

const recordingFields = [
  ...(['title', 'version', 'artist', 'isrc', 'duration_ms', 'year', 'registration_number'] as const),
  ...(['authorized_url', 'genre', 'p_line', 'explicit', 'country', 'kind', 'right_held', 'notes'] as const),
  ...(['title_key', 'artist_key', 'search_key'] as const),
] as const satisfies readonly (keyof DraftRecording)[]
const placeFields = [
  'release_id',
  'disc',
  'number',
  'also_single',
] as const satisfies readonly (keyof DraftRecording)[]
/** What columns hold that a row does not fill. */
const usualRecording = {
  ...{
    is_new: 1,
    version: '',
    isrc: null,
    duration_ms: null,
    year: null,
    registration_number: null,
    authorized_url: null,
  },
  ...{
    genre: '',
    p_line: '',
    explicit: 'unknown',
    country: '',
    kind: 'audio',
    right_held: 'unknown',
    notes: '',
  },
  ...{ release_id: null, disc: 1, number: null, also_single: 'unknown' },
} satisfies Partial<DraftRecording>

type Place = (typeof placeFields)[number]

const columnsOfDraft = ['id', 'is_new', ...recordingFields, ...placeFields] as const

/** The values of `columnsOfDraft`, written out: names known only while the program runs take many times longer to read. */
function cellsOf(r: DraftRecording): Cells {
  const { id, is_new, title, version, artist, isrc, duration_ms, year, registration_number, authorized_url } =
    r
  const { genre, p_line, explicit, country, kind, right_held, notes, title_key, artist_key, search_key } = r
  const { release_id, disc, number, also_single } = r
  // prettier-ignore
  return [
    id, is_new, title, version, artist, isrc, duration_ms, year, registration_number, authorized_url,
    genre, p_line, explicit, country, kind, right_held, notes, title_key, artist_key, search_key,
    release_id, disc, number, also_single,
  ]
}

/** What an import may change of a recording that is known. */
export type RecordingPatch = Partial<
  Omit<
    DraftRecording,
    'id' | 'is_new' | 'title' | 'artist' | 'title_key' | 'artist_key' | 'search_key' | Place
  >
>
/** Under what a recording is found again: hashes of its code and of its title and artist. */
export type RecordingHashes = Pick<CheckedRow, 'isrcHash' | 'wordsHash'>

const none: readonly DraftRecording[] = []

/** Recordings of the draft, and behind them those stored, when there are `any`. */
export function createRecordingTables(main: Database, draft: Database, any: boolean) {
  const written = draft.prepare<[number], DraftRecording>('SELECT * FROM recording WHERE id = ?')
  const isrcs = createKeyIndex()
  const words = createKeyIndex()
  const columns = recordingFields.join(', ')
  const select = `SELECT id, ${columns}, 0 AS is_new, NULL AS release_id, 1 AS disc, NULL AS number, 'unknown' AS also_single FROM recording`
  const inMain = main.prepare<[number], DraftRecording>(`${select} WHERE id = ?`)
  const mainByIsrc = main.prepare<[string], DraftRecording>(`${select} WHERE isrc = ?`)
  const mainByKeys = main.prepare<[string, string], DraftRecording>(
    `${select} WHERE title_key = ? AND artist_key = ? ORDER BY id`,
  )
  const fresh = createRowBuffer<DraftRecording>(draft, {
    ...{ table: 'recording', columns: columnsOfDraft, usual: usualRecording, cellsOf },
  })
  const inDraft = (id: number) => fresh.get(id) ?? written.get(id)
  const update = draft.prepare<(string | number | null)[]>(
    `UPDATE recording SET ${recordingFields.map((field) => `${field} = ?`).join(', ')} WHERE id = ?`,
  )
  let last = main.prepare<[], number>('SELECT coalesce(max(id), 0) FROM recording').pluck().get() ?? 0
  const values = (recording: DraftRecording) => recordingFields.map((field) => recording[field])
  const planned = (ids: readonly number[]) =>
    ids.length === 0 ? none : ids.flatMap((id) => inDraft(id) ?? [])
  return {
    flush: fresh.flush,
    get: (id: number): DraftRecording | null => inDraft(id) ?? inMain.get(id) ?? null,
    /** As the draft holds it; null when it is not in there. */
    drafted: (id: number): DraftRecording | null => inDraft(id) ?? null,
    byIsrc: (isrc: string, hash: number): DraftRecording | null => {
      const ids = isrcs.candidates(hash)
      if (ids.length === 0 && !any) return null
      const inFile = planned(ids).find((recording) => recording.isrc === isrc)
      const stored = inFile === undefined && any ? mainByIsrc.get(isrc) : undefined
      return inFile ?? (stored === undefined ? null : (inDraft(stored.id) ?? stored))
    },
    byKeys: (titleKey: string, artistKey: string, hash: number): readonly DraftRecording[] => {
      const ids = words.candidates(hash)
      if (ids.length === 0 && !any) return none
      const stored = any ? mainByKeys.all(titleKey, artistKey) : none
      const made = planned(ids).filter(
        (recording) => recording.title_key === titleKey && recording.artist_key === artistKey,
      )
      return stored.length + made.length === 0
        ? none
        : [...stored.map((recording) => inDraft(recording.id) ?? recording), ...made]
    },
    /** The id of the next recording that is added. */
    newId: (): number => ++last,
    add: (recording: DraftRecording, { isrcHash, wordsHash }: RecordingHashes): void => {
      fresh.add(recording.id, recording)
      if (recording.isrc !== null) isrcs.add(recording.id, isrcHash)
      words.add(recording.id, wordsHash)
    },
    change: (recording: DraftRecording, patch: RecordingPatch): void => {
      const filled = { ...recording, ...patch }
      const r = { ...filled, search_key: recordingSearchKey(filled) }
      if (!fresh.replace(r.id, r)) {
        if (written.get(r.id) === undefined) fresh.add(r.id, r)
        else update.run(...values(r), r.id)
      }
      if (patch.isrc) isrcs.add(r.id, hashOfText(patch.isrc))
    },
  }
}

function recordingSearchKey({ title, version, artist, isrc }: DraftRecording): string {
  return searchKey(title, version, artist, isrc)
}

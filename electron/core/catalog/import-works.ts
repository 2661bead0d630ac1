import type { Database } from 'better-sqlite3'
import { artistKey } from '../../../shared/domain/text/fold.ts'

/** A work as far as an import needs it: of the catalogue, or one the import will make. */
export type DraftWork = {
  readonly id: number
  readonly is_new: number
  readonly title: string
  readonly title_key: string
  readonly iswc: string | null
}

const writers = "('composer-lyricist', 'composer', 'lyricist', 'arranger', 'adapter', 'translator')"

/** The works as they will be after the rows planned so far: in the draft, and behind it what is stored. */
export function createWorkTables(main: Database, draft: Database) {
  const select = 'SELECT id, title, title_key, iswc, 0 AS is_new FROM work'
  const inDraft = draft.prepare<[number], DraftWork>('SELECT * FROM work WHERE id = ?')
  const inMain = main.prepare<[number], DraftWork>(`${select} WHERE id = ?`)
  const draftByIswc = draft.prepare<[string], DraftWork>('SELECT * FROM work WHERE iswc = ?')
  const mainByIswc = main.prepare<[string], DraftWork>(`${select} WHERE iswc = ?`)
  const draftTitled = draft.prepare<[string], DraftWork>(
    'SELECT * FROM work WHERE title_key = ? AND is_new = 1 ORDER BY id',
  )
  const mainTitled = main.prepare<[string], DraftWork>(`${select} WHERE title_key = ? ORDER BY id LIMIT 200`)
  const put = draft.prepare<(string | number | null)[]>('INSERT OR REPLACE INTO work VALUES (?, ?, ?, ?, ?)')
  const draftLinks = draft
    .prepare<[number], number>('SELECT work_id FROM recording_work WHERE recording_id = ?')
    .pluck()
  const mainLinks = main
    .prepare<[number], number>('SELECT work_id FROM recording_work WHERE recording_id = ? ORDER BY id')
    .pluck()
  const insertLink = draft.prepare<[number, number, string, string]>(
    'INSERT INTO recording_work VALUES (?, ?, ?, ?)',
  )
  const storedWriters = main
    .prepare<[number, number], string>(
      `SELECT p.name_key FROM contribution c JOIN party p ON p.id = c.party_id
       WHERE c.subject_type = 'work' AND c.subject_id = ? AND c.role IN ${writers}
       UNION SELECT a.name_key FROM contribution c JOIN party_alias a ON a.party_id = c.party_id
       WHERE c.subject_type = 'work' AND c.subject_id = ? AND c.role IN ${writers}`,
    )
    .pluck()
  const plannedWriters = draft.prepare<[number], { readonly party_id: number; readonly credited_as: string }>(
    `SELECT party_id, credited_as FROM contribution
       WHERE subject_type = 'work' AND subject_id = ? AND role IN ${writers}`,
  )
  const draftParty = draft.prepare<[number], string>('SELECT name_key FROM party WHERE id = ?').pluck()
  const mainParty = main.prepare<[number], string>('SELECT name_key FROM party WHERE id = ?').pluck()
  const storedArtists = main
    .prepare<[number], string>(
      'SELECT r.artist_key FROM recording_work x JOIN recording r ON r.id = x.recording_id WHERE x.work_id = ? LIMIT 50',
    )
    .pluck()
  const plannedArtists = draft
    .prepare<[number], string>('SELECT artist_key FROM recording_work WHERE work_id = ? LIMIT 50')
    .pluck()
  let last = main.prepare<[], number>('SELECT coalesce(max(id), 0) FROM work').pluck().get() ?? 0

  const store = (work: DraftWork): DraftWork => {
    put.run(work.id, work.title, work.title_key, work.iswc, work.is_new)
    return work
  }
  const asPlanned = (work: DraftWork): DraftWork => inDraft.get(work.id) ?? work
  const get = (id: number): DraftWork | null => inDraft.get(id) ?? inMain.get(id) ?? null
  const linksOf = (recordingId: number, isNew: boolean): number[] => [
    ...new Set([...(isNew ? [] : mainLinks.all(recordingId)), ...draftLinks.all(recordingId)]),
  ]
  const writersOf = (work: DraftWork): Set<string> => {
    const keys = plannedWriters.all(work.id).flatMap(({ party_id: id, credited_as: as }) => {
      const key = draftParty.get(id) ?? mainParty.get(id)
      return [...(key === undefined ? [] : [key]), ...(as === '' ? [] : [artistKey(as)])]
    })
    return new Set([...keys, ...(work.is_new === 1 ? [] : storedWriters.all(work.id, work.id))])
  }
  return {
    get,
    byIswc: (iswc: string): DraftWork | null => draftByIswc.get(iswc) ?? mainByIswc.get(iswc) ?? null,
    /** Works of this title, folded. */
    titled: (key: string): DraftWork[] =>
      key === '' ? [] : [...mainTitled.all(key).map(asPlanned), ...draftTitled.all(key)],
    /** Works the recording is linked to. */
    ofRecording: (recordingId: number, isNew: boolean): DraftWork[] =>
      linksOf(recordingId, isNew).flatMap((id) => get(id) ?? []),
    /**
     * Whether a work of the same title is the one meant: when they share a writer; where either side names none, when a
     * recording of it is by the same artist, or there is none.
     */
    isMeant(work: DraftWork, wanted: readonly string[], artist: string): boolean {
      const known = writersOf(work)
      if (known.size > 0 && wanted.length > 0) return wanted.some((key) => known.has(key))
      const artists = [
        ...plannedArtists.all(work.id),
        ...(work.is_new === 1 ? [] : storedArtists.all(work.id)),
      ]
      return artists.length === 0 || artists.includes(artist)
    },
    add: (work: Pick<DraftWork, 'title' | 'title_key' | 'iswc'>): DraftWork =>
      store({ ...work, id: ++last, is_new: 1 }),
    setIswc: (work: DraftWork, iswc: string): DraftWork => store({ ...work, iswc }),
    /** Links a recording to a work; false when it is linked. */
    link(
      recording: { readonly recordingId: number; readonly isNew: boolean },
      work: DraftWork,
      relation: string,
      artist: string,
    ): boolean {
      if (linksOf(recording.recordingId, recording.isNew).includes(work.id)) return false
      insertLink.run(recording.recordingId, work.id, relation, artist)
      return true
    },
  }
}

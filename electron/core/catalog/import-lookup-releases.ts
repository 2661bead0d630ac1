import type { Database } from 'better-sqlite3'
import { searchKey } from '../../../shared/domain/text/search-key.ts'
import { type Cells, createRowBuffer } from './draft-inserts.ts'
import type { DraftRelease } from './import-draft.ts'
import { createKeyIndex, hashOfText, type KeyIndex } from './key-index.ts'

const releaseFields = [
  ...(['title', 'artist', 'label', 'gtin', 'gtin14', 'release_date', 'type', 'catalogue_number'] as const),
  ...(['p_line', 'c_line', 'genre', 'title_key', 'search_key'] as const),
] as const satisfies readonly (keyof DraftRelease)[]

/** What columns hold that a row does not fill. */
const usualRelease = {
  ...{ is_new: 1, artist: '', label: '', gtin: null, gtin14: null, release_date: null, type: '' },
  ...{ catalogue_number: '', p_line: '', c_line: '', genre: '' },
} satisfies Partial<DraftRelease>

const columnsOfDraft = ['id', 'is_new', ...releaseFields] as const

/** The values of `columnsOfDraft`. */
function cellsOf(l: DraftRelease): Cells {
  const { id, is_new, title, artist, label, gtin, gtin14, release_date, type } = l
  const { catalogue_number, p_line, c_line, genre, title_key, search_key } = l
  // prettier-ignore
  return [
    id, is_new, title, artist, label, gtin, gtin14, release_date, type,
    catalogue_number, p_line, c_line, genre, title_key, search_key,
  ]
}

/** What an import may change of a release that is known. */
export type ReleasePatch = Partial<
  Omit<DraftRelease, 'id' | 'is_new' | 'title' | 'artist' | 'title_key' | 'search_key'>
>
/** What a row says of a release that is new. */
export type NewRelease = Omit<DraftRelease, 'id' | 'is_new' | 'search_key'>

/** Releases of the draft, and behind them those stored, when there are `any`. */
export function createReleaseTables(main: Database, draft: Database, any: boolean) {
  const written = draft.prepare<[number], DraftRelease>('SELECT * FROM release WHERE id = ?')
  const gtins = createKeyIndex()
  const titles = createKeyIndex()
  const columns = releaseFields.join(', ')
  const select = `SELECT id, ${columns}, 0 AS is_new FROM release`
  const mainByGtin = main.prepare<[string], DraftRelease>(`${select} WHERE gtin14 = ? ORDER BY id`)
  const mainByTitle = main.prepare<[string], DraftRelease>(`${select} WHERE title_key = ? ORDER BY id`)
  const fresh = createRowBuffer<DraftRelease>(draft, {
    ...{ table: 'release', columns: columnsOfDraft, usual: usualRelease, cellsOf },
  })
  const inDraft = (id: number) => fresh.get(id) ?? written.get(id)
  const update = draft.prepare<(string | number | null)[]>(
    `UPDATE release SET ${releaseFields.map((field) => `${field} = ?`).join(', ')} WHERE id = ?`,
  )
  let last = main.prepare<[], number>('SELECT coalesce(max(id), 0) FROM release').pluck().get() ?? 0
  const values = (release: DraftRelease) => releaseFields.map((field) => release[field])
  const untouched = (rows: readonly DraftRelease[]) => rows.filter(({ id }) => inDraft(id) === undefined)
  // A release of the catalogue is found by its own columns until it enters the draft, where the indexes know it.
  const known = (index: KeyIndex, key: string) =>
    [...new Set(index.candidates(hashOfText(key)))].flatMap((id) => inDraft(id) ?? [])
  /** Rows of one release follow each other. */
  let lastFound: { readonly gtin14: string; readonly found: DraftRelease[] } | null = null
  const enter = (release: DraftRelease) => {
    lastFound = null
    if (release.gtin14 !== null) gtins.add(release.id, hashOfText(release.gtin14))
    titles.add(release.id, hashOfText(release.title_key))
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
    add: (columns: NewRelease): DraftRelease => {
      last++
      const release = { ...columns, search_key: releaseSearchKey(columns), id: last, is_new: 1 }
      fresh.add(last, release)
      enter(release)
      return release
    },
    change: (release: DraftRelease, patch: ReleasePatch): DraftRelease => {
      const filled = { ...release, ...patch }
      const l = { ...filled, search_key: releaseSearchKey(filled) }
      if (!fresh.replace(l.id, l)) {
        if (written.get(l.id) === undefined) fresh.add(l.id, l)
        else update.run(...values(l), l.id)
      }
      enter(l)
      return l
    },
  }
}

function releaseSearchKey({ title, artist, label, gtin }: NewRelease): string {
  return searchKey(title, artist, label, gtin)
}

import BetterSqlite from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '../../../electron/core/sample/random.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'
import { keyMatches, searchKey, searchNeedles } from '../../../shared/domain/text/search-key.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'

// The same list, whichever way it is found: sorted, walked, walked where the text can occur, by letters typed on.
// Beside it the plain way: every row tested, then sorted.

interface Row {
  readonly id: number
  readonly title: string
  readonly artist: string
  readonly key: string
  /** Under what the plain way sorts it. */
  readonly by: Readonly<Record<'title' | 'artist', Buffer>>
}

const sortedBy = (title: string, artist: string): Row['by'] => ({
  title: Buffer.from(titleKey(title)),
  artist: Buffer.from(artistKey(artist)),
})

const vocabulary = [
  'Silver',
  'river',
  'Ápril',
  'ape',
  'a',
  'I',
  'o2',
  '東京',
  '夜',
  '한강',
  'pure_love',
  'x-ray',
  '99',
  "don't",
]
const at = '2026-11-22T10:00:00.000Z'

/** Written by another connection, as an import writes; more than are ever sorted at once. */
function fill(folder: string, count: number): Row[] {
  const db = new BetterSqlite(join(folder, 'refrain.sqlite3'))
  const random = createRandom(7)
  const word = () => vocabulary[random.below(vocabulary.length)] ?? ''
  const insert = db.prepare(
    `INSERT INTO recording (title, artist, isrc, title_key, artist_key, search_key, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const rows: Row[] = []
  db.transaction(() => {
    for (let n = 0; n < count; n++) {
      const title =
        `${n % 10 === 0 ? 'Zebra ' : ''}${word()} ${word()} ${n % 3 === 0 ? String(n) : ''}`.trim()
      const artist = `${word()} ${['Vela', 'Orion', 'Été'][n % 3] ?? ''}`
      const isrc = n % 4 === 0 ? null : `QZ${n % 2 === 0 ? 'AAA' : 'ZZ9'}26${String(n).padStart(5, '0')}`
      const key = searchKey(title, '', artist, isrc)
      const { lastInsertRowid } = insert.run(
        title,
        artist,
        isrc,
        titleKey(title),
        artistKey(artist),
        key,
        at,
        at,
      )
      rows.push({ id: Number(lastInsertRowid), title, artist, key, by: sortedBy(title, artist) })
    }
  })()
  db.close()
  return rows
}

const byTitle = (a: Row, b: Row) => Buffer.compare(a.by.title, b.by.title)
const byArtist = (a: Row, b: Row) => Buffer.compare(a.by.artist, b.by.artist)

function plainly(rows: readonly Row[], search: string, sort: 'title' | 'artist'): number[] {
  const needles = searchNeedles(search)
  return rows
    .filter(({ key }) => keyMatches(key, needles))
    .toSorted(
      (a, b) =>
        (sort === 'artist' ? byArtist(a, b) || byTitle(a, b) : byTitle(a, b) || byArtist(a, b)) ||
        a.id - b.id,
    )
    .map(({ id }) => id)
}

const texts = [
  's',
  'si',
  'sil',
  'silv',
  'silver',
  'silver river',
  'zebra',
  'zebra sil',
  'apr',
  'ape 99',
  '東京',
  '夜',
  '한강',
  'qzaaa',
  'qz-zz9',
  'x-ray',
  'dont',
  'e_l',
  '12',
  '123',
  'nothing here',
  'i',
  'o',
  '999 ze',
  'vela',
  'ete',
] as const

let core: TestCore
beforeEach(async () => {
  core = await openTestCore()
})
afterEach(() => core.dispose())

async function page(
  search: string,
  sort: 'title' | 'artist',
  direction: 'asc' | 'desc',
  offset: number,
  limit = 60,
) {
  const { rows, total, totalIsAtLeast } = await core.call('recordings.list', {
    search,
    sort,
    direction,
    offset,
    limit,
  })
  return { ids: rows.map(({ id }) => id), total, totalIsAtLeast }
}

async function agrees(rows: readonly Row[]): Promise<void> {
  for (const search of texts) {
    for (const sort of ['title', 'artist'] as const) {
      const expected = plainly(rows, search, sort)
      const name = `${search} by ${sort}`
      const first = await page(search, sort, 'asc', 0)
      expect(first.ids, name).toEqual(expected.slice(0, 60))
      expect(first.total, name)[first.totalIsAtLeast ? 'toBeLessThanOrEqual' : 'toBe'](expected.length)
      const far = Math.max(0, expected.length - 30)
      const last = await page(search, sort, 'asc', far)
      expect(last, name).toEqual({ ids: expected.slice(far), total: expected.length, totalIsAtLeast: false })
      expect((await page(search, sort, 'desc', 0)).ids, name).toEqual(expected.toReversed().slice(0, 60))
    }
  }
}

/** Gives the core the pauses that typing has, in which it reads the order. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 1500))

describe('search', () => {
  it('lists the same rows whichever way they are found, before and after changes', async () => {
    const rows = fill(core.folder, 24_000)
    await agrees(rows)
    await pause()
    await agrees(rows)
    const changed = rows.filter(({ id }) => id % 997 === 0)
    for (const { id } of changed) {
      await core.call('recordings.update', { recordingId: id, patch: { title: `Quagmire ${String(id)}` } })
    }
    const now = rows.map((row) => {
      if (row.id % 997 !== 0) return row
      const title = `Quagmire ${String(row.id)}`
      const key = row.key.replace(/^[^\n]*/, searchKey(title))
      return { ...row, title, key, by: sortedBy(title, row.artist) }
    })
    expect((await page('quagmire', 'title', 'asc', 0)).ids).toEqual(plainly(now, 'quagmire', 'title'))
    await agrees(now)
  }, 120_000)

  it('lists the same rows with a filter for what is missing, also right after the same search without it', async () => {
    const rows = fill(core.folder, 24_000)
    const lacking = rows.filter((_, n) => n % 4 === 0)
    const list = (search: string, sort: 'title' | 'artist', missing: ('isrc' | 'url')[], offset = 0) =>
      core.call('recordings.list', { search, sort, missing, offset, limit: 60 })
    for (const search of ['', 's', 'silver', 'zebra sil', '東京', '123', '12', 'nothing here']) {
      for (const sort of ['title', 'artist'] as const) {
        const name = `${search} by ${sort}`
        const [all, some] = [plainly(rows, search, sort), plainly(lacking, search, sort)]
        expect(
          (await list(search, sort, [])).rows.map(({ id }) => id),
          name,
        ).toEqual(all.slice(0, 60))
        const first = await list(search, sort, ['isrc'])
        expect(
          first.rows.map(({ id }) => id),
          name,
        ).toEqual(some.slice(0, 60))
        expect(first.total, name)[first.totalIsAtLeast ? 'toBeLessThanOrEqual' : 'toBe'](some.length)
        const far = Math.max(0, some.length - 30)
        const last = await list(search, sort, ['isrc'], far)
        expect(
          last.rows.map(({ id }) => id),
          name,
        ).toEqual(some.slice(far))
        expect(last.total, name).toBe(some.length)
        const either = await list(search, sort, ['isrc', 'url'])
        expect(
          either.rows.map(({ id }) => id),
          name,
        ).toEqual(all.slice(0, 60))
      }
    }
  }, 120_000)

  async function byCursor(search: string, direction: 'asc' | 'desc', limit: number) {
    const ids: number[] = []
    let cursor: string | null = null
    let total = 0
    do {
      const next: { rows: { id: number }[]; nextCursor: string | null; total: number } = await core.call(
        'recordings.list',
        { search, direction, limit, cursor },
      )
      ids.push(...next.rows.map(({ id }) => id))
      ;({ nextCursor: cursor, total } = next)
    } while (cursor !== null)
    return { ids, total }
  }

  it('goes through a long list by cursor to its end', async () => {
    const rows = fill(core.folder, 6000)
    const ids = plainly(rows, 'e', 'title')
    expect(await byCursor('e', 'asc', 500)).toEqual({ ids, total: ids.length })
  })

  it('goes through a list in memory by cursor, in either direction, also when rows were written meanwhile', async () => {
    const rows = fill(core.folder, 24_000)
    await core.call('recordings.list', { limit: 10 })
    await pause()
    for (const search of ['silver', 'qz-zz9', '東京 ape']) {
      const ids = plainly(rows, search, 'title')
      expect(ids.length, search).toBeGreaterThan(200)
      expect((await byCursor(search, 'asc', 400)).ids, search).toEqual(ids)
      expect((await byCursor(search, 'desc', 400)).ids, search).toEqual(ids.toReversed())
    }
    const before = plainly(rows, 'silver', 'title')
    const [title, artist] = ['Aa Silver', 'Vela']
    const { recordingId: id } = await core.call('recordings.create', { title, artist })
    const gone = before[50] ?? 0
    await core.call('recordings.delete', { recordingIds: [gone] })
    const added = { id, title, artist, key: searchKey(title, '', artist, null), by: sortedBy(title, artist) }
    const now = plainly([...rows.filter((row) => row.id !== gone), added], 'silver', 'title')
    expect((await byCursor('silver', 'asc', 400)).ids).toEqual(now)
  }, 60_000)

  it('finds a recording by a code noted beside it and by the barcode of its release', async () => {
    const { releaseId } = await core.call('releases.create', { title: 'Nightfall', gtin: '0094634396028' })
    const { recordingId } = await core.call('recordings.create', { title: 'One', artist: 'Vela', releaseId })
    await core.call('recordings.create', { title: 'Two', artist: 'Vela' })
    const db = new BetterSqlite(join(core.folder, 'refrain.sqlite3'))
    db.prepare(
      "INSERT INTO identifier (recording_id, scheme, value, raw, source, state, created_at) VALUES (?, 'isrc', 'USS1Z9900001', '', 'test', 'alias', ?)",
    ).run(recordingId, at)
    db.close()
    for (const search of ['0094634396028', '094634396028', 'US-S1Z-99-00001', 'us s1z 99 00001']) {
      expect((await page(search, 'title', 'asc', 0)).ids, search).toEqual([recordingId])
    }
    expect((await core.call('releases.list', { search: 'nightf 0094' })).total).toBe(1)
  })
})

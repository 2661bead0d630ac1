import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordingRow } from '../../../shared/contract/catalog.ts'
import type { Input } from '../../../shared/contract/index.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { catalogueOf, failure } from './support.ts'

let core: TestCore
beforeEach(async () => {
  core = await openTestCore()
})
afterEach(() => core.dispose())

const create = async (fields: Partial<Input<'recordings.create'>> = {}) =>
  (await core.call('recordings.create', { title: 'Harbour Lights', artist: 'Vela', ...fields })).recordingId
const update = (recordingId: number, patch: Input<'recordings.update'>['patch']) =>
  core.call('recordings.update', { recordingId, patch })
const get = (recordingId: number) => core.call('recordings.get', { recordingId })
const undo = async () => (await core.call('undo.undo', {})).label
const redo = async () => (await core.call('undo.redo', {})).label

describe('recordings', () => {
  it('normalises what is typed and says what is missing', async () => {
    const id = await create({
      title: '  Harbour\u00a0 Lights ',
      isrc: 'isrc: us-s1z-99-00001',
      durationMs: 181_000,
      registrationNumber: 'SR-320-918',
      authorizedUrl: ' https://vela.example/harbour ',
    })
    const detail = await get(id)
    expect(detail).toMatchObject({
      title: 'Harbour Lights',
      isrc: 'USS1Z9900001',
      registrationNumber: 'SR0000320918',
      authorizedUrl: 'https://vela.example/harbour',
    })
    expect(detail.missing.map(({ code }) => code)).toEqual(['right', 'year', 'release'])
    expect((await core.call('recordings.list', {})).rows[0]?.missing).toBe(1)
  })

  it('refuses a wrong code with field, problem and suggestion, and changes nothing', async () => {
    const id = await create({ isrc: 'USS1Z9900001' })
    const before = await get(id)
    const error = await failure(update(id, { isrc: 'USS1Z99O0002', title: 'Other' }))
    expect(error.code).toBe('VALIDATION')
    expect(error.details).toMatchObject({
      field: 'isrc',
      problem: { code: 'designation-not-digits' },
      suggestion: 'USS1Z9900002',
    })
    expect(await get(id)).toEqual(before)
    expect((await failure(update(id, { authorizedUrl: 'javascript:alert(1)' }))).details).toMatchObject({
      field: 'authorizedUrl',
    })
    expect((await failure(update(id, { title: ' \t ' }))).code).toBe('VALIDATION')
  })

  it('refuses the code of IFPI’s examples', async () => {
    const error = await failure(create({ title: 'First', isrc: 'AA-6Q7-20-00047' }))
    expect(error.details).toMatchObject({ field: 'isrc', problem: { code: 'documentation-example' } })
    expect((await core.call('recordings.list', {})).rows).toEqual([])
  })

  it('gives a code to one recording only and names the other', async () => {
    await create({ title: 'First', isrc: 'USS1Z9900001' })
    const other = await create({ title: 'Second' })
    const error = await failure(update(other, { isrc: 'US-S1Z-99-00001' }))
    expect(error.code).toBe('CONFLICT')
    expect(error.message).toContain('US-S1Z-99-00001 is already the code of “First” by Vela')
    expect((await failure(create({ title: 'Third', isrc: 'USS1Z9900001' }))).code).toBe('CONFLICT')
    expect((await core.call('recordings.list', {})).total).toBe(2)
  })

  it('undoes and redoes by name: add, edit, delete', async () => {
    const id = await create()
    await update(id, { year: 2024, rightHeld: 'both' })
    const edited = await catalogueOf(core)
    await core.call('recordings.delete', { recordingIds: [id] })
    expect(await undo()).toBe('Delete recording “Harbour Lights”')
    expect(await catalogueOf(core)).toEqual(edited)
    expect(await undo()).toBe('Edit recording “Harbour Lights”')
    expect(await get(id)).toMatchObject({ year: null, rightHeld: 'unknown' })
    expect(await redo()).toBe('Edit recording “Harbour Lights”')
    expect(await catalogueOf(core)).toEqual(edited)
    expect(await undo()).toBe('Edit recording “Harbour Lights”')
    expect(await undo()).toBe('Add recording “Harbour Lights”')
    expect((await core.call('recordings.list', {})).total).toBe(0)
  })

  it('finds a renamed recording under its new name only', async () => {
    const id = await create({ title: 'Old Name' })
    await update(id, { title: 'Quite New' })
    const found = async (search: string) => (await core.call('recordings.list', { search })).total
    expect([await found('old name'), await found('quite')]).toEqual([0, 1])
    await undo()
    expect([await found('old name'), await found('quite')]).toEqual([1, 0])
  })

  it('records no step when nothing changed', async () => {
    const id = await create({ year: 2020 })
    await update(id, { year: 2020 })
    expect((await core.call('undo.state', {})).undo).toBe('Add recording “Harbour Lights”')
  })

  it('deletes several at once with their tracks, and brings all back', async () => {
    const { releaseId } = await core.call('releases.create', { title: 'Nightfall' })
    const ids = [await create({ title: 'One', releaseId }), await create({ title: 'Two', releaseId })]
    const before = await catalogueOf(core)
    expect(await core.call('recordings.delete', { recordingIds: ids })).toEqual({ deleted: 2 })
    expect((await core.call('releases.get', { releaseId })).tracks).toEqual([])
    expect(await undo()).toBe('Delete 2 recordings')
    expect(await catalogueOf(core)).toEqual(before)
    const { tracks } = await core.call('releases.get', { releaseId })
    expect(tracks.map(({ title, trackNumber }) => [title, trackNumber])).toEqual([
      ['One', 1],
      ['Two', 2],
    ])
  })

  it('says NOT_FOUND for what is not there', async () => {
    expect((await failure(get(99))).code).toBe('NOT_FOUND')
    expect((await failure(update(99, { title: 'x' }))).code).toBe('NOT_FOUND')
    expect((await failure(core.call('recordings.delete', { recordingIds: [99] }))).code).toBe('NOT_FOUND')
    expect((await failure(create({ releaseId: 99 }))).code).toBe('NOT_FOUND')
  })
})

describe('releases', () => {
  it('counts for the completeness of the recordings on it', async () => {
    const { releaseId } = await core.call('releases.create', { title: 'Nightfall', artist: 'Vela' })
    const id = await create({ releaseId })
    const missing = async () => (await get(id)).missing.map(({ code }) => code)
    expect(await missing()).toContain('gtin')
    await core.call('releases.update', { releaseId, patch: { gtin: '0094634396028' } })
    expect(await missing()).not.toContain('gtin')
    await undo()
    expect(await missing()).toContain('gtin')
    await core.call('releases.delete', { releaseIds: [releaseId] })
    expect(await missing()).toContain('release')
    expect(await undo()).toBe('Delete release “Nightfall”')
    expect(await missing()).toContain('gtin')
  })

  it('refuses a wrong barcode or date', async () => {
    const wrong = await failure(core.call('releases.create', { title: 'N', gtin: '0094634396029' }))
    expect(wrong.details).toMatchObject({ field: 'gtin', problem: { code: 'check-digit' } })
    const { releaseId } = await core.call('releases.create', { title: 'N' })
    const date = await failure(
      core.call('releases.update', { releaseId, patch: { releaseDate: '2023-02-30' } }),
    )
    expect(date.details).toMatchObject({ field: 'releaseDate' })
  })

  it('lists by every order with search, offset and cursor', async () => {
    for (const [title, releaseDate] of [
      ['b side', '2020'],
      ['A side', null],
      ['C 100%', '2019-05'],
    ] as const) {
      await core.call('releases.create', { title, releaseDate })
    }
    const titles = async (input: Input<'releases.list'>) =>
      (await core.call('releases.list', input)).rows.map(({ title }) => title)
    expect(await titles({})).toEqual(['A side', 'b side', 'C 100%'])
    expect(await titles({ sort: 'date', direction: 'desc' })).toEqual(['b side', 'C 100%', 'A side'])
    expect(await titles({ search: 'SIDE' })).toEqual(['A side', 'b side'])
    expect(await titles({ search: '100%' })).toEqual(['C 100%'])
    expect(await titles({ offset: 1, limit: 1 })).toEqual(['b side'])
    const first = await core.call('releases.list', { limit: 2 })
    expect(await titles({ limit: 2, cursor: first.nextCursor })).toEqual(['C 100%'])
  })
})

describe('lists of recordings', () => {
  const sorts = ['title', 'artist', 'release', 'isrc', 'duration', 'year', 'updated'] as const
  const value: Readonly<Record<(typeof sorts)[number], (row: RecordingRow) => string | number | null>> = {
    title: (row) => titleKey(row.title),
    artist: (row) => artistKey(row.artist),
    release: (row) => (row.releaseTitle === null ? null : titleKey(row.releaseTitle)),
    isrc: (row) => row.isrc,
    duration: (row) => row.durationMs,
    year: (row) => row.year,
    updated: () => '',
  }

  async function fill(): Promise<void> {
    const { releaseId: even } = await core.call('releases.create', { title: 'even' })
    const { releaseId: odd } = await core.call('releases.create', { title: 'Odd' })
    for (let n = 0; n < 60; n++) {
      await create({
        title: ['Élan', 'apple', 'Apple', 'Zebra', 'mid%'][n % 5] ?? '',
        artist: ['Vela', 'vela', 'Orion'][n % 3] ?? '',
        isrc: n % 4 === 0 ? null : `USS1Z99${String(n * 7).padStart(5, '0')}`,
        durationMs: n % 6 === 0 ? null : 1000 * (n % 9) + 1000,
        year: n % 5 === 0 ? null : 2000 + (n % 3),
        releaseId: n % 7 === 0 ? null : n % 2 === 0 ? even : odd,
      })
    }
  }

  async function byCursor(input: Input<'recordings.list'>): Promise<RecordingRow[]> {
    const rows: RecordingRow[] = []
    let cursor: string | null = null
    do {
      const page: { rows: RecordingRow[]; nextCursor: string | null } = await core.call('recordings.list', {
        ...input,
        limit: 7,
        cursor,
      })
      rows.push(...page.rows)
      cursor = page.nextCursor
    } while (cursor !== null)
    return rows
  }

  it('are sorted, complete, and the same by cursor and by offset', async () => {
    await fill()
    for (const sort of sorts) {
      for (const direction of ['asc', 'desc'] as const) {
        const { rows, total } = await core.call('recordings.list', { sort, direction, limit: 500 })
        expect(total).toBe(60)
        expect(new Set(rows.map(({ id }) => id)).size).toBe(60)
        expect(await byCursor({ sort, direction })).toEqual(rows)
        const byOffset: RecordingRow[] = []
        for (let offset = 0; offset < 60; offset += 11) {
          byOffset.push(...(await core.call('recordings.list', { sort, direction, offset, limit: 11 })).rows)
        }
        expect(byOffset).toEqual(rows)
        const values = rows.map(value[sort])
        const known = values.filter((one) => one !== null)
        const sorted = known.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
        expect(known, `${sort} ${direction}`).toEqual(direction === 'asc' ? sorted : sorted.reverse())
        expect(values.slice(known.length).every((one) => one === null)).toBe(true)
      }
    }
  })

  it('filter by release and by missing code, in every order', async () => {
    await fill()
    const { rows } = await core.call('releases.list', {})
    for (const sort of sorts) {
      const missing = await core.call('recordings.list', { sort, missingIsrc: true, limit: 500 })
      expect([missing.total, missing.rows.length]).toEqual([15, 15])
      expect(missing.rows.every(({ isrc }) => isrc === null)).toBe(true)
      for (const { id: releaseId, tracks } of rows) {
        const on = await core.call('recordings.list', { sort, releaseId, limit: 500 })
        expect([on.total, on.rows.length]).toEqual([tracks, tracks])
        expect(on.rows.every((row) => row.releaseId === releaseId)).toBe(true)
      }
    }
  })

  it('refuse a cursor of another order', async () => {
    await fill()
    const { nextCursor } = await core.call('recordings.list', { limit: 5 })
    const error = await failure(core.call('recordings.list', { sort: 'year', cursor: nextCursor }))
    expect(error.code).toBe('VALIDATION')
    expect((await failure(core.call('recordings.list', { cursor: '{"a":1}' }))).code).toBe('VALIDATION')
  })

  it('find words anywhere, in any case, with or without accents, and codes in any spelling', async () => {
    await create({ title: 'Café del Mar', artist: 'Energy 52', isrc: 'DEF059300001' })
    await create({ title: 'One', artist: 'U2', version: 'Live' })
    await create({ title: '100% Pure_Love', artist: 'Crystal' })
    await create({ title: '東京の夜', artist: 'Vela' })
    const found = async (search: string) =>
      (await core.call('recordings.list', { search })).rows.map(({ title }) => title)
    expect(await found('cafe')).toEqual(['Café del Mar'])
    expect(await found('CAFÉ mar')).toEqual(['Café del Mar'])
    expect(await found('energy del')).toEqual(['Café del Mar'])
    expect(await found('DE-F05-93-00001')).toEqual(['Café del Mar'])
    expect(await found('def059300001')).toEqual(['Café del Mar'])
    expect(await found('f05-93')).toEqual([])
    expect(await found('DE-F05')).toEqual(['Café del Mar'])
    expect(await found('u2 one')).toEqual(['One'])
    expect(await found('u2')).toEqual(['One'])
    expect(await found('o')).toEqual(['One'])
    expect(await found('live one')).toEqual(['One'])
    expect(await found('e_l')).toEqual(['100% Pure_Love'])
    expect(await found('100%')).toEqual(['100% Pure_Love'])
    expect(await found('%')).toEqual([])
    expect(await found('京の')).toEqual(['東京の夜'])
    expect(await found('東京の')).toEqual(['東京の夜'])
    expect(await found('"cafe" OR NOT (*')).toEqual([])
    expect((await core.call('recordings.list', { search: '   ' })).total).toBe(4)
  })
})

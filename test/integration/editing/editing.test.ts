import BetterSqlite from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Replacement } from '../../../shared/contract/editing.ts'
import type { Input } from '../../../shared/contract/index.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed } from '../../support/seed.ts'
import { catalogueOf, failure, importFile, temporaryFolder } from '../catalog/support.ts'

let core: TestCore
let now = 0
beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z')
  core = await openTestCore({ clock: () => now++ })
})
afterEach(() => core.dispose())

const create = async (title: string, fields: Partial<Input<'recordings.create'>> = {}) =>
  (await core.call('recordings.create', { title, artist: 'Vela', ...fields })).recordingId
const get = (recordingId: number) => core.call('recordings.get', { recordingId })
const found = async (search: string) => (await core.call('recordings.list', { search })).total

describe('bulk edit', () => {
  it('previews what changes, changes it in one step, and takes it back', async () => {
    const ids = [
      await create('One', { year: 2020 }),
      await create('Two'),
      await create('Three', { artist: 'Orion' }),
    ]
    const patch = { artist: 'Vela', year: 2020, rightHeld: 'both' } as const
    const { changes, total } = await core.call('editing.bulkPreview', { recordingIds: ids, patch })
    expect(total).toBe(6)
    expect(
      changes
        .filter(({ recordingId }) => recordingId === ids[2])
        .map(({ field, from, to }) => [field, from, to]),
    ).toEqual([
      ['artist', 'Orion', 'Vela'],
      ['year', null, 2020],
      ['rightHeld', 'unknown', 'both'],
    ])
    const before = await catalogueOf(core)
    expect(await core.call('editing.bulkApply', { recordingIds: ids, patch })).toEqual({ changed: 3 })
    expect(await found('orion')).toBe(0)
    expect(await core.call('editing.bulkPreview', { recordingIds: ids, patch })).toEqual({
      changes: [],
      total: 0,
    })
    await core.call('undo.undo', {})
    expect(await catalogueOf(core)).toEqual(before)
    expect(await found('orion')).toBe(1)
  })

  it('changes nothing when one value is wrong or one recording is gone', async () => {
    const id = await create('One')
    const wrong = core.call('editing.bulkApply', {
      recordingIds: [id],
      patch: { authorizedUrl: 'javascript:alert(1)' },
    })
    expect((await failure(wrong)).code).toBe('VALIDATION')
    const gone = core.call('editing.bulkApply', { recordingIds: [id, 99], patch: { year: 2020 } })
    expect((await failure(gone)).code).toBe('NOT_FOUND')
    expect((await get(id)).year).toBeNull()
  })
})

describe('find and replace', () => {
  const rule = (fields: Partial<Replacement>): Replacement => ({
    field: 'title',
    find: 'live',
    replace: 'Studio',
    ...fields,
  })

  it('shows and makes the same changes', async () => {
    await create('Live at Liverpool')
    const song = await create('Song (LIVE)')
    await create('Other')
    const preview = await core.call('editing.replacePreview', rule({ wholeWord: true }))
    expect(preview.changes.map(({ to }) => to)).toEqual(['Studio at Liverpool', 'Song (Studio)'])
    expect(await core.call('editing.replaceApply', rule({ wholeWord: true }))).toEqual({ changed: 2 })
    expect((await get(song)).title).toBe('Song (Studio)')
    expect(await found('studio')).toBe(2)
    await core.call('undo.undo', {})
    expect((await get(song)).title).toBe('Song (LIVE)')
  })

  it('keeps to the selection and to the case, and refuses what would leave no title', async () => {
    const one = await create('live one')
    const two = await create('Live two')
    const both = await core.call(
      'editing.replacePreview',
      rule({ recordingIds: [one, two], matchCase: true }),
    )
    expect(both.changes.map(({ recordingId }) => recordingId)).toEqual([one])
    const empty = rule({ find: 'live one', replace: ' ', recordingIds: [one] })
    expect(await failure(core.call('editing.replaceApply', empty))).toMatchObject({
      code: 'VALIDATION',
      message: 'In “live one”: The title is missing. Nothing was changed.',
    })
  })

  it('finds what was pasted in decomposed form', async () => {
    const id = await create('Café Ünïcode')
    await core.call('editing.replaceApply', rule({ find: 'café'.normalize('NFD'), replace: 'Bar' }))
    expect((await get(id)).title).toBe('Bar Ünïcode')
  })

  it('takes regular expressions, says which are none, and stops those that never end', async () => {
    await create('Song (feat. Orion)')
    const expression = rule({ find: ' \\(feat\\. (\\w+)\\)', replace: ' with $1', regularExpression: true })
    expect((await core.call('editing.replacePreview', expression)).changes[0]?.to).toBe('Song with Orion')
    const broken = core.call('editing.replacePreview', rule({ find: '(', regularExpression: true }))
    expect((await failure(broken)).message).toContain('no valid regular expression')
    await create(`${'a'.repeat(40)}!`)
    const endless = core.call('editing.replacePreview', rule({ find: '(a+)+$', regularExpression: true }))
    expect((await failure(endless)).message).toContain('takes too long')
  })
})

describe('duplicates', () => {
  it('are found by code, and by title, artist and a length within 5 seconds', async () => {
    const a = await create('The Harbour Lights', { durationMs: 180_000, isrc: 'USS1Z9900001' })
    const b = await create('Harbour lights!', { durationMs: 184_000 })
    await create('Harbour Lights', { durationMs: 240_000 })
    await create('Harbour Lights', { durationMs: 181_000, version: 'Live' })
    const c = await create('Else')
    await core.call('identifiers.add', {
      recordingId: c,
      code: 'USS1Z9900001',
      state: 'alias',
      source: 'old',
    })
    const { groups } = await core.call('editing.duplicates', {})
    expect(groups.map(({ reason, recordings }) => [reason, recordings.map(({ id }) => id).sort()])).toEqual([
      ['code', [a, c]],
      ['title-artist-duration', [a, b]],
    ])
  })

  it('say when there are more groups than were asked for', async () => {
    for (const title of ['Ebb', 'Flow', 'Tide'])
      for (const year of [2019, 2020]) await create(title, { year })
    const asked = async (limit: number) => {
      const { groups, more } = await core.call('editing.duplicates', { limit })
      return [groups.length, more]
    }
    expect(await asked(2)).toEqual([2, true])
    expect(await asked(3)).toEqual([3, false])
    expect(await asked(4)).toEqual([3, false])
  })

  it('become one recording with everything of both, and two again on undo', async () => {
    const { releaseId } = await core.call('releases.create', { title: 'Nightfall' })
    const keep = await create('Harbour Lights', { isrc: 'USS1Z9900001', releaseId })
    const merged = await create('Harbour Lights', {
      isrc: 'USS1Z9900002',
      year: 2019,
      notes: 'old',
      releaseId,
    })
    await core.call('identifiers.add', {
      recordingId: merged,
      code: 'USS1Z9900003',
      state: 'alias',
      source: 'x',
    })
    const seed = openSeed(core.folder)
    seed.finding({ recordingId: merged })
    seed.db
      .prepare(
        "INSERT INTO document (id, sha256, file_name, bytes, kind, added_at) VALUES (1, 'x', 'x', 1, 'other', 'x')",
      )
      .run()
    seed.db
      .prepare("INSERT INTO document_link (document_id, subject_type, subject_id) VALUES (1, 'recording', ?)")
      .run(merged)
    seed.close()
    const preview = await core.call('editing.mergePreview', { keepId: keep, mergeId: merged })
    expect(preview).toMatchObject({
      obstacle: null,
      moved: { track: 1, identifier: 1, finding: 1, document_link: 1 },
    })
    const before = await catalogueOf(core)
    await core.call('editing.merge', { keepId: keep, mergeId: merged, take: [] })
    const one = await get(keep)
    expect(one).toMatchObject({ isrc: 'USS1Z9900001', year: 2019, notes: 'old', findingsByState: { new: 1 } })
    expect(one.identifiers.map(({ value, state }) => [value, state])).toEqual([
      ['USS1Z9900003', 'alias'],
      ['USS1Z9900002', 'alias'],
    ])
    expect(one.tracks).toHaveLength(1)
    expect((await failure(get(merged))).code).toBe('NOT_FOUND')
    expect(await found('USS1Z9900002')).toBe(1)
    await core.call('undo.undo', {})
    expect(await catalogueOf(core)).toEqual(before)
    expect((await get(merged)).findingsByState).toEqual({ new: 1 })
    expect((await failure(core.call('editing.merge', { keepId: keep, mergeId: keep }))).code).toBe('CONFLICT')
  })

  it('give their code to a recording without one', async () => {
    const keep = await create('Harbour Lights')
    const merged = await create('Harbor Lights', { isrc: 'USS1Z9900002' })
    await core.call('editing.merge', { keepId: keep, mergeId: merged, take: ['title'] })
    expect(await get(keep)).toMatchObject({ title: 'Harbor Lights', isrc: 'USS1Z9900002', identifiers: [] })
    await core.call('undo.undo', {})
    expect([(await get(keep)).isrc, (await get(merged)).isrc]).toEqual([null, 'USS1Z9900002'])
  })
})

describe('history', () => {
  const entries = async (recordId: number) =>
    (await core.call('history.list', { table: 'recording', recordId })).entries

  it('says who changed what from what to what, and leads back to any point', async () => {
    const id = await create('First')
    await core.call('recordings.update', { recordingId: id, patch: { title: 'Second', year: 2020 } })
    await core.call('recordings.update', { recordingId: id, patch: { title: 'Third' } })
    const [third, second, first] = await entries(id)
    expect([first?.kind, second?.actor]).toEqual(['added', 'window'])
    expect(second?.fields).toEqual([
      { field: 'title', from: 'First', to: 'Second' },
      { field: 'year', from: null, to: 2020 },
    ])
    expect(third?.label).toBe('Edit recording “Second”')
    await core.call('history.restore', { table: 'recording', recordId: id, entryId: first!.id })
    expect(await get(id)).toMatchObject({ title: 'First', year: null })
    expect((await entries(id))[0]?.label).toContain('Restore')
    await core.call('undo.undo', {})
    expect(await get(id)).toMatchObject({ title: 'Third', year: 2020 })
    expect((await entries(id))[0]?.label).toMatch(/^Undo: Restore/)
    expect(
      (await failure(core.call('history.restore', { table: 'recording', recordId: id, entryId: 999 }))).code,
    ).toBe('NOT_FOUND')
  })

  it('names the import that filled a recording', async () => {
    const id = await create('Harbour Lights', { isrc: 'USS1Z9900001' })
    const folder = temporaryFolder()
    await importFile(
      core,
      folder.file('x.csv', 'Title,Artist,ISRC,Length\nHarbour Lights,Vela,USS1Z9900001,3:01\n'),
    )
    folder.remove()
    const [latest, first] = await entries(id)
    expect(latest).toMatchObject({ actor: 'import', label: 'Import “x.csv”' })
    expect(latest?.fields).toEqual([{ field: 'durationMs', from: null, to: 181_000 }])
    await core.call('history.restore', { table: 'recording', recordId: id, entryId: first!.id })
    expect((await get(id)).durationMs).toBeNull()
  })

  it('keeps nothing of a command that failed, and nothing of what only follows from other fields', async () => {
    const id = await create('First')
    await failure(core.call('recordings.update', { recordingId: id, patch: { isrc: 'nonsense' } }))
    const { releaseId } = await core.call('releases.create', { title: 'R' })
    await core.call('releases.delete', { releaseIds: [releaseId] })
    expect(await entries(id)).toHaveLength(1)
    const db = new BetterSqlite(join(core.folder, 'refrain.sqlite3'), { readonly: true })
    const all = db.prepare('SELECT after FROM record_history').pluck().all().join()
    db.close()
    expect(all).not.toContain('search_key')
  })
})

it('keeps filters by name', async () => {
  const screen = 'catalog.recordings'
  const { filterId } = await core.call('filters.save', {
    screen,
    name: 'No code',
    filter: { missingIsrc: true },
  })
  await core.call('filters.save', { screen, name: 'No code', filter: { missingIsrc: true, search: 'vela' } })
  expect((await core.call('filters.list', { screen })).filters).toEqual([
    { id: filterId, name: 'No code', filter: { missingIsrc: true, search: 'vela' } },
  ])
  await core.call('filters.delete', { filterId })
  expect((await core.call('filters.list', { screen })).filters).toEqual([])
})

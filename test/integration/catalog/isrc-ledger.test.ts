import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../shared/contract/index.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { failure, importFile, temporaryFolder } from './support.ts'

let core: TestCore
let now = Date.parse('2026-11-22T10:00:00.000Z')
beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z')
  core = await openTestCore({ clock: () => now++ })
})
afterEach(() => core.dispose())

const complete = { artist: 'Vela', durationMs: 181_000, year: 2026 } as const
const create = async (fields: Partial<Input<'recordings.create'>> = {}) =>
  (await core.call('recordings.create', { title: 'Harbour Lights', ...complete, ...fields })).recordingId
const addBlock = async (prefix: string, from: number, to: number) =>
  (await core.call('isrc.blockAdd', { prefix, from, to })).blockId
const allocate = async (recordingId: number, blockId: number | null = null) =>
  (await core.call('isrc.allocate', { recordingId, blockId })).isrc
const isrcOf = async (recordingId: number) => (await core.call('recordings.get', { recordingId })).isrc
const ledger = async () =>
  (await core.call('isrc.ledger', {})).entries.map(({ isrc, state }) => `${isrc} ${state}`).reverse()

describe('ISRC allocations', () => {
  it('are accepted as agencies print them and described with their next code', async () => {
    const blockId = await addBlock('qz-abc', 100, 199)
    expect((await core.call('isrc.blocks', {})).blocks).toEqual([
      {
        id: blockId,
        prefix: 'QZABC',
        from: 100,
        to: 199,
        note: '',
        yearFrom: null,
        yearTo: null,
        nearlyUsed: false,
        usedThisYear: 0,
        remainingThisYear: 100,
        nextIsrc: 'QZABC2600100',
      },
    ])
  })

  it('refuse a wrong prefix, a reversed range and an overlap', async () => {
    expect((await failure(addBlock('QZ1', 0, 9))).details).toMatchObject({ field: 'prefix' })
    expect((await failure(addBlock('YU123', 0, 9))).details).toMatchObject({ problem: { code: 'retired' } })
    expect((await failure(addBlock('QZABC', 9, 0))).details).toMatchObject({ field: 'to' })
    await addBlock('QZABC', 0, 99)
    const overlap = await failure(addBlock('QZ ABC', 99, 200))
    expect(overlap.code).toBe('CONFLICT')
    expect(overlap.message).toContain('00000 to 00099 of QZABC')
    await addBlock('QZABC', 100, 200)
    await addBlock('QZXYZ', 0, 99)
  })

  it('can be removed, and the ledger stays', async () => {
    const blockId = await addBlock('QZABC', 0, 9)
    await allocate(await create())
    await core.call('isrc.blockRemove', { blockId })
    expect((await core.call('isrc.blocks', {})).blocks).toEqual([])
    expect(await ledger()).toEqual(['QZABC2600000 assigned'])
    expect((await failure(allocate(await create({ title: 'Two' })))).code).toBe('NOT_FOUND')
  })
})

describe('assigning codes', () => {
  it('takes the next code, writes ledger and custody log, and counts down', async () => {
    await addBlock('QZABC', 0, 99_999)
    const first = await create()
    expect(await allocate(first)).toBe('QZABC2600000')
    expect(await allocate(await create({ title: 'Two' }))).toBe('QZABC2600001')
    expect(await isrcOf(first)).toBe('QZABC2600000')
    const { entries, total } = await core.call('isrc.ledger', {})
    expect(total).toBe(2)
    expect(entries[1]).toMatchObject({
      state: 'assigned',
      recordingId: first,
      recordingTitle: 'Harbour Lights',
    })
    const events = await core.call('custody.list', { limit: 10 })
    expect(events.events.filter(({ action }) => action === 'isrc.assigned')).toHaveLength(2)
    expect((await core.call('isrc.blocks', {})).blocks[0]).toMatchObject({
      usedThisYear: 2,
      remainingThisYear: 99_998,
      nextIsrc: 'QZABC2600002',
    })
  })

  it('uses the year of assignment, not of the recording', async () => {
    await addBlock('QZABC', 0, 9)
    now = Date.parse('2027-01-01T00:00:00.000Z')
    expect(await allocate(await create({ year: 1999 }))).toBe('QZABC2700000')
  })

  it('asks for the reference fields first', async () => {
    await addBlock('QZABC', 0, 9)
    const id = await create({ durationMs: null, year: null })
    const error = await failure(allocate(id))
    expect(error.code).toBe('REFERENCE_INCOMPLETE')
    expect(error.details).toMatchObject({ missing: [{ field: 'durationMs' }, { field: 'year' }] })
    expect(await ledger()).toEqual([])
  })

  it('never gives a recording a second code', async () => {
    await addBlock('QZABC', 0, 9)
    const id = await create({ isrc: 'USS1Z9900001' })
    expect((await failure(allocate(id))).code).toBe('CONFLICT')
  })

  it('voids the code when the assignment is undone, and never hands it out again', async () => {
    await addBlock('QZABC', 0, 9)
    const id = await create()
    await allocate(id)
    expect((await core.call('undo.undo', {})).label).toBe('Assign ISRC to “Harbour Lights”')
    expect(await isrcOf(id)).toBeNull()
    expect(await ledger()).toEqual(['QZABC2600000 assigned', 'QZABC2600000 voided'])
    expect((await core.call('undo.state', {})).redo).toBeNull()
    expect(await allocate(id)).toBe('QZABC2600001')
    const typed = await failure(
      core.call('recordings.update', {
        recordingId: await create({ title: 'Two' }),
        patch: { isrc: 'QZABC2600000' },
      }),
    )
    expect([typed.code, typed.message]).toEqual(['CONFLICT', expect.stringContaining('voided')])
  })

  it('passes over codes that stand on a recording or beside one, however they came there', async () => {
    const folder = temporaryFolder()
    await addBlock('QZABC', 0, 9)
    await create({ title: 'Typed', isrc: 'QZABC2600000' })
    // The second row contradicts the first: its code is kept as another code of the same recording.
    const csv = 'Title,Artist,ISRC\nSame,Vela,QZABC2600001\nSame,Vela,QZABC2600002\n'
    await importFile(core, folder.file('catalogue.csv', csv))
    expect(await allocate(await create())).toBe('QZABC2600003')
    folder.remove()
  })

  it('passes over codes of recordings that were deleted or given another code', async () => {
    await addBlock('QZABC', 0, 9)
    const deleted = await create({ title: 'Gone', isrc: 'QZABC2600000' })
    await core.call('recordings.delete', { recordingIds: [deleted] })
    const changed = await create({ title: 'Changed', isrc: 'QZABC2600001' })
    await core.call('recordings.update', { recordingId: changed, patch: { isrc: 'USS1Z9900001' } })
    expect(await allocate(await create())).toBe('QZABC2600002')
  })

  it('says until when a range is exhausted, and turns to the next block', async () => {
    const small = await addBlock('QZABC', 7, 8)
    const ids = await Promise.all(['A', 'B', 'C', 'D'].map((title) => create({ title })))
    expect(await allocate(ids[0]!)).toBe('QZABC2600007')
    expect(await allocate(ids[1]!)).toBe('QZABC2600008')
    const error = await failure(allocate(ids[2]!))
    expect(error.code).toBe('ISRC_RANGE_EXHAUSTED')
    expect(error.message).toContain('From 1 January 2027')
    await addBlock('QZXYZ', 0, 9)
    expect(await allocate(ids[2]!)).toBe('QZXYZ2600000')
    expect((await failure(allocate(ids[3]!, small))).code).toBe('ISRC_RANGE_EXHAUSTED')
    expect((await failure(allocate(ids[3]!, 99))).code).toBe('NOT_FOUND')
  })

  it('hands each code out once when many calls come at the same time', async () => {
    await addBlock('QZABC', 0, 99_999)
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, n) => create({ title: `Song ${String(n)}` })),
    )
    const codes = await Promise.all(ids.map((id) => allocate(id)))
    expect(new Set(codes).size).toBe(40)
  })
})

describe('a code that was assigned', () => {
  it('keeps its recording from being deleted or given another code until it is voided', async () => {
    await addBlock('QZABC', 0, 9)
    const id = await create()
    await allocate(id)
    const deleting = await failure(core.call('recordings.delete', { recordingIds: [id] }))
    expect([deleting.code, deleting.message]).toEqual([
      'CONFLICT',
      expect.stringContaining('QZ-ABC-26-00000'),
    ])
    const editing = await failure(core.call('recordings.update', { recordingId: id, patch: { isrc: null } }))
    expect(editing.code).toBe('CONFLICT')

    await core.call('isrc.void', { isrc: 'qz-abc-26-00000', reason: 'Assigned to the wrong mix' })
    expect(await isrcOf(id)).toBeNull()
    expect(await ledger()).toEqual(['QZABC2600000 assigned', 'QZABC2600000 voided'])
    expect((await core.call('isrc.ledger', {})).entries[0]).toMatchObject({
      reason: 'Assigned to the wrong mix',
    })
    await core.call('recordings.delete', { recordingIds: [id] })
  })

  it('is voided once, and only if the ledger knows it', async () => {
    await addBlock('QZABC', 0, 9)
    await allocate(await create())
    const voiding = (isrc: string) => core.call('isrc.void', { isrc, reason: 'wrong' })
    await voiding('QZABC2600000')
    expect((await failure(voiding('QZABC2600000'))).code).toBe('CONFLICT')
    expect((await failure(voiding('USS1Z9900001'))).code).toBe('NOT_FOUND')
    expect((await failure(voiding('nonsense'))).code).toBe('VALIDATION')
  })
})

describe('the profile', () => {
  it('is saved, read back, and undone', async () => {
    const profile = {
      ...{
        legalName: 'Mira Vela',
        artistName: 'Vela',
        company: '',
        address: '1 Quay\nLisbon',
        country: 'PT',
      },
      ...{ email: ' mira@vela.example ', phone: '+351 210 000 001', role: 'owner' as const, website: '' },
    }
    expect(await core.call('profile.get', {})).toEqual({ profile: null })
    await core.call('profile.save', profile)
    expect((await core.call('profile.get', {})).profile).toEqual({ ...profile, email: 'mira@vela.example' })
    await core.call('profile.save', { ...profile, phone: '+351 210 000 002' })
    expect((await core.call('undo.undo', {})).label).toBe('Edit profile')
    expect((await core.call('profile.get', {})).profile?.phone).toBe('+351 210 000 001')
    expect((await core.call('undo.undo', {})).label).toBe('Add profile')
    expect(await core.call('profile.get', {})).toEqual({ profile: null })
  })
})

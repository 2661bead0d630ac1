import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../shared/contract/index.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { failure, temporaryFolder } from './support.ts'

let core: TestCore
let now = 0
beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z')
  core = await openTestCore({ clock: () => now++ })
})
afterEach(() => core.dispose())

const complete = { artist: 'Vela', durationMs: 181_000, year: 2026 } as const
const create = async (fields: Partial<Input<'recordings.create'>> = {}) =>
  (await core.call('recordings.create', { title: 'Harbour Lights', ...complete, ...fields })).recordingId
const addBlock = async (
  prefix: string,
  from: number,
  to: number,
  years: [number | null, number | null] = [null, null],
) => (await core.call('isrc.blockAdd', { prefix, from, to, yearFrom: years[0], yearTo: years[1] })).blockId
const isrcOf = async (recordingId: number) => (await core.call('recordings.get', { recordingId })).isrc
const ledger = async () =>
  (await core.call('isrc.ledger', {})).entries.map(({ isrc, state }) => `${isrc} ${state}`).reverse()

describe('blocks with years', () => {
  it('hand out codes in their years only, and may share a range in different ones', async () => {
    await addBlock('QZABC', 0, 9, [2020, 2025])
    expect((await failure(core.call('isrc.reserve', { reason: 'x' }))).message).toContain('for the year 2026')
    await addBlock('QZABC', 0, 9, [2026, null])
    expect((await failure(addBlock('QZABC', 5, 6, [2024, 2027]))).code).toBe('CONFLICT')
    expect(await core.call('isrc.reserve', { reason: 'x' })).toEqual({ isrc: 'QZABC2600000' })
    const error = await failure(addBlock('QZXYZ', 0, 9, [2027, 2026]))
    expect(error.details).toMatchObject({ field: 'yearTo' })
  })

  it('go on in the next block, and warn at nine tenths', async () => {
    await addBlock('QZABC', 0, 9)
    await addBlock('QZXYZ', 0, 9)
    const warned = async () => (await core.call('isrc.blocks', {})).blocks.map(({ nearlyUsed }) => nearlyUsed)
    for (let n = 0; n < 8; n++) await core.call('isrc.reserve', { reason: 'stock' })
    expect(await warned()).toEqual([false, false])
    await core.call('isrc.reserve', { reason: 'stock' })
    expect(await warned()).toEqual([true, false])
    const { attention } = await core.call('home.summary', {})
    expect(attention.find(({ code }) => code === 'isrc-block-nearly-used')?.count).toBe(1)
    await core.call('isrc.reserve', { reason: 'stock' })
    expect((await core.call('isrc.reserve', { reason: 'stock' })).isrc).toBe('QZXYZ2600000')
  })
})

describe('codes given by name', () => {
  it('reserves with a reason, assigns what was reserved, and voids on undo', async () => {
    await addBlock('QZABC', 0, 9)
    expect((await failure(core.call('isrc.reserve', { reason: ' ' }))).code).toBe('VALIDATION')
    const { isrc } = await core.call('isrc.reserve', { reason: 'Autumn single' })
    const recordingId = await create()
    await core.call('isrc.assign', { isrc: 'qz-abc-26-00000', recordingId, reason: 'as planned' })
    expect(await isrcOf(recordingId)).toBe(isrc)
    await core.call('undo.undo', {})
    expect(await isrcOf(recordingId)).toBeNull()
    expect(await ledger()).toEqual([`${isrc} reserved`, `${isrc} assigned`, `${isrc} voided`])
    expect((await failure(core.call('isrc.assign', { isrc, recordingId }))).message).toContain(
      'never returns',
    )
  })

  it('takes a free code of an own block; refuses a foreign, a used and an incomplete one', async () => {
    await addBlock('QZABC', 0, 9)
    const one = await create()
    await core.call('isrc.assign', { isrc: 'QZABC2600007', recordingId: one })
    const two = await create({ title: 'Two' })
    expect((await failure(core.call('isrc.assign', { isrc: 'QZABC2600007', recordingId: two }))).code).toBe(
      'CONFLICT',
    )
    expect(
      (await failure(core.call('isrc.assign', { isrc: 'USS1Z9900001', recordingId: two }))).message,
    ).toContain('neither reserved')
    expect((await failure(core.call('isrc.assign', { isrc: 'QZABC2600010', recordingId: two }))).code).toBe(
      'CONFLICT',
    )
    const bare = await create({ title: 'Bare', durationMs: null })
    expect((await failure(core.call('isrc.assign', { isrc: 'QZABC2600001', recordingId: bare }))).code).toBe(
      'REFERENCE_INCOMPLETE',
    )
  })
})

describe('codes used elsewhere', () => {
  it('are entered from text or a file, listed where they cannot be, and never handed out', async () => {
    await addBlock('QZABC', 0, 3)
    const text = 'ISRC\tTitle\nQZ-ABC-26-00000\tOld one\nQZABC2600001\nnonsense\nQZABC2600000'
    const preview = await core.call('isrc.usedPreview', { text })
    expect(preview.counts).toEqual({ new: 2, known: 0, bad: 2 })
    expect(await ledger()).toEqual([])
    const folder = temporaryFolder()
    const result = await core.call('isrc.usedImport', {
      path: folder.file('codes.txt', text),
      source: 'Old Label',
    })
    folder.remove()
    expect(result).toMatchObject({ entered: 2, known: 0, bad: [{ line: 4 }, { line: 5 }] })
    expect(await core.call('isrc.usedImport', { text, source: 'Old Label' })).toMatchObject({
      entered: 0,
      known: 2,
    })
    expect((await core.call('isrc.ledger', {})).entries[0]).toMatchObject({
      state: 'assigned',
      recordingId: null,
      reason: 'Used elsewhere: Old Label',
    })
    expect((await core.call('isrc.reserve', { reason: 'x' })).isrc).toBe('QZABC2600002')
    expect((await failure(core.call('isrc.usedPreview', {}))).code).toBe('VALIDATION')
    expect((await failure(core.call('isrc.usedPreview', { path: '/nowhere/codes.txt' }))).code).toBe(
      'FILE_UNREADABLE',
    )
  })
})

describe('a release at once', () => {
  async function release(): Promise<{ releaseId: number; ids: number[] }> {
    const { releaseId } = await core.call('releases.create', { title: 'Nightfall' })
    const ids = []
    for (const title of ['One', 'Two', 'Three']) ids.push(await create({ title, releaseId }))
    return { releaseId, ids }
  }

  it('gets its codes in running order, over two blocks, and gives them back on undo', async () => {
    const { releaseId, ids } = await release()
    await core.call('recordings.update', { recordingId: ids[1]!, patch: { isrc: 'USS1Z9900001' } })
    await addBlock('QZABC', 5, 5)
    await addBlock('QZXYZ', 0, 9)
    const plan = await core.call('isrc.releasePlan', { releaseId })
    expect(plan.tracks.map(({ isrc, outcome }) => [isrc, outcome])).toEqual([
      ['QZABC2600005', 'gets-code'],
      ['USS1Z9900001', 'has-code'],
      ['QZXYZ2600000', 'gets-code'],
    ])
    expect(await ledger()).toEqual([])
    await core.call('isrc.allocateRelease', { releaseId })
    expect(await Promise.all(ids.map(isrcOf))).toEqual(['QZABC2600005', 'USS1Z9900001', 'QZXYZ2600000'])
    await core.call('undo.undo', {})
    expect(await Promise.all(ids.map(isrcOf))).toEqual([null, 'USS1Z9900001', null])
    expect((await core.call('isrc.releasePlan', { releaseId })).tracks[0]?.isrc).toBe('QZXYZ2600001')
  })

  it('gets none when one track is incomplete or the codes do not suffice', async () => {
    const { releaseId, ids } = await release()
    await addBlock('QZABC', 0, 1)
    expect((await core.call('isrc.releasePlan', { releaseId })).possible).toBe(false)
    expect((await failure(core.call('isrc.allocateRelease', { releaseId }))).message).toContain(
      '00000 to 00001 of QZABC',
    )
    await addBlock('QZXYZ', 0, 9)
    await core.call('recordings.update', { recordingId: ids[2]!, patch: { year: null } })
    const plan = await core.call('isrc.releasePlan', { releaseId })
    expect(plan.tracks[2]).toMatchObject({ outcome: 'incomplete', missing: [{ field: 'year' }] })
    expect((await failure(core.call('isrc.allocateRelease', { releaseId }))).code).toBe('CONFLICT')
    expect(await ledger()).toEqual([])
  })
})

describe('decisions and further codes', () => {
  it('records question, answer and rule', async () => {
    const recordingId = await create({ version: 'Remaster' })
    expect(
      (await failure(core.call('isrc.decide', { recordingId, answers: { change: 'remaster' } }))).code,
    ).toBe('VALIDATION')
    const answers = { change: 'remaster', creative: 'full', difference: 'under-5' }
    const decided = await core.call('isrc.decide', { recordingId, answers, note: 'Keep it.' })
    expect(decided).toMatchObject({ conclusion: 'artist-decides' })
    expect((await core.call('isrc.decisions', { recordingId })).decisions).toEqual([
      expect.objectContaining({ answers, conclusion: 'artist-decides', note: 'Keep it.' }),
    ])
  })

  it('keeps aliases and wrong codes with their source, undoable', async () => {
    const recordingId = await create({ isrc: 'USS1Z9900001' })
    const add = (code: string, state: 'alias' | 'erroneous', source = '') =>
      core.call('identifiers.add', { recordingId, code, state, source })
    const { identifierId } = await add('us-s1z-99-00002', 'alias', 'Old distributor')
    await add('USS1Z99O0003', 'erroneous')
    expect((await failure(add('USS1Z99O0004', 'alias'))).code).toBe('VALIDATION')
    expect((await failure(add('USS1Z9900001', 'alias'))).code).toBe('CONFLICT')
    await core.call('identifiers.update', { identifierId, state: 'erroneous' })
    const list = async () => (await core.call('identifiers.list', { recordingId })).identifiers
    expect((await list()).map(({ value, state, source }) => [value, state, source])).toEqual([
      ['USS1Z9900002', 'erroneous', 'Old distributor'],
      ['USS1Z99O0003', 'erroneous', 'entered by hand'],
    ])
    await core.call('identifiers.remove', { identifierId })
    expect(await list()).toHaveLength(1)
    await core.call('undo.undo', {})
    expect(await list()).toHaveLength(2)
  })
})

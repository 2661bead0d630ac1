import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed

beforeEach(async () => {
  core = await openTestCore()
  seed = openSeed(core.folder)
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

const decide = (
  findingIds: number[],
  decision: 'confirm' | 'authorize' | 'dismiss' | 'monitor' | 'reopen',
  reason = '',
) => core.call('findings.decide', { findingIds, decision, reason })

describe('deciding findings', () => {
  it('confirms many in one step that undo takes back as one', async () => {
    const ids = Array.from({ length: 12 }, () => seed.finding())
    expect(await decide(ids, 'confirm')).toEqual({ changed: 12, refused: [] })
    expect(ids.map(seed.state)).toEqual(ids.map(() => 'confirmed'))

    const { undo } = await core.call('undo.state', {})
    expect(undo).toBe('Confirm 12 findings')
    await core.call('undo.undo', {})
    expect(ids.map(seed.state)).toEqual(ids.map(() => 'new'))
    await core.call('undo.redo', {})
    expect(ids.map(seed.state)).toEqual(ids.map(() => 'confirmed'))
  })

  it('leaves metadata rows as they were and lists them with the reason', async () => {
    const page = seed.finding()
    const metadata = seed.finding({ offers: 'metadata', url: null })
    const { changed, refused } = await decide([page, metadata], 'confirm')
    expect(changed).toBe(1)
    expect(refused).toMatchObject([{ findingId: metadata, code: 'NOT_CLAIMABLE' }])
    expect(refused[0]?.message).toContain('You can monitor it.')
    expect(seed.state(metadata)).toBe('new')
    expect(await decide([metadata], 'monitor')).toEqual({ changed: 1, refused: [] })
    expect(seed.state(metadata)).toBe('monitor')
  })

  it('asks for a reason to dismiss or authorize, and changes nothing without one', async () => {
    const id = seed.finding()
    for (const decision of ['dismiss', 'authorize'] as const) {
      await expect(decide([id], decision, '  ')).rejects.toMatchObject({ code: 'VALIDATION' })
    }
    expect(seed.state(id)).toBe('new')
    await decide([id], 'dismiss', 'Another song of the same name')
    expect(await core.call('findings.get', { findingId: id })).toMatchObject({
      state: 'dismissed',
      stateReason: 'Another song of the same name',
    })
  })

  it('counts a finding named twice once, and names one that is gone', async () => {
    const id = seed.finding()
    const { changed, refused } = await decide([id, id, 9999], 'confirm')
    expect(changed).toBe(1)
    expect(refused).toMatchObject([{ findingId: 9999, code: 'NOT_FOUND' }])
  })

  it('makes no step when nothing changes', async () => {
    const id = seed.finding()
    await decide([id], 'confirm')
    const before = await core.call('custody.list', {})
    expect(await decide([id], 'confirm')).toEqual({ changed: 0, refused: [] })
    expect((await core.call('custody.list', {})).total).toBe(before.total)
  })

  it('takes a finding out of its draft case, and undo puts it back', async () => {
    const id = seed.finding()
    await decide([id], 'confirm')
    const { caseIds } = await core.call('cases.group', {})
    await decide([id], 'dismiss', 'Licensed after all')
    const caseId = caseIds[0] ?? 0
    expect((await core.call('cases.get', { caseId })).items).toBe(0)
    await core.call('undo.undo', {})
    expect((await core.call('cases.get', { caseId })).items).toBe(1)
    expect(seed.state(id)).toBe('confirmed')
  })

  it('writes one custody event a step that names every finding', async () => {
    const ids = [seed.finding(), seed.finding(), seed.finding()]
    await decide(ids, 'monitor')
    const { events } = await core.call('custody.list', {})
    const event = events.find(({ action }) => action === 'findings.decided')
    expect(event).toMatchObject({
      subject: 'findings',
      actor: 'artist',
      detail: { decision: 'monitor', changed: 3, findings: [[ids[0], ids[2]]] },
    })
    expect(await core.call('custody.verify', {})).toMatchObject({ problems: [] })
  })

  it('decides five thousand at once', async () => {
    const ids = seed.db.transaction(() => Array.from({ length: 5000 }, () => seed.finding()))()
    expect(await decide(ids, 'confirm')).toEqual({ changed: 5000, refused: [] })
    await core.call('undo.undo', {})
    expect(new Set(ids.map(seed.state))).toEqual(new Set(['new']))
  })
})

describe('a finding in detail', () => {
  it('tells its history and why it cannot be claimed', async () => {
    const metadata = seed.finding({ offers: 'metadata', url: null })
    const other = seed.finding({ offers: 'metadata', url: null })
    await decide([metadata, other], 'monitor')
    await decide([other], 'reopen')
    const detail = await core.call('findings.get', { findingId: metadata })
    expect(detail.locator).toBe('listings-1.csv, row 1')
    expect(detail.claimable).toBe(false)
    expect(detail.whyNotClaimable).toContain('offers nothing')
    expect(detail.history.map(({ detail: words }) => words)).toEqual([
      'Found in listings-1.csv, row 1.',
      'Monitored together with 1 other.',
    ])
    await expect(core.call('findings.get', { findingId: 9999 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

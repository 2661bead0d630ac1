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

describe('authorization rules', () => {
  it('settle all of a kind, say how many, and undo as one step', async () => {
    const covered = [
      seed.finding({ url: 'https://bandcamp.com/track/1' }),
      seed.finding({ url: 'https://luna.bandcamp.com/track/2' }),
      seed.finding({ url: 'https://luna.bandcamp.com/track/3', offers: 'metadata' }),
    ]
    const outside = seed.finding({ url: 'https://notbandcamp.com/track/4' })
    const rule = { kind: 'domain', value: 'https://www.Bandcamp.com/' } as const
    expect(await core.call('rules.preview', rule)).toEqual({ wouldSettle: 3 })
    const { ruleId, settled } = await core.call('rules.create', { ...rule, note: 'My own shop' })
    expect(settled).toBe(3)
    expect(covered.map(seed.state)).toEqual(['authorized', 'authorized', 'authorized'])
    expect(seed.state(outside)).toBe('new')
    expect(await core.call('rules.list', {})).toMatchObject({
      rules: [{ id: ruleId, settled: 3, note: 'My own shop' }],
    })

    await core.call('undo.undo', {})
    expect(covered.map(seed.state)).toEqual(['new', 'new', 'new'])
    expect(await core.call('rules.list', {})).toEqual({ rules: [] })
  })

  it('settle new, monitored and confirmed findings, not dismissed ones; a draft case lets go of them', async () => {
    const [fresh, monitored, confirmed, dismissed] = [1, 2, 3, 4].map(() =>
      seed.finding({ account: '@Luna-Vale', url: `https://soundcloud.com/x/${Math.random()}` }),
    ) as [number, number, number, number]
    await core.call('findings.decide', { findingIds: [monitored], decision: 'monitor' })
    await core.call('findings.decide', { findingIds: [confirmed], decision: 'confirm' })
    await core.call('findings.decide', { findingIds: [dismissed], decision: 'dismiss', reason: 'Not mine' })
    const { caseIds } = await core.call('cases.group', {})
    const { settled } = await core.call('rules.create', {
      kind: 'account',
      value: 'soundcloud.com/luna-vale',
    })
    expect(settled).toBe(3)
    expect([fresh, monitored, confirmed, dismissed].map(seed.state)).toEqual([
      'authorized',
      'authorized',
      'authorized',
      'dismissed',
    ])
    expect((await core.call('cases.get', { caseId: caseIds[0] ?? 0 })).items).toBe(0)
  })

  it('recognise a distributor by its label line, however it is written', async () => {
    const ids = ['℗ 2024 Northlight Records', 'NORTHLIGHT RECORDS', '(C) 2019 Northlight Records.'].map(
      (label) => seed.finding({ label }),
    )
    const other = seed.finding({ label: 'Southlight Records' })
    const { settled } = await core.call('rules.create', { kind: 'label', value: 'Northlight Records' })
    expect(settled).toBe(3)
    expect(ids.map(seed.state)).toEqual(['authorized', 'authorized', 'authorized'])
    expect(seed.state(other)).toBe('new')
  })

  it('reopen what they settled when they are removed, unless another rule covers it', async () => {
    const both = seed.finding({ url: 'https://luna.bandcamp.com/1', label: 'Northlight' })
    const one = seed.finding({ url: 'https://luna.bandcamp.com/2' })
    const { ruleId } = await core.call('rules.create', { kind: 'domain', value: 'bandcamp.com' })
    await core.call('rules.create', { kind: 'label', value: 'Northlight' })
    expect(await core.call('rules.remove', { ruleId })).toEqual({ reopened: 1 })
    expect(seed.state(both)).toBe('authorized')
    expect(seed.state(one)).toBe('new')
    expect(await core.call('rules.list', {})).toMatchObject({ rules: [{ kind: 'label', settled: 1 }] })
    await core.call('undo.undo', {})
    expect(await core.call('rules.list', {})).toMatchObject({ rules: [{ settled: 0 }, { settled: 2 }] })
    expect(seed.state(one)).toBe('authorized')
  })

  it('keep a covered listing from being confirmed', async () => {
    const id = seed.finding({ url: 'https://luna.bandcamp.com/1' })
    const { ruleId } = await core.call('rules.create', { kind: 'domain', value: 'bandcamp.com' })
    const { refused } = await core.call('findings.decide', { findingIds: [id], decision: 'confirm' })
    expect(refused).toMatchObject([{ findingId: id, code: 'CONFLICT' }])
    expect(refused[0]?.message).toContain('everything on bandcamp.com')
    await core.call('rules.remove', { ruleId })
    expect(await core.call('findings.decide', { findingIds: [id], decision: 'confirm' })).toMatchObject({
      changed: 1,
    })
  })

  it('are refused when they would cover strangers, say nothing or exist already', async () => {
    for (const value of ['co.uk', 'com', 'no domain']) {
      await expect(core.call('rules.create', { kind: 'domain', value })).rejects.toMatchObject({
        code: 'VALIDATION',
      })
    }
    await core.call('rules.create', { kind: 'domain', value: 'bandcamp.com' })
    await expect(
      core.call('rules.create', { kind: 'domain', value: 'https://bandcamp.com/x' }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(core.call('rules.remove', { ruleId: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

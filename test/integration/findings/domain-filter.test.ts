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

const total = async (domain: string) =>
  (await core.call('findings.list', { filter: { domain }, limit: 1 })).total

describe('findings of a domain', () => {
  it('are those a rule for it would settle', async () => {
    seed.recording('Ropewalk')
    for (const host of [
      'a.example',
      'b.a.example',
      'c.b.a.example',
      'xa.example',
      'a.example.org',
      '10.1.2.3',
    ])
      seed.finding({ url: `https://${host}/song` })
    for (const value of ['a.example', 'b.a.example', 'https://www.a.example/x', '10.1.2.3', 'example.org']) {
      const { wouldSettle } = await core.call('rules.preview', { kind: 'domain', value })
      expect(await total(value), value).toBe(wouldSettle)
    }
    expect(await total('a.example')).toBe(3)
    expect(await total('2.3')).toBe(0)
  })

  it('are as many as the facet of the domain says', async () => {
    seed.recording('Ropewalk')
    for (const host of ['a.example', 'b.a.example', 'b.a.example', 'c.d.example'])
      seed.finding({ url: `https://${host}/song` })
    const { domains } = await core.call('findings.facets', {})
    expect(domains).toEqual([
      { domain: 'a.example', count: 3 },
      { domain: 'b.a.example', count: 2 },
      { domain: 'c.d.example', count: 1 },
    ])
    for (const { domain, count } of domains) expect(await total(domain)).toBe(count)
  })
})

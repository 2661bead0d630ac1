import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input, Output } from '../../../shared/contract/index.ts'
import type { findingSortKeys } from '../../../shared/contract/watch.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed
const hosts = ['files.tunevault.example', 'www.youtube.com', 'youtu.be', 'luna.bandcamp.com']

beforeAll(async () => {
  core = await openTestCore()
  seed = openSeed(core.folder)
  const recordings = ['Álamo', 'beacon', 'Copper', 'beacon'].map((title) => seed.recording(title))
  const second = seed.sweepFile()
  seed.db.transaction(() => {
    for (let n = 0; n < 240; n += 1) {
      const fields = {
        recordingId: recordings[n % 4] ?? 1,
        url: n % 5 === 0 ? null : `https://${hosts[n % 4]}/item/${n}`,
        title: `Track ${n % 7}`,
        score: Math.round(1000 / ((n % 6) + 1)) / 1000,
        offers: n % 5 === 0 ? 'metadata' : 'page',
        foundAt: `2026-11-${String((n % 20) + 1).padStart(2, '0')}T00:00:00.000Z`,
      } as const
      if (n % 3 === 0) seed.finding(fields, second)
      else seed.finding(fields)
    }
  })()
  const all = await core.call('findings.list', { limit: 500 })
  const some = all.rows.filter(({ id }) => id % 3 === 0).map(({ id }) => id)
  await core.call('findings.decide', { findingIds: some, decision: 'monitor' })
})
afterAll(async () => {
  seed.close()
  await core.dispose()
})

const sorts: readonly (typeof findingSortKeys)[number][] = [
  'score',
  'recording',
  'listing',
  'provider',
  'state',
  'found',
]

async function pages(input: Input<'findings.list'>): Promise<number[]> {
  const ids: number[] = []
  let cursor: string | null = null
  do {
    const page: Output<'findings.list'> = await core.call('findings.list', { ...input, limit: 37, cursor })
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== null)
  return ids
}

describe('the list of findings', () => {
  it.each(sorts.flatMap((sort) => [[sort, 'asc'] as const, [sort, 'desc'] as const]))(
    'by %s %s: pages by cursor are the whole list, in the order of pages by offset',
    async (sort, direction) => {
      const whole = await core.call('findings.list', { sort, direction, limit: 500 })
      const ids = whole.rows.map(({ id }) => id)
      expect(ids).toHaveLength(240)
      expect(whole.total).toBe(240)
      expect(await pages({ sort, direction })).toEqual(ids)
      const jump = await core.call('findings.list', { sort, direction, offset: 100, limit: 20 })
      expect(jump.rows.map(({ id }) => id)).toEqual(ids.slice(100, 120))
      const opposite = await core.call('findings.list', {
        sort,
        direction: direction === 'asc' ? 'desc' : 'asc',
        limit: 500,
      })
      expect(opposite.rows.map(({ id }) => id).reverse()).toEqual(ids)
    },
  )

  it('sorts by what it says', async () => {
    const values = async (
      sort: (typeof sorts)[number],
      pick: (row: { score: number; providerName: string | null }) => unknown,
    ) => (await core.call('findings.list', { sort, direction: 'asc', limit: 500 })).rows.map(pick)
    const scores = (await values('score', ({ score }) => score)) as number[]
    expect(scores).toEqual([...scores].sort((a, b) => a - b))
    const names = (await values('provider', ({ providerName }) => providerName)).filter(
      (name) => name !== null,
    )
    expect([...new Set(names)]).toEqual(['Bandcamp', 'YouTube'])
  })

  it('keeps its filter along the pages', async () => {
    const filter = { state: 'monitor', claimable: true } as const
    const ids = await pages({ filter, sort: 'score' })
    const whole = await core.call('findings.list', { filter, limit: 500 })
    expect(ids).toHaveLength(whole.total)
    for (const row of whole.rows) expect(row).toMatchObject({ state: 'monitor', claimable: true })
  })

  it('names the provider of a subdomain, and none for a domain nobody knows', async () => {
    const at = async (domain: string) =>
      (await core.call('findings.list', { filter: { domain }, limit: 1 })).rows[0]?.providerName
    expect(await at('luna.bandcamp.com')).toBe('Bandcamp')
    expect(await at('youtu.be')).toBe('YouTube')
    expect(await at('files.tunevault.example')).toBeNull()
  })

  it('finds words in listing and recording, whatever the accents, and takes % and _ as they are', async () => {
    const total = async (search: string) => (await core.call('findings.list', { filter: { search } })).total
    expect(await total('alamo')).toBe(60)
    expect(await total('ÁLAMO')).toBe(60)
    expect(await total('track 3')).toBe(34)
    expect(await total('/item/17')).toBe(9)
    expect(await total('100%')).toBe(0)
    expect(await total('track_3')).toBe(0)
  })

  it('counts facets without the facet itself', async () => {
    const { states, domains } = await core.call('findings.facets', {
      filter: { state: 'monitor', domain: 'youtu.be' },
    })
    expect(Object.values(states).reduce((a, b) => a + b)).toBe(
      (await core.call('findings.list', { filter: { domain: 'youtu.be' } })).total,
    )
    expect(domains.map(({ domain }) => domain).sort()).toEqual([
      'files.tunevault.example',
      'luna.bandcamp.com',
      'youtu.be',
      'youtube.com',
    ])
    const monitored = await core.call('findings.list', {
      filter: { state: 'monitor', domain: 'youtube.com' },
    })
    expect(domains.find(({ domain }) => domain === 'youtube.com')?.count).toBe(monitored.total)
  })

  it('keeps sweeps and recordings apart', async () => {
    const sweeps = await Promise.all(
      [1, 2].map(async (sweepId) => (await core.call('findings.list', { filter: { sweepId } })).total),
    )
    expect(sweeps).toEqual([160, 80])
    const { rows, total } = await core.call('findings.list', { filter: { recordingId: 2 }, limit: 500 })
    expect(total).toBe(60)
    expect(new Set(rows.map(({ recordingTitle }) => recordingTitle))).toEqual(new Set(['Álamo']))
  })

  it('refuses a cursor of another order and one that is none', async () => {
    const { nextCursor } = await core.call('findings.list', { sort: 'score', limit: 10 })
    for (const [sort, cursor] of [
      ['found', nextCursor],
      ['score', 'nonsense'],
      ['score', ''],
    ] as const) {
      await expect(core.call('findings.list', { sort, cursor })).rejects.toMatchObject({ code: 'VALIDATION' })
    }
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SourceListing } from '../../../shared/domain/live/source-listing.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import {
  type LiveServer,
  openLiveServer,
  planted,
  testAlarm,
  testMeans,
  testSource,
} from '../../support/live-source.ts'

const start = Date.parse('2026-11-22T12:00:00.000Z')
const hour = 3_600_000

let now = start
let server: LiveServer
let core: TestCore
const clock = testAlarm()
const said: Record<string, SourceListing[]> = {}

beforeEach(async () => {
  now = start
  for (const source of Object.keys(said)) said[source] = []
  server = await openLiveServer(
    () => now,
    (source, query) => {
      const all = said[source] ?? []
      if (query.by === 'address') return all
      return all.filter(({ isrc, title }) =>
        query.by === 'isrc' ? isrc === query.isrc : title.toLowerCase().includes(query.title.toLowerCase()),
      )
    },
  )
  core = await open()
  await core.call('recordings.create', {
    ...{ title: 'Harbour Lights', artist: 'Luna Vale', isrc: 'USS1Z2600001', durationMs: 201_000 },
  })
})
afterEach(async () => {
  await core.dispose()
  await server.close()
})

/** Without a schedule of its own, unless it opens again. */
function open(folder?: string): Promise<TestCore> {
  const { base } = server
  return openTestCore({
    ...(folder === undefined ? { resumeJobs: false } : { workspace: folder, create: false }),
    clock: () => now,
    secrets: {
      describe: () => Promise.resolve({ name: 'Test keyring', available: true, reason: null }),
      close: (secret) => Promise.resolve(Buffer.from(secret).toString('base64')),
      open: (closed) => Promise.resolve(Buffer.from(closed, 'base64')),
    },
    live: (needs) =>
      testMeans({
        sources: [
          testSource('alpha', { base }),
          testSource('beta', { base, searches: ['names'] }),
          testSource('keyed', { base, key: 'required', searches: ['isrc'] }),
          testSource('pages', { base, searches: ['address'], takes: ['page', 'feed', 'folder'] }),
        ],
        clock: () => needs.clock(),
        alarm: clock.alarm,
      }),
  })
}

const upload = (part: Partial<SourceListing> = {}) =>
  planted({
    ref: 'v1',
    url: 'https://www.youtube.com/watch?v=abcdefghijk',
    title: 'Harbour Lights',
    artist: 'Luna Vale',
    account: 'free music 4 u',
    durationMs: 201_000,
    ...part,
  })

async function run(sourceId: string | null = null, dueOnly = false) {
  const { jobId } = await core.call('live.run', { sourceId, dueOnly })
  const job = await core.finished(jobId)
  expect(job.error).toBeNull()
  return job.result
}

const findings = async () => (await core.call('findings.list', {})).rows

describe('a live source', () => {
  it('asks for nothing before it is switched on', async () => {
    await expect(core.call('live.run', {})).rejects.toThrow(/No source is switched on/)
    expect(server.asked).toEqual([])
    const { sources } = await core.call('live.sources', {})
    expect(sources.map(({ id, enabled, key }) => [id, enabled, key.state])).toEqual([
      ['alpha', false, 'none'],
      ['beta', false, 'none'],
      ['keyed', false, 'missing'],
      ['pages', false, 'none'],
    ])
  })

  it('is asked a question once by two looks at the same time', async () => {
    await core.call('live.setSource', { sourceId: 'alpha', enabled: true })
    const both = [await core.call('live.run', {}), await core.call('live.run', { sourceId: 'alpha' })]
    for (const { jobId } of both) expect((await core.finished(jobId)).error).toBeNull()
    expect(new Set(server.asked.map(({ query }) => query)).size).toBe(server.asked.length)
  })

  it('leaves an address that failed alone as long as it was put off, though another is looked at', async () => {
    server.answer = (_source, query) => (query.by === 'address' && query.url.includes('broken') ? 404 : [])
    const add = (value: string) => core.call('live.addAddresses', { addresses: [{ kind: 'page', value }] })
    const broken = () => server.asked.filter(({ query }) => query.includes('broken')).length
    await add('https://tunes.example/broken')
    await run('pages', true)
    await add('https://tunes.example/other')
    await run('pages', true)
    expect(broken()).toBe(1)
    now += 20 * 60_000
    await run('pages', true)
    expect(broken()).toBe(2)
  })

  it('is asked again when a clock that had run a year ahead is right again', async () => {
    await core.call('live.setSource', { sourceId: 'alpha', enabled: true })
    now += 365 * 24 * hour
    await run('alpha')
    now = start + 24 * hour
    const asked = server.asked.length
    await core.close()
    core = await open(core.folder)
    await expect.poll(() => server.asked.length).toBeGreaterThan(asked)
    await expect.poll(async () => (await core.call('live.state', {})).running).toEqual([])
    const { sources } = await core.call('live.sources', {})
    expect(Date.parse(sources[0]?.nextRunAt ?? '')).toBeLessThan(start + 20 * 24 * hour)
  })

  it('brings findings that stand beside those of sweeps, and tells of them once', async () => {
    said.alpha = [upload()]
    await core.call('live.setSource', { sourceId: 'alpha', enabled: true })
    expect(await run()).toEqual({ looks: 2, listings: 1, newFindings: 1 })
    const [finding] = await findings()
    expect(finding).toMatchObject({
      recordingTitle: 'Harbour Lights',
      url: 'https://www.youtube.com/watch?v=abcdefghijk',
      locator: 'https://www.youtube.com/watch?v=abcdefghijk',
      account: 'free music 4 u',
      state: 'new',
      claimable: true,
    })
    const detail = await core.call('findings.get', { findingId: finding!.id })
    expect(detail.history).toEqual([
      { at: new Date(start).toISOString(), action: 'finding.found', detail: 'Found at Source alpha.' },
    ])
    const counts = await core.call('findings.counts', {})
    expect(counts.sources.rows).toMatchObject([{ name: 'Source alpha', findings: 1 }])
    const found = () => core.events.filter(({ name }) => name === 'live.found')
    expect(found()).toMatchObject([
      { payload: { findings: 1, recordings: 1, sources: ['Source alpha'], findingId: finding!.id } },
    ])
    now += 24 * hour
    expect(await run()).toEqual({ looks: 2, listings: 1, newFindings: 0 })
    expect(found()).toHaveLength(1)
    const { listing } = await core.call('live.listing', { findingId: finding!.id })
    expect(listing).toMatchObject({
      firstSeenAt: new Date(start).toISOString(),
      lastSeenAt: new Date(now).toISOString(),
      changes: 0,
      versions: [{ why: 'first' }],
    })
  })

  it('asks what is due, and again only after the interval', async () => {
    await core.call('live.setSource', { sourceId: 'alpha', enabled: true, intervalMs: 48 * hour })
    await run('alpha', true)
    expect(server.asked.map(({ query }) => query)).toEqual([
      '?isrc=USS1Z2600001',
      '?artist=Luna+Vale&title=Harbour+Lights',
    ])
    await run('alpha', true)
    now += 36 * hour
    await run('alpha', true)
    expect(server.asked).toHaveLength(2)
    now += 22 * hour
    await run('alpha', true)
    expect(server.asked).toHaveLength(4)
  })

  it('knows a listing again that another source shows, and listens to the one that says more', async () => {
    said.beta = [
      upload({
        ref: 'https://youtu.be/abcdefghijk',
        url: 'https://youtu.be/abcdefghijk?si=1',
        account: null,
        durationMs: null,
      }),
    ]
    said.alpha = [upload()]
    for (const sourceId of ['alpha', 'beta']) await core.call('live.setSource', { sourceId, enabled: true })
    await run('beta')
    now += hour
    await run('alpha')
    await run('beta')
    const [finding, ...others] = await findings()
    expect(others).toEqual([])
    const { listing } = await core.call('live.listing', { findingId: finding!.id })
    expect(listing).toMatchObject({
      sourceId: 'alpha',
      changes: 0,
      facts: { account: 'free music 4 u', durationMs: 201_000 },
      sightings: [{ sourceId: 'beta' }, { sourceId: 'alpha' }],
      versions: [
        { why: 'better-source', sourceId: 'alpha', changed: ['account', 'durationMs'] },
        { why: 'first', sourceId: 'beta', changed: [] },
      ],
    })
  })

  it('keeps what a listing said before, once for each change', async () => {
    said.alpha = [upload()]
    await core.call('live.setSource', { sourceId: 'alpha', enabled: true })
    await run()
    said.alpha = [upload({ title: 'Harbour  Lights ' })]
    now += hour
    await run()
    said.alpha = [upload({ title: 'Harbour Lights (free download)', account: 'someone else' })]
    now += hour
    await run()
    await run()
    const { rows } = await core.call('live.listings', {})
    expect(rows).toMatchObject([{ changes: 1, facts: { account: 'someone else' } }])
    const { listing } = await core.call('live.listing', { listingId: rows[0]!.id })
    expect(listing?.versions.map(({ why, changed }) => [why, changed])).toEqual([
      ['changed', ['title', 'account']],
      ['first', []],
    ])
    expect(await findings()).toHaveLength(1)
  })

  it('takes the channel for the artist where the title names none', async () => {
    said.beta = [
      upload({ ref: 'a', artist: '', account: 'Luna Vale - Topic' }),
      upload({
        ref: 'b',
        url: 'https://youtu.be/bbbbbbbbbbb',
        artist: '',
        account: 'Marlow Kite',
        durationMs: 95_000,
      }),
    ]
    await core.call('live.setSource', { sourceId: 'beta', enabled: true })
    await run()
    const found = await findings()
    expect(found.map(({ account }) => account)).toEqual(['Luna Vale - Topic'])
    expect(found[0]?.reasons.join('. ')).toMatch(/compared with the channel, “Luna Vale - Topic”/)
  })

  it('never reports what is authorized: account, label, domain or the recording’s own address', async () => {
    const links = [
      'https://www.youtube.com/@lunavale/videos',
      '℗ 2026 Northlight Records',
      'lunavale.example',
    ]
    const read = await core.call('live.readLinks', { links })
    const rules = read.links.flatMap(({ proposals }) => proposals.filter(({ recommended }) => recommended))
    expect(rules.map(({ kind, value }) => [kind, value])).toEqual([
      ['account', 'youtube.com/@lunavale'],
      ['label', '℗ 2026 Northlight Records'],
      ['domain', 'lunavale.example'],
    ])
    expect(await core.call('live.acceptLinks', { rules })).toEqual({ created: 3, known: 0, settled: 0 })
    const { rows } = await core.call('recordings.list', {})
    await core.call('recordings.update', {
      recordingId: rows[0]!.id,
      patch: { authorizedUrl: 'https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPWqT?si=1' },
    })
    said.alpha = [
      upload({ ref: '1', account: '@LunaVale', isrc: 'USS1Z2600001' }),
      upload({ ref: '2', url: 'https://deezer.com/track/1', label: '(P) 2026 Northlight Records' }),
      upload({ ref: '3', url: 'https://shop.lunavale.example/harbour' }),
      upload({ ref: '4', url: 'https://open.spotify.com/intl-de/track/4cOdK2wGLETKBW3PvgPWqT' }),
      upload({ ref: '5', url: 'https://youtu.be/leakleakle1', account: 'leaker' }),
    ]
    await core.call('live.setSource', { sourceId: 'alpha', enabled: true })
    expect(await run()).toMatchObject({ newFindings: 1 })
    const states = (await findings()).map(({ url, state }) => [url, state])
    expect(states).toHaveLength(5)
    expect(states.filter(([, state]) => state === 'new')).toEqual([['https://youtu.be/leakleakle1', 'new']])
    expect((await core.call('live.perWeek', { weeks: 1 })).weeks).toMatchObject([
      { findings: 5, authorized: 4 },
    ])
  })

  it('does not take a source that fails for one that found nothing', async () => {
    await core.call('live.setSource', { sourceId: 'alpha', enabled: true })
    server.answer = () => 503
    expect(await run()).toMatchObject({ newFindings: 0 })
    const [alpha] = (await core.call('live.sources', {})).sources
    expect(alpha?.problem).toMatchObject({
      kind: 'server-error',
      message: 'Source alpha answers 503. Refrain tries again later.',
    })
    expect(alpha?.looks).toEqual({ all: 2, due: 0 })
    server.answer = () => 429
    now += 24 * hour
    await run()
    const [slowed] = (await core.call('live.sources', {})).sources
    expect(slowed?.problem).toMatchObject({
      kind: 'slow-down',
      message: 'Source alpha asks us to wait. Refrain waits as long as it asked for.',
      until: new Date(now + hour).toISOString(),
    })
    expect(slowed?.nextRunAt).toBe(new Date(now + hour).toISOString())
    expect(server.asked).toHaveLength(3)
  })

  it('keeps a key in the secret store, and asks nothing without one', async () => {
    await core.call('live.setSource', { sourceId: 'keyed', enabled: true })
    await run('keyed')
    expect(server.asked).toEqual([])
    const keyed = async () => (await core.call('live.sources', {})).sources.find(({ id }) => id === 'keyed')
    expect(await keyed()).toMatchObject({ problem: { kind: 'key' }, nextRunAt: null })
    const set = await core.call('live.setKey', { sourceId: 'keyed', key: ' s3cret ' })
    expect(set).toMatchObject({ key: { state: 'set' }, problem: null })
    await run('keyed')
    expect(server.asked.map(({ query }) => query)).toEqual(['?isrc=USS1Z2600001&key=s3cret'])
    expect((await core.call('live.removeKey', { sourceId: 'keyed' })).key.state).toBe('missing')
  })

  it('asks nothing while the workspace is offline', async () => {
    await core.call('live.setSource', { sourceId: 'alpha', enabled: true })
    expect(await core.call('live.setOffline', { offline: true })).toMatchObject({
      offline: true,
      pause: 'offline',
    })
    await expect(core.call('live.run', {})).rejects.toMatchObject({ code: 'OFFLINE' })
    expect(clock.state.at).toBeNull()
    await core.call('live.setOffline', { offline: false })
    expect(server.asked).toEqual([])
  })

  it('looks at what the artist supplies, and says what it cannot', async () => {
    const added = await core.call('live.addAddresses', {
      addresses: [
        { value: 'https://blog.example/leaks#top' },
        { value: 'https://blog.example/leaks' },
        { value: 'https://blog.example/feed.xml' },
        { value: 'no address' },
        { value: 'magnet:?xt=urn:btih:d2474e86c95b19b8bcfdb92bc12c9d44667cfa36' },
      ],
    })
    expect(added.added.map(({ kind, value }) => [kind, value])).toEqual([
      ['page', 'https://blog.example/leaks'],
      ['feed', 'https://blog.example/feed.xml'],
    ])
    expect(added.known).toBe(1)
    expect(added.refused.map(({ value }) => value)).toEqual([
      'no address',
      'magnet:?xt=urn:btih:d2474e86c95b19b8bcfdb92bc12c9d44667cfa36',
    ])
    said.pages = [
      upload({ ref: 'track 1', url: 'https://blog.example/leaks' }),
      upload({ ref: 'track 2', url: 'https://blog.example/leaks', title: 'Another Song' }),
    ]
    await run('pages')
    expect(await findings()).toHaveLength(1)
    const { addresses } = await core.call('live.addresses', {})
    expect(addresses.map(({ listings }) => listings)).toEqual([1, 1])
    await core.call('live.removeAddress', { addressId: addresses[0]!.id })
    server.answer = () => 404
    now += 30 * 24 * hour
    await run('pages', true)
    const left = await core.call('live.addresses', {})
    expect(left.addresses).toMatchObject([{ kind: 'feed', problem: { kind: 'not-found' } }])
    expect(await findings()).toHaveLength(1)
  })

  it('goes on after a restart without asking twice', async () => {
    for (let index = 2; index <= 40; index++) {
      await core.call('recordings.create', { title: `Song ${String(index)}`, artist: 'Luna Vale' })
    }
    await core.call('live.setSource', { sourceId: 'beta', enabled: true })
    const { folder } = core
    const plain = server.answer
    const { promise: closed, resolve } = Promise.withResolvers<unknown>()
    server.answer = (source, query) => {
      if (server.asked.length === 17) void core.close().then(resolve)
      return plain(source, query)
    }
    await core.call('live.run', {})
    await closed
    server.answer = plain
    core = await open(folder)
    const { jobs } = await core.call('jobs.list', {})
    for (const { id } of jobs) await core.finished(id)
    const queries = server.asked.map(({ query }) => query)
    // Only the one that was under way when it closed.
    expect(queries.length - new Set(queries).size).toBeLessThanOrEqual(1)
    expect(new Set(queries).size).toBe(40)
  })
})

import { Resolver } from 'node:dns/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lookUpProvider } from '../../../electron/core/evidence/provider/look-up.ts'
import { openGuarded } from '../../../electron/core/platform/net/guarded-request.ts'
import { createOutgoing, createRequestLog } from '../../../electron/core/platform/outgoing.ts'
import { html, openSite, type Site } from '../../hostile/site.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { hasOpenssl, openAuthority } from '../../support/local-authority.ts'
import { openLiveBench } from '../../support/sources/live-bench.ts'

let site: Site
let core: TestCore
beforeEach(async () => {
  site = await openSite({
    '/page': ({ send }) => {
      send(200, html, '<title>Night Ferry</title><audio src="/song.mp3"></audio>')
    },
    '/song.mp3': ({ response }) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg' })
      response.write('abc')
    },
    '/silent': () => undefined,
  })
  core = await openTestCore()
})
afterEach(async () => {
  await core.dispose()
  await site.close()
})

const offline = (value: boolean) => core.call('settings.set', { key: 'network.offline', value })
const capture = async (path: string) =>
  core.call('capture.start', { urls: [site.url(path)], allowHosts: [site.host] })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
/** Waits until the site was asked for a path. */
async function asked(path: string): Promise<void> {
  while (!site.requests.includes(`GET ${path}`)) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('offline nothing is captured, downloaded or looked up, and what is asked for is refused at once', async () => {
  const { jobId } = await capture('/page')
  const job = await core.finished(jobId)
  expect(job.state).toBe('done')
  const captureId = (job.result as { items: { capture: { id: number } }[] }).items[0]!.capture.id
  const before = site.requests.length
  await offline(true)
  expect(await codeOf(capture('/page'))).toBe('OFFLINE')
  expect(await codeOf(core.call('capture.download', { captureId, url: site.url('/song.mp3') }))).toBe(
    'OFFLINE',
  )
  expect(await codeOf(core.call('capture.lookUpProvider', { captureId, allow: true }))).toBe('OFFLINE')
  expect(site.requests).toHaveLength(before)
  expect((await core.call('outgoing.list', {})).rows).toEqual([])
})

test.skipIf(!hasOpenssl)(
  'offline no authority is asked for the time, and online it is asked again',
  async () => {
    const authority = await openAuthority()
    await offline(true)
    const added = await core.call('timestamps.addAuthority', { url: authority.url })
    await core.call('timestamps.run', {})
    expect(added).toMatchObject({ stamped: 0, failure: null })
    expect(authority.requests).toBe(0)
    expect((await core.call('outgoing.list', {})).rows).toEqual([])
    await offline(false)
    await core.call('timestamps.run', {})
    expect((await core.call('timestamps.authorities', {})).authorities[0]?.stamped).toBeGreaterThan(0)
    await authority.close()
  },
)

test('whoever sends a request meets the switch, also past every check before it', async () => {
  const bench = openLiveBench()
  const { signal } = new AbortController()
  const now = () => '2026-11-22T12:00:00.000Z'
  const log = createRequestLog(bench.db, now)
  // No name server is there: a question that went out would fail otherwise.
  const resolver = new Resolver({ timeout: 100, tries: 1 })
  resolver.setServers(['127.0.0.1:9'])
  const services = { resolver, bootstrap: site.url('/'), longestWaitMs: 1_000, allowedHosts: [site.host] }
  const request = {
    url: site.url('/page'),
    headers: {},
    allowedHosts: [site.host],
    idleMs: 1_000,
    signal,
    log,
  }
  const post = {
    ...request,
    method: 'POST',
    body: null,
    timeoutMs: 1_000,
    mostBytes: 100,
    purpose: 'x',
  } as const
  bench.setting('network.offline', true)
  expect(await codeOf(openGuarded({ ...request, purpose: 'x' }))).toBe('OFFLINE')
  expect(await codeOf(createOutgoing(bench.db, now).send(post, signal))).toBe('OFFLINE')
  const lookUp = { host: 'tunes.example', peer: null, now, signal, log, progress: () => undefined }
  expect(await codeOf(lookUpProvider(lookUp, services))).toBe('OFFLINE')
  expect([site.requests, bench.log()]).toEqual([[], []])
  bench.dispose()
})

test('going offline ends the capture and the download that are under way', async () => {
  const page = await core.finished((await capture('/page')).jobId)
  const captureId = (page.result as { items: { capture: { id: number } }[] }).items[0]!.capture.id
  const { jobId } = await capture('/silent')
  const download = await core.call('capture.download', { captureId, url: site.url('/song.mp3') })
  await asked('/silent')
  await asked('/song.mp3')
  await offline(true)
  for (const id of [jobId, download.jobId]) {
    const ended = await core.finished(id)
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'OFFLINE' } })
  }
})

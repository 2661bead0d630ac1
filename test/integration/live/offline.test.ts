import { afterEach, beforeEach, expect, test } from 'vitest'
import { html, openSite, type Site } from '../../hostile/site.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { hasOpenssl, openAuthority } from '../../support/local-authority.ts'

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

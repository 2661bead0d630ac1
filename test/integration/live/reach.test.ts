import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KnownSource } from '../../../electron/core/live/index.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import {
  type LiveServer,
  openLiveServer,
  planted,
  testAlarm,
  testMeans,
  testSource,
} from '../../support/live-source.ts'
import { memorySecrets } from '../evidence/memory-secrets.ts'

const key = 'sesame-0123456789'
const shown = 'https://vault.example/track/1'

let server: LiveServer
let core: TestCore
let made: number

/** A source that takes a key for its searches and for what it says of its addresses. */
function vault(): KnownSource {
  const source = testSource('vault', { base: server.base, key: 'required', searches: ['isrc'] })
  return {
    ...source,
    connector: {
      ...source.connector,
      async stateOf(url, { client, key: own, base, signal }) {
        const question = new URLSearchParams({ url, key: own ?? 'none' })
        await client.get(
          { url: `${base}/vault?${question.toString()}`, accepts: ['application/json'] },
          signal,
        )
        return 'gone'
      },
    },
  }
}

beforeEach(async () => {
  made = 0
  server = await openLiveServer(Date.now, (_, query) =>
    query.by === 'isrc'
      ? [planted({ ref: '1', url: shown, title: 'Harbour Lights', artist: 'Luna Vale', isrc: query.isrc })]
      : [],
  )
  core = await openTestCore({
    resumeJobs: false,
    secrets: memorySecrets(),
    live: () => {
      made++
      return testMeans({ sources: [vault()], clock: Date.now, alarm: testAlarm().alarm })
    },
  })
  await core.call('recordings.create', {
    ...{ title: 'Harbour Lights', artist: 'Luna Vale', isrc: 'USS1Z2600001' },
  })
})
afterEach(async () => {
  await core.dispose()
  await server.close()
})

const askedOf = (name: string) =>
  server.asked.map(({ query }) => new URLSearchParams(query)).filter((one) => one.has(name))

test('the key that is set in one place reaches searches and looks at addresses, until it is removed', async () => {
  await core.call('live.setKey', { sourceId: 'vault', key })
  const { jobId } = await core.call('live.run', { sourceId: 'vault' })
  expect((await core.finished(jobId)).error).toBeNull()
  expect(askedOf('isrc').map((one) => one.get('key'))).toEqual([key])

  const [finding] = (await core.call('findings.list', {})).rows
  const findingIds = [finding?.id ?? 0]
  expect((await core.call('live.places', {})).total).toBe(1)
  const look = await core.call('status.check', { findingIds })
  expect((await core.finished(look.jobId)).error).toBeNull()
  expect(askedOf('url').map((one) => [one.get('url'), one.get('key')])).toEqual([[shown, key]])
  const { checks } = await core.call('status.checks', { findingId: findingIds[0] ?? 0 })
  expect(checks).toMatchObject([{ source: 'vault', reason: 'source-gone' }])
  // What is known to be gone is no place any more.
  expect(await core.call('live.places', {})).toEqual({ columns: [], rows: [], total: 0 })
  // One set of clients, so that both keep the paces of a host together.
  expect(made).toBe(1)

  await core.call('live.removeKey', { sourceId: 'vault' })
  const { sources } = await core.call('live.sources', {})
  expect(sources).toMatchObject([{ id: 'vault', key: { state: 'missing' } }])
  const without = await core.call('live.run', { sourceId: 'vault' })
  await core.finished(without.jobId)
  expect(askedOf('isrc')).toHaveLength(1)
})

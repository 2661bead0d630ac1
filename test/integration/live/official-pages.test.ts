import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectedMeans } from '../../../electron/core/live/connected.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { deezerRoutes } from '../../support/sources/deezer.ts'
import { itunesRoutes } from '../../support/sources/itunes.ts'
import { openSourceServer, type SourceServer } from '../../support/sources/source-server.ts'
import { spotifyRoutes } from '../../support/sources/spotify.ts'
import { youtubeRoutes } from '../../support/sources/youtube.ts'

// What stands on the artist’s own pages is never a finding: by the links she gives, with the sources as they answer.

let server: SourceServer
let core: TestCore

beforeEach(async () => {
  server = await openSourceServer(Date.now)
  const routes = {
    ...spotifyRoutes(9),
    ...youtubeRoutes,
    '/track/isrc:QZES71900001': deezerRoutes['/track/3135556']!,
  }
  for (const [path, route] of Object.entries(routes)) server.on(path, route)
  server.on('/search', itunesRoutes['/search']!)
  core = await openTestCore({
    secrets: {
      describe: () => Promise.resolve({ name: 'Test keyring', available: true, reason: null }),
      close: (secret) => Promise.resolve(Buffer.from(secret).toString('base64')),
      open: (closed) => Promise.resolve(Buffer.from(closed, 'base64')),
    },
    live: (needs) => {
      const means = connectedMeans(needs)
      return {
        ...means,
        sources: means.sources.map((source) => ({ ...source, base: server.base })),
        client: (source) => means.client(source, [server.host]),
      }
    },
  })
  await core.call('recordings.create', {
    ...{ title: 'Night Ferry', artist: 'Ada Marlow', isrc: 'QZES71900001', durationMs: 224_000 },
  })
  await core.call('live.setKey', { sourceId: 'spotify', key: 'id:sesame' })
  await core.call('live.setKey', { sourceId: 'youtube', key: 'sesame' })
})
afterEach(async () => {
  await core.dispose()
  await server.close()
})

async function look(...sourceIds: readonly string[]) {
  for (const sourceId of sourceIds) {
    await core.call('live.setSource', { sourceId, enabled: true })
    const { jobId } = await core.call('live.run', { sourceId })
    expect((await core.finished(jobId)).error).toBeNull()
  }
  return (await core.call('findings.list', {})).rows.map(({ state, url }) => `${state} ${url ?? ''}`)
}

async function accept(...links: readonly string[]) {
  const { links: read } = await core.call('live.readLinks', { links: [...links] })
  const rules = read.flatMap(({ proposals }) =>
    proposals.map(({ kind, value }) => ({ kind, value, note: '' })),
  )
  expect(rules).toHaveLength(links.length)
  return core.call('live.acceptLinks', { rules })
}

const fresh = () => core.events.filter(({ name }) => name === 'live.found').length

test.each([
  ['spotify', 'https://open.spotify.com/intl-de/artist/6sFIWsNpZYqfjUpaCgueju?si=4'],
  // As the program shows it, and as one of two artists.
  ['spotify', 'spotify:artist:4tZwfgrHOc3mvqYlEYSvVi'],
  ['youtube', 'https://www.youtube.com/@AdaMarlow/videos'],
  ['youtube', 'https://www.youtube.com/channel/UCq19-LqvG35A-30oyAiPiqA'],
  ['deezer', 'https://www.deezer.com/de/artist/27'],
  ['itunes', 'https://music.apple.com/us/artist/ada-marlow/159260351'],
])('what %s shows under %s is authorized from the start', async (source, link) => {
  await accept(link)
  const found = await look(source)
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter((each) => !each.startsWith('authorized '))).toEqual([])
  expect(fresh()).toBe(0)
})

test('a link given later settles what was found, and taking its rule away brings it back', async () => {
  const before = await look('spotify')
  expect(before.every((each) => each.startsWith('new '))).toBe(true)
  expect(await accept('https://open.spotify.com/artist/6sFIWsNpZYqfjUpaCgueju')).toMatchObject({
    settled: before.length,
  })
  const { rules } = await core.call('rules.list', {})
  await core.call('rules.remove', { ruleId: rules[0]!.id })
  expect((await core.call('findings.list', {})).rows.every(({ state }) => state === 'new')).toBe(true)
})

test('the page of somebody else of the same name is not authorized', async () => {
  await accept('https://open.spotify.com/artist/0000000000000000000000')
  expect((await look('spotify')).every((each) => each.startsWith('new '))).toBe(true)
})

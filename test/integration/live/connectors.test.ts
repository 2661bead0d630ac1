import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Connector, SourceFailure } from '../../../electron/core/live/connector.ts'
import { createConnectors } from '../../../electron/core/live/connectors/index.ts'
import type { SourceListing, SourceProblem, SourceQuery } from '../../../shared/domain/live/source-listing.ts'
import { archiveRoutes } from '../../support/sources/archive.ts'
import { deezerError, deezerQuota, deezerRoutes, deezerTrack } from '../../support/sources/deezer.ts'
import { githubJson, githubRoutes } from '../../support/sources/github.ts'
import { huggingfaceRoutes } from '../../support/sources/huggingface.ts'
import { itunesRoutes } from '../../support/sources/itunes.ts'
import { type LiveBench, openLiveBench } from '../../support/sources/live-bench.ts'
import { musicbrainzRoutes } from '../../support/sources/musicbrainz.ts'
import { openSourceServer, type SourceRoute, type SourceServer } from '../../support/sources/source-server.ts'
import { spotifyRoutes } from '../../support/sources/spotify.ts'
import { braveRoutes, searxngRoutes } from '../../support/sources/web-search.ts'
import { youtubeProblem, youtubeRoutes } from '../../support/sources/youtube.ts'

const { signal } = new AbortController()
const byCode: SourceQuery = { by: 'isrc', isrc: 'QZES71900001' }
const byNames: SourceQuery = { by: 'names', artist: 'Ada "Marlow"', title: 'Night Ferry' }
const json = { 'content-type': 'application/json' }

let bench: LiveBench
let server: SourceServer
let connectors: readonly Connector[]
beforeEach(async () => {
  bench = openLiveBench()
  server = await openSourceServer(bench.time.clock)
  connectors = createConnectors()
})
afterEach(async () => {
  await server.close()
  bench.dispose()
})

function source(id: string, routes: Readonly<Record<string, SourceRoute>>, key: string | null = null) {
  const connector = connectors.find((one) => one.id === id)
  if (connector === undefined) throw new Error(`no connector ${id}`)
  for (const [path, route] of Object.entries(routes)) server.on(path, route)
  const client = bench.clients.of(connector, { allowedHosts: [server.host] })
  const ask = { client, signal, key, base: server.base }
  return {
    search: async (query: SourceQuery) => {
      const found: SourceListing[] = []
      for await (const one of connector.search(query, ask)) found.push(one)
      return found
    },
    stateOf: (url: string) =>
      connector.stateOf?.(url, ask) ?? Promise.reject(new Error('it knows no states')),
  }
}

async function failureOf(work: Promise<unknown>): Promise<SourceFailure> {
  const error: unknown = await work.then(
    (value) => new Error(`it did not fail but gave ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (error instanceof SourceFailure) return error
  throw error
}

const asked = () =>
  server.seen.map(({ method, path }) => `${method} ${decodeURIComponent(path.replaceAll('+', ' '))}`)
const gaps = () => server.seen.slice(1).map(({ at }, place) => at - (server.seen[place]?.at ?? 0))

describe('Deezer', () => {
  test('finds by code and by names, and asks for no more than a few hundred', async () => {
    const deezer = source('deezer', deezerRoutes)
    expect(await deezer.search(byCode)).toEqual([
      {
        accountPages: ['https://www.deezer.com/artist/27'],
        ref: '3135556',
        url: 'https://www.deezer.com/track/3135556',
        title: 'Night Ferry (Live)',
        artist: 'Ada Marlow',
        account: null,
        album: 'Harbour Lights',
        label: null,
        isrc: 'QZES71900001',
        gtin: null,
        durationMs: 224_000,
        year: 2019,
        offers: 'page',
      },
    ])
    expect(await deezer.search({ by: 'isrc', isrc: 'QZES71900009' })).toEqual([])
    expect(await deezer.search(byNames)).toHaveLength(200)
    expect(asked()).toEqual([
      'GET /track/isrc:QZES71900001',
      'GET /track/isrc:QZES71900009',
      'GET /search?q=artist:"Ada Marlow" track:"Night Ferry"&limit=100&index=0',
      'GET /search?q=artist:"Ada Marlow" track:"Night Ferry"&limit=100&index=100',
    ])
  })

  test('its quota error inside HTTP 200 is a limit and no empty result; then it is left alone for five seconds', async () => {
    const deezer = source('deezer', deezerRoutes)
    server.on('/track/isrc:QZES71900001', ({ json: ok }) => {
      ok(deezerQuota)
    })
    expect(await failureOf(deezer.search(byCode))).toMatchObject({ problem: 'quota', retryAfterMs: 5_000 })
    server.on('/track/isrc:QZES71900001', ({ json: ok }) => {
      ok(deezerTrack)
    })
    expect(await deezer.search(byCode)).toHaveLength(1)
    expect(gaps()[0]).toBeGreaterThanOrEqual(5_000)
    server.on('/track/isrc:QZES71900001', ({ json: ok }) => {
      ok(deezerError(600, 'Query invalid'))
    })
    expect(await failureOf(deezer.search(byCode))).toMatchObject({ problem: 'refused' })
  })

  test('says of an address whether it is there', async () => {
    const { stateOf } = source('deezer', deezerRoutes)
    expect(await stateOf('https://www.deezer.com/fr/track/3135556?utm=1')).toBe('there')
    expect(await stateOf('https://deezer.com/track/2')).toBe('restricted')
    expect(await stateOf('https://www.deezer.com/track/404')).toBe('gone')
    expect(await stateOf('https://www.example.com/track/404')).toBeNull()
  })
})

describe('MusicBrainz', () => {
  test('is asked once a second at most', async () => {
    const musicbrainz = source('musicbrainz', musicbrainzRoutes)
    const [found] = await musicbrainz.search(byCode)
    expect(found).toMatchObject({
      artist: 'Ada Marlow feat. The Pilots',
      isrc: 'QZES71900001',
      durationMs: 224_000,
    })
    expect(await musicbrainz.search({ by: 'isrc', isrc: 'QZES71900009' })).toEqual([])
    expect(await musicbrainz.search(byNames)).toMatchObject([{ isrc: 'QZES71900001', year: 2019 }])
    expect(asked().at(-1)).toBe(
      'GET /ws/2/recording?query=recording:"Night Ferry" AND artist:"Ada Marlow"&fmt=json&limit=100&offset=0',
    )
    expect(gaps().every((gap) => gap >= 1_100)).toBe(true)
    expect(server.seen[0]?.headers['user-agent']).toBe('Refrain/1.2.0 (+mailto:ada@example.com)')
  })

  test('its 503 asks for fewer requests', async () => {
    const musicbrainz = source('musicbrainz', {
      '/ws/2/isrc/*': ({ send }) => {
        send(503, json, '{"error":"Your requests are exceeding the allowable rate limit."}')
      },
    })
    expect(await failureOf(musicbrainz.search(byCode))).toMatchObject({ problem: 'slow-down' })
  })
})

describe('Internet Archive', () => {
  test('is paged with its cursor', async () => {
    const archive = source('archive', archiveRoutes)
    const found = await archive.search(byNames)
    expect(found.map(({ ref }) => ref)).toEqual(['harbour-1', 'harbour-2', 'harbour-3'])
    expect(found[0]).toMatchObject({
      url: 'https://archive.org/details/harbour-1',
      artist: 'Ada Marlow, The Pilots',
      account: 'someone@example.com',
      year: 2021,
      offers: 'file',
    })
    expect(asked()[0]).toBe(
      'GET /services/search/v1/scrape?q=title:("Night Ferry") AND creator:("Ada Marlow")&fields=identifier,title,creator,uploader,date,mediatype&count=100',
    )
    expect(asked()[1]).toContain('&cursor=W3siaWR')
  })

  test('says of an item whether it is there, dark or gone', async () => {
    const { stateOf } = source('archive', archiveRoutes)
    expect(await stateOf('https://archive.org/details/there')).toBe('there')
    expect(await stateOf('https://archive.org/download/dark/song.mp3')).toBe('restricted')
    expect(await stateOf('https://archive.org/details/gone')).toBe('gone')
  })
})

test('iTunes answers in JavaScript, and its 403 is a limit without a time', async () => {
  const itunes = source('itunes', itunesRoutes)
  expect(await itunes.search(byNames)).toMatchObject([
    { ref: '1440857781', isrc: null, album: 'Harbour Lights' },
  ])
  expect(await itunes.search(byCode)).toEqual([])
  server.on('/search', ({ send }) => {
    send(403, {})
  })
  expect(await failureOf(itunes.search(byNames))).toMatchObject({
    problem: 'slow-down',
    retryAfterMs: 60_000,
  })
  expect(server.seen).toHaveLength(2)
})

describe('Hugging Face', () => {
  test('searches the rows of datasets for a code, past those that are closed', async () => {
    const huggingface = source('huggingface', huggingfaceRoutes)
    expect(await huggingface.search(byCode)).toMatchObject([
      { ref: 'someone/spotify-tracks#41', title: 'Night Ferry', artist: 'Ada Marlow', account: 'someone' },
    ])
    expect((await huggingface.search(byNames)).map(({ ref }) => ref)).toContain('someone/spotify-tracks')
  })

  test('its 401 may mean that something is not there, and may not', async () => {
    const { stateOf } = source('huggingface', huggingfaceRoutes)
    const of = (name: string) => stateOf(`https://huggingface.co/datasets/someone/${name}/tree/main`)
    expect(await of('there')).toBe('there')
    expect(await of('disabled')).toBe('restricted')
    expect(await of('hidden')).toBe('restricted')
    expect(await of('removed')).toBe('gone')
    expect(await of('never')).toBe('gone')
  })
})

describe('GitHub', () => {
  test('searches code with a token and repositories without', async () => {
    expect(await source('github', githubRoutes).search(byCode)).toMatchObject([
      { title: 'dump', account: 'someone' },
    ])
    const found = await source('github', githubRoutes, 'ghp_sesame').search(byCode)
    expect(found).toMatchObject([{ ref: 'someone/dump/data/tracks.csv', isrc: 'QZES71900001' }])
    expect(asked()).toEqual([
      'GET /search/repositories?q="QZES71900001" in:name,description,readme&per_page=100',
      'GET /search/code?q="QZES71900001"&per_page=100',
    ])
    expect(JSON.stringify(bench.log())).not.toContain('sesame')
  })

  test.each<[string, Record<string, string>, string, number]>([
    ['a secondary limit that says when', { 'retry-after': '90' }, '{}', 90_000],
    [
      'a limit that says when it ends',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795349000' },
      '{}',
      200_000,
    ],
    ['a secondary limit in words', {}, '{"message":"You have exceeded a secondary rate limit"}', 60_000],
  ])('%s is kept', async (_name, headers, body, wait) => {
    const github = source('github', {
      '/search/*': ({ send }) => {
        send(403, { ...githubJson, date: new Date(1_795_348_800_000).toUTCString(), ...headers }, body)
      },
    })
    expect(await failureOf(github.search(byCode))).toMatchObject({ problem: 'slow-down', retryAfterMs: wait })
  })

  test('tells a repository that is blocked from one that is not there', async () => {
    const { stateOf } = source('github', githubRoutes)
    expect(await stateOf('https://github.com/someone/there/tree/main')).toBe('there')
    expect(await stateOf('https://github.com/someone/blocked')).toBe('removed-legally')
    expect(await stateOf('https://github.com/someone/legal.git')).toBe('removed-legally')
    expect(await stateOf('https://github.com/someone/never')).toBe('gone')
  })
})

describe('YouTube', () => {
  test('a search costs 100 units and the lengths one; the channel is told, the key is not written down', async () => {
    const youtube = source('youtube', youtubeRoutes, 'sesame')
    const found = await youtube.search(byNames)
    expect(found).toHaveLength(2)
    expect(found[0]).toMatchObject({ account: 'Ada Marlow – Topic', durationMs: 224_000, artist: '' })
    expect(found[0]?.accountPages).toEqual([
      'https://www.youtube.com/channel/UCq19-LqvG35A-30oyAiPiqA',
      'https://www.youtube.com/@adamarlow',
    ])
    const connector = connectors.find(({ id }) => id === 'youtube')!
    expect(bench.clients.standing(connector, server.base)).toMatchObject({ usedToday: 102, perDay: 10_000 })
    expect(server.seen.every(({ headers }) => headers['x-goog-api-key'] === 'sesame')).toBe(true)
    expect(JSON.stringify(bench.log())).not.toContain('sesame')
  })

  test('no more than the searches of a day are made, and the next begin at midnight Pacific time', async () => {
    const youtube = source(
      'youtube',
      { ...youtubeRoutes, '/youtube/v3/search': ({ json: ok }) => ok({ items: [] }) },
      'k',
    )
    for (let n = 0; n < 100; n++) await youtube.search(byNames)
    const failure = await failureOf(youtube.search(byNames))
    expect(failure.problem).toBe('budget')
    expect(server.seen).toHaveLength(100)
    bench.time.now += failure.retryAfterMs ?? 0
    const hour = new Date(bench.time.now).toLocaleString('en-GB', {
      timeZone: 'America/Los_Angeles',
      hour: '2-digit',
    })
    expect(Number(hour) % 24).toBe(0)
    await youtube.search(byNames)
  })

  test.each<[string, SourceProblem, number | null]>([
    ['quotaExceeded', 'quota', 20 * 3_600_000],
    ['rateLimitExceeded', 'slow-down', 60_000],
    ['keyInvalid', 'key', null],
    ['invalidParameter', 'refused', null],
  ])('a 403 for %s is told as what it is', async (reason, problem, wait) => {
    const refuse: SourceRoute = ({ send }) => {
      send(403, { ...json, date: 'Sun, 22 Nov 2026 12:00:00 GMT' }, youtubeProblem(reason))
    }
    const failure = await failureOf(source('youtube', { '/youtube/v3/search': refuse }, 'k').search(byNames))
    expect(failure.problem).toBe(problem)
    expect(failure.retryAfterMs === null ? null : Math.round(failure.retryAfterMs / 60_000) * 60_000).toBe(
      wait,
    )
  })

  test('says of a video whether it is there', async () => {
    const { stateOf } = source('youtube', youtubeRoutes, 'k')
    expect(await stateOf('https://youtu.be/dQw4w9WgXcQ?t=1')).toBe('there')
    expect(await stateOf('https://www.youtube.com/watch?list=x&v=privatevide')).toBe('restricted')
    expect(await stateOf('https://www.youtube.com/watch?v=goneAway123')).toBe('gone')
  })

  test('without a key nothing is asked', async () => {
    expect(await failureOf(source('youtube', youtubeRoutes).search(byNames))).toMatchObject({
      problem: 'key',
    })
    expect(server.seen).toHaveLength(0)
  })
})

describe('Spotify', () => {
  test('a token that has run out is renewed once, ten results are asked for at a time', async () => {
    const spotify = source('spotify', spotifyRoutes(3), 'id:sesame')
    expect(await spotify.search(byCode)).toHaveLength(2)
    expect(await spotify.search(byNames)).toHaveLength(2)
    expect(server.seen.map(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`)).toEqual([
      'POST /api/token',
      'GET /v1/search',
      'GET /v1/search',
      'GET /v1/search',
      'GET /v1/search',
      'POST /api/token',
      'GET /v1/search',
    ])
    expect(asked()[1]).toBe('GET /v1/search?q=isrc:QZES71900001&type=track&limit=10&offset=0')
    const logged = JSON.stringify(bench.log())
    expect(logged).not.toContain(Buffer.from('id:sesame').toString('base64'))
    expect(logged).not.toContain('token-1')
  })

  test('a token that never works and a key that is not known are told as such', async () => {
    expect(await failureOf(source('spotify', spotifyRoutes(0), 'id:sesame').search(byCode))).toMatchObject({
      problem: 'key',
    })
    expect(server.seen).toHaveLength(4)
    expect(await failureOf(source('spotify', {}, 'id:wrong').search(byCode))).toMatchObject({
      problem: 'key',
    })
    expect(await failureOf(source('spotify', {}, 'no colon').search(byCode))).toMatchObject({
      problem: 'key',
    })
  })
})

test('SearXNG and Brave are asked with the artist’s own address and key', async () => {
  const searxng = source('searxng', searxngRoutes)
  expect(await searxng.search(byNames)).toMatchObject([
    { url: 'https://tunes.example/night-ferry', offers: 'page' },
  ])
  expect(asked()).toEqual(['GET /search?q="Ada Marlow" "Night Ferry"&format=json'])
  server.on('/search', ({ send }) => {
    send(403, {})
  })
  expect((await failureOf(searxng.search(byCode))).detail).toContain('search.formats')
  expect(await source('brave', braveRoutes, 'sesame').search(byCode)).toHaveLength(1)
  expect(await failureOf(source('brave', braveRoutes, 'old').search(byCode))).toMatchObject({
    problem: 'key',
  })
  expect(JSON.stringify(bench.log())).not.toContain('sesame')
})

describe('every source in trouble', () => {
  const sources: readonly (readonly [string, SourceQuery, string | null])[] = [
    ['deezer', byCode, null],
    ['deezer', byNames, null],
    ['musicbrainz', byCode, null],
    ['musicbrainz', byNames, null],
    ['archive', byNames, null],
    ['itunes', byNames, null],
    ['huggingface', byNames, null],
    ['github', byCode, null],
    ['github', byCode, 'token'],
    ['youtube', byNames, 'key'],
    ['spotify', byCode, 'id:secret'],
    ['searxng', byNames, null],
    ['brave', byNames, 'key'],
  ]
  const bomb = gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '))
  const troubles: readonly (readonly [string, SourceProblem, SourceRoute])[] = [
    [
      '429 that says when',
      'slow-down',
      ({ send }) => {
        send(429, { 'retry-after': '30' })
      },
    ],
    [
      '429 that does not',
      'slow-down',
      ({ send }) => {
        send(429, {})
      },
    ],
    [
      '500',
      'server-error',
      ({ send }) => {
        send(500, json, '{}')
      },
    ],
    [
      '502 as a page',
      'server-error',
      ({ send }) => {
        send(502, { 'content-type': 'text/html' }, '<h1>Bad Gateway')
      },
    ],
    [
      'broken JSON',
      'changed-shape',
      ({ send }) => {
        send(200, json, '{"data":[')
      },
    ],
    [
      'another shape',
      'changed-shape',
      ({ send }) => {
        send(200, json, '{"hits":{"total":0}}')
      },
    ],
    [
      'a list for an object',
      'changed-shape',
      ({ send }) => {
        send(200, json, '[1]')
      },
    ],
    [
      'a page',
      'wrong-type',
      ({ send }) => {
        send(200, { 'content-type': 'text/html' }, '<h1>Sign in')
      },
    ],
    [
      'a bomb',
      'too-large',
      ({ send }) => {
        send(200, { ...json, 'content-encoding': 'gzip' }, bomb)
      },
    ],
    [
      'half an answer',
      'unreachable',
      ({ response }) => {
        response.writeHead(200, { ...json, 'content-length': 100 })
        response.write('{')
        setTimeout(() => response.destroy(), 5)
      },
    ],
    [
      'a circle',
      'refused',
      ({ url, send }) => {
        send(302, { location: url.pathname + url.search })
      },
    ],
  ]

  for (const [id, query, key] of sources) {
    const rest = key === null ? '' : ' with a key'
    test(`${id} by ${query.by}${rest}: each is named, none is an empty result`, async () => {
      for (const [name, problem, route] of troubles) {
        const failure = await failureOf(source(id, { '/*': route }, key).search(query))
        expect([name, failure.problem]).toEqual([name, problem])
        bench.dispose()
        bench = openLiveBench({ time: bench.time })
        connectors = createConnectors()
      }
    })
  }
})

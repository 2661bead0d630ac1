import { gzipSync, brotliCompressSync, deflateRawSync, deflateSync, constants } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type PoliteRequest,
  SourceFailure,
  type SourceLimits,
} from '../../../electron/core/live/connector.ts'
import { followOfflineSetting } from '../../../electron/core/platform/net/offline.ts'
import type { SourceProblem } from '../../../shared/domain/live/source-listing.ts'
import { isRefrainError } from '../../../shared/errors.ts'
import { type LiveBench, openLiveBench } from '../../support/sources/live-bench.ts'
import { openSourceServer, type SourceServer } from '../../support/sources/source-server.ts'

const never = new AbortController().signal
const wide: SourceLimits = { requests: 100, perMs: 1_000, perDay: null, atOnce: 10 }

let bench: LiveBench
let server: SourceServer
beforeEach(async () => {
  bench = openLiveBench()
  server = await openSourceServer(bench.time.clock)
})
afterEach(async () => {
  await server.close()
  bench.dispose()
})

function clientOf(limits: Partial<SourceLimits> = {}, id = 'test') {
  return bench.clients.of({ id, limits: { ...wide, ...limits } }, { allowedHosts: [server.host] })
}

function request(path: string, more: Partial<PoliteRequest> = {}): PoliteRequest {
  return { url: `${server.base}${path}`, accepts: ['application/json'], ...more }
}

async function failureOf(work: Promise<unknown>): Promise<SourceFailure> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  if (error instanceof SourceFailure) return error
  throw error
}

describe('what is sent', () => {
  test('every request says who asks, and stands in the list with what was sent', async () => {
    server.on('/a', ({ json }) => {
      json({ ok: true })
    })
    const answer = await clientOf().get(request('/a?q=1', { headers: { 'x-own': 'yes' } }), never)
    expect(JSON.parse(answer.body.toString())).toEqual({ ok: true })
    const [seen] = server.seen
    expect(seen).toMatchObject({ method: 'GET', path: '/a?q=1' })
    expect(seen?.headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'Refrain/1.2.0 (+mailto:ada@example.com)',
      'x-own': 'yes',
      host: server.host,
      connection: 'close',
    })
    const [line] = bench.log()
    expect(line).toMatchObject({
      purpose: 'source:test',
      method: 'GET',
      url: `${server.base}/a?q=1`,
      status: 200,
    })
    expect(JSON.parse(line?.sent ?? '')).toMatchObject({ headers: { 'x-own': 'yes' } })
  })

  test('the list keeps requests of the watch for half a year, and all others', async () => {
    const insert = bench.db.prepare(
      "INSERT INTO outgoing_request (at, purpose, method, url, sent_bytes) VALUES (?, ?, 'GET', ?, 0)",
    )
    insert.run('2026-01-01T00:00:00.000Z', 'source:test', 'old')
    insert.run('2026-01-01T00:00:00.000Z', 'timestamp', 'old')
    insert.run('2026-11-01T00:00:00.000Z', 'source:test', 'new')
    await failureOf(clientOf().get(request('/none'), never))
    const kept = bench.log().map(({ purpose, url }) => [purpose, url])
    expect(kept.slice(0, 2)).toEqual([
      ['timestamp', 'old'],
      ['source:test', 'new'],
    ])
    expect(kept).toHaveLength(3)
  })

  test('a secret is sent and never written down', async () => {
    server.on('/s', ({ json }) => {
      json({})
    })
    const secret = {
      headers: { authorization: 'Bearer sesame' },
      secrets: ['key', 'authorization', 'client_secret'],
      method: 'POST',
      body: 'grant=x&client_secret=sesame',
    } as const
    await clientOf().get(request('/s?key=sesame&q=1', secret), never)
    expect(server.seen[0]).toMatchObject({ path: '/s?key=sesame&q=1', body: secret.body, method: 'POST' })
    expect(server.seen[0]?.headers.authorization).toBe('Bearer sesame')
    expect(JSON.stringify(bench.log())).not.toContain('sesame')
    expect(bench.log()[0]?.url).toBe(`${server.base}/s?key=…&q=1`)
  })

  test('a secret header does not follow a redirect to another origin', async () => {
    const other = await openSourceServer(bench.time.clock, { '/b': ({ json }) => json({}) })
    server.on('/a', ({ send }) => {
      send(302, { location: `${other.base}/b` })
    })
    const client = bench.clients.of({ id: 'test', limits: wide }, { allowedHosts: [server.host, other.host] })
    await client.get(
      request('/a', { headers: { authorization: 'Bearer sesame' }, secrets: ['authorization'] }),
      never,
    )
    expect(server.seen[0]?.headers.authorization).toBe('Bearer sesame')
    expect(other.seen[0]?.headers.authorization).toBeUndefined()
    await other.close()
  })
})

describe('how often', () => {
  test('a rolling window is never overstepped, whoever asks and however slow the answers', async () => {
    server.on('/n', ({ json }) => {
      setTimeout(() => {
        bench.time.now += 40
        json({})
      }, 1)
    })
    const client = clientOf({ requests: 5, perMs: 1_000, atOnce: 3 })
    await Promise.all(Array.from({ length: 23 }, (_, n) => client.get(request(`/n?${String(n)}`), never)))
    const at = server.seen.map((one) => one.at)
    expect(at).toHaveLength(23)
    for (const [n, first] of at.entries()) {
      const sixth = at[n + 5]
      if (sixth !== undefined) expect(sixth - first).toBeGreaterThanOrEqual(1_000)
    }
  })

  test('no more are under way at once than the source takes', async () => {
    let now = 0
    let most = 0
    server.on('/n', ({ json }) => {
      most = Math.max(most, ++now)
      setTimeout(() => {
        now--
        json({})
      }, 3)
    })
    const client = clientOf({ atOnce: 2 })
    await Promise.all(Array.from({ length: 9 }, (_, n) => client.get(request(`/n?${String(n)}`), never)))
    expect(most).toBe(2)
  })

  test('two sources share the limit of their host', async () => {
    server.on('/n', ({ json }) => {
      json({})
    })
    const limits = { requests: 1, perMs: 1_000, atOnce: 1 }
    const clients = [clientOf(limits, 'one'), clientOf(limits, 'two')]
    await Promise.all(clients.map((client) => client.get(request('/n'), never)))
    const [first, second] = server.seen
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000)
  })

  test('a restart does not forget a window that is still open', async () => {
    server.on('/n', ({ json }) => {
      json({})
    })
    const limits = { requests: 2, perMs: 60_000 }
    await clientOf(limits).get(request('/n?1'), never)
    await clientOf(limits).get(request('/n?2'), never)
    const before = bench.time.now
    bench = bench.restart()
    await clientOf(limits).get(request('/n?3'), never)
    expect((server.seen[2]?.at ?? 0) - before).toBeGreaterThanOrEqual(60_000)
  })

  test('a daily budget is kept over a restart and begins anew at the midnight of the source', async () => {
    server.on('/n', ({ json }) => {
      json({})
    })
    const limits = { perDay: 250, dayIn: 'America/Los_Angeles' }
    const ask = (n: number) => clientOf(limits).get(request(`/n?${String(n)}`, { cost: 100 }), never)
    await ask(1)
    await ask(2)
    bench = bench.restart()
    const failure = await failureOf(ask(3))
    expect(failure).toMatchObject({ problem: 'budget' })
    expect(server.seen).toHaveLength(2)
    // Noon UTC is 4 in the morning there.
    expect(Math.round((failure.retryAfterMs ?? 0) / 3_600_000)).toBe(20)
    bench.time.now += failure.retryAfterMs ?? 0
    await ask(4)
    expect(server.seen).toHaveLength(3)
  })
})

describe('asking again', () => {
  test('what did not change is not sent again, also after a restart', async () => {
    server.on('/e', ({ seen, send, json }) => {
      if (seen.headers['if-none-match'] === '"v1"') send(304, { etag: '"v1"' })
      else json({ n: 1 }, { etag: '"v1"', 'last-modified': 'Sun, 22 Nov 2026 10:00:00 GMT' })
    })
    expect((await clientOf().get(request('/e'), never)).isUnchanged).toBe(false)
    bench = bench.restart()
    const again = await clientOf().get(request('/e'), never)
    expect(again).toMatchObject({ isUnchanged: true, status: 200 })
    expect(JSON.parse(again.body.toString())).toEqual({ n: 1 })
    expect(server.seen[1]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Sun, 22 Nov 2026 10:00:00 GMT',
    })
  })

  test('one question is not answered with the memory of another', async () => {
    server.on('/e', ({ seen, json }) => {
      json({ for: seen.headers['x-who'] }, { etag: '"same"' })
    })
    await clientOf().get(request('/e', { headers: { 'x-who': 'ada' } }), never)
    await clientOf().get(request('/e', { headers: { 'x-who': 'bob' } }), never)
    await clientOf({}, 'other').get(request('/e', { headers: { 'x-who': 'ada' } }), never)
    expect(server.seen.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test.each([
    ['seconds', (): object => ({ 'retry-after': '120' }), 120_000],
    ['a date of a clock that is right', () => ({ 'retry-after': 'Sun, 22 Nov 2026 12:05:00 GMT' }), 300_000],
    [
      'a date of a clock an hour behind',
      () => ({ 'retry-after': 'Sun, 22 Nov 2026 11:05:00 GMT', date: 'Sun, 22 Nov 2026 11:00:00 GMT' }),
      300_000,
    ],
    [
      'a date of a clock a year ahead',
      () => ({ 'retry-after': 'Mon, 22 Nov 2027 12:05:00 GMT', date: 'Mon, 22 Nov 2027 12:00:00 GMT' }),
      300_000,
    ],
  ])('429 with Retry-After as %s is kept to the moment', async (_name, headers, wait) => {
    server.on('/q', ({ send }) => {
      send(429, { date: 'Sun, 22 Nov 2026 12:00:00 GMT', ...headers() })
    })
    const failure = await failureOf(clientOf().get(request('/q'), never))
    expect(failure).toMatchObject({ problem: 'slow-down', retryAfterMs: wait })
    bench = bench.restart()
    bench.time.now += wait - 60_000
    expect(await failureOf(clientOf().get(request('/q'), never))).toMatchObject({
      problem: 'slow-down',
      retryAfterMs: 60_000,
    })
    expect(server.seen).toHaveLength(1)
    bench.time.now += 60_000
    await failureOf(clientOf().get(request('/q'), never))
    expect(server.seen).toHaveLength(2)
  })

  test('without Retry-After, or with a date that has passed, we wait longer each time', async () => {
    bench.dispose()
    bench = openLiveBench({ random: () => 0.75 })
    server.on('/q', ({ send }) => {
      send(429, {
        'retry-after': 'Sun, 22 Nov 2020 12:05:00 GMT',
        date: new Date(bench.time.now).toUTCString(),
      })
    })
    const waits: (number | null)[] = []
    for (let n = 0; n < 6; n++) {
      const { retryAfterMs } = await failureOf(clientOf().get(request('/q'), never))
      waits.push(retryAfterMs)
      bench.time.now += retryAfterMs ?? 0
    }
    expect(waits).toEqual([1_500, 3_000, 6_000, 12_000, 3_150_000, 3_150_000])
  })

  test('after five failures a host is left alone, then tried once, and a good answer ends it', async () => {
    let ok = false
    server.on('/x', ({ send, json }) => {
      if (ok) json({})
      else send(500, {})
    })
    for (let n = 0; n < 5; n++) {
      const { retryAfterMs } = await failureOf(clientOf().get(request('/x'), never))
      if (n < 4) bench.time.now += retryAfterMs ?? 0
    }
    const [one, two] = await Promise.all([1, 2].map(() => failureOf(clientOf().get(request('/x'), never))))
    for (const failure of [one, two]) {
      expect(failure).toMatchObject({ problem: 'server-error' })
      expect(failure?.detail).toContain('5 times in a row')
    }
    expect(server.seen).toHaveLength(5)
    expect(bench.clients.standing({ id: 'test', limits: wide }, server.base).pause).toMatchObject({
      failures: 5,
    })
    bench.time.now += 3_600_000
    ok = true
    await clientOf().get(request('/x'), never)
    expect(bench.clients.standing({ id: 'test', limits: wide }, server.base).pause).toBeNull()
  })

  test('what a source says inside an answer leaves the source alone, and is not remembered', async () => {
    server.on('/j', ({ json }) => {
      json({ error: { code: 4 } }, { etag: '"e"' })
    })
    const judged = request('/j', {
      judge: () => new SourceFailure('quota', 'says its quota is used up', 60_000),
    })
    expect(await failureOf(clientOf().get(judged, never))).toMatchObject({
      problem: 'quota',
      retryAfterMs: 60_000,
    })
    expect(await failureOf(clientOf().get(request('/other'), never))).toMatchObject({ problem: 'quota' })
    expect(server.seen).toHaveLength(1)
    bench.time.now += 60_000
    await failureOf(clientOf().get(judged, never))
    expect(server.seen[1]?.headers['if-none-match']).toBeUndefined()
  })
})

describe('answers that are not taken', () => {
  const big = 3 * 1024 * 1024
  const bomb = Buffer.alloc(64 * 1024 * 1024, ' ')
  const json = { 'content-type': 'application/json' }

  test.each<[string, Buffer, string]>([
    ['gzip', gzipSync(bomb), 'gzip'],
    ['deflate', deflateSync(bomb), 'deflate'],
    ['bare deflate', deflateRawSync(bomb), 'deflate'],
    ['brotli', brotliCompressSync(bomb, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }), 'br'],
  ])('64 MB in a few kilobytes of %s are not unpacked', async (_name, packed, coding) => {
    expect(packed.byteLength).toBeLessThan(200_000)
    server.on('/bomb', ({ send }) => {
      send(200, { ...json, 'content-encoding': coding }, packed)
    })
    expect(await failureOf(clientOf().get(request('/bomb'), never))).toMatchObject({ problem: 'too-large' })
  })

  test.each<[string, (text: Buffer) => Buffer, string]>([
    ['gzip', gzipSync, 'gzip'],
    ['deflate', deflateSync, 'deflate'],
    ['bare deflate', deflateRawSync, 'deflate'],
    ['brotli', brotliCompressSync, 'BR'],
    ['nothing', (text) => text, 'identity'],
  ])('an answer packed with %s is read', async (_name, pack, coding) => {
    server.on('/packed', ({ send }) => {
      send(200, { ...json, 'content-encoding': coding }, pack(Buffer.from('{"a":"ä"}')))
    })
    const { body } = await clientOf().get(request('/packed'), never)
    expect(body.toString()).toBe('{"a":"ä"}')
  })

  test('100 MB are refused before they are read, announced or not', async () => {
    server.on('/announced', ({ response }) => {
      response.writeHead(200, { ...json, 'content-length': 100 * 1024 * 1024 })
      response.write('{')
    })
    server.on('/endless', ({ response }) => {
      response.writeHead(200, json)
      const piece = Buffer.alloc(64 * 1024, ' ')
      const more = (): void => {
        while (!response.destroyed && response.write(piece));
      }
      response.on('drain', more)
      more()
    })
    for (const path of ['/announced', '/endless']) {
      const failure = await failureOf(clientOf().get(request(path), never))
      expect(failure).toMatchObject({ problem: 'too-large' })
      expect(bench.log().at(-1)?.received_bytes).toBeLessThan(big)
      expect(bench.log().at(-1)?.failure).toContain('more than the 2 MB')
    }
  })

  test.each<
    [string, SourceProblem, string, (reply: Parameters<Parameters<SourceServer['on']>[1]>[0]) => void]
  >([
    [
      'a page in the place of JSON',
      'wrong-type',
      'text/html',
      ({ send }) => send(200, { 'content-type': 'text/html' }, '<p>'),
    ],
    ['an answer without a type', 'wrong-type', 'without saying', ({ send }) => send(200, {}, '{}')],
    ['zstd', 'wrong-type', 'zstd', ({ send }) => send(200, { ...json, 'content-encoding': 'zstd' }, 'x')],
    [
      'bytes that are not gzip',
      'server-error',
      'cannot be unpacked',
      ({ send }) => send(200, { ...json, 'content-encoding': 'gzip' }, 'plain'),
    ],
    [
      'half an answer',
      'unreachable',
      'in the middle',
      ({ response }) => {
        response.writeHead(200, { ...json, 'content-length': 1_000 })
        response.write('{"a":')
        setTimeout(() => response.destroy(), 5)
      },
    ],
    [
      'a chunked answer without its end',
      'unreachable',
      'in the middle',
      ({ response }) => {
        response.writeHead(200, json)
        response.write('{"a":')
        setTimeout(() => response.destroy(), 5)
      },
    ],
    ['500', 'server-error', 'HTTP 500', ({ send }) => send(500, {})],
    ['503 that says when', 'slow-down', 'HTTP 503', ({ send }) => send(503, { 'retry-after': '9' })],
    ['401', 'key', 'HTTP 401', ({ send }) => send(401, {})],
    ['403', 'refused', 'HTTP 403', ({ send }) => send(403, {})],
    ['404', 'not-found', 'HTTP 404', ({ send }) => send(404, {})],
    ['a redirect to itself', 'refused', 'circle', ({ send }) => send(302, { location: '/bad' })],
    [
      'a circle of three',
      'refused',
      'circle',
      ({ url, send }) => {
        send(301, { location: `/bad?${String((Number(url.search.slice(1)) + 1) % 3)}` })
      },
    ],
    [
      'redirects without end',
      'refused',
      'more than 10',
      ({ url, send }) => {
        send(307, { location: `/bad?${String(Number(url.search.slice(1)) + 1)}` })
      },
    ],
    [
      'a redirect into the private network',
      'private-address',
      'public',
      ({ send }) => send(302, { location: 'http://169.254.169.254/latest/' }),
    ],
    [
      'a redirect to a file',
      'refused',
      'cannot be asked',
      ({ send }) => send(302, { location: 'file:///etc/passwd' }),
    ],
  ])('%s is named as what it is', async (_name, problem, words, route) => {
    server.on('/bad', route)
    const failure = await failureOf(clientOf().get(request('/bad'), never))
    expect(failure).toMatchObject({ problem })
    expect(failure.detail).toContain(words)
  })

  test('a slow answer ends at the limit, whether nothing comes or a drop at a time', async () => {
    bench.dispose()
    bench = openLiveBench({ timeoutMs: 150 })
    const timers: NodeJS.Timeout[] = []
    server.on('/silent', () => undefined)
    server.on('/drops', ({ response }) => {
      response.writeHead(200, json)
      timers.push(setInterval(() => response.write(' '), 20))
    })
    for (const path of ['/silent', '/drops']) {
      const failure = await failureOf(clientOf().get(request(path), never))
      expect(failure).toMatchObject({ problem: 'unreachable' })
      expect(failure.detail).toContain('did not answer within')
      bench.time.now += failure.retryAfterMs ?? 0
    }
    timers.forEach(clearInterval)
  })

  test('nobody at the address', async () => {
    await server.close()
    const failure = await failureOf(clientOf().get(request('/'), never))
    expect(failure).toMatchObject({ problem: 'unreachable' })
    expect(failure.detail).toContain('ECONNREFUSED')
    server = await openSourceServer(bench.time.clock)
  })

  test('an address of this computer is refused unless its host is the artist’s own', async () => {
    const client = bench.clients.of({ id: 'test', limits: wide })
    expect(await failureOf(client.get(request('/a'), never))).toMatchObject({ problem: 'private-address' })
    expect(server.seen).toHaveLength(0)
  })

  test('statuses the caller takes are answers, others failures', async () => {
    const failure = await failureOf(clientOf().get(request('/none'), never))
    expect(failure).toMatchObject({ problem: 'not-found' })
    const answer = await clientOf().get(request('/none', { alsoTakes: [404] }), never)
    expect(answer.status).toBe(404)
  })
})

describe('the artist’s switches', () => {
  test('a signal ends what is under way', async () => {
    server.on('/silent', () => undefined)
    const stop = new AbortController()
    setTimeout(() => {
      stop.abort()
    }, 20)
    const error: unknown = await clientOf()
      .get(request('/silent'), stop.signal)
      .catch((reason: unknown) => reason)
    expect(isRefrainError(error) && error.code).toBe('CANCELLED')
  })

  test('offline nothing is asked, and what is under way ends', async () => {
    server.on('/silent', () => {
      bench.setting('network.offline', true)
      followOfflineSetting(bench.db)
    })
    expect(await failureOf(clientOf().get(request('/silent'), never))).toMatchObject({ problem: 'offline' })
    expect(server.seen).toHaveLength(1)
    for (const value of [true, 'yes', 1, { on: false }]) {
      bench.setting('network.offline', value)
      expect(await failureOf(clientOf().get(request('/silent'), never))).toMatchObject({ problem: 'offline' })
    }
    expect(server.seen).toHaveLength(1)
    bench.setting('network.offline', false)
    server.on('/ok', ({ json }) => {
      json({})
    })
    await clientOf().get(request('/ok'), never)
    expect(server.seen).toHaveLength(2)
  })
})

describe('robots.txt', () => {
  const page = (path: string) => request(path, { isPage: true, accepts: ['text/html'] })
  const html = { 'content-type': 'text/html' }
  beforeEach(() => {
    server.on('/p*', ({ send }) => {
      send(200, html, '<p>')
    })
  })
  const robots = (text: string, status = 200) => {
    server.on('/robots.txt', ({ send }) => {
      send(status, { 'content-type': 'text/plain' }, text)
    })
  }

  test('is asked once a day, and kept', async () => {
    robots(
      'User-agent: *\nDisallow: /p/secret\n\nUser-agent: refrain\nDisallow: /private\nDisallow: /p/ours\n',
    )
    await clientOf().get(page('/p/secret'), never)
    expect(await failureOf(clientOf().get(page('/p/ours/1'), never))).toMatchObject({ problem: 'robots' })
    bench = bench.restart()
    bench.time.now += 23 * 3_600_000
    await clientOf().get(page('/p/2'), never)
    expect(server.seen.map(({ path }) => path)).toEqual(['/robots.txt', '/p/secret', '/p/2'])
    robots('User-agent: *\nDisallow: /')
    bench.time.now += 2 * 3_600_000
    expect(await failureOf(clientOf().get(page('/p/3'), never))).toMatchObject({ problem: 'robots' })
    expect(server.seen.map(({ path }) => path).slice(3)).toEqual(['/robots.txt'])
  })

  test('is not asked for interfaces made for programs', async () => {
    robots('User-agent: *\nDisallow: /')
    server.on('/api', ({ json }) => {
      json({})
    })
    await clientOf().get(request('/api'), never)
    expect(server.seen.map(({ path }) => path)).toEqual(['/api'])
  })

  test.each([404, 401, 403, 410])('a server that answers %i for it has no rules', async (status) => {
    robots('Disallow: /', status)
    await clientOf().get(page('/p/1'), never)
    expect(server.seen).toHaveLength(2)
  })

  test.each([500, 503, 429])('one that answers %i is left alone for an hour', async (status) => {
    robots('', status)
    const failure = await failureOf(clientOf().get(page('/p/1'), never))
    expect(failure).toMatchObject({ problem: 'robots', retryAfterMs: 3_600_000 })
    await failureOf(clientOf().get(page('/p/1'), never))
    expect(server.seen.map(({ path }) => path)).toEqual(['/robots.txt'])
    robots('')
    bench.time.now += 3_600_000
    await clientOf().get(page('/p/1'), never)
  })

  test('a redirected page is asked for only where it leads to may be asked for', async () => {
    robots('User-agent: *\nDisallow: /p/away')
    server.on('/go', ({ send }) => {
      send(302, { location: '/p/away' })
    })
    expect(await failureOf(clientOf().get(page('/go'), never))).toMatchObject({ problem: 'robots' })
    expect(server.seen.map(({ path }) => path)).toEqual(['/robots.txt', '/go'])
  })

  test('500 KiB of it count, what lies behind does not', async () => {
    const filler = `# ${'x'.repeat(98)}\n`.repeat(5_000)
    const rule = 'User-agent: *\nDisallow: /p/late\n'
    expect(filler.length).toBeLessThan(512 * 1024)
    robots(filler + rule + filler.repeat(4) + 'Disallow: /p/later\n')
    expect(await failureOf(clientOf().get(page('/p/late'), never))).toMatchObject({ problem: 'robots' })
    await clientOf().get(page('/p/other'), never)
  })

  test('pages of one host come a second apart, or as far apart as it asks for', async () => {
    robots('User-agent: *\nCrawl-delay: 7')
    for (const n of [1, 2, 3]) await clientOf().get(page(`/p/${String(n)}`), never)
    const [, first = 0, second = 0, third = 0] = server.seen.map(({ at }) => at)
    expect([second - first, third - second].every((gap) => gap >= 7_000)).toBe(true)
  })
})

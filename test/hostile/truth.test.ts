import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaptureRecord } from '../../shared/domain/evidence/capture/capture-record.ts'
import { defaultCaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import { type ReadRecord, readWarc } from '../support/warc.ts'
import { createCapturer, type Taken } from './capture.ts'
import { openSite, type Site } from './site.ts'
import { truthPages } from './truth-pages.ts'

const capturer = createCapturer()
let site: Site
let taken: Taken
let record: CaptureRecord
let records: ReadRecord[]

beforeAll(async () => {
  site = await openSite(truthPages)
  const hosts = [site.host, `localhost:${String(site.port)}`]
  taken = await capturer.take(site.url('/start'), hosts, defaultCaptureLimits)
  expect(taken, taken.log.join('\n')).toMatchObject({ end: 'done' })
  record = taken.checked!.record
  records = await readWarc(join(taken.checked!.folder, 'capture.warc.gz'))
})
afterAll(async () => {
  await site.close()
  capturer.dispose()
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pathOf = (url: string) => new URL(url).pathname

describe('a page with every kind of response', () => {
  it('is captured completely, and the record says so', () => {
    expect(record.gaps).toEqual([])
    expect(record).toMatchObject({ outcome: 'page', status: 200, complete: true, unreachable: null })
    expect(record.title).toBe('Buy “Night Ferry”')
    expect(record.finalUrl).toBe(site.url('/listing'))
  })

  it('every body in the WARC is what the server sent, to the byte', () => {
    const responses = records.filter(({ type }) => type === 'response')
    const whole = responses.filter(({ headers }) => !headers.has('WARC-Truncated'))
    const redirects = responses
      .filter(({ headers }) => headers.has('WARC-Truncated'))
      .map(({ url }) => pathOf(url))
    expect(redirects).toEqual(['/start', '/moved'])
    for (const { url, body } of whole) {
      expect(site.truth.get(pathOf(url)), url).toContain(sha256(body))
    }
    const served = [...site.truth.keys()].filter((path) => !redirects.includes(path)).sort()
    expect([...new Set(whole.map(({ url }) => pathOf(url)))].sort()).toEqual(served)
    expect(served).toEqual(
      Object.keys(truthPages)
        .filter((path) => !redirects.includes(path))
        .sort(),
    )
  })

  it('the record repeats the hashes of the WARC, and every response has its request', () => {
    const responses = records.filter(({ type }) => type === 'response')
    const requests = records.filter(({ type }) => type === 'request')
    const ids = responses.map(({ headers }) => headers.get('WARC-Record-ID'))
    expect(requests.map(({ headers }) => headers.get('WARC-Concurrent-To'))).toEqual(ids)
    for (const exchange of record.exchanges) {
      if (exchange.body === null) continue
      const bodies = responses.filter(({ url }) => url === exchange.url).map(({ body }) => sha256(body))
      expect(bodies, exchange.url).toContain(exchange.body.sha256)
    }
    const posted = requests.find(({ url }) => pathOf(url) === '/stock')
    expect(posted?.http).toMatch(/^POST \/stock HTTP\/1\.1\r\n/)
    expect(posted?.body.toString()).toBe('{"sku":1}')
    expect(spawnSync('gzip', ['-t', join(taken.checked!.folder, 'capture.warc.gz')]).status).toBe(0)
  })

  it('names the codings that were taken off, and keeps their headers', () => {
    const coded = records.filter(
      ({ type, http }) => type === 'response' && /X-Archive-Orig-content-encoding/i.test(http),
    )
    expect([...new Set(coded.map(({ url }) => pathOf(url)))].sort()).toEqual([
      '/br',
      '/deflate',
      '/gzip',
      '/gzip-binary',
      '/listing',
      '/zstd',
    ])
  })

  it('records redirects, peers and the clock, and replaces cookies', () => {
    expect(record.redirects.map(({ status, location }) => [status, pathOf(location)])).toEqual([
      [302, '/moved'],
      [301, '/listing'],
    ])
    expect(record.connections).toEqual([site.host])
    expect(record.exchanges[0]?.peer).toBe(site.host)
    expect(record.clock).not.toBeNull()
    expect(record.notes.find(({ code }) => code === 'headers-redacted')?.detail).toBe('cookie, set-cookie')
    for (const { http } of records) expect(http).not.toContain('SECRETVALUE')
    expect(JSON.stringify(record)).not.toContain('SECRETVALUE')
    expect(gunzipSync(taken.read('netlog.json.gz')).toString()).not.toContain('SECRETVALUE')
  })

  it('shows itself to the site as an ordinary browser', () => {
    const { http = '' } = records.find(({ type }) => type === 'request') ?? {}
    expect(http).toMatch(/User-Agent: Mozilla\/5\.0 .*Chrome\//)
    expect(http).not.toMatch(/electron|refrain/i)
    expect(record.environment.userAgent).not.toMatch(/electron|refrain/i)
  })

  it('leaves pictures, text and DOM that show what the page became', () => {
    const png = [0x89, 0x50, 0x4e, 0x47]
    expect([...taken.read('viewport.png').subarray(0, 4)]).toEqual(png)
    const page = taken.read('page-01.png')
    expect(page.readUInt32BE(16)).toBe(1366)
    expect(page.readUInt32BE(20)).toBeGreaterThan(3_000)
    expect(taken.read('text.txt').toString()).toContain('in stock')
    expect(taken.read('dom.html.txt').toString()).toMatch(/^<!DOCTYPE html>[^]*in stock/)
    expect(taken.read('page.mhtml').toString()).toContain('multipart/related')
    for (const { name, sha256: listed } of record.files) expect(sha256(taken.read(name)), name).toBe(listed)
  })
})

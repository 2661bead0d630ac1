import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import type { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaptureRecord } from '../../shared/domain/evidence/capture/capture-record.ts'
import { readWarc } from '../support/warc.ts'
import { createCapturer, type Taken } from './capture.ts'
import { hostilePages } from './hostile-pages.ts'
import { openSite, type Site } from './site.ts'

const atOnce = 3
const capturer = createCapturer()
const folder = mkdtempSync(join(tmpdir(), 'refrain-hostile-'))
const outcomes = new Map<string, Promise<Taken>>()
let site: Site
let secure: Site

/** Pages captured beforehand, a few at once; each test then looks at one. */
const paths = Object.keys(hostilePages).filter(
  (path) => !['/hang', '/endless.bin', '/one', '/secret', '/sw.js', '/data'].includes(path),
)

beforeAll(async () => {
  site = await openSite(hostilePages)
  secure = await openSite(hostilePages, createSelfSigned())
  const closed = await openSite({})
  await closed.close()
  const addresses = [
    ...paths.map((path) => [path, site.url(path)] as const),
    ['hang', site.url('/hang')] as const,
    ['refused', `http://${closed.host}/`] as const,
    ['unknown', 'http://no-such-host.invalid/'] as const,
    ['self-signed', secure.url('/gone')] as const,
  ]
  const hosts = [site.host, secure.host, closed.host]
  const turns: Promise<unknown>[] = Array.from({ length: atOnce }, () => Promise.resolve())
  for (const [index, [name, url]] of addresses.entries()) {
    const taken = Promise.resolve(turns[index % atOnce]).then(() => capturer.take(url, hosts))
    turns[index % atOnce] = taken.catch(() => undefined)
    outcomes.set(name, taken)
  }
})
afterAll(async () => {
  await Promise.allSettled(outcomes.values())
  await site.close()
  await secure.close()
  capturer.dispose()
  rmSync(folder, { recursive: true, force: true })
})

function createSelfSigned(): typeof createServer {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=127.0.0.1', '-keyout', key, '-out', certificate],
  ])
  expect(made.status).toBe(0)
  const options = { key: readFileSync(key), cert: readFileSync(certificate) }
  return ((listener: Parameters<typeof createSecureServer>[1]) =>
    createSecureServer(options, listener)) as unknown as typeof createServer
}

const limit = { timeout: 170_000 }

async function taken(name: string): Promise<Taken> {
  const found = await outcomes.get(name)
  if (found === undefined) throw new Error(`${name} was not captured`)
  return found
}

async function recordOf(name: string): Promise<CaptureRecord> {
  const { end, checked, log } = await taken(name)
  expect(end, log.join('\n')).toBe('done')
  return checked!.record
}

const codes = (remarks: readonly { readonly code: string }[]) => remarks.map(({ code }) => code)
const kinds = (record: CaptureRecord) => record.files.map(({ kind }) => kind)
const pictures = (record: CaptureRecord) =>
  kinds(record).filter((kind) => kind === 'viewport' || kind === 'page')
const addressesIn = (record: CaptureRecord, code: string) =>
  record.gaps.filter((gap) => gap.code === code).map(({ detail }) => detail)

describe('pages that never end', limit, () => {
  test('a server that never answers is recorded as such, without a picture', async () => {
    const record = await recordOf('hang')
    expect(record).toMatchObject({ outcome: 'unreachable', status: null, complete: false })
    expect(record.unreachable?.reason).toBe('timed-out')
    expect(codes(record.gaps)).toContain('load-timeout')
    expect(pictures(record)).toEqual([])
  })

  test('a page whose body never ends is no page', async () => {
    const record = await recordOf('/hanging-body')
    expect(record).toMatchObject({ outcome: 'unreachable', status: 200, complete: false })
    expect(codes(record.gaps)).toContain('body-truncated')
    expect(pictures(record)).toEqual([])
  })

  test('a page that waits for a picture is taken as it is', async () => {
    const record = await recordOf('/hanging-image')
    expect(record).toMatchObject({ outcome: 'page', complete: false })
    expect(codes(record.gaps)).toContain('load-timeout')
    expect(pictures(record)).toEqual(['page', 'viewport'])
  })

  test('a script that never ends is ended, and the page taken', async () => {
    const record = await recordOf('/busy')
    expect(codes(record.gaps)).toContain('page-unresponsive')
    expect(pictures(record)).toEqual(['page', 'viewport'])
  })

  test('a page that grows is followed only so far', async () => {
    const record = await recordOf('/infinite')
    expect(codes(record.gaps)).toContain('scroll-capped')
    expect(pictures(record)).not.toEqual([])
  })

  test('a tall page is pictured in tiles up to the limit', async () => {
    const record = await recordOf('/tall')
    expect(codes(record.gaps)).toContain('picture-capped')
    const { read } = await taken('/tall')
    expect(['page-01.png', 'page-02.png'].map((name) => read(name).readUInt32BE(20))).toEqual([4_000, 2_000])
  })

  test('a response without an end is cut, and the WARC says so', async () => {
    const record = await recordOf('/endless')
    expect(addressesIn(record, 'body-truncated')).toEqual([expect.stringContaining('/endless.bin')])
    const { checked } = await taken('/endless')
    const records = await readWarc(join(checked!.folder, 'capture.warc.gz'))
    const cut = records.find(({ type, url }) => type === 'response' && url.endsWith('/endless.bin'))
    expect(cut?.headers.get('WARC-Truncated')).toMatch(/^(length|time)$/)
    expect(cut?.body.byteLength).toBeLessThanOrEqual(2 * 1024 * 1024)
  })

  test('a swarm of requests is cut', async () => {
    const record = await recordOf('/swarm')
    expect(codes(record.gaps)).toContain('request-capped')
    expect(site.requests.filter((request) => request === 'GET /one').length).toBeLessThan(60)
  })

  test('redirects in a circle are followed only so far', async () => {
    const record = await recordOf('/loop')
    expect(record).toMatchObject({ outcome: 'unreachable', unreachable: { reason: 'redirect' } })
    expect(record.redirects.length).toBeGreaterThan(5)
    expect(pictures(record)).toEqual([])
  })
})

describe('pages that fill the memory', limit, () => {
  test.each(['/bomb', '/hog'])('%s ends its process and nothing else', async (path) => {
    const { end, checked } = await taken(path)
    if (end !== 'done') {
      // A browser under attack may also die by itself, before it is ended.
      expect(end).toMatch(/^(memory|crash|deadline)$/)
      return
    }
    // Or it lived through it, and says what it has not got.
    const { gaps, complete } = checked!.record
    expect(complete).toBe(false)
    expect(codes(gaps).join(' ')).toMatch(/page-crashed|page-unresponsive|body-not-read|body-truncated/)
  })
})

describe('pages that lead elsewhere', limit, () => {
  test('a redirect to a file is not followed', async () => {
    const record = await recordOf('/to-file')
    expect(record).toMatchObject({ outcome: 'unreachable', unreachable: { reason: 'redirect' } })
    expect(pictures(record)).toEqual([])
  })

  test('a script that leaves the web is held back', async () => {
    const record = await recordOf('/script-to-file')
    expect(record.outcome).toBe('page')
    expect(record.exchanges.every(({ url }) => url.startsWith('http'))).toBe(true)
    expect((await taken('/script-to-file')).read('text.txt').toString()).toContain('page')
  })

  test('a redirect into the private network is not followed', async () => {
    const record = await recordOf('/to-private')
    expect(record).toMatchObject({ outcome: 'unreachable', unreachable: { reason: 'blocked' } })
    expect(addressesIn(record, 'address-blocked')).toEqual([expect.stringContaining('127.0.0.2')])
  })

  test('no spelling of a private address is requested', async () => {
    const record = await recordOf('/inside')
    const blocked = addressesIn(record, 'address-blocked').join('\n')
    for (const host of ['127.0.0.2', '169.254.169.254', '[::1]', '[::ffff:7f00:2]']) {
      expect(blocked).toContain(`http://${host}`)
    }
    expect(record.connections).toEqual([site.host])
    expect(site.requests).not.toContain('GET /secret')
  })
})

describe('pages that ask for something', limit, () => {
  test('a download is recorded and not saved', async () => {
    const record = await recordOf('/download')
    expect(record).toMatchObject({ outcome: 'page', status: 200 })
    expect(codes(record.notes)).toContain('download-cancelled')
    expect(pictures(record)).toEqual([])
    const { checked } = await taken('/download')
    const records = await readWarc(join(checked!.folder, 'capture.warc.gz'))
    expect(records.find(({ type }) => type === 'response')?.body.toString()).toBe('PK-not-really')
    const names = readdirSync(join(checked!.folder, '..'), { recursive: true, encoding: 'utf8' })
    expect(names.filter((name) => /evil|\.zip$/.test(name))).toEqual([])
  })

  test('windows, permissions and dialogs are refused, and the page goes on', async () => {
    const record = await recordOf('/popups')
    expect(codes(record.notes)).toEqual(expect.arrayContaining(['popup-denied', 'permission-denied']))
    expect((await taken('/popups')).read('text.txt').toString()).toContain('went on')
  })

  test('a login is not answered, and its refusal is the record', async () => {
    const record = await recordOf('/auth')
    expect(record).toMatchObject({ outcome: 'refused', status: 401 })
    expect(codes(record.notes)).toContain('login-asked')
  })

  test('a service worker is passed over, and its script named as not captured', async () => {
    const record = await recordOf('/worker')
    expect((await taken('/worker')).read('text.txt').toString().trim()).toBe('from the server')
    expect(addressesIn(record, 'seen-not-captured')).toEqual([expect.stringContaining('/sw.js')])
  })
})

describe('pages that are gone', limit, () => {
  test.each([
    ['/gone', 410],
    ['/legal', 451],
  ])('%s: the server’s own words are the evidence', async (path, status) => {
    const record = await recordOf(path)
    expect(record).toMatchObject({ outcome: 'gone', status, complete: true })
    expect(pictures(record)).toEqual(['page', 'viewport'])
  })

  test('where the server says nothing, nothing of the browser’s own is kept', async () => {
    const record = await recordOf('/gone-empty')
    expect(record).toMatchObject({ outcome: 'gone', status: 404, complete: true })
    expect(kinds(record)).not.toContain('text')
    expect((await taken('/gone-empty')).read('dom.html.txt').toString()).toBe(
      '<html><head></head><body></body></html>',
    )
  })

  test.each([
    ['refused', 'refused', 'ERR_CONNECTION_REFUSED'],
    ['unknown', 'name-not-found', 'ERR_NAME_NOT_RESOLVED'],
  ])('%s is recorded with the reason, without a picture', async (name, reason, error) => {
    const record = await recordOf(name)
    expect(record).toMatchObject({ outcome: 'unreachable', status: null, unreachable: { reason, error } })
    expect(kinds(record).sort()).toEqual(['netlog', 'warc'])
    const records = await readWarc(join((await taken(name)).checked!.folder, 'capture.warc.gz'))
    expect(records.find(({ type }) => type === 'metadata')?.block.toString()).toContain(`error: ${error}`)
  })

  test('a certificate that is not trusted ends the capture, and is kept', async () => {
    const record = await recordOf('self-signed')
    expect(record).toMatchObject({ outcome: 'unreachable', unreachable: { reason: 'certificate' } })
    expect(record.certificates).toEqual([
      expect.objectContaining({ host: '127.0.0.1', verdict: expect.stringContaining('CERT_') as string }),
    ])
    expect((await taken('self-signed')).read('tls-01.pem').toString()).toContain('BEGIN CERTIFICATE')
    expect(secure.requests).toEqual([])
    expect(pictures(record)).toEqual([])
  })
})

import { gzipSync } from 'node:zlib'
import { mkdtempSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Connector, SourceFailure } from '../../../electron/core/live/connector.ts'
import { createConnectors } from '../../../electron/core/live/connectors/index.ts'
import type { SourceListing } from '../../../shared/domain/live/source-listing.ts'
import { wav } from '../../support/audio-bytes.ts'
import { type LiveBench, openLiveBench } from '../../support/sources/live-bench.ts'
import { pageRoutes } from '../../support/sources/pages.ts'
import { openSourceServer, type SourceServer } from '../../support/sources/source-server.ts'

const { signal } = new AbortController()

let bench: LiveBench
let server: SourceServer
let folder: string
let connectors: readonly Connector[]
beforeEach(async () => {
  bench = openLiveBench()
  server = await openSourceServer(bench.time.clock, pageRoutes)
  folder = mkdtempSync(join(tmpdir(), 'refrain-supplied-'))
  connectors = createConnectors()
})
afterEach(async () => {
  await server.close()
  bench.dispose()
  rmSync(folder, { recursive: true, force: true })
})

async function at(id: string, url: string): Promise<SourceListing[]> {
  const connector = connectors.find((one) => one.id === id)!
  const client = bench.clients.of(connector, { allowedHosts: [server.host] })
  const found: SourceListing[] = []
  for await (const one of connector.search({ by: 'address', url }, { client, signal, key: null, base: '' })) {
    found.push(one)
  }
  return found
}

async function failureAt(id: string, url: string): Promise<SourceFailure> {
  const error: unknown = await at(id, url).catch((reason: unknown) => reason)
  if (error instanceof SourceFailure) return error
  throw new Error('it did not fail as expected', { cause: error })
}

describe('pages', () => {
  test('of a page everything it says, shows and offers is read, and nothing that is hidden', async () => {
    const page = `${server.base}/album`
    const found = await at('pages', page)
    expect(found[0]).toMatchObject({
      ref: page,
      title: 'Harbour Lights',
      artist: 'Ada Marlow',
      account: 'TuneVault',
    })
    expect(
      found.slice(1).map(({ title, artist, isrc, offers, url }) => [title, artist, isrc, offers, url]),
    ).toEqual([
      ['Night Ferry', 'Ada Marlow', 'QZES71900001', 'page', `${server.base}/night-ferry`],
      ['Low Tide', 'Ada Marlow, The Pilots', null, 'file', `${server.base}/files/low-tide.mp3`],
      ['get it', '', null, 'file', `${server.base}/files/Ada%20Marlow%20-%20Pilot%20Song.flac`],
      ['preview', '', null, 'file', `${server.base}/preview.mp3`],
      ['Outward Bound', 'Ada Marlow', null, 'page', page],
      ['Pilot Song', '', 'QZES71900003', 'page', page],
    ])
    expect(found[1]?.durationMs).toBe(224_000)
    expect(server.seen.map(({ path }) => path)).toEqual(['/robots.txt', '/album'])
  })

  test('feeds are read in their own encoding, with their enclosures', async () => {
    expect(await at('pages', `${server.base}/feed.rss`)).toMatchObject([
      // Another feed may have a “tune-1” of its own.
      {
        ref: `${server.base}/feed.rss#tune-1`,
        title: 'Ada Marlow & Zoë',
        isrc: 'QZES71900001',
        durationMs: 224_000,
        offers: 'file',
      },
      { ref: `${server.base}/feed.rss#https://tunes.example/2`, title: 'Second <b>one</b>', offers: 'page' },
    ])
    expect(await at('pages', `${server.base}/feed.atom`)).toMatchObject([
      {
        ref: `${server.base}/feed.atom#urn:1`,
        url: 'https://tunes.example/night',
        account: 'someone',
        offers: 'file',
      },
    ])
  })

  test('a packed sitemap is read to its end, and one that unpacks to gigabytes is not', async () => {
    const urls = Array.from(
      { length: 3_000 },
      (_, n) => `<url><loc>https://tunes.example/${String(n)}</loc></url>`,
    )
    const gzip = { 'content-type': 'application/x-gzip' }
    server.on('/all.xml.gz', ({ send }) => {
      send(200, gzip, gzipSync(`<?xml version="1.0"?><urlset>${urls.join('')}</urlset>`))
    })
    server.on('/bomb.xml.gz', ({ send }) => {
      send(200, gzip, gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')))
    })
    expect(await at('pages', `${server.base}/all.xml.gz`)).toHaveLength(3_000)
    await expect(at('pages', `${server.base}/bomb.xml.gz`)).rejects.toMatchObject({ problem: 'wrong-type' })
  })

  test('a sitemap of sitemaps is followed, each once', async () => {
    expect(await at('pages', `${server.base}/sitemap.xml`)).toMatchObject([
      {
        url: 'https://tunes.example/ada-marlow-night-ferry.html',
        title: 'ada marlow night ferry',
        isrc: null,
      },
      { url: 'https://tunes.example/QZES71900001', isrc: 'QZES71900001' },
    ])
    expect(server.seen.map(({ path }) => path)).toEqual(['/robots.txt', '/sitemap.xml', '/sitemap-1.xml'])
  })

  test.each([
    ['/bomb.xml', 'wrong-type', 'document type'],
    ['/thief.xml', 'wrong-type', 'document type'],
    ['/cut.xml', 'wrong-type', 'broken'],
    ['/other.xml', 'wrong-type', 'opml'],
    ['/unknown', 'wrong-type', 'klingon'],
    ['/song.mp3', 'wrong-type', 'audio/mpeg'],
    ['/nothing', 'not-found', '404'],
  ])('%s is refused in words', async (path, problem, words) => {
    const failure = await failureAt('pages', `${server.base}${path}`)
    expect(failure.problem).toBe(problem)
    expect(failure.detail).toContain(words)
  })

  test('a page that nests ten thousand deep is read', async () => {
    const text = `${'<div>'.repeat(10_000)}QZES71900003 Pilot Song`
    server.on('/deep', ({ send }) => {
      send(200, { 'content-type': 'text/html' }, text)
    })
    expect((await at('pages', `${server.base}/deep`)).map(({ isrc }) => isrc)).toContain('QZES71900003')
  })
})

describe('torrents', () => {
  const torrent = (name: string, files: readonly string[]) => {
    const text = (value: string) => `${String(Buffer.byteLength(value))}:${value}`
    const list = files.map((file) => `d6:lengthi1e4:pathl${text(file)}ee`).join('')
    return `d4:infod5:filesl${list}e4:name${text(name)}12:piece lengthi1e6:pieces0:ee`
  }
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return pathToFileURL(join(folder, name)).href
  }

  test('the files of a torrent are listings, nobody is asked', async () => {
    const url = write(
      'a.torrent',
      torrent('Ada Marlow', ['01 - Ada Marlow - Night Ferry.mp3', 'QZES71900001.flac']),
    )
    const found = await at('torrents', url)
    expect(found).toMatchObject([
      { title: 'Night Ferry', artist: 'Ada Marlow', offers: 'file' },
      { title: 'QZES71900001.flac', isrc: 'QZES71900001' },
    ])
    expect(found[0]?.url).toMatch(/^magnet:\?xt=urn:btih:[0-9a-f]{40}$/)
    expect(bench.log()).toEqual([])
  })

  test('so are magnet links, one or a list of them', async () => {
    const magnet = (hash: string, name: string) =>
      `magnet:?xt=urn:btih:${hash}&dn=${encodeURIComponent(name)}&tr=udp://x`
    expect(
      await at('torrents', magnet('A'.repeat(40), 'Ada Marlow - Harbour Lights (2019) [FLAC]')),
    ).toMatchObject([
      { ref: `urn:btih:${'a'.repeat(40)}`, artist: 'Ada Marlow', title: 'Harbour Lights (2019) [FLAC]' },
    ])
    const list = write(
      'list.txt',
      `# mine\n${magnet('b'.repeat(40), 'One')}\n<a href="${magnet('c'.repeat(40), 'Two')}">\nmagnet:?dn=nothing\n`,
    )
    expect((await at('torrents', list)).map(({ title }) => title)).toEqual(['One', 'Two'])
  })

  test('a file that is cut off or gone is told as such', async () => {
    expect(await failureAt('torrents', write('b.torrent', 'd4:infod5:files'))).toMatchObject({
      problem: 'wrong-type',
    })
    expect(await failureAt('torrents', pathToFileURL(join(folder, 'none')).href)).toMatchObject({
      problem: 'not-found',
    })
  })
})

describe('a watched folder', () => {
  test('knows a file by its content: moved it is the same, changed it is another', async () => {
    const root = pathToFileURL(folder).href
    mkdirSync(join(folder, 'below'))
    writeFileSync(join(folder, 'song.wav'), wav({ samples: new Int16Array(44_100).fill(3_000) }))
    writeFileSync(join(folder, 'below', 'dump.csv'), 'isrc\nQZES71900001\n')
    writeFileSync(join(folder, 'notes.docx'), 'no')
    writeFileSync(join(folder, 'broken.mp3'), 'no sound at all')
    const first = (await at('folder', root)).sort((one, other) => one.title.localeCompare(other.title))
    expect(first).toMatchObject([
      { title: 'dump.csv', offers: 'metadata' },
      { title: 'song.wav', offers: 'file', durationMs: 1_000 },
    ])
    renameSync(join(folder, 'song.wav'), join(folder, 'below', 'other name.wav'))
    writeFileSync(join(folder, 'below', 'dump.csv'), 'isrc\nQZES71900002\n')
    const second = await at('folder', root)
    const refs = (found: readonly SourceListing[]) => found.map(({ ref }) => ref)
    expect(refs(second)).toContain(first[1]?.ref)
    expect(refs(second)).not.toContain(first[0]?.ref)
    expect(second.find(({ ref }) => ref === first[1]?.ref)?.url).toContain('other%20name.wav')
    expect(bench.log()).toEqual([])
  })

  test('one that is not there is no empty folder', async () => {
    expect(await failureAt('folder', pathToFileURL(join(folder, 'none')).href)).toMatchObject({
      problem: 'not-found',
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { found, sweepContent, type SweptContent } from '../fixtures/sweep/sweep-content.ts'

const discogs = `<?xml version="1.0" encoding="UTF-8"?>
<releases>
<release id="1" status="Accepted"><artists><artist><id>9</id><name>Nobody (3)</name><anv></anv><join></join></artist></artists>
<title>Nothing &amp; More</title><labels><label name="Northlight" catno="N1" id="4"/></labels>
<tracklist><track><position>A1</position><title>Unwanted</title><duration>3:01</duration></track></tracklist></release>
<release id="2" status="Accepted"><artists><artist><id>7</id><name>Luna Vale (2)</name><join>,</join></artist></artists>
<title>Harbour</title><labels><label name="Northlight"/></labels>
<tracklist><track><position>1</position><title>Paper Moon</title><duration>3:20</duration></track>
<track><position>2</position><title>Guests</title><duration/><artists><artist><name>X</name><join>&amp;</join></artist>
<artist><name>Y</name></artist></artists></track>
<track><position></position><title>Suite</title><sub_tracks><track><position>3a</position><title>Harbour Lights</title></track></sub_tracks></track>
</tracklist><identifiers><identifier type="Barcode" value="123"/><identifier type="ISRC" description="1" value="US-S1Z-99-00001"/></identifiers></release>
</releases>
`

describe('Discogs data', () => {
  it.each([
    ['plain', Buffer.from(discogs)],
    ['in gzip', zlib.gzipSync(discogs)],
  ])('is swept track by track: %s', async (_, content) => {
    const swept = await sweepContent(content)
    expect([swept.report.error, swept.report.malformed]).toEqual([null, 0])
    expect(
      swept.findings.map(({ recordingId, title, artist, listingId }) => [
        recordingId,
        title,
        artist,
        listingId,
      ]),
    ).toEqual([
      ['1', 'Paper Moon', 'Luna Vale', '2 1'],
      ['2', 'Harbour Lights', 'Luna Vale', '2 3a'],
      ['1', 'Harbour', 'Luna Vale', '2'],
    ])
    expect(swept.findings[0]?.listingLocator).toBe('https://www.discogs.com/release/2')
  })

  it('with a document type is not read on: entities are refused', async () => {
    const bomb = `<?xml version="1.0"?><releases><!DOCTYPE x [<!ENTITY a "aaaa">]><release id="1"><title>&a;</title></release></releases>`
    const { report } = await sweepContent(bomb)
    expect(report.error).not.toBeNull()
    const plain = discogs.replace('Unwanted', '&unknown;')
    expect((await sweepContent(plain)).report.error?.message).toContain('damaged')
  })

  it('that breaks off keeps what was found before', async () => {
    const swept = await sweepContent(discogs.slice(0, -5))
    expect([swept.findings.length, swept.report.error?.message]).toEqual([
      3,
      expect.stringContaining('breaks off before its end') as string,
    ])
  })
})

function bencoded(value: unknown): string {
  if (typeof value === 'number') return `i${String(value)}e`
  if (typeof value === 'string') return `${String(Buffer.byteLength(value))}:${value}`
  if (Array.isArray(value)) return `l${value.map(bencoded).join('')}e`
  const entries = Object.entries(value as object).sort(([one], [other]) => (one < other ? -1 : 1))
  return `d${entries.map(([key, item]) => bencoded(key) + bencoded(item)).join('')}e`
}

const torrent = bencoded({
  announce: 'https://tracker.example/announce',
  info: {
    name: 'Leaks 2025',
    'piece length': 16_384,
    pieces: 'x'.repeat(20),
    files: [
      { length: 5, path: ['Nobody', '01 - Nobody - Nothing.mp3'] },
      { length: 5, path: ['Luna Vale', '02 - Luna Vale - Paper Moon.flac'] },
      { length: 5, path: ['codes', 'uss1z9900002.mp3'] },
    ],
  },
})

describe('a torrent', () => {
  it('is searched by the names of its files, each of which is an offer of the file', async () => {
    const swept = await sweepContent(torrent)
    expect([swept.report.error, swept.report.rows, found(swept)]).toEqual([
      null,
      3,
      [
        ['1', 2],
        ['2', 3],
      ],
    ])
    expect(swept.findings[0]).toMatchObject({ offers: 'file', claimable: true })
    expect(swept.findings[0]?.listingLocator).toMatch(/^magnet:\?xt=urn:btih:[0-9a-f]{40}$/)
  })

  it('of version 2 is read as well', async () => {
    const tree = { 'Luna Vale - Paper Moon.flac': { '': { length: 5, 'pieces root': 'x'.repeat(32) } } }
    const info = { name: 'x', 'meta version': 2, 'piece length': 16_384, 'file tree': tree }
    const swept = await sweepContent(bencoded({ announce: 'x', info }))
    expect(found(swept)).toEqual([['1', 1]])
    expect(swept.findings[0]?.listingLocator).toMatch(/^magnet:\?xt=urn:btmh:1220[0-9a-f]{64}$/)
  })

  it('cut off or changed anywhere fails by name or is swept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(torrent.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const broken = Buffer.from(torrent, 'latin1')
        broken[at] = byte
        const { report } = await sweepContent(cut ? broken.subarray(0, at) : broken)
        if (report.error !== null) expect(report.error.code).toMatch(/^FILE_|NO_USABLE_COLUMNS/)
      }),
      { numRuns: 60, seed: 11 },
    )
  })
})

const shapes: Readonly<Record<string, unknown>> = {
  'a search of Spotify': {
    tracks: {
      href: 'x',
      items: [
        { album: { name: 'A', artists: [{ name: 'Z' }] }, artists: [{ name: 'Nobody' }], name: 'N', id: 'n' },
        {
          ...{ album: { name: 'B' }, artists: [{ name: 'Luna Vale' }], name: 'Paper Moon', id: 'hit' },
          ...{ duration_ms: 200_000, external_ids: { isrc: 'USS1Z9900001' } },
        },
      ],
    },
  },
  'a playlist of Spotify': {
    items: [
      { added_at: 'x', track: { name: 'N', artists: [{ name: 'Nobody' }], id: 'n' } },
      { added_at: 'x', track: { name: 'Paper Moon', artists: [{ name: 'Luna Vale' }], id: 'hit' } },
    ],
  },
  'a search of Deezer': {
    data: [
      { id: 'n', title: 'N', duration: 100, artist: { name: 'Nobody' }, album: { title: 'A' } },
      { id: 'hit', title: 'Paper Moon', duration: 200, artist: { name: 'Luna Vale' }, album: { title: 'B' } },
    ],
    total: 2,
  },
  'recordings of MusicBrainz': {
    created: 'x',
    recordings: [
      { id: 'n', title: 'N', 'artist-credit': [{ name: 'Nobody' }] },
      {
        id: 'hit',
        title: 'Paper Moon',
        length: 200_000,
        isrcs: ['USS1Z9900001'],
        'artist-credit': [{ name: 'Luna Vale' }],
      },
    ],
  },
  'a search of iTunes': {
    resultCount: 2,
    results: [
      { wrapperType: 'track', trackId: 'n', trackName: 'N', artistName: 'Nobody' },
      { trackId: 'hit', trackName: 'Paper Moon', artistName: 'Luna Vale', trackTimeMillis: 200_000 },
    ],
  },
  'a search of the Internet Archive': {
    response: {
      numFound: 2,
      docs: [
        { identifier: 'n', title: 'N', creator: 'Nobody' },
        { identifier: 'hit', title: 'Paper Moon', creator: ['Luna Vale'] },
      ],
    },
  },
}

function expectHit({ report, findings }: SweptContent, rows: number) {
  expect([report.error, report.rows, report.malformed]).toEqual([null, rows, 0])
  expect(findings).toMatchObject([
    { recordingId: '1', row: rows, title: 'Paper Moon', artist: 'Luna Vale', listingId: 'hit' },
  ])
}

describe.each(Object.entries(shapes))('%s', (_, document) => {
  it('is swept, on one line or on many, plain or packed', async () => {
    for (const text of [JSON.stringify(document), JSON.stringify(document, null, 2)]) {
      expectHit(await sweepContent(text), 2)
      expectHit(await sweepContent(zlib.gzipSync(text), 4096), 2)
    }
  })
})

describe('a JSON document', () => {
  it('that is a single track is one row', async () => {
    const track = {
      id: 'hit',
      name: 'Paper Moon',
      artists: [{ name: 'Luna Vale' }],
      external_ids: { isrc: 'USS1Z9900001' },
    }
    expectHit(await sweepContent(JSON.stringify(track, null, 2)), 1)
  })

  it('may be one long list on one line', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => ({
      id: String(at),
      title: `Title ${String(at)}`,
      artist: 'Nobody',
    }))
    rows.push({ id: 'hit', title: 'Paper Moon', artist: 'Luna Vale' })
    expectHit(await sweepContent(JSON.stringify(rows)), 30_001)
  })

  it('with braces and brackets in its texts, and escapes, is divided rightly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', 'a', ',', 'é') }), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.nat(4),
        async (texts, indent) => {
          const rows = texts.map((note) => ({ title: 'x', artist: 'y', note }))
          const { report } = await sweepContent(
            JSON.stringify({ list: [...rows, { title: 'Paper Moon', artist: 'Luna Vale' }] }, null, indent),
            4096,
          )
          expect([report.rows, report.malformed, report.findings]).toEqual([rows.length + 1, 0, 1])
        },
      ),
      { numRuns: 60, seed: 13 },
    )
  })

  it('that breaks off, or nests without end, is bounded and named', async () => {
    const text = JSON.stringify({
      list: Array.from({ length: 100 }, () => ({ title: 'Paper Moon', artist: 'Luna Vale' })),
    })
    const cut = await sweepContent(text.slice(0, -30))
    expect([cut.findings.length >= 98, cut.report.malformed]).toEqual([true, 1])
    const deep = await sweepContent(`[${'[{"a":'.repeat(200_000)}`)
    expect(deep.report.error === null || deep.report.error.code.startsWith('FILE_')).toBe(true)
  })
})

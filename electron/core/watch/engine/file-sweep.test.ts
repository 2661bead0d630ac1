import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { naiveMatches } from '../../../../test/fixtures/sweep/naive-sweep.ts'
import { catalogue, type RandomRow, randomRow } from '../../../../test/fixtures/sweep/random-listings.ts'
import { recording, sweepBytes, type SweptBytes } from '../../../../test/fixtures/sweep/sweep-bytes.ts'

const header = ['note', 'title', 'artist', 'isrc', 'duration', 'album']
const rowsOfFile = fc.array(randomRow, { minLength: 1, maxLength: 12 })
const cellsOf = (row: RandomRow) => [row.note, row.title, row.artist, row.isrc, row.duration, row.album]
/** A row of nothing would be a blank line, which is no row. */
const kept = (rows: readonly RandomRow[]) => rows.filter((row) => cellsOf(row).some((cell) => cell !== ''))

function found({ hits }: SweptBytes) {
  return hits.map(({ row, matches }) => [
    row,
    matches.map(({ recordingId, verdict, score }) => `${recordingId} ${verdict} ${String(score)}`).sort(),
  ])
}

function expected(rows: readonly (readonly string[])[]) {
  return rows.flatMap((matches, index) => (matches.length > 0 ? [[index + 1, [...matches].sort()]] : []))
}

describe('the sweep of a CSV file', () => {
  it('finds what a plain comparison of every row with every recording finds, and where', async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsOfFile,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (all, delimiter, ending, quoted) => {
          const rows = kept(all)
          const options = { delimiter, record_delimiter: ending, quoted, quoted_match: /[\r\n]/ }
          const text = stringify([header, ...rows.map(cellsOf)], options)
          const swept = await sweepBytes(text, catalogue)
          const matches = rows.map((row) =>
            naiveMatches(
              {
                isrc: row.isrc,
                title: row.title,
                artists: [row.artist],
                duration: row.duration,
                texts: cellsOf(row),
              },
              catalogue,
            ),
          )
          expect(swept.rows).toBe(rows.length)
          expect(found(swept)).toEqual(expected(matches))
          for (const { row, byteOffset, raw } of swept.hits) {
            const written = Buffer.from(stringify([cellsOf(rows[row - 1]!)], { ...options, eof: false }))
            expect(Buffer.from(raw)).toEqual(written)
            expect(Buffer.from(text).subarray(byteOffset, byteOffset + raw.length)).toEqual(written)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('does not depend on how the file is cut into blocks and ranges', async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsOfFile,
        fc.constantFrom(64, 100, 1000, 1 << 20),
        fc.constantFrom(2, 50, 128, 1 << 20),
        fc.constantFrom<BufferEncoding>('utf8', 'latin1', 'utf16le'),
        fc.boolean(),
        async (all, blockBytes, rangeBytes, encoding, packed) => {
          const text = stringify([header, ...kept(all).map(cellsOf)], { quoted_match: /[\r\n]/ })
          // What Latin-1 cannot write would become control characters.
          const writable =
            encoding === 'latin1' ? text.replace(/[^\n\u0020-\u007e\u00a0-\u00ff]/gu, '?') : text
          const bytes = Buffer.from(`${encoding === 'utf16le' ? '\ufeff' : ''}${writable}`, encoding)
          const content = packed ? gzipSync(bytes) : bytes
          const whole = await sweepBytes(content, catalogue)
          expect(await sweepBytes(content, catalogue, { blockBytes, rangeBytes })).toEqual(whole)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('gives offsets and bytes of the file itself, whatever its encoding', async () => {
    const text =
      'title,artist\r\nSomething,Else\r\n"Harbour\nLights",Luna Vale\r\nÉté 夜𝄞,x\r\nHarbour Lights,Luna Vale'
    const own = [recording('1', { title: 'Harbour Lights', artist: 'Luna Vale' })]
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const bytes = Buffer.from(text, encoding)
      const { hits } = await sweepBytes(bytes, own, { blockBytes: 64, rangeBytes: 64 })
      expect(hits.map(({ row }) => row)).toEqual([2, 4])
      const raws = ['"Harbour\nLights",Luna Vale', 'Harbour Lights,Luna Vale'].map((raw) =>
        Buffer.from(raw, encoding),
      )
      expect(hits.map(({ raw }) => Buffer.from(raw))).toEqual(raws)
      for (const { byteOffset, raw } of hits) {
        expect(bytes.subarray(byteOffset, byteOffset + raw.length)).toEqual(Buffer.from(raw))
      }
    }
  })

  it('reads cells that are not UTF-8 as Windows-1252, in the same file', async () => {
    const own = [recording('1', { title: 'Été', artist: 'Søren' })]
    const bytes = Buffer.concat([
      Buffer.from('title,artist\nÉté,Søren\n'),
      Buffer.from('Été,Søren\n', 'latin1'),
    ])
    expect((await sweepBytes(bytes, own)).hits.map(({ row }) => row)).toEqual([1, 2])
  })
})

describe('the sweep of JSON Lines', () => {
  const shapes: readonly ((row: RandomRow) => unknown)[] = [
    (row) => ({
      title: row.title,
      artist: row.artist,
      isrc: row.isrc,
      duration: row.duration,
      album: row.album,
      note: row.note,
    }),
    (row) => ({
      aacid: row.note,
      metadata: {
        name: row.title,
        artists: [{ name: row.artist }],
        external_ids: { isrc: row.isrc },
        duration: row.duration,
        album: { name: row.album },
      },
    }),
    (row) => ({
      trackName: row.title,
      artistName: row.artist,
      isrcs: [row.isrc],
      length: row.duration,
      note: [row.album, { deep: row.note }],
    }),
  ]

  it('reads rows that begin with one without title and code, but with a list of artists', async () => {
    const line = (artist: string, album: string) =>
      JSON.stringify({ metadata: { name: '', artists: [{ name: artist }], album: { name: album } } })
    const swept = await sweepBytes(`${line('Luna Vale', 'One')}\n${line('', 'USS1Z9900001')}\n`, catalogue)
    expect([swept.rows, swept.malformed]).toEqual([2, 0])
  })

  it('finds what a plain comparison of every row with every recording finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsOfFile,
        fc.constantFrom(...shapes),
        fc.boolean(),
        fc.constantFrom(64, 1 << 20),
        async (rows, shape, escaped, blockBytes) => {
          const lines = rows.map((row) => {
            const json = JSON.stringify(shape(row))
            return escaped
              ? json.replace(
                  /[\u0080-\uffff]/g,
                  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
                )
              : json
          })
          const swept = await sweepBytes(`${lines.join('\n')}\n`, catalogue, { blockBytes, rangeBytes: 200 })
          const matches = rows.map((row) =>
            naiveMatches(
              {
                isrc: row.isrc,
                title: row.title,
                artists: [row.artist],
                duration: row.duration,
                texts: cellsOf(row),
              },
              catalogue,
            ),
          )
          expect([swept.rows, swept.malformed]).toEqual([rows.length, 0])
          expect(found(swept)).toEqual(expected(matches))
          for (const { row, raw } of swept.hits) expect(Buffer.from(raw).toString()).toBe(lines[row - 1])
        },
      ),
      { numRuns: 150 },
    )
  })

  it('compares each of several artists, and the whole credit', async () => {
    const own = [
      recording('solo', { title: 'A', artist: 'Luna Vale' }),
      recording('duo', { title: 'A', artist: 'Luna Vale, Guest' }),
      recording('featuring', { title: 'A', artist: 'Luna Vale feat. Guest' }),
    ]
    const lines = [
      { title: 'A', artists: [{ name: 'Luna Vale' }, { name: 'Guest' }] },
      {
        title: 'A',
        'artist-credit': [
          { joinphrase: ' feat. ', name: 'Luna Vale' },
          { name: 'Guest', joinphrase: '' },
        ],
      },
    ]
    const { hits } = await sweepBytes(lines.map((line) => JSON.stringify(line)).join('\n'), own)
    expect(
      hits.map(({ matches }) => matches.map(({ recordingId, verdict }) => `${recordingId} ${verdict}`)),
    ).toEqual([
      ['duo match', 'solo possible'],
      ['featuring match', 'solo possible'],
    ])
  })

  it('finds a code in a line that is broken, and counts the line', async () => {
    const own = [recording('1', { isrcs: ['USS1Z9900001'] })]
    const swept = await sweepBytes('{"title":"B"}\n{"title":"A","isrc":"USS1Z9900001"\n{"title":"C"}', own)
    expect([swept.rows, swept.malformed, swept.hits.map(({ row }) => row)]).toEqual([3, 1, [2]])
    expect(swept.samples).toEqual([
      {
        row: 2,
        byteOffset: 14,
        reason: 'The line is not a complete JSON object.',
        sample: '{"title":"A","isrc":"USS1Z9900001"',
      },
    ])
  })
})

describe('rows that are not as they should be', () => {
  const own = [recording('1', { title: 'A', artist: 'B', isrcs: ['USS1Z9900001'] })]
  const anywhere = [{}, { blockBytes: 64, rangeBytes: 128 }, { blockBytes: 4096, rangeBytes: 1 << 19 }]

  it('are counted, sampled and still searched when they have too few or too many cells', async () => {
    const swept = await sweepBytes(
      'title,artist,isrc\nX,Y\nX,Y,Z,USS1Z9900001\nX,Y,USS1Z9900001,,\nA,B,\n',
      own,
    )
    expect([swept.rows, swept.malformed]).toEqual([4, 2])
    expect(swept.hits.map(({ row }) => row)).toEqual([2, 3, 4])
    expect(swept.samples).toEqual([
      {
        row: 1,
        byteOffset: 18,
        reason: 'The row has 2 cells; the file’s rows have 3.'.replace('’', "'"),
        sample: 'X,Y',
      },
      {
        row: 2,
        byteOffset: 22,
        reason: "The row has 4 cells; the file's rows have 3.",
        sample: 'X,Y,Z,USS1Z9900001',
      },
    ])
  })

  it('lose nothing to a quotation mark that is never closed', async () => {
    const text = `title,artist,isrc\n"X,Y,\nA,B,\n"7 inch,Y,USS1Z9900001\nA,B,\n`
    for (const options of anywhere) {
      const swept = await sweepBytes(text, own, options)
      expect([swept.rows, swept.malformed, swept.hits.map(({ row }) => row)]).toEqual([4, 2, [2, 3, 4]])
    }
  })

  it('are passed over when they are longer than a mebibyte, and sweeping goes on behind them', async () => {
    const long = 'x'.repeat(10_000_000)
    for (const row of [long, `${long},y`, `"${long},y`]) {
      for (const options of [{}, { blockBytes: 1 << 16, rangeBytes: 1 << 19 }]) {
        const swept = await sweepBytes(`title,artist\nA,B\n${row}\nA,B\n`, own, options)
        expect([swept.rows, swept.malformed, swept.hits.map(({ row: number }) => number)]).toEqual([
          3,
          1,
          [1, 3],
        ])
        expect(swept.samples).toMatchObject([
          { row: 2, byteOffset: 17, reason: 'The row is longer than 1 MiB; it was passed over.' },
        ])
      }
    }
    const json = `{"title":"A","artist":"B"}\n{"title":"${long}"}\n{"title":"A","artist":"B"}\n`
    expect(await sweepBytes(json, own)).toMatchObject({
      rows: 3,
      malformed: 1,
      hits: [{ row: 1 }, { row: 3 }],
    })
  })

  it('of exactly a mebibyte are read, of one byte more passed over', async () => {
    for (const [extra, malformed] of [
      [0, 0],
      [1, 1],
    ] as const) {
      const row = `A,B,${'x'.repeat((1 << 20) - 4 + extra)}`
      for (const blockBytes of [1 << 16, 1 << 20, 3 << 20]) {
        const swept = await sweepBytes(`title,artist,note\n${row}\r\nA,B,\n`, own, { blockBytes })
        expect([swept.rows, swept.malformed, swept.hits.length]).toEqual([2, malformed, 2 - malformed])
      }
    }
  })

  it('are all counted, and the first fifty shown', async () => {
    const text = `title,artist\n${'just one\n'.repeat(5000)}A,B\n`
    const swept = await sweepBytes(text, own, { rangeBytes: 1 << 20 })
    expect([swept.rows, swept.malformed, swept.samples.length, swept.hits.length]).toEqual([
      5001, 5000, 50, 1,
    ])
  })

  it('do no harm when they are binary', async () => {
    const garbage = Buffer.from(Array.from({ length: 30_000 }, (_, at) => (at * 7919 + (at >> 5)) & 0xff))
    const text = Buffer.concat([
      Buffer.from(`title,artist\n${'x,y\n'.repeat(200_000)}A,B\n`),
      garbage,
      Buffer.from('\nA,B\n'),
    ])
    const swept = await sweepBytes(text, own)
    expect(swept.hits.length).toBe(2)
    expect(swept.malformed).toBeGreaterThan(0)
  })

  it('keep what stands before the break of a packed file', async () => {
    const text = `title,artist\nA,B\n${'some,row\n'.repeat(300_000)}A,B\n`
    const packed = gzipSync(text, { level: 0 })
    const swept = await sweepBytes(packed.subarray(0, packed.length - 1_000_000), own)
    expect([swept.broken, swept.hits.map(({ row }) => row)]).toEqual(['truncated', [1]])
    expect(swept.samples.at(-1)?.reason).toBe('The file breaks off inside this row.')
    expect(swept.rows).toBeGreaterThan(150_000)
  })
})

describe('a quoted cell with line breaks', () => {
  it('across the border of ranges is read once and rightly', async () => {
    const own = [recording('1', { title: 'A', artist: 'B' })]
    const cell = `"${'line, with "" and\n'.repeat(40)}"`
    const text = `title,artist,note\n${`x,y,${cell}\nA,B,${cell}\n`.repeat(200)}`
    const whole = await sweepBytes(text, own)
    expect([whole.rows, whole.malformed, whole.hits.length]).toEqual([400, 0, 200])
    expect(await sweepBytes(text, own, { blockBytes: 512, rangeBytes: 1024 })).toEqual(whole)
  })
})

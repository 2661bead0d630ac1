import { closeSync, openSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { withFile } from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { inspectListing } from './inspect-listing.ts'

function inspect(content: string | Uint8Array) {
  return withFile(content, async (path) => {
    const fd = openSync(path, 'r')
    try {
      return await inspectListing(fd, 'dump.bin')
    } finally {
      closeSync(fd)
    }
  })
}

const rows = [
  ['id', 'ISRC', 'Track Name', 'Artist Name(s)', 'URL'],
  ['1', 'USS1Z9900001', 'Harbour Lights', 'Luna Vale', 'https://tracks.example/1'],
  ['2', '', 'Été', 'Søren', 'https://tracks.example/2'],
]
const table = (delimiter: string, ending = '\n') => rows.map((row) => row.join(delimiter) + ending).join('')
const columns = { id: 0, isrc: 1, title: 2, artist: 3, url: 4 }

describe('delimited text', () => {
  it.each([',', ';', '\t', '|'])('divided by %j is recognised', async (delimiter) => {
    for (const ending of ['\n', '\r\n', '\r']) {
      const found = await inspect(table(delimiter, ending))
      expect(found.delimiter).toBe(delimiter)
      expect(found.layout).toMatchObject({ format: 'csv', compression: 'none', encoding: 'utf-8' })
      expect(found.layout.csv).toMatchObject({
        columns,
        cellCount: 5,
        terminator: ending.charCodeAt(ending.length - 1),
      })
      expect(found.layout.dataStart).toBe(Buffer.byteLength(rows[0]!.join(delimiter) + ending))
      expect(found.fields).toEqual({
        id: 'id',
        isrc: 'ISRC',
        title: 'Track Name',
        artist: 'Artist Name(s)',
        url: 'URL',
      })
      expect(found.warnings).toEqual([])
    }
  })

  it('is recognised in every encoding, with offsets of the file itself', async () => {
    const header = Buffer.byteLength(`${rows[0]!.join(',')}\n`)
    const little = Buffer.from(table(','), 'utf16le')
    const big = Buffer.from(little).swap16()
    const marked = (mark: number[], bytes: Uint8Array) => Buffer.concat([Buffer.from(mark), bytes])
    const starts = [
      [marked([0xef, 0xbb, 0xbf], Buffer.from(table(','))), 'utf-8', 3 + header],
      [marked([0xff, 0xfe], little), 'utf-16le', 2 + 2 * header],
      [marked([0xfe, 0xff], big), 'utf-16be', 2 + 2 * header],
      [little, 'utf-16le', 2 * header],
      [big, 'utf-16be', 2 * header],
      [Buffer.from(table(','), 'latin1'), 'utf-8', header],
      [gzipSync(marked([0xff, 0xfe], little)), 'utf-16le', 2 + 2 * header],
    ] as const
    for (const [bytes, encoding, dataStart] of starts) {
      expect((await inspect(bytes)).layout).toMatchObject({ encoding, dataStart, csv: { columns } })
    }
  })

  it('says when it is read as Windows-1252', async () => {
    const { warnings } = await inspect(Buffer.from(table(','), 'latin1'))
    expect(warnings).toEqual(['The text is not UTF-8; it is read as Windows-1252.'])
  })

  it('may have lines before its header', async () => {
    const { layout } = await inspect(`Report for Luna Vale\n\nFrom,2025-01-01\n${table(',')}`)
    expect(layout.csv).toMatchObject({ columns, cellCount: 5 })
  })

  it('may declare its delimiter', async () => {
    const text = `sep=;\r\n${table(';', '\r\n')}`
    const { layout, delimiter } = await inspect(text)
    expect(delimiter).toBe(';')
    expect(layout.dataStart).toBe(Buffer.byteLength(`sep=;\r\n${rows[0]!.join(';')}\r\n`))
  })

  it('without a header is recognised by what its cells hold', async () => {
    const { layout, fields, warnings } = await inspect(
      '7\tUSS1Z9900001\thttps://x.example/1\n8\tUSS1Z9900002\thttps://x.example/2\n',
    )
    expect(layout).toMatchObject({ dataStart: 0, csv: { columns: { isrc: 1, url: 2 }, cellCount: 3 } })
    expect(fields).toEqual({ isrc: 'column 2', url: 'column 3' })
    expect(warnings).toHaveLength(2)
  })

  it('with a header in unknown words is recognised by what its cells hold', async () => {
    const { layout } = await inspect('Kappale,Koodi\nA,USS1Z9900001\nB,USS1Z9900002\n')
    expect(layout).toMatchObject({ dataStart: 14, csv: { columns: { isrc: 1 } } })
  })

  it('with a column twice takes the one that is filled, and says so', async () => {
    const { layout, warnings } = await inspect('title,artist,title\n,A,Song\n,B,Other\n')
    expect(layout.csv?.columns).toEqual({ title: 2, artist: 1 })
    expect(warnings).toContain('The column “title” occurs 2 times; column 3 is used.')
  })

  it('with only a header says so', async () => {
    const { warnings } = await inspect('isrc,title,artist\n')
    expect(warnings).toContain('The file has a header and no rows.')
  })

  it('knows the unit of its durations', async () => {
    expect((await inspect('title,artist,Duration (ms)\nA,B,1000\n')).layout.csv?.durationUnit).toBe('ms')
  })
})

describe('JSON Lines', () => {
  it('are recognised with the paths of their fields', async () => {
    const line = JSON.stringify({
      aacid: 'x',
      metadata: { id: '1', name: 'A', artists: [{ name: 'B' }], external_ids: { isrc: 'USS1Z9900001' } },
    })
    for (const text of [
      `${line}\n${line}\n`,
      `[${line},\n${line}]\n`,
      `\ufeff${line}`,
      `not json\n${line}\n`.slice(9),
    ]) {
      const found = await inspect(text)
      expect(found.layout).toMatchObject({ format: 'jsonl', csv: null })
      expect(found.fields).toMatchObject({
        title: 'metadata.name',
        artist: 'metadata.artists',
        isrc: 'metadata.external_ids.isrc',
      })
    }
  })

  it('are told from JSON that spreads over lines', async () => {
    for (const text of ['{\n  "title": "A"\n}\n', '[{"title":"A"},{"title":"B"}]']) {
      const { layout, fields } = await inspect(text)
      expect([layout.format, fields]).toEqual(['json', { title: 'title' }])
    }
  })

  it('have each field where the first row has it that has it at all', async () => {
    const rows = [
      { title: '' },
      { trackName: 'A' },
      { title: '' },
      { title: 'B', artist: 'C' },
      { name: 'D' },
    ]
    const { fields } = await inspect(rows.map((row) => JSON.stringify(row)).join('\n'))
    expect(fields).toEqual({ title: 'trackName', artist: 'artist' })
  })

  it('may start with lines that say nothing', async () => {
    for (const text of [
      'null\nfalse\n{"title":"A"}\n',
      '[\nnull,\n{"title":"A"}\n]',
      `null${' '.repeat(200_000)}`,
    ]) {
      const found = await inspect(text)
      expect(found.layout.format).toBe(text.includes('{') ? 'jsonl' : 'csv')
    }
  })

  it('may start with a very long line', async () => {
    expect(
      (await inspect(`{"title":"${'x'.repeat(400_000)}"}\n{"title":"A","artist":"B"}\n`)).layout.format,
    ).toBe('jsonl')
  })
})

describe('what is no listing', () => {
  it.each([
    ['nothing at all', '', 'FILE_EMPTY'],
    ['white space', ' \n\n \r\n', 'FILE_EMPTY'],
    ['packed nothing', gzipSync(''), 'FILE_EMPTY'],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'FILE_NOT_TEXT'],
    ['an archive', Buffer.from('PK\u0003\u0004rest'), 'FILE_NOT_TEXT'],
    ['a database', Buffer.from('SQLite format 3\u0000'), 'FILE_NOT_TEXT'],
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) & 0xff)), 'FILE_NOT_TEXT'],
    ['a packed image', gzipSync(Buffer.from([0x89, 0x50, 0x4e, 0x47])), 'FILE_NOT_TEXT'],
    ['packed data broken from the start', gzipSync('x'.repeat(1000)).subarray(0, 10), 'FILE_UNREADABLE'],
  ])('%s is refused by name', async (_, content, code) => {
    await expect(inspect(content)).rejects.toMatchObject({
      code,
      message: expect.stringContaining('“dump.bin”') as string,
    })
  })

  it('is not a listing with a stray zero byte', async () => {
    expect((await inspect(`${table(',')}\u0000${table(',')}${table(',')}`)).layout.format).toBe('csv')
  })
})

import BetterSqlite from 'better-sqlite3'
import fc from 'fast-check'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { databaseOf, publishedRows, publishedSchema } from '../fixtures/sweep/database-bytes.ts'
import { found, sweepContent, sweepPath } from '../fixtures/sweep/sweep-content.ts'
import { tarOf } from '../fixtures/sweep/tar-bytes.ts'

const tracks = 4000
const published = databaseOf(publishedSchema, publishedRows(tracks))
const packings: readonly [string, (bytes: Buffer) => Buffer][] = [
  ['zstd', (bytes) => zlib.zstdCompressSync(bytes)],
  ['gzip', (bytes) => zlib.gzipSync(bytes)],
  ['tar in gzip', (bytes) => zlib.gzipSync(tarOf({ 'readme.txt': 'x', 'dump.sqlite3': bytes }))],
]

describe('a packed database', () => {
  it.each(packings)('is swept without unpacking it: %s', async (_, pack) => {
    const swept = await sweepContent(pack(published), 65_536)
    expect(swept.report.error).toBeNull()
    expect(
      swept.findings.map(({ recordingId, isrc, title, listingId }) => [recordingId, isrc, title, listingId]),
    ).toEqual([
      ['1', 'USS1Z9900001', 'Paper Moon', 'track2000'],
      ['2', 'USS1Z9900002', 'Harbour Lights', 'track3998'],
      ['1', 'USS1Z9900001', 'Paper Moon - Live', 'track3999'],
    ])
    // Tracks, albums and artists hold text; the table that ties them together does not.
    expect([swept.report.rows >= tracks + 52, swept.report.malformed]).toEqual([true, 0])
  })

  const flat =
    'CREATE TABLE "my list" ([Track Name] VARCHAR(200), "Künstler" TEXT, code, price REAL, note TEXT)'
  const values = Array.from({ length: 3000 }, (_row, at) => [
    `Other ${String(at)}`,
    'Nobody',
    `X${String(at)}`,
    at / 3,
    '',
  ])
  values[1500] = ['Harbour Lights', 'Luna Vale', null as never, 1, 'x'.repeat(20_000)]
  values[2999] = ['Something', 'Nobody', 'see US-S1Z-99-00001', 1, '']

  it.each([
    [[]],
    [['encoding = "UTF-16le"']],
    [['encoding = "UTF-16be"']],
    [['page_size = 512']],
    [['page_size = 65536']],
  ])('of any table is swept by its columns and by codes in any text: %j', async (pragmas) => {
    const bytes = databaseOf(flat, { '"my list"': values }, pragmas)
    const swept = await sweepContent(zlib.zstdCompressSync(bytes))
    expect([swept.report.error, swept.report.rows, swept.report.malformed]).toEqual([null, 3000, 0])
    expect(
      found(swept)
        .map(([id]) => id)
        .sort(),
    ).toEqual(['1', '2'])
  })

  it('with a page that makes no sense names it and goes on', async () => {
    const broken = Buffer.from(published)
    const pageBytes = broken.readUInt16BE(16)
    const at = findLeaf(broken, pageBytes, 20)
    broken.writeUInt16BE(0xffff, at * pageBytes + 3)
    const { report } = await sweepContent(zlib.gzipSync(broken))
    expect([report.error, report.malformed]).toEqual([null, 1])
    expect(report.malformedSamples[0]?.reason).toBe(
      `Page ${String(at + 1)} of the database is damaged; the rows on it were not read.`,
    )
  })

  it('that breaks off says so', async () => {
    const { report } = await sweepContent(zlib.gzipSync(published.subarray(0, published.length - 4096)))
    expect(report.error?.message).toContain('breaks off before its end')
  })

  it('changed anywhere is swept or fails by name, never otherwise', async () => {
    const small = databaseOf(publishedSchema, publishedRows(100))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.nat(small.length),
        async (changes, length) => {
          const broken = Buffer.from(small)
          for (const [at, byte] of changes) broken[at] = byte
          const bytes = length % 3 === 0 ? broken.subarray(0, Math.max(200, length)) : broken
          for (const content of [bytes, zlib.zstdCompressSync(bytes)]) {
            const { report } = await sweepContent(content)
            if (report.error !== null) expect(report.error.code).toMatch(/^FILE_|NO_USABLE_COLUMNS/)
          }
        },
      ),
      { numRuns: 60, seed: 5 },
    )
  })
})

/** The index of a leaf page of a table, from page `from` on. */
function findLeaf(bytes: Buffer, pageBytes: number, from: number): number {
  let page = from
  while (bytes[page * pageBytes] !== 13) page++
  return page
}

describe('a database with an index of its codes', () => {
  it('has them looked up in every spelling, with artists and album from their own tables', async () => {
    const swept = await sweepContent(published)
    expect([swept.report.error, swept.report.rows]).toEqual([null, 3])
    expect(
      swept.findings.map(({ recordingId, title, artist, listingId, verdict }) => [
        ...[recordingId, title, artist, listingId, verdict],
      ]),
    ).toEqual([
      ['1', 'Paper Moon', 'Luna Vale', 'track2000', 'match'],
      ['1', 'Paper Moon - Live', 'Luna Vale', 'track3999', 'match'],
      ['2', 'Harbour Lights', 'Luna Vale', 'track3998', 'match'],
    ])
    expect(swept.report.warnings[0]).toContain('has an index of its ISRCs')
  })

  it('finds what going through all of its rows finds', async () => {
    const looked = await sweepContent(published)
    const streamed = await sweepContent(zlib.gzipSync(published))
    const ids = ({ findings }: typeof looked) => findings.map(({ listingId }) => listingId).sort()
    expect(ids(looked)).toEqual(ids(streamed))
  })

  it('that compares codes without case is looked up too', async () => {
    const bytes = databaseOf(
      'CREATE TABLE t (code_isrc TEXT COLLATE NOCASE, n INT); CREATE INDEX i ON t (code_isrc)',
      {
        t: [
          ...Array.from({ length: 2000 }, (_, at) => [`QZXXX99${String(at).padStart(5, '0')}`, 1]),
          ['usS1z9900001', 1],
        ],
      },
    )
    expect(found(await sweepContent(bytes))).toEqual([['1', 1]])
  })

  it('is gone through row by row when the index leaves rows out, or rows name title and artist', async () => {
    const rows = {
      t: [...Array.from({ length: 500 }, () => ['x', 'y', null]), ['Paper Moon', 'Luna Vale', null]],
    }
    const flat = 'CREATE TABLE t (title, artist, isrc); CREATE INDEX i ON t (isrc)'
    const partial = 'CREATE TABLE t (a, b, isrc); CREATE INDEX i ON t (isrc) WHERE a > 1'
    expect(found(await sweepContent(databaseOf(flat, rows)))).toEqual([['1', 501]])
    expect((await sweepContent(databaseOf(partial, rows))).report.rows).toBe(501)
  })

  it('is read without a lock or a file beside it, while another program writes, whose log is named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'refrain-locked-'))
    const path = join(folder, 'dump.sqlite3')
    writeFileSync(path, published)
    const other = new BetterSqlite(path)
    try {
      other.pragma('locking_mode = EXCLUSIVE')
      other.exec('BEGIN EXCLUSIVE')
      expect((await sweepPath(path)).report).toMatchObject({ error: null, rows: 3 })
      other.exec('COMMIT')
      expect(readdirSync(folder)).toEqual(['dump.sqlite3'])
      other.pragma('journal_mode = WAL')
      other.exec("INSERT INTO artists VALUES (77, 'x', 1, 'y', 1, 1)")
      const { report } = await sweepPath(path)
      expect(report.error).toBeNull()
      expect(report.warnings.join(' ')).toContain('“dump.sqlite3-wal”')
    } finally {
      other.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

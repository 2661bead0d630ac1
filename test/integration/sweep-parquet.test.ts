import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { found, sweepContent } from '../fixtures/sweep/sweep-content.ts'
import { parquetOf } from '../fixtures/sweep/parquet-bytes.ts'
import { recording, sweepBytes } from '../fixtures/sweep/sweep-bytes.ts'

const rows = 10_000
/** A code in row 3,334, a title with artist in the last row, a code in small letters in row 5,001. */
const table = `SELECT i AS id,
    CASE i WHEN 9999 THEN 'Harbour Lights' WHEN 77 THEN '"Quoted", she said' ELSE 'Other ' || i END AS track_name,
    CASE i WHEN 9999 THEN 'Luna Vale' ELSE 'Nobody' END AS artist_name,
    CASE i WHEN 3333 THEN 'US-S1Z-99-00001' WHEN 5000 THEN 'uss1z9900002' WHEN 9999 THEN NULL
      ELSE 'QZXXX99' || lpad(i::VARCHAR, 5, '0') END AS isrc,
    CASE i WHEN 9999 THEN 200000 ELSE 180000 + i END AS duration_ms,
    'https://tracks.example/' || i AS url, 'Northlight' AS label
  FROM range(${String(rows)}) t(i)`
const expected = [
  ['1', 3334],
  ['2', 5001],
  ['2', 10_000],
]

/** Codes in the spellings that count somewhere, what only looks like one, and texts whose length reads as a digit or letter. */
const cells = [
  ...['USS1Z9900001', 'us-s1z-99-00002', 'USS1Z99O0001', 'USS1Z990000l', '0SS1Z9900001', 'ISRC USS1Z9900001'],
  ...[
    'QZXXX9900001; USS1Z9900002',
    'US S1Z 99 00001',
    'US.S1Z.99.00002',
    'see USS1Z9900001.',
    'éUSS1Z9900002',
  ],
  ...['xUSS1Z9900001', 'USS1Z99000010', 'USS1Z99', '', 'a'.repeat(48), '9'.repeat(57), 'b'.repeat(70)],
  ...['ü'.repeat(0x3939 >> 1), '-'.repeat(45)],
]
const titles = [
  'Harbour Lights',
  'Paper Moon',
  'paper moon (live)',
  'Łódź',
  '!',
  '',
  'The Harbour Lights',
  'Other',
]
const artists = ['Luna Vale', 'LUNA VALE', 'Nobody', '', 'Vale', 'Luna Vale feat. Nobody']

function textOrNothing(texts: readonly string[]) {
  return fc.option(fc.constantFrom(...texts), { freq: 6 })
}

const randomRow = fc.record({
  track_name: textOrNothing(titles),
  artist_name: textOrNothing(artists),
  isrc: textOrNothing(cells),
  note: textOrNothing(cells),
  duration_ms: fc.option(fc.constantFrom(200_000, 180_000, 9)),
  release_year: fc.option(fc.constantFrom(1999, 2024)),
})
const columns = ['track_name', 'artist_name', 'isrc', 'note', 'duration_ms', 'release_year'] as const

/** The rows as a query. Where they are repeated, columns get a dictionary. */
function queryOf(table: readonly (typeof randomRow extends fc.Arbitrary<infer Row> ? Row : never)[]): string {
  const literal = (value: string | number | null) =>
    typeof value === 'string' ? `'${value}'` : String(value ?? 'NULL')
  const types = ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'INTEGER', 'BIGINT']
  const values = table.map((row) => `(${columns.map((column) => literal(row[column])).join(', ')})`)
  const typed = columns.map((column, at) => `${column}::${types[at] ?? ''} AS ${column}`)
  return `SELECT ${typed.join(', ')} FROM (VALUES ${values.join(', ')}) t(${columns.join(', ')})`
}

describe('a Parquet file', () => {
  it.each([
    'COMPRESSION zstd, ROW_GROUP_SIZE 2048',
    'COMPRESSION snappy',
    'COMPRESSION gzip, ROW_GROUP_SIZE 4096',
    'COMPRESSION uncompressed',
    'COMPRESSION brotli',
    'COMPRESSION lz4_raw',
    'PARQUET_VERSION v2, ROW_GROUP_SIZE 3000',
  ])('is swept by its columns, whatever its pages are packed with: %s', async (options) => {
    const swept = await sweepContent(await parquetOf(table, options))
    expect([swept.report.error, swept.report.rows, swept.report.malformed]).toEqual([null, rows, 0])
    expect(found(swept)).toEqual(expected)
    const [first, , last] = swept.findings
    expect(first).toMatchObject({
      listingId: '3333',
      isrc: 'USS1Z9900001',
      title: 'Other 3333',
      artist: 'Nobody',
    })
    expect(first).toMatchObject({ listingLocator: 'https://tracks.example/3333', claimable: true })
    expect(last).toMatchObject({ title: 'Harbour Lights', artist: 'Luna Vale', verdict: 'match' })
  })

  it('may keep artists in a list and the album in a structure', async () => {
    const nested = `SELECT track_name AS name, [artist_name, 'Someone'] AS artists, {'name': 'A', 'id': i} AS album,
      {'isrc': isrc} AS external_ids FROM (${table.replace('SELECT i AS id', 'SELECT i')})`
    const swept = await sweepContent(await parquetOf(nested, 'COMPRESSION zstd, ROW_GROUP_SIZE 2048'))
    expect([swept.report.error, found(swept)]).toEqual([null, expected.slice(0, 2)])
    expect(swept.findings[0]?.artist).toBe('Nobody, Someone')
  })

  it('without a column for codes is searched in all its texts', async () => {
    const swept = await sweepContent(
      await parquetOf(`SELECT 'see ' || isrc AS note, duration_ms FROM (${table})`),
    )
    expect(found(swept)).toEqual(expected.slice(0, 2))
  })

  it('with many hits gives them out in portions, each once', async () => {
    const many = await parquetOf(`SELECT 'USS1Z9900001' AS isrc, i AS id FROM range(3000) t(i)`)
    const swept = await sweepContent(many)
    expect([swept.report.rows, swept.findings.length]).toEqual([3000, 3000])
    expect(new Set(swept.findings.map(({ listingId }) => listingId)).size).toBe(3000)
  })

  it('gives what the same rows give as JSON Lines, whatever stands beside what', async () => {
    const options = ['COMPRESSION zstd', 'COMPRESSION snappy, ROW_GROUP_SIZE 2048', 'PARQUET_VERSION v2']
    const table = fc.array(randomRow, { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...options), fc.boolean(), async (some, option, isLong) => {
        const listed = isLong ? Array.from({ length: 40 }, () => some).flat() : some
        const lines = listed.map((row) => JSON.stringify(row)).join('\n')
        const [swept, same] = [
          await sweepContent(await parquetOf(queryOf(listed), option)),
          await sweepContent(lines),
        ]
        const told = ({ findings }: typeof swept) =>
          findings.map(({ recordingId, row, title, artist, isrc, verdict, reasons }) =>
            [recordingId, row, title, artist, isrc, verdict, ...reasons].join('|'),
          )
        expect(swept.report).toMatchObject({ error: null, rows: listed.length, malformed: 0 })
        expect(told(swept)).toEqual(told(same))
      }),
      { numRuns: 25, seed: 5 },
    )
  })

  it('swept for codes alone gives what it gives for recordings whose names are in no row', async () => {
    const nameless = ['USS1Z9900001', 'USS1Z9900002'].map((isrc, at) =>
      recording(String(at), { title: `Nowhere ${isrc}`, artist: 'Nobody at all', isrcs: [isrc] }),
    )
    const options = ['COMPRESSION zstd', 'COMPRESSION snappy, ROW_GROUP_SIZE 2048', 'PARQUET_VERSION v2']
    const table = fc.array(randomRow, { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...options), fc.boolean(), async (some, option, isLong) => {
        const bytes = await parquetOf(
          queryOf(isLong ? Array.from({ length: 60 }, () => some).flat() : some),
          option,
        )
        const [ordinary, codesOnly] = [
          await sweepBytes(bytes, nameless),
          await sweepBytes(bytes, nameless, { codesOnly: true }),
        ]
        expect(codesOnly.hits.map(({ raw, ...hit }) => [String(raw), hit])).toEqual(
          ordinary.hits.map(({ raw, ...hit }) => [String(raw), hit]),
        )
        expect(codesOnly.rows).toBe(ordinary.rows)
      }),
      { numRuns: 25, seed: 7 },
    )
  })

  it('inside other packed data is refused with what to do', async () => {
    const { report } = await sweepContent(zlib.gzipSync(await parquetOf('SELECT 1 AS isrc')))
    expect(report.error?.message).toContain('can only be read where it stands alone. Unpack')
  })

  it('that breaks off says so', async () => {
    const whole = await parquetOf(table)
    const { report } = await sweepContent(whole.subarray(0, whole.length - 100))
    expect(report.error?.message).toContain('breaks off before its end, where it says what is in it')
  })

  it('with a damaged group goes on with the next', async () => {
    const whole = await parquetOf(table, 'COMPRESSION zstd, ROW_GROUP_SIZE 2048')
    const broken = Buffer.from(whole)
    broken.fill(0xff, 40, 4000)
    const swept = await sweepContent(broken)
    expect([swept.report.error, swept.report.rows, swept.report.malformed]).toEqual([null, rows, 1])
    expect(swept.report.malformedSamples[0]?.reason).toMatch(
      /^The rows 1 to 2048 of the Parquet file could not all be read/,
    )
    expect(found(swept)).toEqual(expected)
  })

  it('changed anywhere is swept or fails by name, never otherwise', async () => {
    const whole = await parquetOf(`${table} LIMIT 500`, 'COMPRESSION snappy, ROW_GROUP_SIZE 2048')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (changes, cut) => {
          const broken = Buffer.from(whole)
          for (const [at, byte] of changes) broken[at] = byte
          const { report } = await sweepContent(cut ? broken.subarray(0, changes[0]?.[0]) : broken)
          if (report.error !== null) expect(report.error.code).toMatch(/^FILE_|NO_USABLE_COLUMNS/)
        },
      ),
      { numRuns: 80, seed: 9 },
    )
  })
})

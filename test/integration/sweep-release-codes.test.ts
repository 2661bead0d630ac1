import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { type SweepFinding, sweepFiles } from '../../electron/core/watch/index.ts'
import { parquetOf } from '../fixtures/sweep/parquet-bytes.ts'
import { databaseOf, publishedRows, publishedSchema } from '../fixtures/sweep/database-bytes.ts'
import { recording, withFile } from '../fixtures/sweep/sweep-bytes.ts'
import { openSweepCore, withStore } from '../fixtures/sweep/swept-workspace.ts'

// What a row says beside title, artist and ISRC: the GTIN of a release, year, place on the album, who offers it.

const gtin = '00602435000015'
const releases = [{ gtin, title: 'Harbour' }]
const catalogue = [
  recording('1', {
    title: 'Paper Moon',
    artist: 'Luna Vale',
    album: 'Harbour',
    year: 2021,
    trackNumber: 3,
    releases,
  }),
  recording('2', {
    title: 'Lighthouse',
    artist: 'Luna Vale',
    album: 'Harbour',
    year: 2021,
    trackNumber: 4,
    releases,
  }),
]

async function sweep(content: string | Uint8Array, fuzzy = false): Promise<readonly SweepFinding[]> {
  const findings: SweepFinding[] = []
  await withFile(content, async (path) => {
    const [report] = await sweepFiles({
      files: [path],
      catalogue,
      fuzzy,
      onFinding: (one) => findings.push(one),
    })
    expect(report?.error).toBeNull()
  })
  return findings
}

const table = [
  'title,artist,upc,note',
  'Something,Nobody,123456789012,',
  'PAPER MOON,Various Artists,0602435000015,',
  'Harbour,Luna Vale,602435000015,',
  'Hidden Track,Luna Vale,6024350000 15,',
  'Lighthouse,Somebody,,barcode 00602435000015.',
  'Lighthouse,Somebody,16024350000159,',
].join('\n')
const objects = [
  { name: 'Something', artists: [{ name: 'Nobody' }], external_ids: { upc: '123456789012' } },
  { name: 'Paper Moon', artists: [{ name: 'Someone' }], album: { external_ids: { upc: '602435000015' } } },
  { name: 'Harbour', artists: [{ name: 'Luna Vale' }], upc: 602435000015 },
]
const summary = (findings: readonly SweepFinding[]) =>
  findings.map(({ row, recordingId, verdict }) => [row, recordingId, verdict])

describe('a GTIN of a release', () => {
  it('finds rows of a table, by the track they name or as a whole', async () => {
    const findings = await sweep(table)
    expect(summary(findings)).toEqual([
      [2, '1', 'match'],
      [3, '1', 'match'],
      [5, '2', 'match'],
    ])
    expect(findings[0]?.reasons).toEqual([`Same GTIN ${gtin} as your release “Harbour”`, 'Same title'])
    expect(findings[1]?.reasons[1]).toContain('about the release')
  })

  it('is found in JSON, wherever it stands and as a number', async () => {
    const lines = objects.map((row) => JSON.stringify(row)).join('\n')
    const expected = [
      [2, '1', 'match'],
      [3, '1', 'match'],
    ]
    expect(summary(await sweep(lines))).toEqual(expected)
    expect(summary(await sweep(zlib.zstdCompressSync(JSON.stringify(objects))))).toEqual(expected)
  })

  it.each([
    ['a text', "lpad(upc::VARCHAR, 13, '0') AS upc"],
    ['a number', 'upc'],
    ['a number that may be missing', 'nullif(upc, 0) AS upc'],
    ['in a structure', "{'name': 'x', 'upc': upc::VARCHAR} AS album"],
    ['anywhere in a text', "'barcode ' || upc || '.' AS note"],
    ['in a list', "[upc::VARCHAR, 'x'] AS notes"],
  ])('is found in a Parquet file: %s', async (_, column) => {
    const rows = `SELECT CASE i WHEN 700 THEN 'PAPER MOON' WHEN 1500 THEN 'Harbour' ELSE 'Something ' || i END AS title,
        'Nobody' AS artist, i AS n,
        CASE WHEN i IN (700, 1500) THEN 602435000015 WHEN i = 900 THEN 0 ELSE 100000000000 + i END::BIGINT AS upc
      FROM range(3000) t(i)`
    const bytes = await parquetOf(
      `SELECT title, artist, ${column} FROM (${rows}) ORDER BY n`,
      'COMPRESSION zstd, ROW_GROUP_SIZE 2048',
    )
    expect(summary(await sweep(bytes))).toEqual([
      [701, '1', 'match'],
      [1501, '1', 'match'],
    ])
  })

  it('is found in the albums of a database: packed, with an index of its ISRCs, in a fuzzy sweep', async () => {
    const rows = publishedRows(500)
    const albums = rows.albums?.map((row) => [...row]) ?? []
    albums[7] = [
      ...albums[7]!.slice(0, 3),
      'Harbour',
      ...albums[7]!.slice(4, 6),
      '602435000015',
      ...albums[7]!.slice(7),
    ]
    const bytes = databaseOf(publishedSchema, { ...rows, albums })
    for (const findings of [
      await sweep(zlib.gzipSync(bytes)),
      await sweep(bytes),
      await sweep(bytes, true),
    ]) {
      expect(
        findings.filter(({ title }) => title === 'Harbour').map(({ recordingId }) => recordingId),
      ).toEqual(['1'])
    }
  })

  it('is found in every row of a database with an index of its ISRCs, each once, however it is written', async () => {
    const spelt = ['602435000015', ' 0602435000015', '6-02435-00001-5', gtin]
    const schema = `CREATE TABLE t (n INTEGER, isrc TEXT); CREATE INDEX i ON t (isrc);
      CREATE TABLE first (rowid INTEGER PRIMARY KEY, name TEXT, upc TEXT);
      CREATE TABLE second (name TEXT, ean INTEGER)`
    const bytes = databaseOf(schema, {
      t: Array.from({ length: 100 }, (_, at) => [at, `QZXXX99${String(at).padStart(5, '0')}`]),
      first: Array.from({ length: 4000 }, (_, at) => [
        at - 700,
        'Harbour',
        at % 2 === 0 ? (spelt[(at / 2) % 4] ?? '') : '123456789012',
      ]),
      second: [...Array.from({ length: 300 }, (_, at) => ['x', at]), ['Paper Moon', 602435000015]],
    })
    const findings = await sweep(bytes)
    expect(findings.length).toBe(2001)
    expect(new Set(findings.map(({ byteOffset }) => byteOffset)).size).toBe(2001)
    expect(new Set(findings.map(({ row }) => row)).size).toBe(2001)
    expect(findings.at(-1)).toMatchObject({ title: 'Paper Moon', recordingId: '1', row: 4301 })
  })

  it('of the catalogue is looked for by a sweep into the workspace', async () => {
    const test = await openSweepCore([{ isrc: null, title: 'Paper Moon', artist: 'Luna Vale' }])
    withStore(test.folder, (db) => {
      db.exec(`INSERT INTO release (id, title, gtin, gtin14, title_key, created_at, updated_at)
        VALUES (1, 'Harbour', '602435000015', '${gtin}', 'harbour', 'x', 'x');
        INSERT INTO track (release_id, recording_id) VALUES (1, 1)`)
    })
    await withFile(table, async (path) => {
      const { jobId } = await test.call('sweeps.start', { paths: [path] })
      await test.finished(jobId)
    })
    const { rows } = await test.call('findings.list', {})
    expect(rows.map(({ listingTitle }) => listingTitle).sort()).toEqual([
      'Harbour',
      'Lighthouse',
      'PAPER MOON',
    ])
    await test.dispose()
  })
})

describe('a fuzzy sweep', () => {
  const listing = (rows: readonly string[]) =>
    ['title,artist,album,year,track_number,uploader', ...rows].join('\n')

  it('compares year and place on the same album, and says so', async () => {
    const [found] = await sweep(listing(['Paper Moons,Luna Vale,Harbour,2021-05-01,3,']), true)
    expect(found?.recordingId).toBe('1')
    expect(found?.reasons).toEqual(
      expect.arrayContaining(['Same album', 'Same track number', 'Same year, 2021']) as string[],
    )
  })

  it('takes a place on another album for nothing, and another year for a difference', async () => {
    const [found] = await sweep(listing(['Paper Moons,Luna Vale,Best Of,2015,3,']), true)
    expect(found?.reasons).toContain('Another year, 2015')
    expect(found?.reasons.join()).not.toContain('track number')
  })

  it('takes who offers a listing for its artist when none is named, and says when it carries that name', async () => {
    const rows = 'title,channel\nPaper Moons,Luna Vale - Topic\nPaper Moon,Luna Vale\nPaper Moon,Somebody\n'
    const findings = await sweep(rows, true)
    expect(findings.map(({ row }) => row)).toContain(2)
    expect(findings.find(({ row }) => row === 2)?.reasons).toContain(
      'Offered by an account with the artist’s name, “Luna Vale”',
    )
    expect(findings.map(({ row }) => row)).not.toContain(3)
  })
})

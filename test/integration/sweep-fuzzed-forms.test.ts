import fc from 'fast-check'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { sweepFiles } from '../../electron/core/watch/index.ts'
import { databaseOf, publishedRows, publishedSchema } from '../fixtures/sweep/database-bytes.ts'
import { parquetOf } from '../fixtures/sweep/parquet-bytes.ts'
import { wanted } from '../fixtures/sweep/sweep-content.ts'
import { tarOf } from '../fixtures/sweep/tar-bytes.ts'
import { zipOf } from '../fixtures/sweep/zip-bytes.ts'

// Files cut off and with bytes changed anywhere, swept together with a sound one: they are swept or fail by name, and
// nothing of the sound one is lost. The kinds that `sweep-extreme-input`, `-packed`, `-parquet`, `-sqlite` and
// `-other-formats` do not change: Discogs data, a database with GTINs to be found in it, and file tables.

const id = `T${'0'.repeat(20)}1`
const sound = `id,title,artist,isrc\n${id},Paper Moon,Luna Vale,USS1Z9900001\n`
const discogs = `<?xml version="1.0"?><releases>${Array.from(
  { length: 5 },
  (_, at) =>
    `<release id="${String(at)}"><artists><artist><name>Luna Vale</name></artist></artists><title>Harbour</title>
     <tracklist><track><position>1</position><title>Paper Moon</title><duration>3:20</duration></track></tracklist>
     <identifiers><identifier type="Barcode" value="602435000015" /></identifiers></release>`,
).join('')}</releases>`
const fileRows = Array.from({ length: 40 }, (_, at) => [
  ...['success', at === 20 ? id : `T${String(at).padStart(21, '0')}x`.slice(0, 22), `${String(at)}.ogg`],
])
const fileColumns = 'status,track_id,filename'
const csv = [fileColumns, ...fileRows.map((row) => row.join(','))].join('\n')
const jsonLines = fileRows.map(([status, track_id, filename]) =>
  JSON.stringify({ status, track_id, filename }),
)

const catalogue = wanted.map((entry) => ({
  ...entry,
  releases: [{ gtin: '00602435000015', title: 'Harbour' }],
}))
const files: Record<string, Buffer> = {}
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-fuzzed-'))
  const database = databaseOf('CREATE TABLE f (status TEXT, track_id TEXT, filename TEXT)', { f: fileRows })
  Object.assign(files, {
    discogs: Buffer.from(discogs),
    'discogs in gzip': zlib.gzipSync(discogs),
    'a database with GTINs': databaseOf(publishedSchema, publishedRows(60)),
    'a file table': Buffer.from(csv),
    'a file table in JSON Lines': Buffer.from(jsonLines.join('\n')),
    'a file table in Parquet': await parquetOf(
      `SELECT 'success' AS status, '${id}' AS track_id, i || '.ogg' AS filename FROM range(40) t(i)`,
    ),
    'a file table in a database': database,
    'file tables in a tar': tarOf({ 'a.csv': csv, 'b.sqlite3': database }),
    'file tables in a zip': await zipOf({ 'a.csv': csv, 'b.sqlite3': database }),
  })
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function sweep(bytes: Uint8Array) {
  const paths = [join(folder, 'broken'), join(folder, 'sound.csv')] as const
  writeFileSync(paths[0], bytes)
  writeFileSync(paths[1], sound)
  const found: string[] = []
  const reports = await sweepFiles({
    files: paths,
    catalogue,
    onFinding: ({ file }) => found.push(file),
    blockBytes: 16_384,
  })
  expect(readFileSync(paths[0]).length).toBe(bytes.length)
  return { reports, found, paths }
}

it.each([
  'discogs',
  'discogs in gzip',
  'a database with GTINs',
  'a file table',
  'a file table in JSON Lines',
  'a file table in Parquet',
  'a file table in a database',
  'file tables in a tar',
  'file tables in a zip',
])('cut off or changed anywhere is swept or fails by name: %s', async (name) => {
  const whole = files[name]!
  const untouched = await sweep(whole)
  expect(untouched.reports.map(({ error }) => error)).toEqual([null, null])
  expect(untouched.found).toContain(untouched.paths[0])
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
      fc.nat(whole.length),
      async (changes, length) => {
        const broken = Buffer.from(whole)
        for (const [at, byte] of changes) broken[at] = byte
        const { reports, found, paths } = await sweep(length % 3 === 0 ? broken.subarray(0, length) : broken)
        const [first, second] = reports
        if (first?.error) expect(first.error.code).toMatch(/^FILE_|NO_USABLE_COLUMNS/)
        expect([second?.error, found.filter((file) => file === paths[1])]).toEqual([null, [paths[1]]])
      },
    ),
    { numRuns: 60, seed: 23 },
  )
})

import { once } from 'node:events'
import { closeSync, createReadStream, openSync, readFileSync } from 'node:fs'
import { createZstdDecompress } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { sweepFiles } from '../../../electron/core/watch/index.ts'
import { unpackingSource } from '../../../electron/core/watch/engine/byte-source.ts'
import { testResources } from '../../support/resources.ts'

// One measured sweep in a process of its own, so that memory is counted for it alone. Arguments: who sweeps
// (`own`, `own-codes` for codes alone, `duckdb-isrc`, `duckdb-all`, or what only unpacks: `unzstd`, the way we do, and `node-zstd`, Node's stream by
// itself), listing file, catalogue file, threads. Prints one line of JSON.

const [who = 'own', listings = '', catalogue = '', threads = '2'] = process.argv.slice(2)

interface Outcome {
  readonly rows: number
  readonly found: number
}

async function own(codesOnly: boolean): Promise<Outcome> {
  const table = parse<Record<string, string>>(readFileSync(catalogue), { columns: true })
  const entries = table.map(({ id = '', isrc = '', title = '', artist = '', duration_ms = '' }) => ({
    ...{ id, title, artist, version: '', isrcs: [isrc], durationMs: Number(duration_ms) },
  }))
  const rows = new Set<number>()
  const [report] = await sweepFiles({
    files: [listings],
    catalogue: entries,
    workerScript: testResources().sweepWorker,
    sweepers: Number(threads),
    codesOnly,
    onFinding: ({ row }) => rows.add(row),
  })
  if (report?.error !== null) throw report?.error ?? new Error('nothing was swept')
  return { rows: report.rows, found: rows.size }
}

const csvColumns = `{'id': 'VARCHAR', 'title': 'VARCHAR', 'artist': 'VARCHAR', 'album': 'VARCHAR', 'isrc': 'VARCHAR',
  'duration_ms': 'INTEGER', 'label': 'VARCHAR', 'url': 'VARCHAR', 'uploader': 'VARCHAR'}`
const jsonColumns = `{'metadata': 'STRUCT(id VARCHAR, name VARCHAR, artists STRUCT(name VARCHAR)[],
  external_ids STRUCT(isrc VARCHAR))'}`

/** The rows as DuckDB reads them when told everything it could otherwise guess. */
function source(): string {
  if (listings.endsWith('.parquet')) return `read_parquet('${listings}')`
  return listings.includes('.jsonl')
    ? `(SELECT metadata.name AS title, metadata.artists[1].name AS artist, metadata.external_ids.isrc AS isrc
        FROM read_json('${listings}', format = 'newline_delimited', columns = ${jsonColumns}))`
    : `read_csv('${listings}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = ${csvColumns})`
}

/** What Node's decoder takes by itself. It reads one frame and no more. */
async function nodeZstd(): Promise<Outcome> {
  const unpacked = createReadStream(listings).pipe(createZstdDecompress())
  await once(unpacked.resume(), 'end')
  return { rows: 0, found: 0 }
}

/** What unpacking takes by itself, with the same decoder. */
async function unzstd(): Promise<Outcome> {
  const fd = openSync(listings, 'r')
  const source = unpackingSource(fd, [{ kind: 'zstd' }], 1 << 20)
  const into = Buffer.alloc(1 << 20)
  let got = await source.read(into, 0)
  while (got > 0) got = await source.read(into, 0)
  await source.close()
  closeSync(fd)
  return { rows: 0, found: 0 }
}

/** `all`: title and artist too, in the nearest that SQL has to the fold. */
async function duckDb(all: boolean): Promise<Outcome> {
  // Loaded only where it is used: its library alone takes tens of megabytes.
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', { threads })
  const connection = await instance.connect()
  await connection.run(
    `CREATE MACRO fold(x) AS regexp_replace(lower(strip_accents(replace(x, '&', 'and'))), '[^\\p{L}\\p{N}]', '', 'g')`,
  )
  await connection.run(
    `CREATE TABLE own AS SELECT isrc, fold(title) || '|' || fold(artist) AS track FROM read_csv('${catalogue}')`,
  )
  const byText = all ? `OR fold(title) || '|' || fold(artist) IN (SELECT track FROM own)` : ''
  const result = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER,
       (count(*) FILTER (upper(replace(isrc, '-', '')) IN (SELECT isrc FROM own) ${byText}))::INTEGER FROM ${source()}`,
  )
  const [rows, found] = result.getRows()[0] ?? []
  return { rows: Number(rows), found: Number(found) }
}

const began = performance.now()
const contestants: Readonly<Record<string, () => Promise<Outcome>>> = {
  own: () => own(false),
  'own-codes': () => own(true),
  unzstd,
  'node-zstd': nodeZstd,
}
const outcome = await (contestants[who]?.() ?? duckDb(who === 'duckdb-all'))
const ms = performance.now() - began
const { user, system } = process.cpuUsage()
const { maxRSS } = process.resourceUsage()
console.log(
  JSON.stringify({ ...outcome, ms, cpuMs: (user + system) / 1000, megabytes: Math.round(maxRSS / 1024) }),
)

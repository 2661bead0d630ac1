import BetterSqlite from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openTestCore } from '../support/core.ts'
import { runs } from '../support/ffmpeg.ts'
import { catalogueTable } from './support/catalogue-table.ts'
import { median, percentile } from './support/statistics.ts'

// Checking and importing a catalogue table with every check, and searching it afterwards, beside what only loads the
// same table into a table of its own: the import command of sqlite3, and DuckDB.

const rows = 200_000
const rounds = 3
const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
const path = join(folder, 'catalogue.csv')
writeFileSync(path, catalogueTable(rows))

async function importOnce(): Promise<{
  readonly previewMs: number
  readonly commitMs: number
  readonly searchMs: readonly number[]
}> {
  const core = await openTestCore()
  try {
    const { dialect, mapping } = await core.call('imports.inspect', { path })
    let began = performance.now()
    const { importId, jobId } = await core.call('imports.preview', { path, dialect, mapping })
    await core.finished(jobId)
    const previewMs = performance.now() - began
    began = performance.now()
    await core.finished((await core.call('imports.commit', { importId })).jobId)
    const commitMs = performance.now() - began
    const { counts } = await core.call('imports.get', { importId })
    if (counts.create !== rows) throw new Error(`expected ${rows} recordings, got ${counts.create}`)
    return { previewMs, commitMs, searchMs: await searches(core) }
  } finally {
    await core.dispose()
  }
}

async function searches(core: Awaited<ReturnType<typeof openTestCore>>): Promise<readonly number[]> {
  const times: number[] = []
  for (const word of [
    'silver river',
    'hollow',
    'qz7aa12',
    'björk',
    'mot',
    '1999',
    'electrique sat',
    'quiet machine 77',
  ]) {
    for (let length = 1; length <= word.length; length++) {
      const began = performance.now()
      await core.call('recordings.list', { search: word.slice(0, length), limit: 100 })
      times.push(performance.now() - began)
    }
  }
  return times
}

async function duckDb(): Promise<number> {
  const began = performance.now()
  const instance = await DuckDBInstance.create(join(folder, `peer-${String(Math.random()).slice(2)}.duckdb`))
  const connection = await instance.connect()
  await connection.run(`CREATE TABLE catalogue AS SELECT * FROM read_csv('${path}')`)
  connection.closeSync()
  instance.closeSync()
  return performance.now() - began
}

const hasSqlite = runs('sqlite3', '--version')
const peerName = hasSqlite
  ? 'sqlite3 .import'
  : 'rows put in as text by better-sqlite3, for sqlite3 is not installed'

/** Milliseconds in which SQLite takes the table as it is, without any check. */
function sqliteImport(): number {
  const file = join(folder, `peer-${String(Math.random()).slice(2)}.sqlite3`)
  const began = performance.now()
  if (hasSqlite) execFileSync('sqlite3', [file, `.import --csv ${path} catalogue`])
  else plainLoad(file)
  return performance.now() - began
}

/** What `.import` does with a table that has no quotation marks. */
function plainLoad(file: string): void {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const columns = header.split(',')
  const db = new BetterSqlite(file)
  db.exec(`CREATE TABLE catalogue (${columns.map((name) => `"${name}" TEXT`).join(', ')})`)
  const insert = db.prepare(`INSERT INTO catalogue VALUES (${columns.map(() => '?').join(', ')})`)
  db.transaction(() => {
    for (const line of lines) insert.run(...line.split(','))
  })()
  db.close()
}

try {
  const own: Awaited<ReturnType<typeof importOnce>>[] = []
  const peer: number[] = []
  const sqlite: number[] = []
  for (let round = 0; round < rounds; round++) {
    own.push(await importOnce())
    peer.push(await duckDb())
    sqlite.push(sqliteImport())
  }
  const rate = (ms: number) => Math.round((rows / ms) * 1000)
  const whole = median(own.map((round) => round.previewMs + round.commitMs))
  const search = own.flatMap((round) => round.searchMs)
  console.log(
    JSON.stringify({
      bench: 'import',
      rows,
      megabytes: Number((statSync(path).size / 1e6).toFixed(1)),
      rounds,
      checkRowsPerSecond: rate(median(own.map((round) => round.previewMs))),
      importRowsPerSecond: rate(median(own.map((round) => round.commitMs))),
      checkAndImportRowsPerSecond: rate(whole),
      bestCheckAndImportRowsPerSecond: rate(
        Math.min(...own.map((round) => round.previewMs + round.commitMs)),
      ),
      peer: peerName,
      peerRowsPerSecond: rate(median(sqlite)),
      timesPeer: Number((whole / median(sqlite)).toFixed(1)),
      duckDbLoadRowsPerSecond: rate(median(peer)),
      searchAsYouType: {
        calls: search.length,
        p50Ms: Number(median(search).toFixed(2)),
        p95Ms: Number(percentile(search, 0.95).toFixed(2)),
      },
    }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

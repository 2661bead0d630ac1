import { execFileSync } from 'node:child_process'
import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createZstdCompress } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { z } from 'zod'
import { generateListings } from '../../scripts/generate-listings.ts'
import { spellings } from '../../electron/core/watch/engine/database/index-lookup.ts'
import { lookupPlan } from '../../electron/core/watch/engine/database/lookup-plan.ts'
import { PagedFile } from '../../electron/core/watch/engine/database/paged-file.ts'
import { sweepFiles } from '../../electron/core/watch/index.ts'
import { trackCode, writeIndexedDatabase } from './support/indexed-database.ts'
import { median } from './support/statistics.ts'

// Sweeps of packed files, Parquet and databases for a thousand recordings, each beside what bounds it: a packed file
// beside unpacking it alone (by the `zstd` on this computer when there is one, by Node's decoder fed by itself, and by
// the same decoder the way we feed it, frame by frame), Parquet beside DuckDB, once
// looking for codes alone and once for the same as we do, and lookups in an indexed database by themselves, warm: the probes alone, and
// the whole sweep with artists, albums and comparison. Each
// measurement but the last runs in a process of its own; rounds are interleaved. Argument: rows, 1,000,000 unless given; a
// packed file has four times as many, so that starting a process, which unpacking alone takes no part in, counts little.

const rows = Number(process.argv[2] ?? 1_000_000)
const packedRows = 4 * rows
const rounds = 3
const hits = 1000
const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
const script = fileURLToPath(new URL('support/sweep-run.ts', import.meta.url))
const measurement = z.object({ rows: z.int(), found: z.int(), ms: z.number(), megabytes: z.number() })
type Measurement = z.infer<typeof measurement>

function run(who: string, listings: string, catalogue: string, threads = '2'): Measurement {
  const printed = execFileSync(process.execPath, [script, who, listings, catalogue, threads], {
    encoding: 'utf8',
  })
  return measurement.parse(JSON.parse(printed))
}

function ownMust(measured: Measurement, wanted: number): Measurement {
  if (measured.rows !== wanted || measured.found !== hits) {
    throw new Error(`saw ${String(measured.rows)} rows and found ${String(measured.found)}`)
  }
  return measured
}

/** The program on this computer, to nowhere; null when there is none. */
function zstdAlone(path: string): number | null {
  const began = performance.now()
  try {
    execFileSync('zstd', ['-dcq', path], { stdio: ['ignore', 'ignore', 'ignore'] })
    return performance.now() - began
  } catch {
    return null
  }
}

const seconds = (ms: number) => Number((ms / 1000).toFixed(2))
const ratio = (one: number, other: number) => Number((one / other).toFixed(2))

/** Interleaves the rounds of several contestants and gives the median of each. */
function interleaved<Name extends string>(
  contestants: Readonly<Record<Name, () => number | null>>,
): Record<Name, number | null> {
  const times = new Map<Name, (number | null)[]>()
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(contestants) as Name[]) {
      times.set(name, [...(times.get(name) ?? []), contestants[name]()])
    }
  }
  const entries = [...times].map(([name, all]) => {
    const known = all.filter((ms) => ms !== null)
    return [name, known.length === 0 ? null : median(known)]
  })
  return Object.fromEntries(entries) as Record<Name, number | null>
}

async function measureZstd() {
  const made = await generateListings({
    ...{
      folder: join(folder, 'zstd'),
      rows: packedRows,
      recordings: 1000,
      hits,
      decoys: 1000,
      format: 'jsonl',
      gzip: false,
      seed: 1,
    },
  })
  const packed = `${made.listings}.zst`
  await pipeline(createReadStream(made.listings), createZstdCompress(), createWriteStream(packed))
  const megabytes = Math.round(statSync(made.listings).size / 1e6)
  rmSync(made.listings)
  let peak = 0
  const ms = interleaved({
    own: () => {
      const measured = ownMust(run('own', packed, made.catalogue), packedRows)
      peak = Math.max(peak, measured.megabytes)
      return measured.ms
    },
    nodeAlone: () => run('node-zstd', packed, made.catalogue).ms,
    framesAlone: () => run('unzstd', packed, made.catalogue).ms,
    zstdAlone: () => zstdAlone(packed),
  })
  const { own, nodeAlone, framesAlone, zstdAlone: program } = ms
  return {
    megabytes,
    ownSeconds: seconds(own ?? 0),
    ownPeakMegabytes: peak,
    nodeAloneSeconds: seconds(nodeAlone ?? 0),
    framesAloneSeconds: seconds(framesAlone ?? 0),
    zstdAloneSeconds: program === null ? null : seconds(program),
    timesNodeAlone: ratio(own ?? 0, nodeAlone ?? 1),
    timesFramesAlone: ratio(own ?? 0, framesAlone ?? 1),
    timesZstdAlone: program === null ? null : ratio(own ?? 0, program),
  }
}

async function measureParquet() {
  const made = await generateListings({
    ...{
      folder: join(folder, 'parquet'),
      rows,
      recordings: 1000,
      hits,
      decoys: 1000,
      format: 'csv',
      gzip: false,
      seed: 1,
    },
  })
  const path = join(folder, 'listings.parquet')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const source = `read_csv('${made.listings}', all_varchar = true, header = true)`
  await connection.run(
    `COPY (SELECT * REPLACE (CAST(duration_ms AS INTEGER) AS duration_ms) FROM ${source}) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
  )
  connection.closeSync()
  rmSync(made.listings)
  let peak = 0
  const { own, isrcOnly, sameTask } = interleaved({
    own: () => {
      const measured = ownMust(run('own', path, made.catalogue), rows)
      peak = Math.max(peak, measured.megabytes)
      return measured.ms
    },
    isrcOnly: () => run('duckdb-isrc', path, made.catalogue).ms,
    sameTask: () => run('duckdb-all', path, made.catalogue).ms,
  })
  return {
    megabytes: Math.round(statSync(path).size / 1e6),
    ownSeconds: seconds(own ?? 0),
    ownPeakMegabytes: peak,
    duckDbIsrcOnlySeconds: seconds(isrcOnly ?? 0),
    duckDbSameTaskSeconds: seconds(sameTask ?? 0),
    timesDuckDbIsrcOnly: ratio(own ?? 0, isrcOnly ?? 1),
    timesDuckDbSameTask: ratio(own ?? 0, sameTask ?? 1),
  }
}

async function measureLookups() {
  const path = join(folder, 'indexed.sqlite3')
  writeIndexedDatabase(path, rows)
  const step = Math.floor(rows / 1000)
  const catalogue = Array.from({ length: 1000 }, (_, at) => ({
    ...{
      id: String(at),
      title: 'x',
      version: '',
      artist: 'y',
      isrcs: [trackCode(at * step)],
      durationMs: null,
    },
  }))
  const times: number[] = []
  for (let round = 0; round < 9; round++) {
    const found = new Set<string>()
    const began = performance.now()
    await sweepFiles({ files: [path], catalogue, onFinding: ({ recordingId }) => found.add(recordingId) })
    times.push(performance.now() - began)
    if (found.size !== 1000) throw new Error(`found ${String(found.size)} of 1000`)
  }
  const probes = Array.from({ length: 9 }, () =>
    probeAlone(
      path,
      catalogue.map(({ isrcs }) => isrcs[0] ?? ''),
    ),
  )
  return {
    megabytes: Math.round(statSync(path).size / 1e6),
    probesMilliseconds: Math.round(median(probes.slice(2))),
    firstMilliseconds: Math.round(times[0] ?? 0),
    warmMilliseconds: Math.round(median(times.slice(2))),
  }
}

/** Opens the database, looks up each code and its row, and does nothing with it. */
function probeAlone(path: string, codes: readonly string[]): number {
  const began = performance.now()
  const fd = openSync(path, 'r')
  const file = PagedFile.open(fd)
  const tables = file === null ? null : lookupPlan(file.schema(), file.header)
  let rowsFound = 0
  for (const { indexRoot, collation, table } of tables ?? []) {
    for (const code of codes.flatMap((isrc) => spellings(isrc, collation))) {
      for (const rowid of file?.rowidsOf(indexRoot, code, collation) ?? []) {
        if (file?.row(table.rootPage, rowid) !== null) rowsFound++
      }
    }
  }
  closeSync(fd)
  if (rowsFound !== codes.length) throw new Error(`found ${String(rowsFound)} rows`)
  return performance.now() - began
}

try {
  const [zstd, parquet] = [await measureZstd(), await measureParquet()]
  const lookups = await measureLookups()
  console.log(JSON.stringify({ bench: 'sweep-sources', rows, planted: hits, rounds, zstd, parquet, lookups }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

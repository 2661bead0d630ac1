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
import { createZstdCompress, zstdCompressSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { z } from 'zod'
import { generateListings } from '../../scripts/generate-listings.ts'
import { spellings } from '../../electron/core/watch/engine/database/index-lookup.ts'
import { lookupPlan } from '../../electron/core/watch/engine/database/lookup-plan.ts'
import { PagedFile } from '../../electron/core/watch/engine/database/paged-file.ts'
import { sweepFiles } from '../../electron/core/watch/index.ts'
import { trackCode, writeIndexedDatabase } from './support/indexed-database.ts'
import { sweepByProgram } from './support/program-sweep.ts'
import { median } from './support/statistics.ts'

// Sweeps of packed files, Parquet and databases for a thousand recordings, for codes alone and for codes and equal names,
// each beside what bounds it: a packed file, of one frame and of many as the published ones are, beside unpacking it alone
// (by the `zstd` on this computer when there is one, by Node's decoder fed by itself, and by the same decoder the way we
// feed it), Parquet beside DuckDB, once for codes alone and once for codes and equal names, and lookups in an indexed
// database by themselves, warm: the probes alone, and the whole sweep with artists, albums and comparison. Sweeps of files
// are those of the built command line, from the start of its process to the end. Rounds are interleaved. Argument: rows,
// 10,000,000 unless given; the database has a tenth of them.

const rows = Number(process.argv[2] ?? 10_000_000)
const databaseRows = rows / 10
const rounds = 3
const hits = 1000
const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
const script = fileURLToPath(new URL('support/sweep-run.ts', import.meta.url))
const measurement = z.object({ ms: z.number() })

/** Milliseconds of another way to read the file. */
function run(who: string, listings: string, catalogue: string): number {
  const printed = execFileSync(process.execPath, [script, who, listings, catalogue, '2'], {
    encoding: 'utf8',
  })
  return measurement.parse(JSON.parse(printed)).ms
}

/** Our own sweeps of one file, and the memory they took at most. */
function ownSweeps(path: string, catalogue: string) {
  const peak = { codes: 0, names: 0 }
  const sweep = (what: keyof typeof peak) => () => {
    const options = what === 'codes' ? ['--codes-only'] : []
    const { rows: seen, found, ms, megabytes } = sweepByProgram(path, catalogue, folder, options)
    // Half of what is planted is to be found by its codes.
    if (seen !== rows || found !== (what === 'codes' ? hits / 2 : hits))
      throw new Error(`saw ${String(seen)} rows and found ${String(found)}`)
    peak[what] = Math.max(peak[what], megabytes)
    return ms
  }
  return { peak, codes: sweep('codes'), names: sweep('names') }
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

/** Packs a file in one frame, or in frames of this many bytes. */
async function pack(path: string, frameBytes: number | null): Promise<string> {
  const packed = `${path}.${frameBytes === null ? 'one' : 'many'}.zst`
  const out = createWriteStream(packed)
  if (frameBytes === null) await pipeline(createReadStream(path), createZstdCompress(), out)
  else
    await pipeline(
      createReadStream(path, { highWaterMark: frameBytes }),
      async function* (parts: AsyncIterable<Buffer>) {
        for await (const part of parts) yield zstdCompressSync(part)
      },
      out,
    )
  return packed
}

async function measureZstd() {
  const made = await generateListings({
    ...{ folder: join(folder, 'zstd'), rows, recordings: 1000, hits, decoys: 1000 },
    ...{ format: 'jsonl', gzip: false, seed: 1 },
  })
  const megabytes = Math.round(statSync(made.listings).size / 1e6)
  const files = { oneFrame: await pack(made.listings, null), frames: await pack(made.listings, 10 << 20) }
  rmSync(made.listings)
  const measured = Object.entries(files).map(([name, path]) => {
    const { peak, ...own } = ownSweeps(path, made.catalogue)
    const { codes, names, ...alone } = interleaved({
      ...own,
      // Node's stream reads the first frame only.
      nodeAlone: () => (name === 'oneFrame' ? run('node-zstd', path, made.catalogue) : null),
      sameDecoderAlone: () => run('unzstd', path, made.catalogue),
      zstdAlone: () => zstdAlone(path),
    })
    const times = (what: number | null) =>
      alone.zstdAlone === null ? null : ratio(what ?? 0, alone.zstdAlone)
    const told = Object.entries({ codes, names, ...alone }).map(
      ([who, ms]) => [who, ms && seconds(ms)] as const,
    )
    return [
      name,
      {
        ...{ packedMegabytes: Math.round(statSync(path).size / 1e6), seconds: Object.fromEntries(told) },
        peakMegabytes: peak,
        ...{ codesTimesZstdAlone: times(codes), namesTimesZstdAlone: times(names) },
      },
    ] as const
  })
  return { megabytes, ...Object.fromEntries(measured) }
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
  const { peak, ...own } = ownSweeps(path, made.catalogue)
  const ms = interleaved({
    ...own,
    duckDbCodes: () => run('duckdb-isrc', path, made.catalogue),
    duckDbNames: () => run('duckdb-all', path, made.catalogue),
  })
  return {
    megabytes: Math.round(statSync(path).size / 1e6),
    seconds: Object.fromEntries(Object.entries(ms).map(([who, taken]) => [who, seconds(taken ?? 0)])),
    peakMegabytes: peak,
    codesTimesDuckDbCodes: ratio(ms.codes ?? 0, ms.duckDbCodes ?? 1),
    namesTimesDuckDbNames: ratio(ms.names ?? 0, ms.duckDbNames ?? 1),
  }
}

async function measureLookups() {
  const path = join(folder, 'indexed.sqlite3')
  writeIndexedDatabase(path, databaseRows)
  const step = Math.floor(databaseRows / 1000)
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

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateListings } from '../../scripts/generate-listings.ts'
import { type Measurement, measurement, sweepByProgram } from './support/program-sweep.ts'
import { median } from './support/statistics.ts'

// Sweeping a large listing file for a thousand recordings, with half of the planted hits to be found by ISRC in any
// spelling and half by title and artist, beside DuckDB on the same file: once looking for codes alone, once for codes and
// equal names as far as SQL can say it. `codes` and `names` are the built command line as users run it, with and without
// --codes-only, measured from the start of its process to the end; DuckDB is measured from the loading of its library
// on, and told everything about the file that we find out. Each measurement runs in a process of its own; rounds are
// interleaved. Argument: rows, 10,000,000 unless given.

const rows = Number(process.argv[2] ?? 10_000_000)
const rounds = 3
const hits = 1000
const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
const script = fileURLToPath(new URL('support/sweep-run.ts', import.meta.url))

const contestants = ['codes', 'duckDbCodes', 'names', 'duckDbNames'] as const
type Contestant = (typeof contestants)[number]

function run(contestant: Contestant, listings: string, catalogue: string): Measurement {
  if (contestant === 'codes') return sweepByProgram(listings, catalogue, folder, ['--codes-only'])
  if (contestant === 'names') return sweepByProgram(listings, catalogue, folder)
  const who = contestant === 'duckDbCodes' ? 'duckdb-isrc' : 'duckdb-all'
  const printed = execFileSync(process.execPath, [script, who, listings, catalogue, '2'], {
    encoding: 'utf8',
  })
  return measurement.parse(JSON.parse(printed))
}

/** What we must find: by their codes half of what is planted. */
const must: Readonly<Partial<Record<Contestant, number>>> = { codes: hits / 2, names: hits }

function summary(all: readonly Measurement[], bytes: number) {
  const ms = median(all.map((one) => one.ms))
  return {
    seconds: Number((ms / 1000).toFixed(2)),
    millionRowsPerSecond: Number((rows / ms / 1000).toFixed(2)),
    megabytesPerSecond: Math.round(bytes / ms / 1000),
    cpuSeconds: Number((median(all.map((one) => one.cpuMs)) / 1000).toFixed(2)),
    peakMegabytes: Math.max(...all.map((one) => one.megabytes)),
    found: all[0]?.found ?? 0,
  }
}

async function measure(format: 'csv' | 'jsonl') {
  const made = await generateListings({
    ...{
      folder: join(folder, format),
      rows,
      recordings: 1000,
      hits,
      decoys: 1000,
      format,
      gzip: false,
      seed: 1,
    },
  })
  const bytes = statSync(made.listings).size
  const results = new Map<Contestant, Measurement[]>()
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      const measured = run(contestant, made.listings, made.catalogue)
      if (measured.rows !== rows) throw new Error(`${contestant} saw ${String(measured.rows)} rows`)
      const wanted = must[contestant] ?? measured.found
      if (measured.found !== wanted) {
        throw new Error(`${contestant} found ${String(measured.found)} of ${String(wanted)}`)
      }
      results.set(contestant, [...(results.get(contestant) ?? []), measured])
    }
  }
  rmSync(made.listings)
  const of = (contestant: Contestant) => summary(results.get(contestant) ?? [], bytes)
  const ratio = (own: Contestant, peer: Contestant) =>
    Number((of(own).millionRowsPerSecond / of(peer).millionRowsPerSecond).toFixed(2))
  return {
    megabytes: Math.round(bytes / 1e6),
    ...Object.fromEntries(contestants.map((name) => [name, of(name)])),
    codesTimesDuckDbCodes: ratio('codes', 'duckDbCodes'),
    namesTimesDuckDbNames: ratio('names', 'duckDbNames'),
    namesTimesDuckDbCodes: ratio('names', 'duckDbCodes'),
  }
}

try {
  const [csv, jsonl] = [await measure('csv'), await measure('jsonl')]
  console.log(JSON.stringify({ bench: 'sweep', rows, planted: hits, rounds, csv, jsonl }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateListings } from '../../scripts/generate-listings.ts'
import { type Measurement, measurement, sweepByProgram } from './support/program-sweep.ts'
import { median } from './support/statistics.ts'

// Sweeping a large listing file for a thousand recordings, with half of the planted hits to be found by ISRC in any
// spelling and half by title and artist, beside DuckDB on the same file: once looking for codes alone, once for the
// same as we do as far as SQL can say it. `own` is the built command line as users run it, measured from the start of
// its process to the end; DuckDB is measured from the loading of its library on, and told everything about the file
// that we find out. Each measurement runs in a process of its own; rounds are interleaved. Argument: rows, 2,000,000
// unless given.

const rows = Number(process.argv[2] ?? 2_000_000)
const rounds = 3
const hits = 1000
const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
const script = fileURLToPath(new URL('support/sweep-run.ts', import.meta.url))

const contestants = {
  own: null,
  ownOneThreadFromSource: ['own', '1'],
  duckDbIsrcOnly: ['duckdb-isrc', '2'],
  duckDbSameTask: ['duckdb-all', '2'],
} as const
type Contestant = keyof typeof contestants

function run(contestant: Contestant, listings: string, catalogue: string): Measurement {
  const given = contestants[contestant]
  if (given === null) return sweepByProgram(listings, catalogue, folder)
  const [who, threads] = given
  const printed = execFileSync(process.execPath, [script, who, listings, catalogue, threads], {
    encoding: 'utf8',
  })
  return measurement.parse(JSON.parse(printed))
}

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
    for (const contestant of Object.keys(contestants) as Contestant[]) {
      const measured = run(contestant, made.listings, made.catalogue)
      if (measured.rows !== rows) throw new Error(`${contestant} saw ${String(measured.rows)} rows`)
      if (contestant.startsWith('own') && measured.found !== hits) {
        throw new Error(`${contestant} found ${String(measured.found)} of ${String(hits)}`)
      }
      results.set(contestant, [...(results.get(contestant) ?? []), measured])
    }
  }
  rmSync(made.listings)
  const of = (contestant: Contestant) => summary(results.get(contestant) ?? [], bytes)
  const ratio = (peer: Contestant) =>
    Number((of('own').millionRowsPerSecond / of(peer).millionRowsPerSecond).toFixed(2))
  return {
    megabytes: Math.round(bytes / 1e6),
    ...Object.fromEntries((Object.keys(contestants) as Contestant[]).map((name) => [name, of(name)])),
    timesDuckDbSameTask: ratio('duckDbSameTask'),
    timesDuckDbIsrcOnly: ratio('duckDbIsrcOnly'),
  }
}

try {
  const [csv, jsonl] = [await measure('csv'), await measure('jsonl')]
  console.log(JSON.stringify({ bench: 'sweep', rows, planted: hits, rounds, csv, jsonl }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

import { mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateListings } from '../../scripts/generate-listings.ts'
import { sweepByProgram } from './support/program-sweep.ts'

// Whether twice the rows take twice the time and the same memory: sweeps of generated CSV files of growing length for
// the same thousand recordings by the built program, from the start of its process to the end. Sizes for which the disk has no room are left out, and said
// so. Arguments: rows in millions, `1 10 50` unless given.

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 10, 50]
const rounds = 2
const hits = 1000
const bytesPerRow = 200
const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))

function hasRoomFor(bytes: number): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > 1.5 * bytes
}

async function measure(rows: number) {
  const made = await generateListings({
    ...{ folder: join(folder, String(rows)), rows, recordings: 1000, hits, decoys: 1000 },
    ...{ format: 'csv', gzip: false, seed: 1 },
  })
  const all = Array.from({ length: rounds }, () => {
    const measured = sweepByProgram(made.listings, made.catalogue, folder)
    if (measured.rows !== rows || measured.found !== hits) {
      throw new Error(`saw ${String(measured.rows)} rows and found ${String(measured.found)}`)
    }
    return measured
  })
  const bytes = statSync(made.listings).size
  rmSync(made.listings)
  const ms = Math.min(...all.map((one) => one.ms))
  return {
    ...{ rows, fileMegabytes: Math.round(bytes / 1e6), seconds: Number((ms / 1000).toFixed(2)) },
    microsecondsPerRow: Number(((ms * 1000) / rows).toFixed(3)),
    // Says the same on a computer that others use as well.
    cpuMicrosecondsPerRow: Number(((Math.min(...all.map(({ cpuMs }) => cpuMs)) * 1000) / rows).toFixed(3)),
    peakMegabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
  }
}

try {
  const measured = []
  const leftOut = []
  for (const rows of sizes.map((millions) => millions * 1_000_000)) {
    if (hasRoomFor(rows * bytesPerRow)) measured.push(await measure(rows))
    else leftOut.push(rows)
  }
  console.log(JSON.stringify({ bench: 'sweep-scale', planted: hits, rounds, measured, leftOut }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

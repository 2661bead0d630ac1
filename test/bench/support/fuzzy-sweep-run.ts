import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { sweepFiles } from '../../../electron/core/watch/index.ts'
import type { CatalogueEntry } from '../../../electron/core/watch/engine/packed-catalogue.ts'
import { testResources } from '../../support/resources.ts'

// One measured fuzzy sweep in a process of its own, so that memory is counted for it alone. Arguments: listing file,
// catalogue file, threads (0: in the main thread). Prints one line of JSON: the findings, and what they took.

const [listings = '', catalogue = '', threads = '1', mode = 'fuzzy'] = process.argv.slice(2)

const recording = z.object({
  id: z.string(),
  isrc: z.string(),
  title: z.string(),
  artist: z.string(),
  durationMs: z.number(),
})

/** The recordings one by one: all of them at once would count as memory of the sweep. */
function* recordings(): Generator<CatalogueEntry> {
  for (const line of readFileSync(catalogue, 'utf8').trimEnd().split('\n')) {
    const { isrc, ...names } = recording.parse(JSON.parse(line))
    yield { ...names, version: '', isrcs: [isrc] }
  }
}

const findings: (readonly [number, string, string])[] = []
const began = performance.now()
const [report] = await sweepFiles({
  files: [listings],
  catalogue: recordings(),
  workerScript: testResources().sweepWorker,
  sweepers: Number(threads),
  fuzzy: mode === 'fuzzy',
  onFinding: ({ row, recordingId, verdict }) => findings.push([row, recordingId, verdict]),
})
const ms = performance.now() - began
if (report?.error !== null) throw report?.error ?? new Error('nothing was swept')
const { user, system } = process.cpuUsage()
console.log(
  JSON.stringify({
    ms,
    cpuMs: (user + system) / 1000,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    rows: report.rows,
    findings,
  }),
)

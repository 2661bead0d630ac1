import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const meter = fileURLToPath(new URL('process-meter.mjs', import.meta.url))
const program = fileURLToPath(new URL('../../../out/cli/refrain.cjs', import.meta.url))
const taken = z.object({ ms: z.number(), cpuMs: z.number(), megabytes: z.number() })

/** What a sweep took, and how many rows it saw and found. */
export const measurement = taken.extend({ rows: z.int(), found: z.int() })
export type Measurement = z.infer<typeof measurement>

/**
 * Sweeps by the built program as users run it, from the start of its process to the end; it uses as many threads as there
 * are processors. Files of its own are made in `folder` and removed.
 */
export function sweepByProgram(
  listings: string,
  catalogue: string,
  folder: string,
  options: readonly string[] = [],
): Measurement {
  const out = join(folder, 'found.csv')
  const meterFile = join(folder, 'taken.json')
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', meter, program, 'sweep', listings, '--catalog', catalogue, '--out', out, ...options],
    { encoding: 'utf8', env: { ...process.env, PROCESS_METER: meterFile } },
  )
  const seen = /: (\d+) rows/.exec(stderr)
  if (status !== 1 || seen === null) throw new Error(`the sweep failed: ${stderr}`)
  const findings = parse<{ listing_id: string }>(readFileSync(out), { columns: true })
  const found = new Set(findings.map(({ listing_id }) => listing_id)).size
  rmSync(out)
  return { rows: Number(seen[1]), found, ...taken.parse(JSON.parse(readFileSync(meterFile, 'utf8'))) }
}

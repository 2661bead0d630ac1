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

const findings = z.array(
  z.object({
    recording_id: z.string(),
    listing_id: z.string(),
    listing_locator: z.string(),
    verdict: z.string(),
  }),
)
/** What the program wrote of each finding. A recording's id is the number of its row in the catalogue. */
type ProgramFinding = z.infer<typeof findings>[number]

/** `findingsByProgram`, and of its findings how many rows they are of. */
export function sweepByProgram(...given: Parameters<typeof findingsByProgram>): Measurement {
  const { findings, ...taken } = findingsByProgram(...given)
  return { ...taken, found: new Set(findings.map(({ listing_id }) => listing_id)).size }
}

/**
 * Sweeps by the built program as users run it, from the start of its process to the end; it uses as many threads as there
 * are processors. Files of its own are made in `folder` and removed.
 */
export function findingsByProgram(
  listings: string,
  catalogue: string,
  folder: string,
  options: readonly string[] = [],
): Omit<Measurement, 'found'> & { readonly findings: readonly ProgramFinding[] } {
  const out = join(folder, 'found.csv')
  const meterFile = join(folder, 'taken.json')
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', meter, program, 'sweep', listings, '--catalog', catalogue, '--out', out, ...options],
    { encoding: 'utf8', env: { ...process.env, PROCESS_METER: meterFile } },
  )
  const seen = /: (\d+) rows/.exec(stderr)
  // 0: nothing was found. 1: something was.
  if ((status !== 0 && status !== 1) || seen === null) throw new Error(`the sweep failed: ${stderr}`)
  const found = findings.parse(parse(readFileSync(out), { columns: true }))
  rmSync(out)
  return {
    rows: Number(seen[1]),
    findings: found,
    ...taken.parse(JSON.parse(readFileSync(meterFile, 'utf8'))),
  }
}

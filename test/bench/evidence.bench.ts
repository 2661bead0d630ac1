import { execFileSync } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ExportResult, exportResult } from '../../electron/core/evidence/worker-protocol.ts'
import { verifyReport } from '../../shared/contract/evidence.ts'
import {
  completeCase,
  type EvidenceWorkspace,
  openEvidenceWorkspace,
} from '../integration/evidence/evidence-workspace.ts'
import { median } from './support/statistics.ts'

// Exporting and verifying a case with large attachments and one with thousands of small files, beside `sha256sum -c`
// reading and `cp -r` writing the same bundle on the same disk. Our times are of whole jobs, worker and log included;
// an export writes everything twice, as a folder and as a zip. REFRAIN_BENCH_MB sets the size of the large case (240),
// REFRAIN_BENCH_FINDINGS the number of findings of the other (2,000). `peakMegabytes` is the most memory this process
// held, with everything that runs in it. Processor time, where the system tells it, is what a busy machine changes least.

const rounds = Number(process.env.REFRAIN_BENCH_ROUNDS ?? 3)
const megabyte = 1_000_000
const large = Number(process.env.REFRAIN_BENCH_MB ?? 240) * megabyte
const shapes = [
  { shape: 'large files', findings: 10, attachments: [(2 * large) / 3, large / 3] },
  {
    shape: 'many small files',
    findings: Number(process.env.REFRAIN_BENCH_FINDINGS ?? 2_000),
    attachments: [],
  },
] as const

/** Writes a file of random bytes piece by piece, so that the measurement does not begin with a large buffer. */
function writeRandom(path: string, bytes: number): void {
  const piece = Buffer.alloc(8 * megabyte)
  for (let written = 0; written < bytes; written += piece.length) {
    appendFileSync(path, randomFillSync(piece).subarray(0, Math.min(piece.length, bytes - written)))
  }
}

/** What something took: milliseconds that went by, and of processors, its own and its processes'. */
interface Cost {
  readonly ms: number
  readonly processorMs: number
}
type Costs = Readonly<Record<'export' | 'verifyFolder' | 'verifyZip' | 'sha256sum' | 'cp', Cost>>
const never = { signal: new AbortController().signal }

/** Processor time of this process and the processes it waited for; those only where Linux tells it (proc_pid_stat(5)). */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  const own = (user + system) / 1000
  if (process.platform !== 'linux') return own
  const [, fields = ''] = readFileSync('/proc/self/stat', 'utf8').split(') ')
  const [ofUsers = 0, ofSystem = 0] = fields.split(' ').slice(13, 15).map(Number)
  const ticksPerSecond = 100
  return own + ((ofUsers + ofSystem) * 1000) / ticksPerSecond
}

async function cost<T>(work: () => T | Promise<T>): Promise<Cost & { readonly result: T }> {
  const [began, processor] = [performance.now(), processorMs()]
  const result = await work()
  return { ms: performance.now() - began, processorMs: processorMs() - processor, result }
}

function job(workspace: EvidenceWorkspace, start: () => { jobId: number } | Promise<{ jobId: number }>) {
  return cost(async () => (await workspace.finished((await start()).jobId)).result)
}

async function verified(workspace: EvidenceWorkspace, path: string): Promise<Cost> {
  const { result, ...spent } = await job(workspace, () =>
    workspace.evidence['bundle.verify']({ path }, never),
  )
  if (verifyReport.parse(result).integrity !== 'intact') throw new Error('the bundle is not intact')
  return spent
}

async function measure(shape: (typeof shapes)[number]): Promise<{ costs: Costs; bundle: ExportResult }> {
  const out = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
  const workspace = openEvidenceWorkspace({ clock: Date.now })
  try {
    const files = shape.attachments.map((bytes, index) => {
      const path = join(workspace.folder, `attachment-${String(index)}.wav`)
      writeRandom(path, bytes)
      return path
    })
    const listings = Array.from({ length: shape.findings }, (_, index) => ({
      title: `Song ${String(index)}`,
    }))
    const { caseId } = await completeCase(workspace, listings, files)
    const exported = await job(workspace, () =>
      workspace.evidence['bundle.export']({ caseId, folder: out }, never),
    )
    const bundle = exportResult.parse(exported.result)
    const list = ['-c', '--strict', '--quiet', 'manifest-sha256.txt']
    const costs = {
      export: exported,
      verifyFolder: await verified(workspace, bundle.folder),
      verifyZip: await verified(workspace, bundle.zip),
      sha256sum: await cost(() => execFileSync('sha256sum', list, { cwd: bundle.folder })),
      cp: await cost(() => execFileSync('cp', ['-r', bundle.folder, join(out, 'copy')])),
    }
    return { costs, bundle }
  } finally {
    await workspace.dispose()
    rmSync(out, { recursive: true, force: true })
  }
}

const results = []
const wanted = process.env.REFRAIN_BENCH_SHAPE
for (const shape of shapes.filter((one) => wanted === undefined || one.shape === wanted)) {
  const measured: Awaited<ReturnType<typeof measure>>[] = []
  for (let round = 0; round < rounds; round += 1) measured.push(await measure(shape))
  const { files, bytes } = measured[0]!.bundle
  const middle = (what: keyof Costs, of: keyof Cost) => median(measured.map(({ costs }) => costs[what][of]))
  const rate = (what: keyof Costs) => Number((bytes / megabyte / (middle(what, 'ms') / 1000)).toFixed(1))
  const against = (of: keyof Cost) => (what: keyof Costs) =>
    Number((middle('sha256sum', of) / middle(what, of)).toFixed(2))
  const ofSha256sum = { rate: against('ms'), processor: against('processorMs') }
  results.push({
    shape: shape.shape,
    files,
    megabytes: Number((bytes / megabyte).toFixed(1)),
    megabytesPerSecond: {
      export: rate('export'),
      verifyFolder: rate('verifyFolder'),
      verifyZip: rate('verifyZip'),
      sha256sum: rate('sha256sum'),
      cp: rate('cp'),
    },
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1000),
    ofSha256sumsRate: {
      export: ofSha256sum.rate('export'),
      verifyFolder: ofSha256sum.rate('verifyFolder'),
      verifyZip: ofSha256sum.rate('verifyZip'),
    },
    ofSha256sumsRatePerProcessorTime: {
      export: ofSha256sum.processor('export'),
      verifyFolder: ofSha256sum.processor('verifyFolder'),
      verifyZip: ofSha256sum.processor('verifyZip'),
    },
  })
}
console.log(JSON.stringify({ bench: 'evidence', rounds, results }))

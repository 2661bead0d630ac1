import { execFileSync } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
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
// an export writes everything twice, as a folder and as a zip. REFRAIN_BENCH_MB sets the size of the large case (240).
// `peakMegabytes` is the most memory this process held, with everything that runs in it.

const rounds = Number(process.env.REFRAIN_BENCH_ROUNDS ?? 3)
const megabyte = 1_000_000
const large = Number(process.env.REFRAIN_BENCH_MB ?? 240) * megabyte
const shapes = [
  { shape: 'large files', findings: 10, attachments: [(2 * large) / 3, large / 3] },
  { shape: 'many small files', findings: 2_000, attachments: [] },
] as const

/** Writes a file of random bytes piece by piece, so that the measurement does not begin with a large buffer. */
function writeRandom(path: string, bytes: number): void {
  const piece = Buffer.alloc(8 * megabyte)
  for (let written = 0; written < bytes; written += piece.length) {
    appendFileSync(path, randomFillSync(piece).subarray(0, Math.min(piece.length, bytes - written)))
  }
}

type Times = Readonly<Record<'export' | 'verifyFolder' | 'verifyZip' | 'sha256sum' | 'cp', number>>
const never = { signal: new AbortController().signal }

function elapsed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

async function job(
  workspace: EvidenceWorkspace,
  start: () => { jobId: number } | Promise<{ jobId: number }>,
) {
  const began = performance.now()
  const { result } = await workspace.finished((await start()).jobId)
  return { ms: performance.now() - began, result }
}

async function verified(workspace: EvidenceWorkspace, path: string): Promise<number> {
  const { ms, result } = await job(workspace, () => workspace.evidence['bundle.verify']({ path }, never))
  if (verifyReport.parse(result).integrity !== 'intact') throw new Error('the bundle is not intact')
  return ms
}

async function measure(shape: (typeof shapes)[number]): Promise<{ times: Times; bundle: ExportResult }> {
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
    const times = {
      export: exported.ms,
      verifyFolder: await verified(workspace, bundle.folder),
      verifyZip: await verified(workspace, bundle.zip),
      sha256sum: elapsed(() => execFileSync('sha256sum', list, { cwd: bundle.folder })),
      cp: elapsed(() => execFileSync('cp', ['-r', bundle.folder, join(out, 'copy')])),
    }
    return { times, bundle }
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
  const ms = (what: keyof Times) => median(measured.map(({ times }) => times[what]))
  const rate = (what: keyof Times) => Number((bytes / megabyte / (ms(what) / 1000)).toFixed(1))
  const ofSha256sum = (what: keyof Times) => Number((ms('sha256sum') / ms(what)).toFixed(2))
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
      export: ofSha256sum('export'),
      verifyFolder: ofSha256sum('verifyFolder'),
      verifyZip: ofSha256sum('verifyZip'),
    },
  })
}
console.log(JSON.stringify({ bench: 'evidence', rounds, results }))

import { createInterface } from 'node:readline'
import { z } from 'zod'
import { sealSourceRows } from '../../../electron/core/evidence/index.ts'
import { exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import { openEvidenceWorkspace } from './evidence-workspace.ts'
import { memorySecrets } from './memory-secrets.ts'
import { sealCapture } from './sealed-capture.ts'

/**
 * A process of its own on an existing workspace, for tests that change its environment or kill it:
 * `export CASE FOLDER`, `attach FINDING FILE`, `seal SWEEPFILE`, `capture URL HOST`, `prove FINDING FOLDER` (seals a
 * capture and exports case 1, signed) or `prove FINDING FOLDER URL HOST` (the same with a page the browser captures).
 * Prints one line of JSON when it is done. Started with `-` alone it waits, with everything loaded, for a line of JSON
 * with these words.
 */
const [folder = '', action, id, path = '', pageUrl = '', pageHost = ''] =
  process.argv[2] === '-' ? await toldWords() : process.argv.slice(2)
const secrets = memorySecrets(Buffer.alloc(32, 1))
const workspace = openEvidenceWorkspace({ folder, clock: Date.now, secrets })
const never = { signal: new AbortController().signal }

async function toldWords(): Promise<readonly string[]> {
  for await (const line of createInterface({ input: process.stdin }))
    return z.array(z.string()).parse(JSON.parse(line))
  process.exit(0)
}

async function run(): Promise<unknown> {
  if (action === 'attach')
    return workspace.evidence['evidence.attach']({ findingId: Number(id), path }, never)
  if (action === 'seal') return sealSourceRows(workspace.context, Number(id))
  if (action === 'capture') {
    const request = { urls: [id ?? ''], findingId: null, allowHosts: [path] }
    const { jobId: capture } = await workspace.evidence['capture.start'](request, never)
    return (await workspace.finished(capture)).result
  }
  if (action === 'prove') await sealOne(Number(id))
  const caseId = action === 'prove' ? 1 : Number(id)
  const { jobId } = await workspace.evidence['bundle.export']({ caseId, folder: path }, never)
  const job = await workspace.finished(jobId)
  if (job.error !== null) throw new Error(job.error.message)
  return exportResult.parse(job.result)
}

async function sealOne(findingId: number): Promise<void> {
  if (pageUrl === '') {
    await sealCapture(workspace, findingId, { extra: Buffer.alloc(3_000_000, 'page') })
    return
  }
  const request = { urls: [pageUrl], findingId, allowHosts: [pageHost] }
  const { jobId: capture } = await workspace.evidence['capture.start'](request, never)
  const job = await workspace.finished(capture)
  if (job.state !== 'done') throw new Error(job.error?.message ?? job.state)
}

process.stdout.write('ready\n')
process.stdout.write(`${JSON.stringify(await run())}\n`)
await workspace.close()

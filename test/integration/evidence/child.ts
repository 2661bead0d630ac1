import { sealSourceRows } from '../../../electron/core/evidence/index.ts'
import { exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import { openEvidenceWorkspace } from './evidence-workspace.ts'

/**
 * A process of its own on an existing workspace, for tests that change its environment or kill it:
 * `export CASE FOLDER`, `attach FINDING FILE`, `seal SWEEPFILE` or `capture URL HOST`. Prints one line of JSON when it is done.
 */
const [folder = '', action, id, path = ''] = process.argv.slice(2)
const workspace = openEvidenceWorkspace({ folder, clock: Date.now })
const never = { signal: new AbortController().signal }

async function run(): Promise<unknown> {
  if (action === 'attach')
    return workspace.evidence['evidence.attach']({ findingId: Number(id), path }, never)
  if (action === 'seal') return sealSourceRows(workspace.context, Number(id))
  if (action === 'capture') {
    const request = { urls: [id ?? ''], findingId: null, allowHosts: [path] }
    const { jobId: capture } = await workspace.evidence['capture.start'](request, never)
    return (await workspace.finished(capture)).result
  }
  const { jobId } = await workspace.evidence['bundle.export']({ caseId: Number(id), folder: path }, never)
  const job = await workspace.finished(jobId)
  if (job.error !== null) throw new Error(job.error.message)
  return exportResult.parse(job.result)
}

process.stdout.write('ready\n')
process.stdout.write(`${JSON.stringify(await run())}\n`)
await workspace.close()

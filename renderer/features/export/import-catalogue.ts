import { catalogueImportResult } from '../../../shared/contract/export.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { call } from '../../rpc/client.ts'
import { pickFiles } from '../../rpc/host.ts'
import { isFinished } from '../../rpc/jobs.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { confirm } from '../../ui/confirm.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

const askEveryMs = 150

/** Asks for a catalogue file, says what it would change, and brings it in. */
export async function importCatalogueFile(): Promise<void> {
  const [path] = await pickFiles({
    title: strings.importTitle,
    filters: [{ name: 'JSON', extensions: ['json'] }],
  })
  if (path === undefined) return
  try {
    const tried = await importFile(path, true)
    const { created, completed } = tried.counts.recordings
    const sure = await confirm({
      title: strings.importConfirm(tried.fileName),
      body: strings.importBody(created, completed, tried.keptTotal),
      confirmLabel: strings.importRun,
    })
    if (!sure) return
    const done = await importFile(path, false)
    toast.undoable([strings.imported(done.counts.recordings.created), ...done.notes].join('. '))
  } catch (error) {
    toast.error(toUserError(error))
  }
}

async function importFile(path: string, dryRun: boolean) {
  const { jobId } = await call('exports.importCatalogue', { path, dryRun })
  const job = await finished(jobId)
  if (job.state !== 'done') {
    throw new RefrainError(job.error?.code ?? 'CANCELLED', job.error?.message ?? strings.stopped)
  }
  return catalogueImportResult.parse(job.result)
}

async function finished(jobId: number): Promise<Job> {
  for (;;) {
    const job = await call('jobs.get', { jobId })
    if (isFinished(job) || job.state === 'interrupted') return job
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
}

import type { Job } from '../../../../shared/contract/jobs.ts'
import { type StatusCheckResult, statusCheckResult } from '../../../../shared/contract/status.ts'
import { call, listen } from '../../../rpc/client.ts'
import { isFinished } from '../../../rpc/jobs.ts'
import { toUserError } from '../../../rpc/use-command.ts'
import { toast } from '../../../ui/toasts.tsx'
import { standingText } from './strings.ts'

/** Looks at these addresses, or at all of the case, and says what came of it. Null where it ended early. */
export async function runCheck(request: {
  readonly caseId: number
  readonly findingIds?: readonly number[]
}): Promise<StatusCheckResult | null> {
  try {
    const { caseId, findingIds } = request
    const { jobId } = await call(
      'status.check',
      findingIds === undefined ? { caseId } : { findingIds: [...findingIds] },
    )
    const result = statusCheckResult.safeParse((await finished(jobId)).result).data
    return result ?? null
  } catch (error) {
    toast.error(toUserError(error))
    return null
  }
}

/** As `runCheck`, and says what came of it. */
export async function checkAndTell(request: Parameters<typeof runCheck>[0]): Promise<void> {
  const result = await runCheck(request)
  if (result === null) return
  const { there, down, unknown } = result
  toast.info(standingText.done(there, down, unknown))
}

/** The job when it has ended. */
function finished(jobId: number): Promise<Job> {
  return new Promise((resolve, reject) => {
    const settle = (job: Job) => {
      if (job.id !== jobId || !isFinished(job)) return
      stop()
      resolve(job)
    }
    const stop = listen('job.changed', settle)
    call('jobs.get', { jobId }).then(settle, (error: unknown) => {
      stop()
      reject(error instanceof Error ? error : new Error(String(error)))
    })
  })
}

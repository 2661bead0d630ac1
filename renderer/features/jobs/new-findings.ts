import { z } from 'zod'
import type { Job } from '../../../shared/contract/jobs.ts'

const result = z.object({ newFindings: z.int() })

/** How many new findings a look at live sources brought; null for other jobs and for one that did not end well. */
export function newFindingsOf({
  kind,
  state,
  result: brought,
}: Pick<Job, 'kind' | 'state' | 'result'>): number | null {
  if (kind !== 'watch.run' || state !== 'done') return null
  return result.safeParse(brought).data?.newFindings ?? 0
}

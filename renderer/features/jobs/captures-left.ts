import { captureJobResult } from '../../../shared/contract/captures.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { ErrorShape } from '../../../shared/errors.ts'

/** What is to be said of a batch of captures some of which could not be made. */
export interface CapturesLeft {
  readonly captured: number
  readonly failed: number
  /** Why the first of them was not. */
  readonly first: ErrorShape
}

/** Null for every other job, and for a batch that captured all its pages. */
export function capturesLeft({
  kind,
  state,
  result,
}: Pick<Job, 'kind' | 'state' | 'result'>): CapturesLeft | null {
  if ((kind !== 'capture' && kind !== 'capture.assisted') || state !== 'done') return null
  const items = captureJobResult.safeParse(result).data?.items ?? []
  const errors = items.flatMap(({ error }) => error ?? [])
  const [first] = errors
  return first === undefined ? null : { captured: items.length - errors.length, failed: errors.length, first }
}

import { useCallback, useState, useSyncExternalStore } from 'react'
import type { Input, Output, ProcedureName } from '../../shared/contract/index.ts'
import type { RefrainError } from '../../shared/errors.ts'
import { queries } from './queries.ts'
import { emptySnapshot, queryKey } from './query-cache.ts'

export interface Query<T> {
  /** The answer; while a new input loads, the answer to the input before (then `stale` is true). */
  readonly data: T | undefined
  readonly error: RefrainError | null
  /** Nothing to show yet. */
  readonly loading: boolean
  /** `data` answers an earlier input, or is being asked for again. */
  readonly stale: boolean
  readonly refetch: () => void
}

const nothingToStop = () => undefined

/**
 * Asks a reading procedure and keeps the answer current. `null` as input asks nothing.
 * Note that after a change of input `data` may still answer the input before: act on ids found in `data`.
 */
export function useQuery<P extends ProcedureName>(name: P, input: Input<P> | null): Query<Output<P>> {
  const key = input === null ? null : queryKey(name, input)
  const subscribe = useCallback(
    (listener: () => void) => (key === null ? nothingToStop : queries.subscribe(key, listener)),
    [key],
  )
  const snapshot = useSyncExternalStore(subscribe, () => (key === null ? emptySnapshot : queries.read(key)))
  const [shown, setShown] = useState<unknown>(snapshot.data)
  // An answer to the input before may stand in while the new one loads, but not when there is none.
  const standIn = key === null || snapshot.error ? undefined : shown
  const answer = snapshot.data ?? standIn
  if (answer !== shown) setShown(answer)
  const refetch = useCallback(() => {
    if (key !== null) queries.refetch(key)
  }, [key])
  return {
    // The cache holds what `call` answered for this very procedure.
    data: answer as Output<P> | undefined,
    error: snapshot.error,
    loading: key !== null && answer === undefined && snapshot.error === null,
    stale: answer !== undefined && (snapshot.fetching || snapshot.data === undefined),
    refetch,
  }
}

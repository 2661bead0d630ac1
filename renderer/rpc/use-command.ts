import { useCallback, useState } from 'react'
import type { Input, Output, ProcedureName } from '../../shared/contract/index.ts'
import { isRefrainError, RefrainError } from '../../shared/errors.ts'
import { toast } from '../ui/toasts.tsx'
import { call } from './client.ts'

export interface CommandOptions {
  /** False: no toast on failure; the caller shows `error` itself. */
  readonly toast?: boolean
}

export interface Command<P extends ProcedureName> {
  /** Resolves with the answer, or with undefined after a failure (which was shown or is in `error`). */
  readonly run: (input: Input<P>) => Promise<Output<P> | undefined>
  readonly pending: boolean
  readonly error: RefrainError | null
  readonly clearError: () => void
}

/** Turns anything thrown into the error the window can show. */
export function toUserError(error: unknown): RefrainError {
  if (isRefrainError(error)) return error
  const details = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new RefrainError(
    'INTERNAL',
    'Something went wrong in the window. Nothing was changed; try again.',
    details,
  )
}

/** A writing procedure as a view uses it: pending state, and failures told to the user. */
export function useCommand<P extends ProcedureName>(name: P, options: CommandOptions = {}): Command<P> {
  const [pending, setPending] = useState(0)
  const [error, setError] = useState<RefrainError | null>(null)
  const withToast = options.toast ?? true
  const run = useCallback(
    async (input: Input<P>) => {
      setPending((n) => n + 1)
      setError(null)
      try {
        return await call(name, input)
      } catch (thrown) {
        const failure = toUserError(thrown)
        setError(failure)
        if (withToast && failure.code !== 'CANCELLED') toast.error(failure)
        return undefined
      } finally {
        setPending((n) => n - 1)
      }
    },
    [name, withToast],
  )
  const clearError = useCallback(() => setError(null), [])
  return { run, pending: pending > 0, error, clearError }
}

import { RefrainError } from '../../../../shared/errors.ts'

/** What all work of a sweep rejects with once it is stopped. */
export function sweepCancelled(): RefrainError {
  return new RefrainError('CANCELLED', 'The sweep was cancelled. What was found is kept.')
}

/** Throws CANCELLED once the flag is set. */
export function stopWhenCancelled(flag: Int32Array<SharedArrayBuffer>): void {
  if (Atomics.load(flag, 0) === 1) throw sweepCancelled()
}

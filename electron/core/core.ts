import type { CoreProcedureName, Input, Output, Result } from '../../shared/contract/index.ts'

/** A running core: the same for the window, the command line and the tests. */
export interface Core {
  /** Parses `input`, runs the handler, never throws: failures come back in the envelope. */
  call<P extends CoreProcedureName>(
    name: P,
    input: Input<P>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Result<Output<P>>>
  /** Stops jobs (they resume next time), closes the store and gives up the lock. */
  close(): Promise<void>
}

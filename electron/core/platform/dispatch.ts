import type { z } from 'zod'
import {
  type CoreProcedureName,
  type Handlers,
  type Input,
  type Output,
  procedures,
  type Result,
} from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { WriteGate } from '../context.ts'
import type { Core } from '../core.ts'
import { toErrorShape } from './failures.ts'

const slowCallMs = 40

interface Deps {
  readonly gate: WriteGate
  /** Called when a writing command is about to run and no long writer holds the store; must not throw. */
  readonly beforeWrite?: () => void
  readonly log: (line: string) => void
  readonly clock: () => number
}

/**
 * The one door into the core: parses the input, waits for a long writer where the procedure writes, runs the
 * handler and puts the outcome into the envelope. A cancelled call is answered at once, whatever its handler
 * still does. Calls over 40 ms are logged by name.
 */
export function createDispatch(handlers: Handlers, deps: Deps): Core['call'] {
  return async function call<P extends CoreProcedureName>(
    name: P,
    input: Input<P>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Result<Output<P>>> {
    const began = deps.clock()
    try {
      const value = await untilAborted(run(handlers, name, input, options.signal, deps), options.signal)
      return { ok: true, value }
    } catch (error) {
      return { ok: false, error: toErrorShape(error, deps.log) }
    } finally {
      const took = deps.clock() - began
      if (took > slowCallMs) deps.log(`slow call ${name}: ${String(Math.round(took))} ms`)
    }
  }
}

async function run<P extends CoreProcedureName>(
  handlers: Handlers,
  name: P,
  input: unknown,
  signal: AbortSignal | undefined,
  deps: Deps,
): Promise<Output<P>> {
  const procedure = procedures[name]
  const parsed = procedure.input.safeParse(input)
  if (!parsed.success) throw invalidInput(name, parsed.error)
  if (procedure.kind === 'write') {
    await deps.gate.passed()
    deps.beforeWrite?.()
  }
  signal?.throwIfAborted()
  // The table guarantees that handler and schema of one name belong together; TypeScript cannot follow it here.
  const handler = handlers[name] as (input: unknown, context: { signal: AbortSignal }) => unknown
  const outcome = await handler(parsed.data, { signal: signal ?? new AbortController().signal })
  return outcome as Output<P>
}

function invalidInput(name: string, error: z.ZodError): RefrainError {
  const problems = error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
  const first = problems[0]
  const where = first && first.field !== '' ? `“${first.field}”: ` : ''
  return new RefrainError(
    'VALIDATION',
    `The input of ${name} is not valid. ${where}${first?.message ?? 'unknown problem'}. Nothing was changed.`,
    { problems },
  )
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const onAbort = () => {
    reject(new RefrainError('CANCELLED', 'Cancelled. Nothing was changed by this call.'))
  }
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  work.then(resolve, reject).finally(() => {
    signal.removeEventListener('abort', onAbort)
  })
  return promise
}

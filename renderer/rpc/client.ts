import type { Call, EventName, EventPayload, Output, ProcedureName } from '../../shared/contract/index.ts'
import { RefrainError, type ErrorShape } from '../../shared/errors.ts'
import { bridge } from './bridge.ts'

/** A failure that crossed the process border, as the error every caller handles. Keeps `ref` for the details. */
export function toRefrainError(error: ErrorShape): RefrainError {
  const details = error.ref === undefined ? error.details : { ref: error.ref, details: error.details }
  return new RefrainError(error.code, error.message, details)
}

/**
 * Asks the core (or the host) for a procedure of the contract.
 * Rejects with a RefrainError only; aborting `options.signal` cancels the work and rejects with CANCELLED.
 */
export const call: Call = async <P extends ProcedureName>(
  name: P,
  input: unknown,
  options: Parameters<Call>[2] = {},
): Promise<Output<P>> => {
  const { signal } = options
  if (signal?.aborted) throw new RefrainError('CANCELLED', 'Cancelled before it started.')
  const id = crypto.randomUUID()
  const cancel = () => bridge().cancel(id)
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    const result = await bridge().call(id, name, input)
    if (!result.ok) throw toRefrainError(result.error)
    // The answering process parsed or built this value with the procedure's own output schema.
    return result.value as Output<P>
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

type Listener = (payload: never) => void
const listeners = new Map<string, Set<Listener>>()
let connected = false

function connect(): void {
  if (connected) return
  connected = true
  bridge().on((name, payload) => {
    // Payloads were parsed with the event's schema before they were sent to the window.
    for (const listener of listeners.get(name) ?? []) listener(payload as never)
  })
}

/** Listens to one event of the contract. Returns the function that stops listening. */
export function listen<E extends EventName>(
  name: E,
  listener: (payload: EventPayload<E>) => void,
): () => void {
  connect()
  const set = listeners.get(name) ?? new Set<Listener>()
  listeners.set(name, set)
  set.add(listener)
  return () => set.delete(listener)
}

import { randomUUID } from 'node:crypto'
import { isProcedureName, procedures } from '../../shared/contract/index.ts'
import type {
  CoreProcedureName,
  HostProcedureName,
  Output,
  Parsed,
  ProcedureName,
  Result,
} from '../../shared/contract/index.ts'
import { isRefrainError } from '../../shared/errors.ts'
import type { ErrorShape } from '../../shared/errors.ts'
import type { Sender } from './sender.ts'

/** The procedures the main process answers itself; `windowId` is the WebContents id of the asking window. */
export type HostHandlers = {
  [P in HostProcedureName]: (input: Parsed<P>, windowId: number) => Output<P> | Promise<Output<P>>
}

export interface RpcOptions {
  readonly isTrusted: (sender: Sender) => boolean
  readonly host: HostHandlers
  readonly core: {
    call(name: CoreProcedureName, input: unknown, signal: AbortSignal): Promise<Result<unknown>>
  }
  readonly log: (line: string) => void
}

/** Answers the calls of the windows: checks who asks and what for, then answers or relays. */
export interface Rpc {
  /** Never rejects. The arguments come from a page and are checked here. */
  call(sender: Sender, id: unknown, name: unknown, input: unknown): Promise<Result<unknown>>
  cancel(sender: Sender, id: unknown): void
  /** Cancels whatever a window left running when it was closed or reloaded. */
  abandon(windowId: number): void
}

const longestId = 100

export function createRpc(options: RpcOptions): Rpc {
  const running = new Map<string, { readonly windowId: number; readonly abort: AbortController }>()

  return {
    async call(sender, id, name, input) {
      if (!options.isTrusted(sender)) {
        options.log(
          `refused a call from WebContents ${String(sender.webContentsId)} at ${sender.frameUrl ?? '?'}`,
        )
        return failure({ code: 'FORBIDDEN', message: 'Only the windows of Refrain may call this.' })
      }
      if (typeof id !== 'string' || id === '' || id.length > longestId) {
        return failure({ code: 'VALIDATION', message: 'A call needs an id of 1 to 100 characters.' })
      }
      if (typeof name !== 'string' || !isProcedureName(name)) {
        return failure({ code: 'NOT_FOUND', message: 'Refrain has no such procedure.' })
      }
      const key = callKey(sender.webContentsId, id)
      if (running.has(key)) {
        return failure({ code: 'CONFLICT', message: 'A call with this id is still running.' })
      }
      const abort = new AbortController()
      running.set(key, { windowId: sender.webContentsId, abort })
      try {
        return isHostProcedure(name)
          ? await answer(options, name, input, sender.webContentsId)
          : await options.core.call(name, input, abort.signal)
      } finally {
        running.delete(key)
      }
    },

    cancel(sender, id) {
      if (options.isTrusted(sender)) running.get(callKey(sender.webContentsId, id))?.abort.abort()
    },

    abandon(windowId) {
      for (const call of running.values()) if (call.windowId === windowId) call.abort.abort()
    },
  }
}

async function answer(
  { host, log }: RpcOptions,
  name: HostProcedureName,
  input: unknown,
  windowId: number,
): Promise<Result<unknown>> {
  // The table pairs each schema with its handler; the compiler cannot follow a pair chosen at run time.
  const handler = host[name] as (input: unknown, windowId: number) => unknown
  const parsed = procedures[name].input.safeParse(input)
  if (!parsed.success) {
    const details = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return failure({ code: 'VALIDATION', message: `The input of ${name} is not valid.`, details })
  }
  try {
    return { ok: true, value: await handler(parsed.data, windowId) }
  } catch (error) {
    return failure(describe(error, name, log))
  }
}

/** The envelope's form of anything thrown; what was not foreseen goes to the log under a reference. */
function describe(error: unknown, name: string, log: (line: string) => void): ErrorShape {
  if (isRefrainError(error)) {
    const { code, message, details } = error
    return { code, message, ...(details === undefined ? {} : { details }) }
  }
  const ref = randomUUID().slice(0, 8)
  log(`[${ref}] ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  return {
    code: 'INTERNAL',
    message: `Something went wrong inside Refrain. Nothing was changed. The log has more under ${ref}.`,
    ref,
  }
}

function isHostProcedure(name: ProcedureName): name is HostProcedureName {
  return procedures[name].kind === 'host'
}

function callKey(windowId: number, id: unknown): string {
  return `${String(windowId)} ${String(id)}`
}

function failure(error: ErrorShape): Result<never> {
  return { ok: false, error }
}

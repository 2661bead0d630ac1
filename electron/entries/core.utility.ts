import { z } from 'zod'
import type { CoreProcedureName, Input, Result } from '../../shared/contract/index.ts'
import { RefrainError } from '../../shared/errors.ts'
import { createCore, restoreBackup } from '../core/index.ts'
import type { Core } from '../core/index.ts'
import { toErrorShape } from '../core/platform/failures.ts'
import type { SecretStore } from '../core/ports.ts'
import type { CoreLaunch, MessageFromCore, MessageToCore, SecretRequest } from './core-protocol.ts'

/** The core in a process of its own: an adapter between `createCore` and the main process's messages. */

const launch = JSON.parse(process.argv.at(-1) ?? '') as CoreLaunch
const calls = new Map<number, AbortController>()

/** The main process holds the system's secret store; what it closes crosses as base64. */
const secretsOfMain: SecretStore = {
  describe: async () => secretStoreState.parse(await askMain({ operation: 'describe' })),
  close: async (secret) =>
    z.string().parse(await askMain({ operation: 'close', secret: Buffer.from(secret).toString('base64') })),
  open: async (closed) =>
    Buffer.from(z.string().parse(await askMain({ operation: 'open', closed })), 'base64'),
}
const secretStoreState = z.object({ name: z.string(), available: z.boolean(), reason: z.string().nullable() })
const asked = new Map<number, (result: Result<unknown>) => void>()

async function askMain(request: SecretRequest): Promise<unknown> {
  const id = asked.size === 0 ? 1 : Math.max(...asked.keys()) + 1
  const result = await new Promise<Result<unknown>>((resolve) => {
    asked.set(id, resolve)
    post({ kind: 'secret', id, request })
  })
  asked.delete(id)
  if (result.ok) return result.value
  throw new RefrainError(result.error.code, result.error.message)
}

function post(message: MessageFromCore): void {
  process.parentPort.postMessage(message)
}

function log(line: string): void {
  post({ kind: 'log', line })
}

async function serve(): Promise<void> {
  const core = await createCore({
    workspace: launch.workspace,
    create: launch.create,
    sample: launch.sample,
    appVersion: launch.appVersion,
    resources: launch.resources,
    secrets: secretsOfMain,
    clock: Date.now,
    log,
    emit: (name, payload) => post({ kind: 'event', name, payload } as MessageFromCore),
  })
  process.parentPort.on('message', ({ data }: { data: MessageToCore }) => void receive(core, data))
  post({ kind: 'ready' })
}

async function receive(core: Core, message: MessageToCore): Promise<void> {
  switch (message.kind) {
    case 'call':
      return answer(core, message.id, message.name, message.input)
    case 'secret':
      return asked.get(message.id)?.(message.result)
    case 'cancel':
      return calls.get(message.id)?.abort()
    case 'shutdown':
      await core.close()
      process.exit(0)
  }
}

async function answer(core: Core, id: number, name: CoreProcedureName, input: unknown): Promise<void> {
  const abort = new AbortController()
  calls.set(id, abort)
  // The core parses the input itself; its type is a promise to typed callers only.
  const result = await core.call(name, input as Input<CoreProcedureName>, { signal: abort.signal })
  calls.delete(id)
  post({ kind: 'result', id, result })
}

function restore(): void {
  const { workspace, resources } = launch
  const { restored } = restoreBackup({ workspace, clock: Date.now, sqliteBinding: resources.sqliteBinding })
  post({ kind: 'restored', file: restored })
}

async function run(): Promise<void> {
  try {
    if (launch.task === 'serve') await serve()
    else restore()
  } catch (error) {
    post({ kind: 'failed', error: toErrorShape(error, log) })
  }
}

void run()

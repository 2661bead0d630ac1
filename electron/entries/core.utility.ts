import type { CoreProcedureName, Input } from '../../shared/contract/index.ts'
import { createCore, restoreBackup } from '../core/index.ts'
import type { Core } from '../core/index.ts'
import { toErrorShape } from '../core/platform/failures.ts'
import type { CoreLaunch, MessageFromCore, MessageToCore } from './core-protocol.ts'

/** The core in a process of its own: an adapter between `createCore` and the main process's messages. */

const launch = JSON.parse(process.argv.at(-1) ?? '') as CoreLaunch
const calls = new Map<number, AbortController>()

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

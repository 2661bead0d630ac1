import { describe, expect, it } from 'vitest'
import type { CoreLaunch, MessageFromCore, MessageToCore } from '../entries/core-protocol.ts'
import { CoreSupervisor } from './core-supervisor.ts'
import type { CoreChildListener } from './core-supervisor.ts'

/** A core process a test speaks for. */
interface ScriptedChild {
  readonly launch: CoreLaunch
  readonly received: MessageToCore[]
  readonly killed: () => boolean
  say(message: MessageFromCore): void
  exit(code: number): void
}

const launch: Omit<CoreLaunch, 'task'> = {
  workspace: '/music',
  create: false,
  sample: false,
  appVersion: '1.0.0',
  resources: {
    migrations: '',
    fonts: '',
    data: '',
    sweepWorker: '',
    importWorker: '',
    importRowsWorker: '',
    importSearchWorker: '',
    audioWorker: '',
    chromaprint: '',
    evidenceWorker: '',
    captureProgram: null,
    sqliteBinding: null,
  },
}
const damaged = {
  code: 'WORKSPACE_CORRUPT',
  message: 'The workspace is damaged.',
  details: { page: 3 },
} as const

function setUp() {
  const children: ScriptedChild[] = []
  const states: string[] = []
  const log: string[] = []
  let now = 0
  const startChild = (childLaunch: CoreLaunch, listener: CoreChildListener) => {
    const received: MessageToCore[] = []
    let killed = false
    children.push({
      launch: childLaunch,
      received,
      killed: () => killed,
      say: (message) => listener.message(message),
      exit: (code) => listener.exited(code),
    })
    return {
      send: (message: MessageToCore) => void received.push(message),
      kill() {
        killed = true
        listener.exited(15)
      },
    }
  }
  const core = new CoreSupervisor({
    launch,
    startChild,
    onEvent: (event) => {
      if (event.name === 'core.status') states.push(event.payload.state)
    },
    log: (line) => void log.push(line),
    clock: () => now,
  })
  const child = (index: number): ScriptedChild => {
    const found = children[index]
    if (found === undefined) throw new Error(`no core process number ${String(index)} was started`)
    return found
  }
  return { core, children, child, states, log, advance: (ms: number) => void (now += ms) }
}

const never = () => new AbortController().signal

describe('calls', () => {
  it('wait for the core to be ready and get its answer', async () => {
    const { core, child } = setUp()
    core.start()
    const answer = core.call('workspace.info', { a: 1 }, never())
    expect(child(0).received).toEqual([])
    child(0).say({ kind: 'ready' })
    expect(child(0).received).toEqual([{ kind: 'call', id: 1, name: 'workspace.info', input: { a: 1 } }])
    child(0).say({ kind: 'result', id: 1, result: { ok: true, value: 7 } })
    expect(await answer).toEqual({ ok: true, value: 7 })
  })

  it('get each their own answer, in any order', async () => {
    const { core, child } = setUp()
    core.start()
    child(0).say({ kind: 'ready' })
    const answers = [core.call('home.summary', {}, never()), core.call('undo.state', {}, never())]
    child(0).say({ kind: 'result', id: 2, result: { ok: true, value: 'second' } })
    child(0).say({ kind: 'result', id: 1, result: { ok: true, value: 'first' } })
    expect(await Promise.all(answers)).toEqual([
      { ok: true, value: 'first' },
      { ok: true, value: 'second' },
    ])
  })

  it('that only ask are cancelled at once, however busy the core is', async () => {
    const { core, child } = setUp()
    core.start()
    child(0).say({ kind: 'ready' })
    const abort = new AbortController()
    const answer = core.call('home.summary', {}, abort.signal)
    abort.abort()
    expect(await answer).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    expect(child(0).received.at(-1)).toEqual({ kind: 'cancel', id: 1 })
    child(0).say({ kind: 'result', id: 1, result: { ok: true, value: 'too late' } })
  })

  it('that change something are cancelled by the core, which knows what happened', async () => {
    const { core, child } = setUp()
    core.start()
    child(0).say({ kind: 'ready' })
    const abort = new AbortController()
    const answer = core.call('undo.undo', {}, abort.signal)
    abort.abort()
    expect(child(0).received.at(-1)).toEqual({ kind: 'cancel', id: 1 })
    child(0).say({ kind: 'result', id: 1, result: { ok: true, value: 'done already' } })
    expect(await answer).toEqual({ ok: true, value: 'done already' })
  })

  it('that still wait are cancelled without reaching the core', async () => {
    const { core, child } = setUp()
    core.start()
    const abort = new AbortController()
    const answer = core.call('home.summary', {}, abort.signal)
    abort.abort()
    expect(await answer).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    child(0).say({ kind: 'ready' })
    expect(child(0).received).toEqual([])
  })
})

describe('a core that dies', () => {
  it('fails its running calls, starts again and answers the calls made meanwhile', async () => {
    const { core, children, child, states } = setUp()
    core.start()
    child(0).say({ kind: 'ready' })
    const lost = core.call('home.summary', {}, never())
    child(0).exit(139)
    expect(await lost).toMatchObject({ ok: false, error: { code: 'CORE_CRASHED' } })
    const kept = core.call('home.summary', {}, never())
    expect(children).toHaveLength(2)
    child(1).say({ kind: 'ready' })
    child(1).say({ kind: 'result', id: 2, result: { ok: true, value: 1 } })
    expect(await kept).toEqual({ ok: true, value: 1 })
    expect(states).toEqual(['starting', 'ready', 'crashed', 'starting', 'ready'])
  })

  it('keeps calls waiting that never reached it', async () => {
    const { core, child } = setUp()
    core.start()
    const waiting = core.call('home.summary', {}, never())
    child(0).exit(1)
    child(1).say({ kind: 'ready' })
    child(1).say({ kind: 'result', id: 1, result: { ok: true, value: 1 } })
    expect(await waiting).toEqual({ ok: true, value: 1 })
  })

  it('is started again three times a minute, then given up with everything that waits', async () => {
    const { core, children, child } = setUp()
    core.start()
    const waiting = core.call('home.summary', {}, never())
    for (let crash = 0; crash < 4; crash++) child(crash).exit(1)
    expect(children).toHaveLength(4)
    expect(core.status).toMatchObject({ state: 'failed', error: { code: 'CORE_CRASHED' } })
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'CORE_CRASHED' } })
    expect(await core.call('undo.state', {}, never())).toMatchObject({
      ok: false,
      error: { code: 'CORE_CRASHED' },
    })
  })

  it('is started again after a minute of peace', () => {
    const { core, children, child, advance } = setUp()
    core.start()
    for (let crash = 0; crash < 3; crash++) child(crash).exit(1)
    advance(60_000)
    child(3).exit(1)
    expect(children).toHaveLength(5)
    expect(core.status.state).toBe('starting')
  })

  it('cannot speak for its successor', () => {
    const { core, child } = setUp()
    core.start()
    child(0).say({ kind: 'ready' })
    child(0).exit(1)
    child(0).say({ kind: 'ready' })
    expect(core.status.state).toBe('starting')
  })
})

describe('a core that cannot open the workspace', () => {
  it('is not started again by itself, and says why', async () => {
    const { core, children, child } = setUp()
    core.start()
    const waiting = core.call('home.summary', {}, never())
    child(0).say({ kind: 'failed', error: damaged })
    expect(core.status).toEqual({ state: 'failed', error: damaged })
    expect(await waiting).toEqual({ ok: false, error: damaged })
    expect(child(0).killed()).toBe(true)
    expect(children).toHaveLength(1)
  })

  it('is tried again on demand, and only then', () => {
    const { core, children, child } = setUp()
    core.start()
    core.retry()
    expect(children).toHaveLength(1)
    child(0).say({ kind: 'failed', error: damaged })
    core.retry()
    expect(children).toHaveLength(2)
    child(1).say({ kind: 'ready' })
    expect(core.status.state).toBe('ready')
  })

  it('gets the last backup in a process of its own, then starts on it', async () => {
    const { core, children, child, log } = setUp()
    core.start()
    child(0).say({ kind: 'failed', error: damaged })
    const restored = core.restoreBackup()
    expect(child(1).launch.task).toBe('restore')
    core.retry()
    expect(children).toHaveLength(2)
    child(1).say({ kind: 'restored', file: 'refrain-1.sqlite3' })
    expect(await restored).toEqual({ ok: true, value: { file: 'refrain-1.sqlite3' } })
    expect(child(2).launch.task).toBe('serve')
    expect(log.join('\n')).toContain('refrain-1.sqlite3')
  })

  it('stays as it is when there is no backup to restore', async () => {
    const { core, children, child } = setUp()
    const missing = { code: 'NOT_FOUND', message: 'There is no backup.' } as const
    core.start()
    child(0).say({ kind: 'failed', error: damaged })
    const restored = core.restoreBackup()
    child(1).say({ kind: 'failed', error: missing })
    expect(await restored).toEqual({ ok: false, error: missing })
    expect(core.status).toEqual({ state: 'failed', error: damaged })
    expect(children).toHaveLength(2)
  })

  it('survives a restore that dies or is asked for twice', async () => {
    const { core, child } = setUp()
    core.start()
    child(0).say({ kind: 'failed', error: damaged })
    const first = core.restoreBackup()
    expect(await core.restoreBackup()).toMatchObject({ ok: false, error: { code: 'BUSY' } })
    child(1).exit(139)
    expect(await first).toMatchObject({ ok: false, error: { code: 'CORE_CRASHED' } })
    expect(core.status).toEqual({ state: 'failed', error: damaged })
  })
})

describe('a workspace in use', () => {
  it('is never replaced by a backup', async () => {
    const { core, children, child } = setUp()
    core.start()
    child(0).say({ kind: 'ready' })
    expect(await core.restoreBackup()).toMatchObject({ ok: false, error: { code: 'CONFLICT' } })
    expect(children).toHaveLength(1)
  })
})

describe('stopping', () => {
  it('asks the core to close, waits for its end and does not start it again', async () => {
    const { core, children, child } = setUp()
    core.start()
    child(0).say({ kind: 'ready' })
    const lost = core.call('home.summary', {}, never())
    const stopped = core.stop()
    expect(child(0).received.at(-1)).toEqual({ kind: 'shutdown' })
    expect(await core.call('undo.state', {}, never())).toMatchObject({
      ok: false,
      error: { code: 'CANCELLED' },
    })
    child(0).exit(0)
    await stopped
    expect(await lost).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    expect(children).toHaveLength(1)
  })

  it('is done at once when no core runs', async () => {
    const { core, child } = setUp()
    core.start()
    child(0).say({ kind: 'failed', error: damaged })
    await core.stop()
    expect(child(0).received).toEqual([])
  })
})

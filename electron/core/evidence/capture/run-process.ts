import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import {
  captureExitGivenUp,
  captureExitMemory,
  type CaptureRequest,
  captureRequestFile,
} from '../../../../shared/domain/evidence/capture/capture-request.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CaptureProgram } from '../../ports.ts'
import { residentBytes } from './process-memory.ts'

/** How a capture process ended; only `done` leaves something to look at. */
export type CaptureEnd = 'done' | 'deadline' | 'memory' | 'crash' | 'given-up'

const watchEveryMs = 250
const keptOutput = 4_000
/** Variables that would change what code the process runs, or let others look into it. */
const dangerous = /^(ELECTRON_RUN_AS_NODE|ELECTRON_ENABLE_.*|NODE_OPTIONS|LD_PRELOAD|DYLD_.*)$/

/**
 * Runs one capture in a process of its own with `folder` as its only place, and waits for its end. It is killed
 * with everything it started when its time is over, when it holds too much memory, or when `signal` fires.
 * Throws CANCELLED; the process is gone then.
 */
export async function runCaptureProcess(
  program: CaptureProgram,
  request: Omit<CaptureRequest, 'parentPid'>,
  folder: string,
  options: { readonly signal: CancelSignal; readonly log: (line: string) => void },
): Promise<CaptureEnd> {
  const { signal } = options
  signal.throwIfAborted()
  mkdirSync(folder, { recursive: true })
  const asked: CaptureRequest = { ...request, parentPid: process.pid }
  writeFileSync(join(folder, captureRequestFile), JSON.stringify(asked), { flag: 'wx' })
  const child = startProcess(program, folder, request.assisted === true)
  const output = collectOutput(child)
  let killedFor: 'deadline' | 'memory' | 'cancelled' | null = null
  const kill = (reason: NonNullable<typeof killedFor>) => {
    killedFor ??= reason
    killGroup(child)
  }
  const onAbort = () => {
    kill('cancelled')
  }
  signal.addEventListener('abort', onAbort, { once: true })
  const deadline = setTimeout(kill, request.limits.killMs, 'deadline')
  const watch = setInterval(() => {
    const resident = child.pid === undefined ? null : residentBytes(child.pid)
    if (resident !== null && resident > request.limits.memoryBytes) kill('memory')
  }, watchEveryMs)
  try {
    const code = await ended(child)
    // Its helpers end with it; one that hangs would keep its profile open.
    killGroup(child)
    return endOf(killedFor, code, output, options.log)
  } finally {
    clearTimeout(deadline)
    clearInterval(watch)
    signal.removeEventListener('abort', onAbort)
  }
}

function endOf(
  killedFor: 'deadline' | 'memory' | 'cancelled' | null,
  code: number | null,
  output: () => string,
  log: (line: string) => void,
): CaptureEnd {
  if (killedFor === 'cancelled')
    throw new RefrainError('CANCELLED', 'Cancelled. Nothing of this page was kept.')
  if (killedFor !== null) return killedFor
  if (code === 0) return 'done'
  if (code === captureExitMemory) return 'memory'
  if (code === captureExitGivenUp) return 'given-up'
  log(`a capture process ended with exit code ${String(code)}: ${output()}`)
  return 'crash'
}

function startProcess({ command, args }: CaptureProgram, folder: string, isVisible: boolean): ChildProcess {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !dangerous.test(name)))
  // Only an assisted capture is on a screen; a machine may have none.
  const platform = process.platform === 'linux' && !isVisible ? ['--ozone-platform=headless'] : []
  return spawn(command, [...platform, ...args, `--refrain-capture=${folder}`], {
    env,
    cwd: folder,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: !isVisible,
  })
}

/** The last of what it printed, for the log. */
function collectOutput(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (part: Buffer) => {
    text = (text + part.toString('utf8')).slice(-keptOutput)
  })
  return () => text.trim()
}

/** Resolves with the exit code, null after a signal. Rejects when the program cannot be started. */
function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      const message =
        'The program that captures web pages could not be started. Nothing was kept. Restart Refrain, and reinstall it if this happens again.'
      reject(new RefrainError('CAPTURE_FAILED', message, undefined, { cause }))
    })
    child.once('exit', resolve)
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}

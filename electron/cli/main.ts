import { appendFileSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { CoreResources } from '../core/ports.ts'
import { exit } from './exit.ts'
import { runCli } from './program.ts'

/** Folder of the app's own data, where Electron keeps it too. */
export function appDataFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Refrain')
  if (platform === 'win32')
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Refrain')
  return join(environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Refrain')
}

/** Runs the command line of this process: streams, Ctrl-C, log file, exit code. */
export async function runProcess(resources: CoreResources, appVersion: string): Promise<void> {
  const data = appDataFolder(process.platform, process.env)
  const controller = new AbortController()
  const pipe = watchPipes(controller)
  const stopped: { by: keyof typeof exitOfSignal | null } = { by: null }
  // Once: whoever cannot wait for the tidying up may press Ctrl-C again.
  for (const name of signals) {
    process.once(name, () => {
      stopped.by = name
      controller.abort()
    })
  }
  const code = await runCli(process.argv.slice(2), {
    streams: {
      out: (text) => {
        if (!pipe.outClosed()) process.stdout.write(text)
      },
      err: (text) => {
        if (!pipe.errClosed()) process.stderr.write(text)
      },
      interactive: process.stderr.isTTY,
    },
    resources,
    appVersion,
    defaultWorkspace: join(data, 'workspace'),
    signal: controller.signal,
    log: (line) => {
      appendToLog(join(data, 'logs'), line)
    },
  })
  process.exitCode =
    code === exit.cancelled && (stopped.by !== null || pipe.outClosed()) ? exitOf(stopped.by) : code
}

/** 128 and the number of the signal; null stands for a reader who had enough. */
function exitOf(signal: keyof typeof exitOfSignal | null): number {
  return signal === null ? exit.done : exitOfSignal[signal]
}

const exitOfSignal = { SIGINT: exit.cancelled, SIGTERM: 143, SIGHUP: 129 } as const
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly (keyof typeof exitOfSignal)[]

/** The reader of a pipe may close it early (`| head`): that ends the command, and is not a failure. */
function watchPipes(controller: AbortController): { outClosed(): boolean; errClosed(): boolean } {
  let outClosed = false
  let errClosed = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    outClosed = true
    // What is said about the end of the command has no reader either.
    errClosed = true
    controller.abort()
  })
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    errClosed = true
  })
  return { outClosed: () => outClosed, errClosed: () => errClosed }
}

/** A log that cannot be written must not keep a command from saying what went wrong. */
function appendToLog(folder: string, line: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    appendFileSync(join(folder, 'refrain-cli.log'), `${new Date().toISOString()} ${line}\n`)
  } catch {
    // There is nowhere left to say it.
  }
}

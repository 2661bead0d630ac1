import { appendFileSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { CoreResources } from '../core/ports.ts'
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
  process.once('SIGINT', () => {
    controller.abort()
  })
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe may close it early (`| head`): that ends the command, it is not a failure.
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  process.exitCode = await runCli(process.argv.slice(2), {
    streams: {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      interactive: process.stderr.isTTY,
    },
    resources,
    appVersion,
    defaultWorkspace: join(data, 'workspace'),
    signal: controller.signal,
    log: (line) => {
      const folder = join(data, 'logs')
      mkdirSync(folder, { recursive: true })
      appendFileSync(join(folder, 'refrain-cli.log'), `${new Date().toISOString()} ${line}\n`)
    },
  })
}

import { spawn } from 'node:child_process'
import { projectRoot } from '../../../scripts/lib/paths.mjs'
import { electronArguments, readRuntime, runtimeEnvironment } from '../../../scripts/setup/runtime.mjs'

interface Ended {
  readonly code: number | null
  readonly stdout: string
}

/** Runs the app's executable with a command, on a machine without a display. */
export async function runCommand(args: readonly string[], home: string): Promise<Ended> {
  const runtime = readRuntime()
  const env: NodeJS.ProcessEnv = { ...process.env, ...runtimeEnvironment(runtime), HOME: home }
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'XDG_CONFIG_HOME']) Reflect.deleteProperty(env, name)
  const child = spawn(runtime.electron.path, [...electronArguments(), projectRoot, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let stdout = ''
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, stdout }
}

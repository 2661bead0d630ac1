import { utilityProcess } from 'electron'
import type { CoreLaunch, MessageFromCore } from '../entries/core-protocol.ts'
import { childEnvironment } from './child-environment.ts'
import type { CoreChild, CoreChildListener } from './core-supervisor.ts'

/** The name under which the core process shows in task managers and in `app.getAppMetrics()`. */
export const coreServiceName = 'refrain-core'

/** Starts the core in a process of its own; what it prints goes to `log`. */
export function startCoreChild(
  script: string,
  launch: CoreLaunch,
  listener: CoreChildListener,
  log: (line: string) => void,
): CoreChild {
  const child = utilityProcess.fork(script, [JSON.stringify(launch)], {
    serviceName: coreServiceName,
    stdio: 'pipe',
    env: childEnvironment(process.env),
  })
  child.stdout?.on('data', (text: Buffer) => log(text.toString()))
  child.stderr?.on('data', (text: Buffer) => log(text.toString()))
  child.on('message', (message: MessageFromCore) => listener.message(message))
  child.on('exit', (code) => listener.exited(code))
  return {
    send: (message) => child.postMessage(message),
    kill: () => void child.kill(),
  }
}

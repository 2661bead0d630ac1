import { app } from 'electron'
import type { CoreLaunch } from '../entries/core-protocol.ts'

/** This program, started once more for one capture; in development Electron must be told the app's folder. */
export function captureProgram(): CoreLaunch['resources']['captureProgram'] {
  const withoutSandbox = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []
  const appFolder = process.defaultApp ? [app.getAppPath()] : []
  return { command: process.execPath, args: [...withoutSandbox, ...appFolder] }
}

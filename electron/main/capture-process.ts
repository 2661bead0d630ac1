import { createRequire } from 'node:module'
import { join } from 'node:path'
import { app } from 'electron'
import type { CaptureLaunch } from './launch.ts'

/** Becomes the process that captures one page: no window of the app's, no workspace, no core. */
export function becomeCaptureProcess({ folder }: CaptureLaunch): void {
  const script = join(app.getAppPath(), 'out', 'capture', 'capture.cjs')
  const program: unknown = createRequire(script)(script)
  if (isCaptureProgram(program)) program.start(folder)
  else app.exit(1)
}

interface CaptureModule {
  readonly start: (folder: string) => void
}

function isCaptureProgram(value: unknown): value is CaptureModule {
  return typeof value === 'object' && value !== null && 'start' in value && typeof value.start === 'function'
}

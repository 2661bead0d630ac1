import { createRequire } from 'node:module'
import { join } from 'node:path'
import { app } from 'electron'
import type { CaptureLaunch } from './launch.ts'

/** Becomes the process that captures one page: no window of the app's, no workspace, no core. */
export function becomeCaptureProcess({ folder }: CaptureLaunch): void {
  const script = join(app.getAppPath(), 'out', 'capture', 'capture.cjs')
  const program: unknown = createRequire(script)(script)
  if (
    typeof program === 'object' &&
    program !== null &&
    'start' in program &&
    typeof program.start === 'function'
  ) {
    program.start(folder)
  } else app.exit(1)
}

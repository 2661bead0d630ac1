import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext } from '../../context.ts'
import { mustBeOnline } from '../../platform/net/offline.ts'
import type { CaptureProgram } from '../../ports.ts'

/** The program that captures pages. Throws OFFLINE, and CONFLICT where it is not at hand. */
export function mustHaveProgram(context: CoreContext): CaptureProgram {
  mustBeOnline(context.db, 'Nothing was captured.')
  const { captureProgram } = context.resources
  if (captureProgram !== null) return captureProgram
  throw new RefrainError(
    'CONFLICT',
    'Web pages are captured by the Refrain app, which is not at hand here. Nothing was captured. Run this command with the app’s own program.',
  )
}

/** Throws CONFLICT where no window could be shown. */
export function mustHaveScreen(): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform !== 'linux' || (DISPLAY ?? WAYLAND_DISPLAY ?? '') !== '') return
  throw new RefrainError(
    'CONFLICT',
    'There is no screen a window could be shown on. Nothing was captured. Run this where you have a desktop, or capture without help.',
  )
}

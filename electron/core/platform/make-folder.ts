import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { systemCode } from './failures.ts'

/**
 * Makes a folder and those above it that are missing. Throws the system's own reason: Node's recursive `mkdir` says
 * on a read-only disk that the folder is not there (ENOENT) instead of EROFS.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const missing = topmostMissing(folder)
    if (systemCode(error) !== 'ENOENT' || missing === null) throw error
    mkdirSync(missing)
    mkdirSync(folder, { recursive: true })
  }
}

/** The highest folder on the way down to `folder` that does not exist, or null when it does itself. */
export function topmostMissing(folder: string): string | null {
  if (existsSync(folder)) return null
  const above = dirname(folder)
  return above === folder ? folder : (topmostMissing(above) ?? folder)
}

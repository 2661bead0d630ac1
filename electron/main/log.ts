import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Log {
  readonly folder: string
  /** Adds one line with the time and the part of the program it comes from. Never throws. */
  write(part: string, line: string): void
}

const maximumBytes = 5_000_000

/**
 * The program's log, `refrain.log` in `folder`. At 5 MB it becomes `refrain.1.log`, replacing the one
 * before, so that it never fills the disk.
 */
export function createLog(folder: string, clock: () => number): Log {
  const file = join(folder, 'refrain.log')
  const previous = join(folder, 'refrain.1.log')
  return {
    folder,
    write(part, line) {
      try {
        mkdirSync(folder, { recursive: true })
        if (sizeOf(file) >= maximumBytes) renameSync(file, previous)
        appendFileSync(file, `${new Date(clock()).toISOString()} ${part} ${indented(line)}\n`)
      } catch {
        // A full or read-only disk must not stop the app; there is nowhere left to report it.
      }
    },
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** Indents the further lines of an entry, so that nothing logged can pass for an entry of its own. */
function indented(text: string): string {
  return text.trimEnd().replaceAll('\r', '').replaceAll('\n', '\n    ')
}

import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { removeFolder } from '../../platform/remove-folder.ts'

const prefix = 'capture-'

/** The folders of the captures under way, each the only place of its capture process. */
export interface CaptureFolders {
  /** The path of a new folder; the capture process makes it. */
  take(): string
  /** Removes a folder that was taken, and every folder of a capture that nobody has under way. */
  release(folder: string): void
}

/**
 * Folders for captures under `temporary`. A capture process whose app was killed ends by itself, but its browser may
 * write until its very end, after the opened workspace has cleared the folder: what it made anew goes with the next
 * release. Every such process has one, because its capture is taken up again.
 */
export function captureFoldersIn(temporary: string): CaptureFolders {
  const taken = new Set<string>()
  return {
    take() {
      const name = `${prefix}${randomUUID()}`
      taken.add(name)
      return join(temporary, name)
    },
    release(folder) {
      taken.delete(basename(folder))
      for (const name of readdirSync(temporary)) {
        if (name.startsWith(prefix) && !taken.has(name)) removeFolder(join(temporary, name))
      }
    },
  }
}

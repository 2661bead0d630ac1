import { existsSync, rmSync } from 'node:fs'

/** Each goes on where the one before was left; somebody else may remove as fast as this. */
const tries = 200

/**
 * Removes a folder with all it holds, also while another process still changes it. `rmSync` of Node 24 ends without an
 * error, and leaves the rest, when a file that it is about to remove has just been removed by somebody else
 * (std::filesystem::remove_all answers ENOENT, which it takes for done). Throws what `rmSync` throws.
 */
export function removeFolder(folder: string): void {
  for (let at = 0; at < tries; at++) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    if (!existsSync(folder)) return
  }
}

import { accessSync, constants, existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { WorkspacePaths } from '../context.ts'
import { makeFolder, topmostMissing } from './make-folder.ts'

/** The folders of a workspace, made where they were missing. */
export interface WorkspaceFolders {
  /** Removes those that were made, as far as they are empty. */
  removeEmpty(): void
  /**
   * Removes those that were made, with what is in them, and the store: a workspace that did not come to be must not
   * be taken for a damaged one. Only for who holds the lock and found no store.
   */
  removeAll(): void
}

/** Makes the folders a workspace needs. Throws what the system says; nothing is left behind then. */
export function makeWorkspaceFolders(paths: WorkspacePaths): WorkspaceFolders {
  const inside = [paths.objects, paths.backups, paths.exports, paths.temporary]
  const missing = inside.filter((folder) => !existsSync(folder))
  const topmost = topmostMissing(paths.root)
  const folders: WorkspaceFolders = {
    removeEmpty() {
      for (const folder of missing) removeEmpty(folder, folder)
      if (topmost !== null) removeEmpty(paths.root, topmost)
    },
    removeAll() {
      for (const suffix of ['', '-wal', '-shm']) rmSync(paths.database + suffix, { force: true })
      for (const folder of missing) rmSync(folder, { recursive: true, force: true })
      folders.removeEmpty()
    },
  }
  try {
    for (const folder of [paths.root, paths.objects, paths.backups, paths.exports]) makeFolder(folder)
    accessSync(paths.root, constants.W_OK)
    if (existsSync(paths.database)) accessSync(paths.database, constants.W_OK)
  } catch (error) {
    folders.removeEmpty()
    throw error
  }
  return folders
}

/** Removes `folder` and the folders above it up to `topmost`, as far as they are there and nothing is in them. */
function removeEmpty(folder: string, topmost: string): void {
  for (let place = folder; ; place = dirname(place)) {
    if (existsSync(place)) {
      if (readdirSync(place).length > 0) return
      rmdirSync(place)
    }
    if (place === topmost) return
  }
}

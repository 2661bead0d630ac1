import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { RefrainError } from '../../../shared/errors.ts'
import { systemCode } from '../platform/failures.ts'

/** A file that is written but not yet in its place. */
export interface PreparedFile {
  /** Puts it there in one step, over what was there before. */
  commit(): void
  /** Removes it when it was not put into place. Always call at the end. */
  discard(): void
}

/**
 * Writes bytes beside the wanted path and flushes them, so that the target is either the old file or the whole
 * new one. Throws NOT_FOUND (no such folder), VALIDATION (a folder has that name), READ_ONLY, DISK_FULL.
 */
export function prepareFile(path: string, bytes: Uint8Array): PreparedFile {
  refuseBadTarget(path)
  const part = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.part`)
  try {
    const file = openSync(part, 'wx')
    try {
      writeFileSync(file, bytes)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    rmSync(part, { force: true })
    throw unwritable(path, error)
  }
  return {
    commit() {
      try {
        renameSync(part, path)
      } catch (error) {
        throw unwritable(path, error)
      }
    },
    discard() {
      rmSync(part, { force: true })
    },
  }
}

function refuseBadTarget(path: string): void {
  if (!statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) {
    throw new RefrainError(
      'NOT_FOUND',
      `The folder for “${basename(path)}” is not there. Nothing was written. Choose another.`,
    )
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new RefrainError(
      'VALIDATION',
      `“${basename(path)}” is a folder. Nothing was written. Give the file a name.`,
    )
  }
}

function unwritable(path: string, cause: unknown): unknown {
  const code = systemCode(cause)
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return cause
  return new RefrainError(
    'READ_ONLY',
    `“${basename(path)}” cannot be written there: the rights to the folder or the file are missing. Choose another place.`,
    undefined,
    { cause },
  )
}

import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { RefrainError } from '../../../shared/errors.ts'
import { asRefrainError, systemCode } from '../platform/failures.ts'

/** A file that is written but not yet in its place. */
export interface PreparedFile {
  /** Puts it there in one step, over what was there before. */
  commit(): void
  /** Lets it stay. Call when all that belongs to it is stored. */
  keep(): void
  /** Takes it away again unless it was kept: what was there before is back. Always call at the end. */
  discard(): void
}

/**
 * Writes bytes beside the wanted path and flushes them, so that the target is either the old file or the whole
 * new one. Throws NOT_FOUND (no such folder), VALIDATION (a folder has that name), READ_ONLY, DISK_FULL.
 */
export function prepareFile(path: string, bytes: Uint8Array): PreparedFile {
  refuseBadTarget(path)
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}`)
  const part = `${beside}.part`
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
  return preparedFile(path, part, `${beside}.before`)
}

function preparedFile(path: string, part: string, before: string): PreparedFile {
  let placed = false
  return {
    commit() {
      try {
        setAside(path, before)
        renameSync(part, path)
        placed = true
      } catch (error) {
        throw unwritable(path, error)
      }
    },
    keep() {
      placed = false
      rmSync(before, { force: true })
    },
    discard() {
      const wasThere = existsSync(before)
      if (wasThere && (placed || !existsSync(path))) renameSync(before, path)
      else if (placed) rmSync(path, { force: true })
      for (const file of [part, before]) rmSync(file, { force: true })
    },
  }
}

/** Under a second name the old file stays in its place; a disk that knows no second names gets it moved. */
function setAside(path: string, before: string): void {
  if (!existsSync(path)) return
  try {
    linkSync(path, before)
  } catch {
    renameSync(path, before)
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
  if (asRefrainError(cause)?.code === 'DISK_FULL') {
    return new RefrainError(
      'DISK_FULL',
      `“${basename(path)}” cannot be written there: the disk is full. Nothing was left there, and the notice is as it was. Free some space or choose another place.`,
      undefined,
      { cause },
    )
  }
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return cause
  return new RefrainError(
    'READ_ONLY',
    `“${basename(path)}” cannot be written there: ${code === 'EROFS' ? 'the disk is read-only' : 'the rights to the folder or the file are missing'}. Nothing was changed. Choose another place.`,
    undefined,
    { cause },
  )
}

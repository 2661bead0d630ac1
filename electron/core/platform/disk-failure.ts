import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import { asRefrainError, systemCode } from './failures.ts'

/** What was tried with a workspace when the disk refused. */
export type Attempt = 'open' | 'create' | 'restore'

/** Less than this holds neither the index of a write-ahead log nor a row. */
const leastRoomBytes = 64 * 1024

const whenFull: Readonly<Record<Attempt, string>> = {
  open: 'cannot be opened. What was saved before is untouched. Free some space and open it again.',
  create: 'cannot be made. Nothing was left behind. Free some space, or choose a folder on another disk.',
  restore:
    'could not be put back from its backup. It is untouched, and so are its backups. Free some space and restore it again.',
}

/**
 * A failure of the disk under a workspace as a sentence that names the folder: READ_ONLY or DISK_FULL. Any other
 * failure is returned as it is. SQLite says CANTOPEN or IOERR for either, so the disk itself is asked as well.
 */
export function explainDiskFailure(root: string, attempt: Attempt, error: unknown): unknown {
  if (isRefrainError(error)) return error
  if (isDiskFull(root, error)) {
    const message = `The disk with the workspace “${root}” is full, so the workspace ${whenFull[attempt]}`
    return new RefrainError('DISK_FULL', message, undefined, { cause: error })
  }
  const code = systemCode(error) ?? ''
  if (
    !['EACCES', 'EPERM', 'EROFS', 'SQLITE_CANTOPEN'].includes(code) &&
    !code.startsWith('SQLITE_READONLY')
  ) {
    return error
  }
  return new RefrainError(
    'READ_ONLY',
    `The workspace in “${root}” cannot be written: the disk is read-only or the rights are missing. Nothing was changed. Make the folder writable, or copy it elsewhere and open the copy.`,
    undefined,
    { cause: error },
  )
}

/** True when a failure in this folder comes from a disk without room. */
export function isDiskFull(folder: string, error: unknown): boolean {
  if (asRefrainError(error)?.code === 'DISK_FULL') return true
  const code = systemCode(error) ?? ''
  return (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')) && hasNoRoom(folder)
}

function hasNoRoom(folder: string): boolean {
  let place = folder
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place)
  const { bavail, bsize, files, ffree } = statfsSync(place)
  return bavail * bsize < leastRoomBytes || (files > 0 && ffree === 0)
}

import { randomUUID } from 'node:crypto'
import { type ErrorShape, isRefrainError, RefrainError } from '../../../shared/errors.ts'

const diskFull =
  'The disk is full. What was saved before is untouched; the last step was not carried out. Free some space and try again.'
const readOnly =
  'The workspace cannot be written: it lies on a read-only disk or the rights to it are missing. Nothing was changed. Make the folder writable, or copy it elsewhere and open the copy.'
const corrupt =
  'The workspace file is damaged. Nothing was changed. Close the app and restore the last backup; the damaged file is kept beside it.'
const busy = 'Another step is still writing to the workspace. Nothing was changed. Try again in a moment.'
const onRecord = 'This was sent, sealed or logged, so it stays on record as it is. Nothing was changed.'
const inUse = 'Something else in the workspace still refers to this. Nothing was changed.'

const bySystemCode: Readonly<Record<string, () => RefrainError>> = {
  SQLITE_FULL: () => new RefrainError('DISK_FULL', diskFull),
  // The index of the write-ahead log could not grow.
  SQLITE_IOERR_SHMSIZE: () => new RefrainError('DISK_FULL', diskFull),
  ENOSPC: () => new RefrainError('DISK_FULL', diskFull),
  EDQUOT: () => new RefrainError('DISK_FULL', diskFull),
  SQLITE_READONLY: () => new RefrainError('READ_ONLY', readOnly),
  SQLITE_CANTOPEN: () => new RefrainError('READ_ONLY', readOnly),
  EROFS: () => new RefrainError('READ_ONLY', readOnly),
  SQLITE_CORRUPT: () => new RefrainError('WORKSPACE_CORRUPT', corrupt),
  SQLITE_NOTADB: () => new RefrainError('WORKSPACE_CORRUPT', corrupt),
  SQLITE_BUSY: () => new RefrainError('BUSY', busy),
  SQLITE_LOCKED: () => new RefrainError('BUSY', busy),
  SQLITE_CONSTRAINT_TRIGGER: () => new RefrainError('CONFLICT', onRecord),
  SQLITE_CONSTRAINT_FOREIGNKEY: () => new RefrainError('CONFLICT', inUse),
  ENOENT: () =>
    new RefrainError(
      'FILE_UNREADABLE',
      'The file is not there any more. Nothing was changed. Choose it again.',
    ),
  EACCES: () =>
    new RefrainError(
      'FILE_UNREADABLE',
      'The file may not be read or written with your rights. Nothing was changed.',
    ),
  EISDIR: () => new RefrainError('FILE_UNREADABLE', 'This is a folder, not a file. Choose a file.'),
}

/** The system's own code of a failure (SQLITE_FULL, ENOENT ...), or null. */
export function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** Turns any failure into a RefrainError, or null when it is a defect of the program itself. */
export function asRefrainError(error: unknown): RefrainError | null {
  if (isRefrainError(error)) return error
  if (error instanceof Error && error.name === 'AbortError') {
    return new RefrainError('CANCELLED', 'Cancelled. Nothing was changed.')
  }
  const code = systemCode(error)
  if (code === null) return null
  const known = bySystemCode[code] ?? bySystemCode[code.split('_').slice(0, 2).join('_')]
  return known ? known() : null
}

/**
 * The failure as it crosses a process border. A defect becomes INTERNAL with a reference under which the log
 * holds the stack; neither paths nor stack reach the message.
 */
export function toErrorShape(error: unknown, log: (line: string) => void): ErrorShape {
  const known = asRefrainError(error)
  if (known) {
    return known.details === undefined
      ? { code: known.code, message: known.message }
      : { code: known.code, message: known.message, details: known.details }
  }
  const ref = randomUUID().slice(0, 8)
  log(`[${ref}] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  return {
    code: 'INTERNAL',
    message: `Something went wrong inside Refrain (reference ${ref}). What was saved before is untouched. The log names the cause under this reference.`,
    ref,
  }
}

/** Every failure the user can meet. A code is stable: the CLI, the tests and the window all switch on it. */
export const errorCodes = [
  'VALIDATION',
  'NOT_FOUND',
  'CONFLICT',
  'CANCELLED',
  'BUSY',
  'FORBIDDEN',
  'CORE_CRASHED',
  'FILE_UNREADABLE',
  'FILE_EMPTY',
  'FILE_NOT_TEXT',
  'FILE_CHANGED',
  'FILE_TOO_LARGE',
  'FILE_NOT_AUDIO',
  'FILE_DAMAGED',
  'NO_HEADER',
  'NO_USABLE_COLUMNS',
  'DISK_FULL',
  'READ_ONLY',
  'WORKSPACE_MISSING',
  'WORKSPACE_LOCKED',
  'WORKSPACE_NEWER',
  'WORKSPACE_CORRUPT',
  'ISRC_RANGE_EXHAUSTED',
  'REFERENCE_INCOMPLETE',
  'NOT_CLAIMABLE',
  'NOTICE_INCOMPLETE',
  'CUSTODY_BROKEN',
  'CAPTURE_FAILED',
  'OFFLINE',
  'UNDO_CONFLICT',
  'INTERNAL',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** The shape in which a failure crosses a process border. `ref` finds the log line of an INTERNAL error. */
export interface ErrorShape {
  readonly code: ErrorCode
  readonly message: string
  readonly details?: unknown
  readonly ref?: string | undefined
}

/**
 * A failure meant for the user. `message` is a sentence that says what happened, what was kept and what to
 * do next; `details` carries the machine-readable part (row, field, missing elements ...).
 */
export class RefrainError extends Error {
  readonly code: ErrorCode
  readonly details: unknown

  constructor(code: ErrorCode, message: string, details?: unknown, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'RefrainError'
    this.code = code
    this.details = details
  }
}

/** True for a failure that carries one of our codes. */
export function isRefrainError(error: unknown): error is RefrainError {
  return error instanceof RefrainError
}

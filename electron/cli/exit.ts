import type { ErrorCode } from '../../shared/errors.ts'

/** Exit codes of the command line; part of its public face (docs/cli.md). `cancelled` is 128 + SIGINT. */
export const exit = { done: 0, reported: 1, usage: 2, badInput: 3, internal: 4, cancelled: 130 } as const

export type ExitCode = (typeof exit)[keyof typeof exit]

/**
 * The exit code of a failure. A failure of the program itself is 4; a value the command line was given for one
 * field and that cannot stand for it is wrong usage; everything else the user can mend is bad input.
 */
export function exitFor(code: ErrorCode, details: unknown): ExitCode {
  if (code === 'CANCELLED') return exit.cancelled
  if (code === 'INTERNAL' || code === 'CORE_CRASHED') return exit.internal
  const ofField = typeof details === 'object' && details !== null && 'field' in details
  return code === 'VALIDATION' && ofField ? exit.usage : exit.badInput
}

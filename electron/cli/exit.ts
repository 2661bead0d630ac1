import type { ErrorCode } from '../../shared/errors.ts'

/** Exit codes of the command line; part of its public face (docs/cli.md). */
export const exit = { done: 0, reported: 1, usage: 2, badInput: 3, internal: 4 } as const

export type ExitCode = (typeof exit)[keyof typeof exit]

/** A failure of the program itself is 4; everything the user can mend is 3. */
export function exitFor(code: ErrorCode): ExitCode {
  return code === 'INTERNAL' || code === 'CORE_CRASHED' ? exit.internal : exit.badInput
}

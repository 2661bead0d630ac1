import type { ErrorCode } from '../../shared/errors.ts'
import { toErrorShape } from '../core/platform/failures.ts'
import { exit, exitFor, type ExitCode } from './exit.ts'
import type { Output } from './output.ts'
import { UsageError } from './usage-error.ts'

/** A failed command as its caller learns of it. */
interface Failure {
  readonly exit: ExitCode
  readonly code: ErrorCode | 'USAGE'
  readonly message: string
  /** What to type next, where the message does not say it in terms of the command line. */
  readonly next: string | null
  readonly details?: unknown
  readonly ref?: string
}

const nextSteps: Partial<Readonly<Record<ErrorCode, string>>> = {
  CANCELLED: 'Run the command again to start over; “refrain job list” shows a job that can go on.',
  FILE_UNREADABLE: 'Check the name and the rights, then run the command again.',
  FILE_EMPTY: 'Export the file again, or leave it out.',
  FILE_CHANGED: 'Run the command again once nothing writes to the file.',
  NO_USABLE_COLUMNS: 'Say which column of a catalogue holds what, e.g. --map title=2 --map artist=1.',
  WORKSPACE_CORRUPT: '“refrain restore” puts the last sound backup in its place.',
  WORKSPACE_LOCKED: 'Close the window or wait for the other command to end.',
  REFERENCE_INCOMPLETE: '“refrain recording edit --id ID --set FIELD=VALUE” fills in what is missing.',
  NOTICE_INCOMPLETE: '“refrain case show ID” lists what is still open.',
  CUSTODY_BROKEN: '“refrain custody verify” names the broken events.',
  OFFLINE: '“refrain online” lets requests out again.',
  UNDO_CONFLICT: '“refrain undo --list” shows the step, “refrain undo --skip” leaves it as it is.',
  INTERNAL: 'Run “refrain doctor” to check the workspace.',
}

/** Where the ids are that a group of commands takes. */
const idsOf: Readonly<Record<string, string>> = {
  credit: '“refrain credit list recording:ID” shows the credits of a recording.',
  document: '“refrain document list” shows the documents there are.',
  party: '“refrain party list” shows the parties there are.',
  registration: '“refrain registration list” shows the registrations there are.',
  split: '“refrain catalog list” shows the recordings, “refrain work list” the works there are.',
  track: '“refrain release list” shows the releases, “refrain release show ID” their tracks.',
  work: '“refrain work list” shows the works there are.',
  case: '“refrain case list” shows the cases there are, “refrain case show ID” their items.',
  custody: '“refrain case list” shows the cases there are.',
  bundle: '“refrain case list” shows the cases there are.',
  evidence: '“refrain finding list” shows the findings there are.',
  finding: '“refrain finding list” shows the findings there are.',
  isrc: '“refrain catalog list” shows the recordings, “refrain isrc ledger” the codes there are.',
  job: '“refrain job list” shows the jobs there are.',
  notice: '“refrain case show ID” shows the notice of a case.',
  recording: '“refrain catalog list” shows the recordings there are.',
  release: '“refrain release list” shows the releases there are.',
  rule: '“refrain rule list” shows the rules there are.',
  sweeps: '“refrain sweeps” shows the sweeps there are.',
}

/**
 * Says what failed: one JSON document on one line of standard output with --json, and in any case a sentence on
 * standard error. Returns the exit code. `command` is the command as it was typed, for the hint to its help.
 */
export function reportFailure(
  error: unknown,
  command: string,
  output: Output,
  log: (line: string) => void,
): ExitCode {
  const failure = failureOf(error, command, log)
  const { exit: code, ...document } = failure
  if (output.json) output.item({ error: document }, '')
  output.note(`refrain: ${failure.message}`)
  if (failure.next !== null) output.note(`Next: ${failure.next}`)
  return code
}

function failureOf(error: unknown, command: string, log: (line: string) => void): Failure {
  if (error instanceof UsageError) {
    const { details } = error
    return {
      exit: exit.usage,
      code: 'USAGE',
      message: `${error.message} Nothing was done.`,
      next: `“${command} --help” shows what it takes.`,
      ...(details === undefined ? {} : { details }),
    }
  }
  const { code, message, details, ref } = toErrorShape(error, log)
  return {
    exit: exitFor(code, details),
    code,
    message,
    next: nextStepAfter(code, command, message),
    ...(details === undefined ? {} : { details }),
    ...(ref === undefined ? {} : { ref }),
  }
}

/** The last sentence tells what to do about the file itself: its name and the rights to it are not what is wrong. */
const ownAdvice = /[.”] (?:Ask|Choose|Download|Export|Get|Give|Make|Save|Unpack)\b[^.]*\.$/

function nextStepAfter(code: ErrorCode, command: string, message: string): string | null {
  if (code === 'FILE_UNREADABLE' && ownAdvice.test(message)) return null
  if (code !== 'NOT_FOUND') return nextSteps[code] ?? null
  const group = command.split(' ')[1] ?? ''
  return Object.hasOwn(idsOf, group) ? (idsOf[group] ?? null) : null
}

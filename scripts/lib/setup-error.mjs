/**
 * A problem the person at the keyboard can solve: says what is missing and the command that fixes it.
 * The entry scripts print both and exit with status 1, without a stack trace.
 */
export class SetupError extends Error {
  /**
   * @param {string} what What is missing or went wrong, as a sentence.
   * @param {string} fix What to run or do next.
   * @param {string} [detail] Output of the failed command, if it helps.
   */
  constructor(what, fix, detail = '') {
    super(what)
    this.name = 'SetupError'
    this.fix = fix
    this.detail = detail
  }
}

/** What a person can do about the failures any disk can bring. @type {Record<string, [string, string]>} */
const diskProblems = {
  ENOSPC: ['The disk is full', 'Free about 2 GB, or point XDG_CACHE_HOME to a disk that has it.'],
  EROFS: ['This folder is read-only', 'Use a folder you may write to, or point XDG_CACHE_HOME to one.'],
  EACCES: ['Permission was denied', 'Make the folder yours (chown), or point XDG_CACHE_HOME to one that is.'],
}

/**
 * Prints a failure the way a reader needs it: the problem, the evidence, the way out.
 * An unexpected error keeps its stack, because then the scripts themselves are at fault.
 * @param {unknown} error
 */
export function printFailure(error) {
  const problem = asSetupError(error)
  if (problem === undefined) {
    console.error(error)
    return
  }
  console.error(`\nFAILED: ${problem.message}`)
  if (problem.detail.trim() !== '') console.error(problem.detail.trimEnd().replace(/^/gm, '  | '))
  console.error(`\nTo fix it:\n${problem.fix.replace(/^/gm, '  ')}\n`)
}

/** @param {unknown} error @returns {SetupError | undefined} */
function asSetupError(error) {
  if (error instanceof SetupError) return error
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const [what, fix] = diskProblems[String(error.code)] ?? []
  if (what === undefined || fix === undefined) return undefined
  const place = 'path' in error ? `: ${String(error.path)}` : ''
  return new SetupError(`${what}${place}.`, fix, error.message)
}

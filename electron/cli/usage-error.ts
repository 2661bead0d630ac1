import type { CommanderError } from 'commander'

/** A command line that cannot be carried out as it was typed. Nothing was begun. */
export class UsageError extends Error {
  readonly details: unknown

  /** `message`: what was given and what is expected, in whole sentences. */
  constructor(message: string, details?: unknown) {
    super(message)
    this.name = 'UsageError'
    this.details = details
  }
}

interface Wording {
  readonly code: string
  readonly pattern: RegExp
  readonly sentence: (parts: readonly string[]) => string
}

/** What the parser of the command line finds, in our words. Its own messages are the source of the parts. */
const wordings: readonly Wording[] = [
  {
    code: 'commander.invalidArgument',
    pattern: /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '([\s\S]*)' is invalid\. ([\s\S]+)$/,
    sentence: ([option, given, expected]) => wrongValue(option ?? '', given ?? '', expected ?? ''),
  },
  {
    code: 'commander.invalidArgument',
    pattern: /^command-argument value '([\s\S]*)' is invalid for argument '([^']+)'\. ([\s\S]+)$/,
    sentence: ([given, name, expected]) => wrongValue(`<${name ?? ''}>`, given ?? '', expected ?? ''),
  },
  {
    code: 'commander.unknownOption',
    pattern: /^unknown option '([\s\S]+?)'(?:\n\(Did you mean (.+)\?\))?$/,
    sentence: ([option, nearest]) => `There is no option ${option ?? ''} here.${didYouMean(nearest)}`,
  },
  {
    code: 'commander.unknownCommand',
    pattern: /^unknown command '([\s\S]+?)'(?:\n\(Did you mean (.+)\?\))?$/,
    sentence: ([command, nearest]) => `There is no command “${command ?? ''}”.${didYouMean(nearest)}`,
  },
  {
    code: 'commander.missingArgument',
    pattern: /^missing required argument '(.+)'$/,
    sentence: ([name]) => `<${name ?? ''}> is missing.`,
  },
  {
    code: 'commander.optionMissingArgument',
    pattern: /^option '(?:-\w, )?(--[\w-]+) ?(.*)' argument missing$/,
    sentence: ([option, value]) => `${option ?? ''} needs a value: ${value ?? ''}.`,
  },
  {
    code: 'commander.missingMandatoryOptionValue',
    pattern: /^required option '(.+)' not specified$/,
    sentence: ([option]) => `${option ?? ''} is missing.`,
  },
  {
    code: 'commander.excessArguments',
    pattern: /^too many arguments.*Expected (\d+) arguments? but got (\d+).*$/,
    sentence: ([expected, got]) =>
      `${got === '1' ? '1 value was' : `${got ?? ''} values were`} given where ${expected === '0' ? 'none is' : `${expected ?? ''} is`} expected. A value with blanks needs quotation marks.`,
  },
]

/** The sentence for a value that does not fit its option. */
export function wrongValue(option: string, given: string, expected: string): string {
  const choices = /^Allowed choices are (.+)\.$/.exec(expected)?.[1]
  const text = (choices === undefined ? expected : `Expected is one of: ${choices}`).trim()
  const sentence = text.charAt(0).toUpperCase() + text.slice(1)
  const shown = given === '' ? 'an empty value' : `“${shortened(given)}”`
  return `${option}: ${shown} was given. ${sentence.replace(/[.!?]?$/, (end) => (end === '' ? '.' : end))}`
}

/** Turns a failure to read the command line into a UsageError; `command` is the one that was being read. */
export function usageErrorOf(error: CommanderError, command: string): UsageError {
  if (error.code === 'commander.help') {
    return new UsageError(`“${command}” needs a command after it.`, { command })
  }
  const text = error.message.replace(/^error: /, '')
  for (const { code, pattern, sentence } of wordings) {
    const parts = code === error.code ? pattern.exec(text) : null
    if (parts) return new UsageError(sentence(parts.slice(1)), { command })
  }
  return new UsageError(text, { command })
}

function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean ${nearest.replace(/^one of /, '')}?`
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : text
}

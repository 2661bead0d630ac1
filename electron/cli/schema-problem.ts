import type { z } from 'zod'
import { UsageError, wrongValue } from './usage-error.ts'

type Issue = z.core.$ZodIssue

/**
 * What a schema finds wrong with a value from the command line, as a sentence that names the field, what was given
 * and what is expected. The options have their own checks; this catches what only the schema knows.
 */
export function schemaProblem(error: z.ZodError, input: unknown): UsageError {
  const issue = error.issues[0]
  if (issue === undefined) return new UsageError('A value cannot be used.')
  const field = issue.path.filter((part) => typeof part === 'string').at(-1) ?? 'value'
  return new UsageError(wrongValue(inWords(field), givenAt(input, issue.path), expectedBy(issue)), {
    field: issue.path.map(String).join('.'),
  })
}

function expectedBy(issue: Issue): string {
  if (issue.code === 'invalid_value') return `Expected is one of: ${issue.values.map(String).join(', ')}`
  if (issue.code === 'invalid_type') {
    const number = issue.expected === 'int' || issue.expected === 'number'
    return `Expected is ${number ? 'a whole number' : issue.expected}`
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'It may not be empty'
    return `Expected is at least ${String(issue.minimum)}${issue.origin === 'array' ? ' of them' : ''}`
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return `At most ${String(issue.maximum)} characters are kept`
    return `Expected is at most ${String(issue.maximum)}${issue.origin === 'array' ? ' of them' : ''}`
  }
  return issue.message
}

function givenAt(input: unknown, path: readonly PropertyKey[]): string {
  let value = input
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return ''
    value = Object.entries(value).find(([key]) => key === String(part))?.[1]
  }
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}

/** `legalName` → `legal name`. */
function inWords(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

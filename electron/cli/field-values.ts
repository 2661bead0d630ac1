import { InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import { schemaProblem } from './schema-problem.ts'
import { UsageError, wrongValue } from './usage-error.ts'

/** `--set FIELD=VALUE` as typed. */
export interface Assignment {
  readonly field: string
  readonly text: string
}

/** How the value of a field is read; throws InvalidArgumentError with what is expected. */
export type FieldReader = (text: string) => unknown

export interface SettableField {
  /** The key of the contract. */
  readonly key: string
  readonly read: FieldReader
}

/** Collects `--set a=b --set c=d`. */
export function collectAssignment(
  text: string,
  before: readonly Assignment[] | undefined,
): readonly Assignment[] {
  const at = text.indexOf('=')
  if (at < 1)
    throw new InvalidArgumentError('expected is FIELD=VALUE, e.g. year=2024; an empty value clears the field')
  const field = text.slice(0, at).trim()
  return [...(before ?? []), { field, text: text.slice(at + 1) }]
}

/**
 * Reads the assignments by the table of fields and checks them with the schema.
 * @throws UsageError naming the field, what was given and what is expected.
 */
export function readAssignments<S extends z.ZodType>(
  assignments: readonly Assignment[],
  fields: Readonly<Record<string, SettableField>>,
  schema: S,
): z.output<S> {
  const values: Record<string, unknown> = {}
  for (const { field, text } of assignments) {
    const name = Object.keys(fields).find((known) => plain(known) === plain(field))
    const settable = name === undefined ? undefined : fields[name]
    if (settable === undefined) {
      throw new UsageError(
        wrongValue('--set', `${field}=${text}`, `The fields are: ${Object.keys(fields).join(', ')}`),
      )
    }
    if (Object.hasOwn(values, settable.key)) throw new UsageError(`--set: “${field}” was given twice.`)
    values[settable.key] = readValue(field, text, settable.read)
  }
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  throw schemaProblem(parsed.error, values)
}

/** Text as it is; the empty text clears the field. */
export const textOrNothing: FieldReader = (text) => (text.trim() === '' ? null : text)

/** Several texts divided by semicolons; the empty text is none. */
export const textList: FieldReader = (text) =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Text as it is. */
export const anyText: FieldReader = (text) => text

function readValue(field: string, text: string, read: FieldReader): unknown {
  try {
    return read(text)
  } catch (error) {
    if (error instanceof InvalidArgumentError)
      throw new UsageError(wrongValue(`--set ${field}`, text, error.message), { field })
    throw error
  }
}

/** Case, blanks, hyphens and underscores make no difference. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '')
}

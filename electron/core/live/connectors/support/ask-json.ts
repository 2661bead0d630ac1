import { z } from 'zod'
import { type PoliteAnswer, type PoliteRequest, type SourceAccess, SourceFailure } from '../../connector.ts'

type JsonRequest = Omit<PoliteRequest, 'accepts'> & { readonly accepts?: readonly string[] }

/**
 * Asks for JSON and reads it by a schema. Throws SourceFailure, `changed-shape` when the schema does not fit. The body of
 * a status that is only taken besides is read where it is JSON, and null otherwise.
 */
export async function askJson<Schema extends z.ZodType>(
  { client, signal }: SourceAccess,
  request: JsonRequest,
  schema: Schema,
): Promise<{ readonly answer: PoliteAnswer; readonly data: z.output<Schema> }> {
  const answer = await client.get({ accepts: ['application/json'], ...request }, signal)
  const isOrdinary = answer.status >= 200 && answer.status < 300
  return { answer, data: readAs(schema, isOrdinary ? jsonOf(answer) : peek(z.unknown(), answer)) }
}

/** Throws SourceFailure `changed-shape` for what is no JSON. */
export function jsonOf({ body }: Pick<PoliteAnswer, 'body'>): unknown {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return value
  } catch {
    throw new SourceFailure('changed-shape', 'sends an answer that is no sound JSON')
  }
}

/** The JSON of an answer as far as it fits the schema; null otherwise. For judging answers of any kind. */
export function peek<Schema extends z.ZodType>(
  schema: Schema,
  { body }: PoliteAnswer,
): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(body.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

/** Reads a value by a schema. Throws SourceFailure `changed-shape` that names the first field that is not as documented. */
export function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.map(String).join('.') ?? ''
  const where = field === '' ? 'its beginning' : `its field “${field.slice(0, 100)}”`
  throw new SourceFailure(
    'changed-shape',
    `answers in another form than it documents: ${where} is not as expected (${(issue?.message ?? '').slice(0, 120)})`,
  )
}

/** An address under the base of a source, with its parameters. */
export function under(base: string, path: string, parameters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(parameters).toString()
  return `${base.replace(/\/$/, '')}${path}${query === '' ? '' : `?${query}`}`
}

/** Words between quotation marks, which no query language of a source can be broken out of. */
export function quoted(words: string): string {
  return `"${words.replace(/["\\]/g, ' ').replace(/\s+/g, ' ').trim()}"`
}

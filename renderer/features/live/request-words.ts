import { z } from 'zod'
import type { Output } from '../../../shared/contract/index.ts'
import { requestText as text } from './overview-strings.ts'

export type OutgoingRow = Output<'outgoing.list'>['rows'][number]
/** Names of the live sources by their ids. */
export type SourceNames = ReadonlyMap<string, string>

const ofSource = /^source:(.+)$/

/** What a request was for: the live source that it was sent to, or its purpose. */
export function purposeWords(purpose: string, names: SourceNames): string {
  const sourceId = ofSource.exec(purpose)?.[1]
  if (sourceId === undefined) return text.purposes[purpose] ?? purpose
  return names.get(sourceId) ?? sourceId
}

/** What came of it, in a word or two. */
export function answerWords({ method, status, failure }: OutgoingRow): string {
  if (status === null) return failure === null ? text.waiting : text.noAnswer
  return method === 'DNS' ? text.answeredDns : text.answered(status)
}

/** What was sent, as the list keeps it. */
const kept = z.object({
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().nullish(),
})

/** What was sent in lines as they go over the wire: headers, an empty line, the body. Other text stays as it is. */
export function sentLines(sent: string): string {
  const read = kept.safeParse(parsed(sent))
  if (!read.success) return sent
  const { headers, body } = read.data
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return (typeof body === 'string' && body !== '' ? [...lines, '', body] : lines).join('\n')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

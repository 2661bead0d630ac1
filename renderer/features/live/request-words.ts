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

import type { Output } from '../../../shared/contract/index.ts'
import { requestText as text } from './overview-strings.ts'

export type OutgoingRow = Output<'outgoing.list'>['rows'][number]
/** Names of the live sources by their ids. */
export type SourceNames = ReadonlyMap<string, string>

/** What a request was for: the live source that it was sent for, or its purpose. */
export function purposeWords({ purpose, sourceId }: OutgoingRow, names: SourceNames): string {
  const words = text.purposes[purpose] ?? purpose
  return sourceId === null ? words : (names.get(sourceId) ?? sourceId)
}

/** What came of it, in a word or two. */
export function answerWords({ method, status, failure }: OutgoingRow): string {
  if (status === null) return failure === null ? text.waiting : text.noAnswer
  return method === 'DNS' ? text.answeredDns : text.answered(status)
}

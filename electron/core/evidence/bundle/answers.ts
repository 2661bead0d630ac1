import { extname } from 'node:path'
import type { HistoryRow } from './case-rows.ts'

/** Kinds of file that can be looked at; all others are named so that a double-click runs nothing. */
const looked = new Set(['.txt', '.eml', '.pdf', '.png', '.jpg', '.jpeg', '.msg', '.docx', '.odt'])

/** Where the answer kept with a line of the history lies in a bundle; null where none was kept. */
export function answerFile({
  answerSha256,
  answerName,
  custodySeq,
}: Pick<HistoryRow, 'answerSha256' | 'answerName' | 'custodySeq'>): string | null {
  if (answerSha256 === null) return null
  const kind = extname(answerName ?? '').toLowerCase()
  return `data/answers/${String(custodySeq)}${looked.has(kind) ? kind : '.bin'}`
}

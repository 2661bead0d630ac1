import { z } from 'zod'
import type { ReplayedRow } from '../context.ts'
import type { IsrcLedgerRepository } from './isrc-ledger.repository.ts'
import type { RecordingsRepository } from './recordings.repository.ts'

const returned = 'The recording that carried it was brought back.'
const gone = 'The recording that carried it was deleted or given another code again.'

const code = z.string().nullable().catch(null)

/**
 * Tells the ledger what undo or redo did to the code of a recording. A code that left the catalogue with its recording
 * was reserved, to be kept from reuse: once it is back on a recording it is assigned, and once it leaves again by redo
 * it is reserved. True when a line was added. Must run inside the transaction that put the row back.
 */
export function followReplay(
  ledger: Pick<IsrcLedgerRepository, 'latest' | 'append'>,
  recordings: Pick<RecordingsRepository, 'byIsrc'>,
  { table, id, before, after }: ReplayedRow,
  at: string,
): boolean {
  if (table !== 'recording') return false
  const [old, now] = [code.parse(before?.isrc ?? null), code.parse(after?.isrc ?? null)]
  if (old === now) return false
  let added = false
  const holder = now === null ? null : recordings.byIsrc(now)
  if (now !== null && holder?.id === id && ledger.latest(now)?.state === 'reserved') {
    const line = { isrc: now, recordingId: id, recordingTitle: holder.title, at }
    ledger.append({ ...line, state: 'assigned', reason: returned })
    added = true
  }
  const last = old === null ? null : ledger.latest(old)
  // What was assigned in another way is for the effects of the step, or stays as it is.
  if (old !== null && last?.state === 'assigned' && last.reason === returned) {
    const line = { isrc: old, recordingId: id, recordingTitle: last.recordingTitle ?? '', at }
    ledger.append({ ...line, state: 'reserved', reason: gone })
    added = true
  }
  return added
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { formatShare } from '../../../shared/domain/rights/share.ts'
import type { Change } from '../context.ts'

const line = z.object({
  id: z.int(),
  party_id: z.int(),
  name: z.string(),
  share: z.int(),
  territory: z.string(),
  valid_from: z.string().nullable(),
  valid_to: z.string().nullable(),
  state: z.string(),
})
type Line = z.infer<typeof line>

/** The shares of two recordings: sets of one right contradict each other unless they are the same. */
export interface MergeShares {
  /** The shares of a recording in words, or null when none are on record. */
  describe(recordingId: number): string | null
  /**
   * Leaves the recording that stays with one account of its shares: those of the other when it has none itself or
   * when `take` says so, otherwise its own.
   */
  merge(change: Change, keepId: number, mergeId: number, take: boolean): void
}

export function createMergeShares(db: Database): MergeShares {
  const read = db.prepare(
    `SELECT s.id, s.party_id, p.name, s.share, s.territory, s.valid_from, s.valid_to, s.state
     FROM split s JOIN party p ON p.id = s.party_id
     WHERE s.subject_type = 'recording' AND s.subject_id = ? ORDER BY s.id`,
  )
  const linesOf = (recordingId: number): readonly Line[] => line.array().parse(read.all(recordingId))
  return {
    describe(recordingId) {
      const sets = new Map<string, string[]>()
      for (const { name, share, ...set } of linesOf(recordingId)) {
        const place = placeOf(set)
        sets.set(place, [...(sets.get(place) ?? []), `${name} ${formatShare(share)}`])
      }
      if (sets.size === 0) return null
      return [...sets].map(([place, shares]) => `${shares.join(', ')} (${place})`).join('; ')
    },
    merge(change, keepId, mergeId, take) {
      const [own, others] = [linesOf(keepId), linesOf(mergeId)]
      const moves = others.length > 0 && (take || own.length === 0)
      for (const { id } of moves ? own : others) change.remove('split', id)
      if (moves) for (const { id } of others) change.update('split', id, { subject_id: keepId })
    },
  }
}

function placeOf(set: Pick<Line, 'state' | 'territory' | 'valid_from' | 'valid_to'>): string {
  const { state, territory, valid_from: from, valid_to: to } = set
  const period = [from === null ? '' : `from ${from}`, to === null ? '' : `to ${to}`]
    .filter(Boolean)
    .join(' ')
  return [state, territory === 'WW' ? '' : territory, period].filter(Boolean).join(', ')
}

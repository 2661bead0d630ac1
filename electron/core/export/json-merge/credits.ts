import type { ContributionEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import type { Subject } from './entry-numbers.ts'
import type { Merge } from './merge.ts'

const sameCredit =
  'SELECT id FROM contribution WHERE subject_type = ? AND subject_id = ? AND party_id = ? AND role = ? AND instrument = ?'

/** Adds the credits that the subject lacks. */
export function mergeCredits(
  { numbers, rows }: Merge,
  type: Subject,
  id: number,
  entries: readonly ContributionEntry[],
): void {
  for (const entry of entries) {
    const party = numbers.refer('parties', entry.party)
    const values = {
      subject_type: type,
      subject_id: id,
      party_id: party,
      role: entry.role,
      instrument: entry.instrument,
      position: entry.position,
      credited_as: entry.creditedAs,
      join_phrase: entry.joinPhrase,
    }
    rows.attach('contribution', values, [sameCredit, type, id, party, entry.role, entry.instrument])
  }
}

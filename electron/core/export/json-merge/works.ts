import type { CatalogueEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import { titleKey } from '../../../../shared/domain/text/fold.ts'
import { mergeCredits } from './credits.ts'
import type { Merge } from './merge.ts'
import { mergeShares } from './shares.ts'

type Work = CatalogueEntry<'works'>

/** A work is known by its ISWC, else by its title and one of its writers. */
export function mergeWork(merge: Merge, entry: Work): void {
  const { id, created } = merge.rows.put({
    table: 'work',
    existing: workOf(merge, entry),
    values: {
      title: entry.title,
      alternative_titles: JSON.stringify(entry.alternativeTitles),
      language: entry.language,
      iswc: entry.iswc,
      notes: entry.notes,
      created_at: entry.createdAt,
      updated_at: entry.updatedAt,
    },
    derived: { title_key: titleKey(entry.title) },
    stamp: 'updated_at',
  })
  merge.numbers.note('works', id)
  mergeCredits(merge, 'work', id, entry.contributions)
  mergeShares(merge, { type: 'work', id, created }, entry.splits)
}

/** A title alone names many songs: without a code a work is known by its title and one of its writers. */
function workOf({ numbers, rows }: Merge, { iswc, title, contributions }: Work): number | null {
  const byCode = iswc === null ? null : rows.find('SELECT id FROM work WHERE iswc = ?', iswc)
  if (byCode !== null) return byCode
  const writers = contributions.map(({ party }) => numbers.refer('parties', party))
  return rows.findFree(
    'work',
    `SELECT id FROM work w WHERE title_key = ? AND (iswc IS NULL OR ? IS NULL) AND (
       EXISTS (SELECT 1 FROM contribution c JOIN json_each(?) p ON p.value = c.party_id
         WHERE c.subject_type = 'work' AND c.subject_id = w.id)
       OR (? = 0 AND NOT EXISTS (SELECT 1 FROM contribution c WHERE c.subject_type = 'work' AND c.subject_id = w.id)))`,
    ...[titleKey(title), iswc, JSON.stringify(writers), writers.length],
  )
}

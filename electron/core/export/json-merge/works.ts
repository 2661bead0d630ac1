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
function workOf({ numbers, rows }: Merge, entry: Work): number | null {
  const { iswc, title, alternativeTitles, language, notes, createdAt, contributions } = entry
  const byCode = iswc === null ? null : rows.find('SELECT id FROM work WHERE iswc = ?', iswc)
  if (byCode !== null) return byCode
  const writers = contributions.map(({ party }) => numbers.refer('parties', party))
  return rows.findFree(
    'work',
    `SELECT id FROM work w WHERE title_key = ? AND (iswc IS NULL OR ? IS NULL) AND (
       EXISTS (SELECT 1 FROM contribution c JOIN json_each(?) p ON p.value = c.party_id
         WHERE c.subject_type = 'work' AND c.subject_id = w.id)
       OR (? = 0 AND NOT EXISTS (SELECT 1 FROM contribution c WHERE c.subject_type = 'work' AND c.subject_id = w.id)))
     AND (iswc IS NULL OR iswc NOT IN (SELECT value FROM offered_code WHERE kind = 'iswc'))
     ORDER BY iswc IS ? DESC, title = ? DESC, w.created_at = ? DESC,
       (SELECT coalesce(json_group_array(party_id), '[]') FROM (SELECT party_id FROM contribution c
         WHERE c.subject_type = 'work' AND c.subject_id = w.id ORDER BY position, id)) = ? DESC,
       language = ? DESC, notes = ? DESC, alternative_titles = ? DESC, id`,
    ...[titleKey(title), iswc, JSON.stringify(writers), writers.length],
    ...[iswc, title, createdAt, JSON.stringify(writers), language, notes, JSON.stringify(alternativeTitles)],
  )
}

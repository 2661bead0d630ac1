import type { CatalogueEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import { artistKey } from '../../../../shared/domain/text/fold.ts'
import type { Merge } from './merge.ts'

type Party = CatalogueEntry<'parties'>

/** A party is known by its IPI name number, its ISNI, else by its name. */
export function mergeParty({ numbers, rows }: Merge, entry: Party): void {
  const { id } = rows.put({
    table: 'party',
    existing: partyOf(rows, entry),
    values: {
      kind: entry.kind,
      name: entry.name,
      sort_name: entry.sortName,
      ipi_name: entry.ipiName,
      ipi_base: entry.ipiBase,
      isni: entry.isni,
      email: entry.email,
      notes: entry.notes,
      created_at: entry.createdAt,
      updated_at: entry.updatedAt,
    },
    derived: { name_key: artistKey(entry.name) },
    stamp: 'updated_at',
  })
  numbers.note('parties', id)
  for (const name of entry.aliases) {
    const same = ['SELECT id FROM party_alias WHERE party_id = ? AND name = ?', id, name] as const
    rows.attach('party_alias', { party_id: id, name, name_key: artistKey(name) }, same)
  }
}

function partyOf(rows: Merge['rows'], entry: Party): number | null {
  const { ipiName, isni, name, kind, sortName, email, notes, createdAt } = entry
  return (
    (ipiName === null ? null : rows.find('SELECT id FROM party WHERE ipi_name = ?', ipiName)) ??
    (isni === null
      ? null
      : rows.findFree(
          'party',
          'SELECT id FROM party WHERE isni = ? ORDER BY ipi_name IS ? DESC, id',
          isni,
          ipiName,
        )) ??
    rows.findFree(
      'party',
      `SELECT id FROM party WHERE name_key = ? AND kind = ?
       AND (ipi_name IS NULL OR ? IS NULL) AND (isni IS NULL OR ? IS NULL)
       AND (ipi_name IS NULL OR ipi_name NOT IN (SELECT value FROM offered_code WHERE kind = 'ipi'))
       AND (isni IS NULL OR isni = ? OR isni NOT IN (SELECT value FROM offered_code WHERE kind = 'isni'))
       ORDER BY ipi_name IS ? DESC, isni IS ? DESC, name = ? DESC, created_at = ? DESC, sort_name = ? DESC,
         email = ? DESC, notes = ? DESC, id`,
      ...[artistKey(name), kind, ipiName, isni, isni],
      ...[ipiName, isni, name, createdAt, sortName, email, notes],
    )
  )
}

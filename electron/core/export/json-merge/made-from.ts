import type { MadeFrom, Merge } from './merge.ts'
import { isBlank, storedRow } from './row-changes.ts'

/** Finds the second recording among the first and what that was made from. */
const ancestorSql = `
  WITH RECURSIVE line (id) AS (
    VALUES (?) UNION SELECT r.parent_id FROM line JOIN recording r ON r.id = line.id WHERE r.parent_id IS NOT NULL)
  SELECT id FROM line WHERE id = ?`

/**
 * Says what a recording was made from, unless that is known. Call when all recordings are there. Throws VALIDATION
 * for a reference that leads nowhere or in a circle.
 */
export function mergeMadeFrom(
  { journal, numbers, report, rows }: Merge,
  { place, recording, parent, relation }: MadeFrom,
): void {
  report.begin({ section: 'recordings', place, title: '' })
  const parentId = parent === null ? null : numbers.refer('recordings', parent)
  const known = storedRow.parse(
    journal.prepare('SELECT parent_id, parent_relation FROM recording WHERE id = ?').get(recording),
  )
  if (!isBlank(known.parent_id ?? null) || !isBlank(known.parent_relation ?? null)) return
  const values = { parent_id: parentId, parent_relation: relation }
  journal.update('recording', recording, { parent_id: null, parent_relation: null }, values)
  if (parentId !== null && rows.find(ancestorSql, parentId, recording) !== null) {
    throw report.wrong('was made from a recording that was made from it')
  }
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { whole } from '../../../shared/domain/rights/share.ts'
import { artistKey } from '../../../shared/domain/text/fold.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change } from '../context.ts'
import { quoted } from '../platform/typed-fields.ts'
import type { PartiesRepository, StoredParty } from './parties.repository.ts'

const idRows = z.array(z.int())
const pairs = z.array(
  z.object({ id: z.int(), kept: z.int().nullable(), share: z.int(), kept_share: z.int().nullable() }),
)
const links = z.array(z.object({ id: z.int(), known: z.int() }))

// The same contribution twice is one; two shares of one set are added up.
const creditSql = `SELECT x.id, EXISTS (SELECT 1 FROM contribution k WHERE k.party_id = @keep
    AND k.subject_type = x.subject_type AND k.subject_id = x.subject_id AND k.role = x.role
    AND k.instrument = x.instrument) AS known
  FROM contribution x WHERE x.party_id = @gone ORDER BY x.id`
const splitSql = `SELECT x.id, x.share, k.id AS kept, k.share AS kept_share FROM split x
  LEFT JOIN split k ON k.party_id = @keep AND k.subject_type = x.subject_type AND k.subject_id = x.subject_id
    AND k.right_kind = x.right_kind AND k.territory = x.territory AND k.valid_from IS x.valid_from
    AND k.valid_to IS x.valid_to AND k.state = x.state
  WHERE x.party_id = @gone ORDER BY x.id`
const linkSql = `SELECT x.id, EXISTS (SELECT 1 FROM document_link k WHERE k.document_id = x.document_id
    AND k.subject_type = 'party' AND k.subject_id = @keep) AS known
  FROM document_link x WHERE x.subject_type = 'party' AND x.subject_id = @gone ORDER BY x.id`

/**
 * Makes two parties one: credits, shares, documents and names of `goneId` become those of `keepId`, and the kept one
 * takes over the numbers it lacks. Sums of shares stay as they were.
 * @throws RefrainError CONFLICT when both have an IPI or ISNI and these differ: then they are not the same party.
 */
export function mergeParty(
  db: Database,
  change: Change,
  parties: PartiesRepository,
  keepId: number,
  goneId: number,
): void {
  const [keep, gone] = [parties.mustGet(keepId), parties.mustGet(goneId)]
  refuseDifferent(keep, gone)
  const both = { keep: keepId, gone: goneId }
  for (const { id, known } of links.parse(db.prepare(creditSql).all(both))) {
    if (known === 1) change.remove('contribution', id)
    else change.update('contribution', id, { party_id: keepId })
  }
  for (const { id, kept, share, kept_share } of pairs.parse(db.prepare(splitSql).all(both))) {
    const sum = (kept_share ?? 0) + share
    // Only claims that exclude each other can be more than the whole together: they stay as they are.
    if (kept === null || sum > whole) change.update('split', id, { party_id: keepId })
    else {
      change.update('split', kept, { share: sum })
      change.remove('split', id)
    }
  }
  for (const { id, known } of links.parse(db.prepare(linkSql).all(both))) {
    if (known === 1) change.remove('document_link', id)
    else change.update('document_link', id, { subject_id: keepId })
  }
  const names = [gone.name, ...parties.aliasesOf(goneId).map(({ name }) => name)]
  const own = new Set([keep.name, ...parties.aliasesOf(keepId).map(({ name }) => name)])
  const aliasIds = db.prepare('SELECT id FROM party_alias WHERE party_id = ?').pluck()
  for (const id of idRows.parse(aliasIds.all(goneId))) change.remove('party_alias', id)
  change.remove('party', goneId)
  for (const name of new Set(names)) {
    if (!own.has(name)) change.insert('party_alias', { party_id: keepId, name, name_key: artistKey(name) })
  }
  change.update('party', keepId, {
    ipi_name: keep.ipi_name ?? gone.ipi_name,
    ipi_base: keep.ipi_base ?? gone.ipi_base,
    isni: keep.isni ?? gone.isni,
    email: keep.email === '' ? gone.email : keep.email,
    notes: [keep.notes, gone.notes]
      .filter((note) => note !== '')
      .join('\n\n')
      .slice(0, 10_000),
  })
}

function refuseDifferent(keep: StoredParty, gone: StoredParty): void {
  const differing = (['ipi_name', 'ipi_base', 'isni'] as const).find(
    (column) => keep[column] !== null && gone[column] !== null && keep[column] !== gone[column],
  )
  if (differing === undefined) return
  const number = differing === 'isni' ? 'ISNI' : 'IPI'
  throw new RefrainError(
    'CONFLICT',
    `${quoted(keep.name)} and ${quoted(gone.name)} have different ${number} numbers, so they are not the same. Correct the wrong number first. Nothing was changed.`,
    { keepId: keep.id, otherId: gone.id },
  )
}

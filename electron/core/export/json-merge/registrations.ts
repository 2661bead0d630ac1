import type { CatalogueEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import { compact } from '../../../../shared/domain/identifiers/compact.ts'
import { parseRegistration } from '../../../../shared/domain/identifiers/registration.ts'
import type { Merge } from './merge.ts'

/** A registration is known by its authority and number. */
export function mergeRegistration({ numbers, rows }: Merge, entry: CatalogueEntry<'registrations'>): void {
  const key = registrationKey(entry.authority, entry.number)
  const same = 'SELECT id FROM registration WHERE authority = ? AND number_key = ?'
  const { id } = rows.put({
    table: 'registration',
    existing: rows.find(same, entry.authority, key),
    values: {
      authority: entry.authority,
      type: entry.type,
      number: entry.number,
      effective_on: entry.effectiveOn,
      published_on: entry.publishedOn,
      claimant: entry.claimant,
      status: entry.status,
      notes: entry.notes,
      created_at: entry.createdAt,
      updated_at: entry.updatedAt,
    },
    derived: { number_key: key },
    stamp: 'updated_at',
  })
  numbers.note('registrations', id)
  for (const { type, id: number } of entry.subjects) {
    const subject = numbers.subject(type, number)
    const values = { registration_id: id, subject_type: type, subject_id: subject }
    rows.attach('registration_subject', values, [
      'SELECT id FROM registration_subject WHERE registration_id = ? AND subject_type = ? AND subject_id = ?',
      ...[id, type, subject],
    ])
  }
}

/** What registrations are compared by: the stored form where the authority's numbers have one. */
function registrationKey(authority: string, number: string): string {
  const reading = authority === 'US-CO' ? parseRegistration(number) : null
  return reading?.status === 'valid' ? reading.value : compact(number)
}

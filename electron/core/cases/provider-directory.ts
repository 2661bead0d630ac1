import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import {
  notInDirectory,
  type ProviderDirectory,
  type ProviderEntry,
} from '../../../shared/domain/notices/providers.ts'
import type { CoreContext } from '../context.ts'
import { shippedDirectory } from './shipped-directory.ts'
import { getMeta, setMeta } from '../platform/meta.ts'

const versionKey = 'providers.checkedOn'
const namesKey = 'providers.names'
const nameList = z.array(z.string())

/**
 * Brings the shipped directory of providers into the workspace when it is newer than what is there. Entries of
 * an earlier directory are brought up to date; a provider the artist added keeps its fields and its domains. A
 * domain that had only a placeholder goes to its entry; cases that name the placeholder keep it.
 */
export function loadProviderDirectory(context: CoreContext): void {
  if (context.readOnly) return
  const directory = shippedDirectory(context)
  if ((getMeta(context.db, versionKey) ?? '') >= directory.checkedOn) return
  context.mutations.once(['cases'], () => {
    store(context.db, directory)
  })
}

function store(db: Database, { providers, checkedOn }: ProviderDirectory): void {
  const known = getMeta(db, namesKey)
  const earlier = new Set(known === null ? [] : nameList.parse(JSON.parse(known)))
  const idOf = db.prepare<[string], { id: number }>('SELECT id FROM provider WHERE name = ?')
  const statements = prepareStatements(db)
  const loaded: string[] = []
  for (const entry of providers) {
    const existing = idOf.get(entry.name)
    if (existing && !earlier.has(entry.name)) continue
    const values = toRow(entry)
    const id = existing?.id ?? Number(statements.insert.run(values).lastInsertRowid)
    if (existing) statements.update.run({ ...values, id })
    statements.release.run(id)
    for (const domain of entry.domains) statements.claim.run({ domain, id, placeholder: notInDirectory })
    loaded.push(entry.name)
  }
  setMeta(db, namesKey, JSON.stringify(loaded))
  setMeta(db, versionKey, checkedOn)
}

type ProviderValues = ReturnType<typeof toRow>

function prepareStatements(db: Database) {
  return {
    insert: db.prepare<[ProviderValues]>(
      `INSERT INTO provider (name, domains, email, form, requirements, source, checked_on, confidence)
       VALUES (@name, @domains, @email, @form, @requirements, @source, @checkedOn, @confidence)`,
    ),
    update: db.prepare<[ProviderValues & { id: number }]>(
      `UPDATE provider SET domains = @domains, email = @email, form = @form, requirements = @requirements,
         source = @source, checked_on = @checkedOn, confidence = @confidence WHERE id = @id`,
    ),
    release: db.prepare<[number]>('DELETE FROM provider_domain WHERE provider_id = ?'),
    claim: db.prepare<[{ domain: string; id: number; placeholder: string }]>(
      `INSERT INTO provider_domain (domain, provider_id) VALUES (@domain, @id)
       ON CONFLICT (domain) DO UPDATE SET provider_id = excluded.provider_id
       WHERE (SELECT source FROM provider p WHERE p.id = provider_domain.provider_id) = @placeholder`,
    ),
  }
}

function toRow(entry: ProviderEntry) {
  return {
    name: entry.name,
    domains: JSON.stringify(entry.domains),
    email: entry.email,
    form: entry.form,
    requirements: JSON.stringify(
      entry.notes === '' ? entry.requirements : [...entry.requirements, `Note: ${entry.notes}`],
    ),
    source: entry.source,
    checkedOn: entry.checkedOn,
    confidence: entry.confidence,
  }
}

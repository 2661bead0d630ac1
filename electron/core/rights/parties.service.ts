import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import type { PartyRef } from '../../../shared/contract/parties.ts'
import { parseIpi } from '../../../shared/domain/identifiers/ipi.ts'
import { parseIsni } from '../../../shared/domain/identifiers/isni.ts'
import { artistKey } from '../../../shared/domain/text/fold.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext, RowValues } from '../context.ts'
import { removeWithDependents } from '../platform/dependents.ts'
import { fieldError, oneLine, quoted, readIdentifier, requiredLine } from '../platform/typed-fields.ts'
import { mergeParty } from './merge-party.ts'
import type { PartiesRepository, StoredParty } from './parties.repository.ts'

type PartyHandlers = Pick<
  Handlers,
  'parties.list' | 'parties.get' | 'parties.create' | 'parties.update' | 'parties.delete' | 'parties.merge'
>
type Patch = Parsed<'parties.update'>['patch']

export interface PartiesService {
  readonly handlers: PartyHandlers
  /** The party that is meant, made when there is none; what the reference knows and the party lacks is filled in. */
  readonly resolve: (change: Change, ref: PartyRef) => StoredParty
}

/** People, groups and companies: one row each, however often they are named. */
export function createPartiesService(context: CoreContext, parties: PartiesRepository): PartiesService {
  function refuseTakenIpi(ipiName: string | null | undefined, partyId: number | null): void {
    const holder = ipiName ? parties.byIpiName(ipiName) : null
    if (holder === null || holder.id === partyId) return
    throw new RefrainError(
      'CONFLICT',
      `IPI ${ipiName ?? ''} is already the number of ${quoted(holder.name)}. A number belongs to one party; merge the two if they are the same. Nothing was changed.`,
      { field: 'ipiName', partyId: holder.id },
    )
  }

  function insert(change: Change, name: string, columns: RowValues): number {
    const at = context.now()
    return change.insert('party', {
      kind: 'person',
      name,
      name_key: artistKey(name),
      ...columns,
      created_at: at,
      updated_at: at,
    })
  }

  function setAliases(change: Change, party: StoredParty, wanted: readonly string[]): void {
    const names = [...new Set(wanted.map(oneLine))].filter((name) => name !== '' && name !== party.name)
    const kept = parties.aliasesOf(party.id)
    for (const alias of kept) if (!names.includes(alias.name)) change.remove('party_alias', alias.id)
    for (const name of names) {
      if (kept.some((alias) => alias.name === name)) continue
      change.insert('party_alias', { party_id: party.id, name, name_key: artistKey(name) })
    }
  }

  function resolve(change: Change, ref: PartyRef): StoredParty {
    if ('partyId' in ref) return parties.mustGet(ref.partyId)
    const name = requiredLine('name', ref.name)
    const ipiName = readIpiName(ref.ipiName)
    const isni = readIdentifier('isni', ref.isni, parseIsni)
    const known = findParty(parties, { name, ipiName, isni })
    if (known === null)
      return parties.mustGet(insert(change, name, { kind: ref.kind, ipi_name: ipiName, isni }))
    change.update('party', known.id, {
      ...(known.ipi_name === null && ipiName !== null ? { ipi_name: ipiName } : {}),
      ...(known.isni === null && isni !== null ? { isni } : {}),
    })
    return parties.mustGet(known.id)
  }

  return {
    resolve,
    handlers: {
      'parties.list': (request) => ({ ...parties.list(request), nextCursor: null }),

      'parties.get': ({ partyId }) => {
        const party = parties.mustGet(partyId)
        const [row] = parties.rows([partyId])
        return {
          id: party.id,
          kind: party.kind,
          name: party.name,
          sortName: party.sort_name,
          ipiName: party.ipi_name,
          ipiBase: party.ipi_base,
          isni: party.isni,
          email: party.email,
          notes: party.notes,
          aliases: parties.aliasesOf(partyId).map(({ name }) => name),
          credits: parties.creditsOf(partyId),
          shares: row?.shares ?? 0,
        }
      },

      'parties.create': ({ name: typed, ...fields }) => {
        const name = requiredLine('name', typed)
        const columns = readPartyFields(fields)
        return context.mutations.undoable(`Add ${quoted(name)}`, ['parties'], (change) => {
          refuseTakenIpi(columns.ipi_name, null)
          const partyId = insert(change, name, columns)
          setAliases(change, parties.mustGet(partyId), fields.aliases ?? [])
          return { partyId }
        })
      },

      'parties.update': ({ partyId, patch }) => {
        const before = parties.mustGet(partyId)
        const columns = readPartyFields(patch)
        context.mutations.undoable(`Edit ${quoted(before.name)}`, ['parties', 'rights'], (change) => {
          refuseTakenIpi(columns.ipi_name, partyId)
          const changed = change.update('party', partyId, columns)
          const after = parties.mustGet(partyId)
          const aliases = patch.aliases ?? parties.aliasesOf(partyId).map(({ name }) => name)
          setAliases(change, after, after.name === before.name ? aliases : [...aliases, before.name])
          if (changed) change.update('party', partyId, { updated_at: context.now() })
        })
        return {}
      },

      'parties.delete': ({ partyId }) => {
        const { name } = parties.mustGet(partyId)
        context.mutations.undoable(`Delete ${quoted(name)}`, ['parties', 'documents'], (change) => {
          const [row] = parties.rows([partyId])
          if (row && row.credits + row.shares > 0) throw stillNamed(row)
          removeWithDependents(context.db, change, 'party', partyId)
        })
        return {}
      },

      'parties.merge': ({ keepId, mergeIds }) => {
        const keep = parties.mustGet(keepId)
        const others = [...new Set(mergeIds)].filter((id) => id !== keepId)
        const label = `Merge into ${quoted(keep.name)}`
        context.mutations.undoable(label, ['parties', 'rights', 'documents'], (change) => {
          for (const id of others) mergeParty(context.db, change, parties, keepId, id)
          if (others.length > 0) change.update('party', keepId, { updated_at: context.now() })
        })
        return { merged: others.length }
      },
    },
  }
}

/**
 * The known party by IPI, then ISNI, then name. A namesake with another number is somebody else; of several namesakes
 * none is taken unasked.
 */
function findParty(
  parties: PartiesRepository,
  wanted: { readonly name: string; readonly ipiName: string | null; readonly isni: string | null },
): StoredParty | null {
  const compatible = (party: StoredParty) =>
    (wanted.ipiName === null || party.ipi_name === null || party.ipi_name === wanted.ipiName) &&
    (wanted.isni === null || party.isni === null || party.isni === wanted.isni)
  const byIpi = wanted.ipiName === null ? null : parties.byIpiName(wanted.ipiName)
  if (byIpi !== null) return byIpi
  const byIsni = wanted.isni === null ? undefined : parties.byIsni(wanted.isni).find(compatible)
  if (byIsni !== undefined) return byIsni
  const namesakes = parties.named(wanted.name).filter(compatible)
  const exact = namesakes.filter(({ name }) => name === wanted.name)
  const candidates = exact.length > 0 ? exact : namesakes
  if (candidates.length <= 1) return candidates[0] ?? null
  throw new RefrainError(
    'CONFLICT',
    `There are ${String(candidates.length)} parties called ${quoted(wanted.name)}. Choose one of them, or give an IPI or ISNI. Nothing was changed.`,
    { field: 'party', candidates: candidates.map(({ id, name }) => ({ id, name })) },
  )
}

function readPartyFields(patch: Patch): RowValues & { readonly ipi_name?: string | null } {
  const name = patch.name === undefined ? undefined : requiredLine('name', patch.name)
  return {
    ...(name === undefined ? {} : { name, name_key: artistKey(name) }),
    ...(patch.kind === undefined ? {} : { kind: patch.kind }),
    ...(patch.sortName === undefined ? {} : { sort_name: oneLine(patch.sortName) }),
    ...(patch.ipiName === undefined ? {} : { ipi_name: readIpiName(patch.ipiName) }),
    ...(patch.ipiBase === undefined ? {} : { ipi_base: readIpiBase(patch.ipiBase) }),
    ...(patch.isni === undefined ? {} : { isni: readIdentifier('isni', patch.isni, parseIsni) }),
    ...(patch.email === undefined ? {} : { email: patch.email.trim() }),
    ...(patch.notes === undefined ? {} : { notes: patch.notes.normalize('NFC') }),
  }
}

function readIpiName(raw: string | null): string | null {
  const value = readIdentifier('ipiName', raw, parseIpi)
  if (!value?.startsWith('I')) return value
  const message = 'This is an IPI base number; the name number has 11 digits.'
  throw fieldError('ipiName', { code: 'shape', message })
}

function readIpiBase(raw: string | null): string | null {
  const value = readIdentifier('ipiBase', raw, parseIpi)
  if (value === null || value.startsWith('I')) return value
  throw fieldError('ipiBase', { code: 'shape', message: 'An IPI base number looks like I-000000229-7.' })
}

function stillNamed(row: {
  readonly name: string
  readonly credits: number
  readonly shares: number
}): RefrainError {
  const uses = [
    ...(row.credits === 0 ? [] : [row.credits === 1 ? '1 credit' : `${String(row.credits)} credits`]),
    ...(row.shares === 0 ? [] : [row.shares === 1 ? '1 share' : `${String(row.shares)} shares`]),
  ]
  return new RefrainError(
    'CONFLICT',
    `${quoted(row.name)} has ${uses.join(' and ')}. Remove those first, or merge it with another party. Nothing was changed.`,
    { credits: row.credits, shares: row.shares },
  )
}

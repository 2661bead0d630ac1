import { z } from 'zod'
import { id, nothing, pageOf, pageRequest } from './common.ts'
import { command, query } from './procedure.ts'

export const partyKinds = ['person', 'group', 'organisation'] as const

/** A person, group or company that made, owns or administers something. */
export const partyFields = z.object({
  kind: z.enum(partyKinds),
  name: z.string().trim().min(1).max(300),
  /** The name as it is sorted (`Vale, Luna`); empty: as it is written. */
  sortName: z.string().max(300),
  /** IPI name number, in any spelling. */
  ipiName: z.string().max(40).nullable(),
  ipiBase: z.string().max(40).nullable(),
  isni: z.string().max(80).nullable(),
  email: z.string().max(254),
  notes: z.string().max(10_000),
  /** Further names the party is known by. */
  aliases: z.array(z.string().trim().min(1).max(300)).max(100),
})
export type PartyFields = z.infer<typeof partyFields>

/**
 * A party where one is named: by its row, or by what is known of it. By IPI, then ISNI, then name an existing party
 * is taken; else a new one is made.
 */
export const partyRef = z.union([
  z.object({ partyId: id }),
  z.object({
    name: partyFields.shape.name,
    kind: z.enum(partyKinds).default('person'),
    ipiName: partyFields.shape.ipiName.default(null),
    isni: partyFields.shape.isni.default(null),
  }),
])
export type PartyRef = z.infer<typeof partyRef>

export const partyRow = z.object({
  id,
  kind: z.enum(partyKinds),
  name: z.string(),
  ipiName: z.string().nullable(),
  isni: z.string().nullable(),
  /** Contributions to recordings, works and releases. */
  credits: z.int(),
  /** Shares on record. */
  shares: z.int(),
})
export type PartyRow = z.infer<typeof partyRow>

export const partyDetail = partyFields.extend({
  id,
  /** What the party is credited for, at most 200 entries. */
  credits: z.array(
    z.object({
      subjectType: z.enum(['recording', 'work', 'release']),
      subjectId: id,
      title: z.string(),
      role: z.string(),
    }),
  ),
  shares: z.int(),
})
export type PartyDetail = z.infer<typeof partyDetail>

export const partyProcedures = {
  'parties.list': query(pageRequest.extend({ search: z.string().max(200).default('') }), pageOf(partyRow)),
  'parties.get': query(z.object({ partyId: id }), partyDetail),
  'parties.create': command(
    partyFields.partial().extend({ name: partyFields.shape.name }),
    z.object({ partyId: id }),
  ),
  /** A name that is replaced stays as an alias. */
  'parties.update': command(z.object({ partyId: id, patch: partyFields.partial() }), nothing),
  /** Refused while the party has credits or shares. */
  'parties.delete': command(z.object({ partyId: id }), nothing),
  /** Everything of the others becomes the kept party's; their names stay as aliases. */
  'parties.merge': command(
    z.object({ keepId: id, mergeIds: z.array(id).min(1).max(50) }),
    z.object({ merged: z.int() }),
  ),
} as const

import { z } from 'zod'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'

export const roles = ['owner', 'exclusive-licensee', 'agent'] as const

/** Who claims: the person or company that signs notices. Postal address and phone may be asked for by hosts. */
export const profile = z.object({
  legalName: z.string().max(200),
  artistName: z.string().max(200),
  company: z.string().max(200),
  address: z.string().max(1000),
  country: z.string().max(100),
  email: z.string().max(254),
  phone: z.string().max(50),
  role: z.enum(roles),
  website: z.string().max(500),
})
export type Profile = z.infer<typeof profile>

export const emptyProfile: Profile = {
  legalName: '',
  artistName: '',
  company: '',
  address: '',
  country: '',
  email: '',
  phone: '',
  role: 'owner',
  website: '',
}

/** A right to assign ISRCs: five-character registrant prefix and an authorised range of designation codes. */
export const isrcBlock = z.object({
  id,
  prefix: z.string(),
  from: z.int(),
  to: z.int(),
  note: z.string(),
  /** Years in which codes may be assigned from it, both included; null where open. */
  yearFrom: z.int().nullable(),
  yearTo: z.int().nullable(),
  /** Nine tenths of this year's codes are used. */
  nearlyUsed: z.boolean(),
  usedThisYear: z.int(),
  remainingThisYear: z.int(),
  nextIsrc: z.string().nullable(),
})
export type IsrcBlock = z.infer<typeof isrcBlock>

export const ledgerEntry = z.object({
  seq: z.int(),
  isrc: z.string(),
  state: z.enum(['reserved', 'assigned', 'voided']),
  recordingId: id.nullable(),
  recordingTitle: z.string().nullable(),
  at: instant,
  reason: z.string(),
  /** No later line is about this code. */
  current: z.boolean(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

export const profileProcedures = {
  'profile.get': query(nothing, z.object({ profile: profile.nullable() })),
  /** Only the fields given are changed: two fields saved at once do not undo each other. */
  'profile.save': command(profile.partial(), nothing),
  'isrc.blocks': query(nothing, z.object({ blocks: z.array(isrcBlock) })),
  'isrc.blockAdd': command(
    z.object({
      prefix: z.string().max(12),
      from: z.int().min(0).max(99_999),
      to: z.int().min(0).max(99_999),
      note: z.string().max(500).default(''),
      yearFrom: z.int().min(1986).max(2100).nullable().default(null),
      yearTo: z.int().min(1986).max(2100).nullable().default(null),
    }),
    z.object({ blockId: id }),
  ),
  'isrc.blockRemove': command(z.object({ blockId: id }), nothing),
  /** Assigns the next free code of the block (or of the first block with room) to a recording without one. */
  'isrc.allocate': command(
    z.object({ recordingId: id, blockId: id.nullable().default(null) }),
    z.object({ isrc: z.string() }),
  ),
  'isrc.void': command(z.object({ isrc: z.string(), reason: z.string().min(1).max(500) }), nothing),
  'isrc.ledger': query(
    z.object({ limit: z.int().min(1).max(500).default(200), beforeSeq: z.int().nullable().default(null) }),
    z.object({ entries: z.array(ledgerEntry), total: z.int() }),
  ),
} as const

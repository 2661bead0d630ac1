import { z } from 'zod'
import { rightKinds, splitStates } from '../domain/rights/splits.ts'
import { id, nothing, pageOf, pageRequest } from './common.ts'
import { documentRow } from './documents.ts'
import { partyRef } from './parties.ts'
import { command, query } from './procedure.ts'
import { registrationRow } from './registrations.ts'

export const recordingRelations = ['performance', 'cover', 'medley', 'sample'] as const

/** Who did what, in the order of the credits. */
export const contribution = z.object({
  id,
  partyId: id,
  name: z.string(),
  /** A code of `contributionRoles`; what an import brought may be another word. */
  role: z.string(),
  instrument: z.string(),
  creditedAs: z.string(),
  joinPhrase: z.string(),
})
export type Contribution = z.infer<typeof contribution>

/** What a credit says beside who it names. */
export const contributionFields = z.object({
  role: z.string().max(60),
  instrument: z.string().max(100),
  creditedAs: z.string().max(300),
  /** What stands between this name and the next in the artist line. */
  joinPhrase: z.string().max(30),
})

export const splitLine = z.object({ partyId: id, name: z.string(), share: z.int() })

/** The shares of one right, somewhere, for a time, in one state. */
export const splitSet = z.object({
  rightKind: z.enum(rightKinds),
  territory: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  state: z.enum(splitStates),
  documentId: id.nullable(),
  lines: z.array(splitLine),
  /** The sum of the shares; 1,000,000 is 100 %. */
  sum: z.int(),
})
export type SplitSet = z.infer<typeof splitSet>

const day = z.iso.date()
const setKey = z.object({
  territory: z.string().max(20).default('WW'),
  validFrom: day.nullable().default(null),
  validTo: day.nullable().default(null),
  state: z.enum(splitStates).default('draft'),
})

/** What a credit, a split and a document can belong to. */
export const rightsSubject = z.object({ type: z.enum(['recording', 'work', 'release']), id })
export type RightsSubject = z.infer<typeof rightsSubject>
const splitSubject = z.object({ type: z.enum(['recording', 'work']), id })

export const workFields = z.object({
  title: z.string().trim().min(1).max(500),
  alternativeTitles: z.array(z.string().trim().min(1).max(500)).max(50),
  /** ISO 639 code of the words; empty when there are none or it is not known. */
  language: z.string().max(10),
  iswc: z.string().max(40).nullable(),
  notes: z.string().max(10_000),
})
export type WorkFields = z.infer<typeof workFields>

export const workRow = z.object({
  id,
  title: z.string(),
  iswc: z.string().nullable(),
  language: z.string(),
  writers: z.array(z.string()),
  recordings: z.int(),
})
export type WorkRow = z.infer<typeof workRow>

export const workDetail = workFields.extend({
  id,
  recordings: z.array(
    z.object({
      id,
      title: z.string(),
      artist: z.string(),
      isrc: z.string().nullable(),
      relation: z.enum(recordingRelations),
    }),
  ),
})
export type WorkDetail = z.infer<typeof workDetail>

/** Everything on record about the rights in one thing. */
export const rightsDetail = z.object({
  contributions: z.array(contribution),
  /** The artist line that the credits make: `A & B feat. C`. Empty when nobody is credited as an artist. */
  creditLine: z.string(),
  works: z.array(
    z.object({
      id,
      title: z.string(),
      iswc: z.string().nullable(),
      relation: z.enum(recordingRelations),
      writers: z.array(contribution),
    }),
  ),
  splits: z.array(splitSet),
  registrations: z.array(registrationRow),
  /** How it stands with the three months after publication, as a sentence; null for a work. */
  registrationDeadline: z
    .object({ state: z.string(), dueOn: z.string().nullable(), sentence: z.string() })
    .nullable(),
  documents: z.array(documentRow),
})
export type RightsDetail = z.infer<typeof rightsDetail>

export const rightsProcedures = {
  'rights.get': query(z.object({ subject: rightsSubject }), rightsDetail),

  'contributions.add': command(
    contributionFields
      .partial()
      .extend({ subject: rightsSubject, party: partyRef, role: contributionFields.shape.role }),
    z.object({ contributionId: id }),
  ),
  'contributions.update': command(
    z.object({ contributionId: id, patch: contributionFields.partial() }),
    nothing,
  ),
  'contributions.remove': command(z.object({ contributionId: id }), nothing),
  /** Moves a credit to a place in the order of its subject, counted from 0. */
  'contributions.move': command(z.object({ contributionId: id, to: z.int().min(0) }), nothing),

  /**
   * Puts a set of shares on record in place of the set of the same territory, period and state, and of `replaces`.
   * No shares: takes the set out.
   */
  'splits.set': command(
    setKey.extend({
      subject: splitSubject,
      rightKind: z.enum(rightKinds),
      documentId: id.nullable().default(null),
      shares: z.array(z.object({ party: partyRef, share: z.int().min(0).max(1_000_000) })).max(200),
      replaces: setKey.nullable().default(null),
    }),
    z.object({ sets: z.array(splitSet) }),
  ),

  'works.list': query(pageRequest.extend({ search: z.string().max(200).default('') }), pageOf(workRow)),
  'works.get': query(z.object({ workId: id }), workDetail),
  /** With `recordingId` the new work is linked to that recording at once. */
  'works.create': command(
    workFields.partial().extend({
      title: workFields.shape.title,
      recordingId: id.nullable().default(null),
      relation: z.enum(recordingRelations).default('performance'),
    }),
    z.object({ workId: id }),
  ),
  'works.update': command(z.object({ workId: id, patch: workFields.partial() }), nothing),
  'works.delete': command(z.object({ workId: id }), nothing),
  /** Links a recording to a work, or changes the relation between them. */
  'works.link': command(
    z.object({
      workId: id,
      recordingId: id,
      relation: z.enum(recordingRelations).default('performance'),
    }),
    nothing,
  ),
  'works.unlink': command(z.object({ workId: id, recordingId: id }), nothing),
} as const

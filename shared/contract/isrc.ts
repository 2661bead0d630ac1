import { z } from 'zod'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'

const reason = z.string().trim().min(1).max(500)

/** A line of a list of codes in use elsewhere: `new` is entered, `known` is in the ledger or the catalogue, `bad` is no code. */
export const usedCodeLine = z.object({
  line: z.int(),
  raw: z.string(),
  isrc: z.string().nullable(),
  title: z.string(),
  outcome: z.enum(['new', 'known', 'bad']),
  message: z.string().nullable(),
})

const usedCodes = z.object({
  /** The list itself, or a file that holds it. */
  text: z.string().max(5_000_000).nullable().default(null),
  path: z.string().nullable().default(null),
})

/** A track of a release in a plan of allocation; `isrc` is its code, or the one it would get. */
export const plannedCode = z.object({
  recordingId: id,
  title: z.string(),
  position: z.int(),
  isrc: z.string().nullable(),
  outcome: z.enum(['has-code', 'gets-code', 'incomplete']),
  missing: z.array(z.object({ field: z.string(), message: z.string() })),
})

export const identifierStates = ['primary', 'alias', 'erroneous', 'conflict'] as const
export const notedIdentifier = z.object({
  id,
  scheme: z.string(),
  value: z.string(),
  raw: z.string(),
  source: z.string(),
  state: z.enum(identifierStates),
  createdAt: instant,
})
export type NotedIdentifier = z.infer<typeof notedIdentifier>

const answers = z.record(z.string().max(40), z.string().max(40))
const conclusions = ['new-code', 'same-code', 'artist-decides'] as const

export const isrcDecision = z.object({
  id,
  answers,
  conclusion: z.enum(conclusions),
  rule: z.string(),
  note: z.string(),
  decidedAt: instant,
})
export type IsrcDecision = z.infer<typeof isrcDecision>

export const isrcProcedures = {
  /** Takes the next free code out for a recording that is not in the catalogue yet. */
  'isrc.reserve': command(
    z.object({ reason, blockId: id.nullable().default(null) }),
    z.object({ isrc: z.string() }),
  ),
  /** Gives a reserved code, or a free one of the artist's own blocks, to a recording without a code. */
  'isrc.assign': command(
    z.object({ isrc: z.string().max(40), recordingId: id, reason: z.string().max(500).default('') }),
    z.object({ isrc: z.string() }),
  ),
  'isrc.usedPreview': query(
    usedCodes,
    z.object({
      lines: z.array(usedCodeLine),
      counts: z.object({ new: z.int(), known: z.int(), bad: z.int() }),
    }),
  ),
  /** Enters codes as assigned elsewhere, so that they are never handed out; lines that hold none are left out and listed. */
  'isrc.usedImport': command(
    usedCodes.extend({ source: reason }),
    z.object({ entered: z.int(), known: z.int(), bad: z.array(usedCodeLine) }),
  ),
  'isrc.releasePlan': query(
    z.object({ releaseId: id, blockId: id.nullable().default(null) }),
    z.object({ tracks: z.array(plannedCode), possible: z.boolean(), obstacle: z.string().nullable() }),
  ),
  /** A code for every track without one, in running order; all of them or none. */
  'isrc.allocateRelease': command(
    z.object({ releaseId: id, blockId: id.nullable().default(null) }),
    z.object({ assigned: z.array(z.object({ recordingId: id, isrc: z.string() })) }),
  ),
  /** Records what was asked, answered and concluded about a new code for this recording. */
  'isrc.decide': command(
    z.object({ recordingId: id, answers, note: z.string().max(1000).default('') }),
    z.object({ decisionId: id, conclusion: z.enum(conclusions), rule: z.string(), source: z.string() }),
  ),
  'isrc.decisions': query(z.object({ recordingId: id }), z.object({ decisions: z.array(isrcDecision) })),
  'identifiers.list': query(
    z.object({ recordingId: id }),
    z.object({ identifiers: z.array(notedIdentifier) }),
  ),
  /** Notes a further code of a recording: one that is also used for it, or one that is wrong. */
  'identifiers.add': command(
    z.object({
      recordingId: id,
      scheme: z.enum(['isrc', 'gtin', 'iswc']).default('isrc'),
      code: z.string().trim().min(1).max(60),
      state: z.enum(['alias', 'erroneous', 'conflict']),
      source: z.string().trim().max(300).default(''),
    }),
    z.object({ identifierId: id }),
  ),
  'identifiers.update': command(
    z.object({ identifierId: id, state: z.enum(['alias', 'erroneous', 'conflict']) }),
    nothing,
  ),
  'identifiers.remove': command(z.object({ identifierId: id }), nothing),
} as const

import { z } from 'zod'
import { caseStates, recordedStates } from '../domain/cases/case-states.ts'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'

const day = z.iso.date()

/** One line of a case's history. A line that corrects another takes it back; neither is ever changed. */
export const caseEvent = z.object({
  id,
  state: z.enum(recordedStates),
  corrects: id.nullable(),
  /** Taken back by a later line. */
  corrected: z.boolean(),
  happenedOn: day,
  /** Code of a rejection reason, or empty. */
  reason: z.string(),
  note: z.string(),
  file: z.object({ name: z.string(), bytes: z.int(), sha256: z.string() }).nullable(),
  custodySeq: z.int(),
  recordedAt: instant,
})
export type CaseEvent = z.infer<typeof caseEvent>

export const caseHistory = z.object({
  caseId: id,
  state: z.enum(caseStates),
  /** Oldest first. */
  events: z.array(caseEvent),
  /** Where the case can go from here. */
  moves: z.array(z.enum(recordedStates)),
  /** The line that a correction would take back; null when there is none. */
  correctable: id.nullable(),
})
export type CaseHistory = z.infer<typeof caseHistory>

export const caseMove = z.object({
  caseId: id,
  state: z.enum(recordedStates),
  happenedOn: day,
  reason: z.string().max(60).default(''),
  note: z.string().max(5000).default(''),
  /** Words of the answer, kept as a text file. */
  text: z.string().max(2_000_000).nullable().default(null),
  /** A file with the answer, kept byte for byte. */
  path: z.string().min(1).nullable().default(null),
})

export const caseStateProcedures = {
  'cases.history': query(z.object({ caseId: id }), caseHistory),
  /** Records what became of a case: one line of its history, one event of the custody log. */
  'cases.move': command(caseMove, caseHistory),
  /** Takes back the newest move that holds, by a further line; nothing is rewritten. */
  'cases.correct': command(z.object({ caseId: id, note: z.string().max(5000).default('') }), caseHistory),
  /** The words of a kept answer; null when it is no text or e-mail. */
  'cases.answer': query(
    z.object({ eventId: id }),
    z.object({ eventId: id, fileName: z.string(), text: z.string().nullable() }),
  ),
  'cases.answerSave': command(z.object({ eventId: id, path: z.string().min(1) }), nothing),
} as const

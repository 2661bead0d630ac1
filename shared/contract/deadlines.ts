import { z } from 'zod'
import { id, nothing } from './common.ts'
import { command, query } from './procedure.ts'

const day = z.iso.date()

export const deadlineRow = z.object({
  /** Stays the same as long as the deadline is about the same thing. */
  key: z.string(),
  code: z.string(),
  day,
  /** Calendar days from today; negative when it is over. */
  daysLeft: z.int(),
  stand: z.enum(['overdue', 'today', 'soon', 'later']),
  title: z.string(),
  why: z.string(),
  source: z.string(),
  /** The calendar its business days were counted by; null where calendar days or months count. */
  calendar: z.object({ code: z.string(), name: z.string() }).nullable(),
  caseId: id.nullable(),
  releaseId: id.nullable(),
  /** The provider, or the release that is to be registered. */
  about: z.string(),
})
export type DeadlineRow = z.infer<typeof deadlineRow>

/** What names a deadline for ever: itself, and the day it is due on. */
export const toldDeadline = deadlineRow.pick({ key: true, day: true })

export const deadlineProcedures = {
  /** What is due, the soonest first: of one case, or of all cases and releases. */
  'deadlines.list': query(
    z.object({ caseId: id.nullable().default(null) }),
    z.object({ today: day, deadlines: z.array(deadlineRow) }),
  ),
  /** Those close that the artist was not told of yet. Empty unless the preference asks for it, and after some today. */
  'deadlines.untold': query(nothing, z.object({ deadlines: z.array(deadlineRow) })),
  /** These were shown to the artist: they are not told again. */
  'deadlines.told': command(z.object({ deadlines: z.array(toldDeadline) }), nothing),
  /** Writes them as an iCalendar file, which any calendar takes in; the same deadline keeps its identity. */
  'deadlines.export': command(
    z.object({ caseId: id.nullable().default(null), path: z.string().min(1) }),
    z.object({ path: z.string(), events: z.int() }),
  ),
} as const

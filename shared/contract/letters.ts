import { z } from 'zod'
import { query } from './procedure.ts'

/** A letter somebody wrote, as read from a file: its words and, of an e-mail, its head. */
export const receivedLetter = z.object({
  fileName: z.string(),
  kind: z.enum(['text', 'email']),
  text: z.string(),
  /** Of an e-mail, decoded; null for plain text. */
  head: z.object({ from: z.string(), to: z.string(), date: z.string(), subject: z.string() }).nullable(),
  /** Parts of an e-mail that are no text and were not read, by name. */
  leftOut: z.array(z.string()),
})
export type ReceivedLetter = z.infer<typeof receivedLetter>

export const letterProcedures = {
  /** Reads a text file or a saved e-mail (.eml). Nothing of it is kept. */
  'letters.read': query(z.object({ path: z.string().min(1) }), receivedLetter),
} as const

import { z } from 'zod'
import { errorCodes, type ErrorShape } from '../errors.ts'

/** A failure as it comes in over a process border; see `ErrorShape`. */
export const errorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.unknown().optional(),
  ref: z.string().optional(),
}) satisfies z.ZodType<ErrorShape>

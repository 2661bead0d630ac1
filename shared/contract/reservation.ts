import { z } from 'zod'
import { command } from './procedure.ts'

export const reservationProcedures = {
  /** Writes robots.txt, .well-known/tdmrep.json and the header lines into a folder; refuses to replace a file. */
  'reservation.write': command(
    z.object({ folder: z.string().min(1), policyUrl: z.string().max(2000).nullable().default(null) }),
    z.object({ files: z.array(z.string()) }),
  ),
} as const

import { z } from 'zod'
import { id, nothing, pageOf, pageRequest } from './common.ts'
import { command, query } from './procedure.ts'

export const authorities = ['US-CO', 'MLC', 'PRO', 'SOUNDEXCHANGE', 'PPL', 'OTHER'] as const
export const registrationStates = ['pending', 'registered', 'refused'] as const

const day = z.iso.date().nullable()

export const registrationFields = z.object({
  authority: z.enum(authorities),
  /** The class; for the U.S. Copyright Office it follows from the number (SR, PA, ...). */
  type: z.string().max(40),
  /** As the certificate or the society's record shows it. */
  number: z.string().trim().min(1).max(60),
  /** The day a complete application arrived (17 U.S.C. 410(d)). */
  effectiveOn: day,
  publishedOn: day,
  claimant: z.string().max(300),
  status: z.enum(registrationStates),
  notes: z.string().max(10_000),
})
export type RegistrationFields = z.infer<typeof registrationFields>

export const registrationSubject = z.object({ type: z.enum(['recording', 'work', 'release']), id })
export type RegistrationSubject = z.infer<typeof registrationSubject>

export const registrationRow = registrationFields.extend({
  id,
  /** What it covers, the first 100. */
  subjects: z.array(registrationSubject.extend({ title: z.string() })),
  subjectCount: z.int(),
})
export type RegistrationRow = z.infer<typeof registrationRow>

export const registrationProcedures = {
  'registrations.list': query(
    pageRequest.extend({ search: z.string().max(200).default('') }),
    pageOf(registrationRow),
  ),
  /** A number that is on record already is not entered twice: the subjects are linked to it. */
  'registrations.add': command(
    registrationFields.partial().extend({
      authority: registrationFields.shape.authority,
      number: registrationFields.shape.number,
      subjects: z.array(registrationSubject).max(500).default([]),
    }),
    z.object({ registrationId: id, existed: z.boolean() }),
  ),
  'registrations.update': command(
    z.object({ registrationId: id, patch: registrationFields.partial() }),
    nothing,
  ),
  'registrations.remove': command(z.object({ registrationId: id }), nothing),
  'registrations.link': command(
    z.object({ registrationId: id, subjects: z.array(registrationSubject).min(1).max(500) }),
    nothing,
  ),
  'registrations.unlink': command(z.object({ registrationId: id, subject: registrationSubject }), nothing),
} as const

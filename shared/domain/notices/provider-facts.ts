import { z } from 'zod'
import { calendarCountries } from './deadlines/recipient-calendar.ts'

/** What is on record about a provider and may be known better by the artist. */
export const providerFacts = z.object({
  /** Address of the designated agent. */
  email: z.email().max(320).nullable(),
  form: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .nullable(),
  requirements: z.array(z.string().trim().min(1).max(500)).max(40),
  /** Its own time to respond; null where it states none. */
  respondsIn: z.object({ days: z.int().min(1).max(365), business: z.boolean() }).nullable(),
  /** ISO 3166-1 code of the calendar its business days follow; null while it is only a guess. */
  country: z
    .string()
    .refine((code) => Object.hasOwn(calendarCountries, code), 'expected is US or a member state of the EU')
    .nullable(),
  note: z.string().max(2000),
})
export type ProviderFacts = z.infer<typeof providerFacts>

export const providerFields = ['email', 'form', 'requirements', 'respondsIn', 'country', 'note'] as const
export type ProviderField = (typeof providerFields)[number]

/** What the artist set; a field left out or undefined is not set. */
export const ownFacts = providerFacts.partial()
export type OwnFacts = z.infer<typeof ownFacts>

/** The facts as they hold: what the artist set over what was shipped. */
export function effectiveFacts(shipped: ProviderFacts, own: OwnFacts): ProviderFacts {
  return { ...shipped, ...setFacts(own) }
}

/** Only the fields that are set. */
export function setFacts(own: OwnFacts): Partial<ProviderFacts> {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
}

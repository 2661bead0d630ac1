import { z } from 'zod'

/** What a provider is; it decides what a notice can reach there. */
export const providerKinds = [
  'video',
  'audio',
  'social',
  'images',
  'streaming',
  'distributor',
  'blog',
  'paste',
  'code',
  'ai',
  'archive',
  'file-host',
  'cloud',
  'search',
  'cdn',
  'hosting',
  'conduit',
  'registrar',
  'registry',
  'marketplace',
  'payment',
  'shadow-library',
  'torrent-index',
] as const

const day = z.iso.date()
const domain = z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/)

/** One entry of the directory: where notices go and what the provider asks beyond the statute. */
const providerEntry = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(providerKinds),
  domains: z.array(domain),
  email: z.email().nullable(),
  form: z.url({ protocol: /^https$/ }).nullable(),
  accepts: z.array(z.enum(['form', 'email', 'post'])),
  requirements: z.array(z.string().min(1)),
  notes: z.string(),
  /** Where this was read. */
  source: z.string().min(1),
  checkedOn: day,
  /** `low`: a placeholder; look the agent up before sending. */
  confidence: z.enum(['high', 'medium', 'low']),
})
export type ProviderEntry = z.infer<typeof providerEntry>

/** The shipped directory. A file with a later `checkedOn` replaces the entries of an earlier one. */
export const providerDirectory = z.strictObject({
  source: z.string(),
  checkedOn: day,
  note: z.string(),
  providers: z.array(providerEntry),
})
export type ProviderDirectory = z.infer<typeof providerDirectory>

/** What a provider that is not in the directory is recorded with, so that a case can still be drafted. */
export const notInDirectory = 'not in the directory: look up the designated agent at dmca.copyright.gov'

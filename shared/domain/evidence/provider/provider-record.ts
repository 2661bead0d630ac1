import { z } from 'zod'
import { domainFacts, networkFacts } from './rdap.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** Key of the workspace setting that lets the app ask name servers and registries; absent is no. */
export const providerLookupSetting = 'provider.lookup'

/** One question that was sent out, and the answer word for word. */
export const providerRequest = z.object({
  at: z.iso.datetime(),
  kind: z.enum(['dns', 'bootstrap', 'rdap']),
  /** The address asked for, or `A host.example`. */
  question: z.string(),
  status: z.int().nullable(),
  answer: z.string(),
  /** Why there is no answer; empty when there is one. */
  error: z.string(),
})
export type ProviderRequest = z.infer<typeof providerRequest>

/** What name servers told about the host. */
export const dnsFacts = z.object({
  a: z.array(z.string()),
  aaaa: z.array(z.string()),
  cname: z.array(z.string()),
  ns: z.array(z.string()),
})
export type DnsFacts = z.infer<typeof dnsFacts>

/** Who is behind an address, as far as it was told. */
export const providerFacts = z.object({
  host: z.string(),
  /** The part of the host that can be registered; null for an address in numbers. */
  domain: z.string().nullable(),
  /** The address whose network was asked for; null when there was no public one. */
  address: z.string().nullable(),
  dns: dnsFacts,
  registration: domainFacts.nullable(),
  network: networkFacts.nullable(),
})
export type ProviderFacts = z.infer<typeof providerFacts>

/** The record of a look-up: every question, every answer, and what was read from them. */
export const providerRecord = z.object({
  format: z.literal('refrain-provider/1'),
  /** SHA-256 of the record of the capture it belongs to. */
  capture: sha256,
  app: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  requests: z.array(providerRequest),
  facts: providerFacts,
})
export type ProviderRecord = z.infer<typeof providerRecord>

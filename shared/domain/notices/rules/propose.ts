import type { EscalationStep } from '../escalation/escalation.ts'
import { isEuropeanUnion } from './european-union.ts'
import { providerRuleOf } from './provider-rules.ts'
import type { ProviderEntry } from '../providers.ts'
import type { DraftLanguage } from '../drafts/draft-input.ts'
import { type DraftRegime, regimes } from './regimes.ts'

/** What a recipient is: its kind in the directory, or `unknown` for one that is not in it. */
export type ProviderClass = ProviderEntry['kind'] | 'unknown'

/** The letter a recipient should get, and why. */
export interface Proposal {
  readonly regime: DraftRegime
  readonly language: DraftLanguage
  readonly regimeReason: string
  readonly languageReason: string
}

/** What the proposal looks at. */
export interface Recipient {
  readonly name: string
  readonly domains: readonly string[]
  readonly providerClass: ProviderClass
  /** As what it is written to, where the case was carried on to it from another provider. */
  readonly step?: EscalationStep['code'] | null
}

const classOfStep: Readonly<Partial<Record<EscalationStep['code'], ProviderClass>>> = {
  cdn: 'cdn',
  host: 'hosting',
  registrar: 'registrar',
  search: 'search',
  payment: 'payment',
}

type Reasoned<T> = readonly [value: T, reason: string]

const byClass: Readonly<Partial<Record<ProviderClass, Reasoned<DraftRegime>>>> = {
  search: ['us-512d', 'A search engine lists what others host: the link is what it can remove.'],
  cdn: ['cdn-report', 'A content delivery network passes the report on and names the host behind it.'],
  hosting: ['host-abuse', 'A hosting company is written to about the site that answers from its network.'],
  registrar: ['registrar', 'A registrar administers a domain and hosts nothing of it.'],
  registry: ['registry', 'A registry administers a domain and hosts nothing of it.'],
  payment: ['payment', 'A payment service takes reports about a seller.'],
  ai: ['dataset-host', 'A host of data sets and models: the files are claimed, the facts in them are not.'],
}

/**
 * Which letter a recipient should get, in which language. It follows what the recipient is, then where it is (by the
 * domains it has, when they all agree), then where the sender is: Art. 16 DSA binds hosts that serve the Union.
 */
export function proposeLetter(recipient: Recipient, senderCountry: string): Proposal {
  const [regime, regimeReason] = regimeFor(recipient, senderCountry)
  const [language, languageReason] = languageFor(recipient, regime)
  return { regime, language, regimeReason, languageReason }
}

function regimeFor(
  { name, domains, providerClass, step }: Recipient,
  country: string,
): Reasoned<DraftRegime> {
  const known = byClass[(step ? classOfStep[step] : undefined) ?? providerClass]
  if (known) return known
  const place = commonEnding(domains)
  if (providerClass === 'conduit' && place !== 'ca')
    return [
      'us-512c',
      `${name} carries what others send and hosts nothing: no law makes it take anything down (17 U.S.C. 512(a)). Write to who hosts the file.`,
    ]
  if (place === 'uk') return ['uk-notice', `${name} has British domains only.`]
  if (place === 'ca')
    return ['ca-notice', `${name} has Canadian domains only: Canada’s notice-and-notice applies.`]
  if (place !== null && isEuropeanUnion(place))
    return [
      'eu-dsa-16',
      `${name} has domains of the European Union only: Art. 16 DSA binds it, and asks for less of your data.`,
    ]
  return isEuropeanUnion(country)
    ? [
        'us-512c+eu-dsa-16',
        'You are in the European Union: one letter satisfies American law and Art. 16 DSA.',
      ]
    : [
        'us-512c',
        `${name} hosts what others upload: 17 U.S.C. 512(c) is the law its copyright agent works by.`,
      ]
}

const languageOf: Readonly<Record<string, DraftLanguage>> = { de: 'de', at: 'de', fr: 'fr', es: 'es', pt: 'pt', br: 'pt', mx: 'es', ar: 'es' } // prettier-ignore

function languageFor({ name, domains }: Recipient, regime: DraftRegime): Reasoned<DraftLanguage> {
  const rule = providerRuleOf(name)
  if (rule?.language === 'en') return ['en', `${name} takes notices in English only (${rule.source}).`]
  if (regimes[regime].languages !== null) return ['en', 'This letter is drafted in English only.']
  const language = languageOf[commonEnding(domains) ?? '']
  return language === undefined
    ? ['en', 'English is read by every copyright agent.']
    : [
        language,
        `The domains of ${name} are of a country that speaks it; what is sworn stands in English too.`,
      ]
}

/** The last label all domains share, such as `de`; null when they differ. */
function commonEnding(domains: readonly string[]): string | null {
  const endings = new Set(domains.map((domain) => domain.split('.').at(-1) ?? ''))
  const [only] = endings
  return endings.size === 1 ? (only ?? null) : null
}

import type { ProviderEntry } from '../providers.ts'
import type { DraftRegime } from '../rules/regimes.ts'

/** What is known about where the material lies. */
export interface EscalationFacts {
  /** Kind of the service that shows the listing. */
  readonly kind: ProviderEntry['kind'] | 'unknown'
  /** The listing only leads to a file that lies elsewhere. */
  readonly fileElsewhere: boolean
  readonly behindCdn: boolean
  readonly hostKnown: boolean
  readonly sells: boolean
}

/** One step of the way, with what can be hoped for. */
export interface EscalationStep {
  readonly code:
    'file-host' | 'service' | 'distributor' | 'cdn' | 'host' | 'registrar' | 'search' | 'payment' | 'monitor'
  readonly regime: DraftRegime | null
  readonly title: string
  readonly expectedYield: 'high' | 'medium' | 'low' | 'none'
  readonly why: string
  readonly source: string
}

const steps = {
  'file-host': {
    regime: 'us-512c',
    title: 'The host of the file',
    expectedYield: 'high',
    why: 'One file feeds many listings; without it they are empty.',
    source: 'Delister-co, course-piracy-removal-guides (2026-07-20)',
  },
  service: {
    regime: 'us-512c',
    title: 'The service that shows it',
    expectedYield: 'high',
    why: 'It has rules for notices and an agent who takes them.',
    source: '17 U.S.C. 512(c)',
  },
  distributor: {
    regime: 'us-512c',
    title: 'The distributor that delivered it',
    expectedYield: 'medium',
    why: 'Streaming services carry what distributors deliver, and trust them; who delivered it can take it out of all of them. No figures are published.',
    source: 'support.unitedmasters.com; DistroKid terms of service (2024-09-19)',
  },
  cdn: {
    regime: 'cdn-report',
    title: 'The content delivery network',
    expectedYield: 'medium',
    why: 'It does not remove, but it passes the report on and names the host.',
    source: 'Cloudflare abuse report API (2025-06-16)',
  },
  host: {
    regime: 'host-abuse',
    title: 'The hosting company',
    expectedYield: 'medium',
    why: 'It can reach its customer and end the service.',
    source: 'leaseweb.com abuse handling',
  },
  registrar: {
    regime: 'registrar',
    title: 'The registrar of the domain',
    expectedYield: 'low',
    why: 'It controls no content; few act without a court’s order.',
    source: 'ICANN Registrar Accreditation Agreement (2024); NameSilo, Name.com, Trustname policies',
  },
  search: {
    regime: 'us-512d',
    title: 'Search engines',
    expectedYield: 'high',
    why: 'They delist within hours; of 784 million addresses of one shadow library 749 million were removed. The material stays, the way to it goes.',
    source: 'Google and Microsoft transparency reports, quoted by TorrentFreak and bgrreview.com',
  },
  payment: {
    regime: 'payment',
    title: 'The payment service',
    expectedYield: 'medium',
    why: 'Sellers depend on it. It asks for an earlier attempt with the seller and proof of ownership.',
    source: 'paypal.com, visa.com intellectual property pages',
  },
  monitor: {
    regime: null,
    title: 'Watch',
    expectedYield: 'none',
    why: 'Nobody hosts what a swarm shares; there is no one to notify.',
    source: 'In re Subpoena to Cox (9th Cir. 2025)',
  },
} as const satisfies Readonly<Record<EscalationStep['code'], Omit<EscalationStep, 'code'>>>

/** The way through those who can end it, nearest to the file first. Only steps that can lead somewhere are named. */
export function escalationPath(facts: EscalationFacts): readonly EscalationStep[] {
  const outlaw = facts.kind === 'shadow-library' || facts.kind === 'torrent-index'
  const established = !outlaw && facts.kind !== 'unknown'
  const codes: readonly EscalationStep['code'][] = [
    ...(facts.fileElsewhere ? ['file-host' as const] : []),
    ...(established ? ['service' as const] : []),
    ...(facts.kind === 'streaming' ? ['distributor' as const] : []),
    ...(facts.behindCdn ? ['cdn' as const] : []),
    ...(!established && (facts.hostKnown || facts.behindCdn) ? ['host' as const] : []),
    ...(outlaw ? ['search' as const] : []),
    ...(established ? [] : ['registrar' as const]),
    ...(outlaw || facts.kind === 'streaming' || facts.kind === 'distributor' ? [] : ['search' as const]),
    ...(facts.sells ? ['payment' as const] : []),
    ...(facts.kind === 'torrent-index' ? ['monitor' as const] : []),
  ]
  return codes.map((code) => ({ code, ...steps[code] }))
}

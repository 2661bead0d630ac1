import type { AnalysedElement } from '../analyse/notice-analysis.ts'
import type { RegimeRuleId } from './regime-rules.ts'

/** The letters that can be drafted. */
export const draftRegimes = [
  'us-512c',
  'us-512d',
  'eu-dsa-16',
  'us-512c+eu-dsa-16',
  'uk-notice',
  'ca-notice',
  'dataset-host',
  'cdn-report',
  'host-abuse',
  'registrar',
  'registry',
  'payment',
  'withdrawal',
] as const
export type DraftRegime = (typeof draftRegimes)[number]

/** A regime as data: what its letter must contain. */
export interface Regime {
  readonly id: DraftRegime
  readonly version: number
  readonly title: string
  /** The law cited beneath the heading; empty where none gives the letter its form. */
  readonly basis: string
  /** The rules that name its elements, in the order of the law. */
  readonly elements: readonly RegimeRuleId[]
  /** What the analyser must find in a finished letter. */
  readonly mustShow: readonly AnalysedElement[]
  /** The letter makes the declarations of 17 U.S.C. 512(c)(3)(A)(v), (vi). */
  readonly american: boolean
  /** The letter makes the declaration of Art. 16(2)(d) DSA. */
  readonly european: boolean
  /** Languages it is drafted in; null for all. */
  readonly languages: readonly string[] | null
}

const american: readonly RegimeRuleId[] = [
  'us-512c3-i',
  'us-512c3-ii',
  'us-512c3-iii',
  'us-512c3-iv',
  'us-512c3-v',
  'us-512c3-vi-accuracy',
  'us-512c3-vi-authority',
]
const european: readonly RegimeRuleId[] = ['eu-dsa-16-a', 'eu-dsa-16-b', 'eu-dsa-16-c', 'eu-dsa-16-d']
const everything: readonly AnalysedElement[] = [
  'signature',
  'work',
  'material',
  'contact',
  'goodFaith',
  'accuracy',
  'authority',
]
const facts: readonly AnalysedElement[] = ['work', 'material', 'contact']

const us = {
  version: 3,
  basis: '17 U.S.C. 512(c)(3)(A)',
  elements: american,
  mustShow: everything,
  american: true,
  european: false,
  languages: null,
} as const
const plain = {
  version: 3,
  basis: '',
  mustShow: facts,
  american: false,
  european: false,
  languages: null,
} as const

export const regimes: Readonly<Record<DraftRegime, Regime>> = {
  'us-512c': { id: 'us-512c', title: 'United States, host (17 U.S.C. 512(c))', ...us },
  'us-512d': {
    id: 'us-512d',
    title: 'United States, search engine (17 U.S.C. 512(d))',
    ...us,
    basis: '17 U.S.C. 512(d)',
  },
  'dataset-host': { id: 'dataset-host', title: 'Host of data sets and models (17 U.S.C. 512(c))', ...us },
  'cdn-report': {
    id: 'cdn-report',
    title: 'Content delivery network',
    ...us,
    elements: [...american, 'cdn-report'],
  },
  'host-abuse': { id: 'host-abuse', title: 'Hosting company behind a site', ...us },
  'eu-dsa-16': {
    id: 'eu-dsa-16',
    version: 3,
    title: 'European Union (Art. 16 DSA)',
    basis: 'Regulation (EU) 2022/2065, Art. 16',
    elements: european,
    mustShow: [...facts, 'goodFaith', 'accuracy'],
    american: false,
    european: true,
    languages: null,
  },
  'us-512c+eu-dsa-16': {
    id: 'us-512c+eu-dsa-16',
    version: 3,
    title: 'United States and European Union in one letter',
    basis: '17 U.S.C. 512(c)(3)(A) · Regulation (EU) 2022/2065, Art. 16',
    elements: [...american, ...european],
    mustShow: everything,
    american: true,
    european: true,
    languages: null,
  },
  'uk-notice': {
    id: 'uk-notice',
    title: 'United Kingdom',
    elements: ['uk-22-sender', 'uk-22-location', 'uk-22-unlawful'],
    ...plain,
    basis: 'SI 2002/2013, reg. 22',
    languages: ['en'],
  },
  'ca-notice': {
    id: 'ca-notice',
    title: 'Canada, notice and notice',
    elements: ['ca-41.25-a', 'ca-41.25-b', 'ca-41.25-c', 'ca-41.25-d', 'ca-41.25-e', 'ca-41.25-f'],
    ...plain,
    basis: 'R.S.C., 1985, c. C-42, s. 41.25',
    languages: ['en'],
  },
  registrar: { id: 'registrar', title: 'Registrar of the domain', elements: ['registrar-yield'], ...plain },
  registry: { id: 'registry', title: 'Registry of the domain', elements: ['registrar-yield'], ...plain },
  payment: { id: 'payment', title: 'Payment service of a seller', elements: ['payment-report'], ...plain },
  withdrawal: {
    id: 'withdrawal',
    title: 'Withdrawal of a notice',
    elements: ['withdrawal'],
    ...plain,
    mustShow: ['work', 'contact'],
  },
}

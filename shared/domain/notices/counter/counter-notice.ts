import { analyseNotice } from '../analyse/analyse.ts'
import { counterNoticeDeadlines, type Deadline } from '../deadlines/deadlines.ts'
import type { HolidayCalendar } from '../deadlines/business-days.ts'
import { regimeRules } from '../rules/regime-rules.ts'

/** One thing 17 U.S.C. 512(g)(3) asks of a counter-notice, and whether it is there. */
export interface CounterElement {
  readonly code: 'signature' | 'material' | 'belief' | 'address' | 'jurisdiction' | 'service'
  readonly title: string
  readonly present: boolean
}

/** What can be done about a counter-notice, none of it by itself. */
export interface CounterOption {
  readonly code: 'withdraw' | 'claims-board' | 'court' | 'let-it-be'
  readonly title: string
  readonly note: string
}

/** A counter-notice as read. */
export interface CounterAnalysis {
  readonly isCounterNotice: boolean
  readonly elements: readonly CounterElement[]
  /** True when nothing the law asks for is missing; a provider may still act on less. */
  readonly complete: boolean
  readonly deadlines: readonly Deadline[]
  readonly options: readonly CounterOption[]
}

/**
 * Reads a counter-notice that a provider passed on: its elements, the days that follow from it, and what can be done.
 * `receivedOn` is the day the provider received it, YYYY-MM-DD. Throws RangeError for what is no day.
 */
export function analyseCounterNotice(
  text: string,
  receivedOn: string,
  holidays?: HolidayCalendar,
): CounterAnalysis {
  const { kind, elements: read } = analyseNotice(text)
  const flat = text.toLowerCase().replace(/\s+/g, ' ')
  const sworn =
    /\bperjury\b/.test(flat) && /\bgood[ -]faith\b/.test(flat) && /\bmistake|misidentif/.test(flat)
  const elements: readonly CounterElement[] = [
    { code: 'signature', title: 'Signature', present: read.signature.status === 'present' },
    {
      code: 'material',
      title: 'What was removed and where it was',
      present: read.material.status !== 'missing' || /https?:\/\//.test(flat),
    },
    { code: 'belief', title: 'Belief in a mistake, under penalty of perjury', present: sworn },
    {
      code: 'address',
      title: 'Name, address and telephone number',
      present: read.contact.status === 'present',
    },
    {
      code: 'jurisdiction',
      title: 'Consent to the jurisdiction of a federal court',
      present: /\b(?:consent|submit)\w* to\b[^.]{0,60}\bjurisdiction\b/.test(flat),
    },
    {
      code: 'service',
      title: 'Acceptance of service of process',
      present: /\baccept\w* service\b/.test(flat),
    },
  ]
  return {
    isCounterNotice: kind === 'counter-notice',
    elements,
    complete: elements.every(({ present }) => present),
    deadlines:
      holidays === undefined
        ? counterNoticeDeadlines(receivedOn)
        : counterNoticeDeadlines(receivedOn, holidays),
    options,
  }
}

const options: readonly CounterOption[] = [
  {
    code: 'withdraw',
    title: 'Withdraw the notice',
    note: 'Where the other side is right: at once, and the material returns.',
  },
  {
    code: 'claims-board',
    title: 'File a claim with the Copyright Claims Board',
    note: `40 and 60 dollars in fees, at most 30,000 in damages; the respondent may opt out. ${regimeRules['us-ccb-answer'].source}; whether this provider accepts it as an answer is not verified.`,
  },
  {
    code: 'court',
    title: 'File an action in a federal court',
    note: 'A work first published in the United States must be registered before. See a lawyer.',
  },
  {
    code: 'let-it-be',
    title: 'Do nothing',
    note: 'The material returns within 10 to 14 business days. Your rights remain.',
  },
]

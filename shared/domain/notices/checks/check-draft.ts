import { analyseNotice } from '../analyse/analyse.ts'
import { takesBack } from '../analyse/wording.ts'
import type { AnalysedElement, NoticeAnalysis } from '../analyse/notice-analysis.ts'
import type { Fix, NoticeCheck } from '../check-outcome.ts'
import type { DraftInput } from '../drafts/draft-input.ts'
import { renderDraft } from '../drafts/draft-text.ts'
import { regimes } from '../rules/regimes.ts'
import { ruleOf, type RuleId } from '../rules/all-rules.ts'
import { type CheckCode, checkTitles, type DraftCheck, type Severity } from './draft-check.ts'
import { elementsOf } from './element-checks.ts'
import { hardStops } from './item-checks.ts'
import { itemTraps } from './item-traps.ts'
import { isAboutASite } from './letter-domains.ts'
import { providerChecks } from './provider-checks.ts'

/** What a check needs beside the draft. */
export interface CheckContext {
  /** UTC now, ISO 8601. */
  readonly now: string
  /** The recipient is known and no search engine: a letter to one reaches nothing on other domains there. */
  readonly noSearchEngine?: boolean
  /** Domains of the services a distributor delivers to: what it is written to about lies there. */
  readonly deliveredTo?: readonly string[]
}

/** A draft with all that speaks for and against sending it. */
export interface DraftReview {
  /** What the law asks for, present or not. */
  readonly elements: readonly NoticeCheck[]
  /** What speaks against sending, missing elements included, the gravest first. */
  readonly checks: readonly DraftCheck[]
}

/**
 * Everything that speaks against sending a draft, the gravest first: the elements of its regime, the eighteen
 * traps, the provider's own rules, and what the analyser finds in the finished text, free words included.
 */
export function checkDraft(input: DraftInput, context: CheckContext): readonly DraftCheck[] {
  return reviewDraft(input, context).checks
}

/** As `checkDraft`, with the elements that are in place. */
export function reviewDraft(input: DraftInput, context: CheckContext): DraftReview {
  const order = { stop: 0, open: 1, warn: 2 } as const
  const elements = elementsOf(input)
  const missing = elements.filter(({ status }) => status !== 'present')
  const checks = [
    ...missing.map((check) =>
      asDraftCheck(check, check.code === 'right' && noRight(input) ? 'stop' : 'open'),
    ),
    ...hardStops(input, context).map((check) => asDraftCheck(check, 'stop')),
    ...details(input, missing),
    ...itemTraps(input, context),
    ...providerChecks(input),
    ...textChecks(input, missing),
  ]
  return { elements, checks: checks.sort((a, b) => order[a.severity] - order[b.severity]) }
}

function asDraftCheck(
  { code, title, message, source, fix, findingIds }: NoticeCheck,
  severity: Severity,
): DraftCheck {
  return { code, title, severity, message, source, fix, findingIds }
}

const noRight = ({ items }: DraftInput) => items.some(({ rightHeld }) => rightHeld === 'none')

function details(input: DraftInput, missing: readonly NoticeCheck[]): readonly DraftCheck[] {
  const { languages } = regimes[input.regime]
  const unsigned = missing.some(({ code }) => code === 'i')
  return [
    ...when(languages !== null && !languages.includes(input.language), 'letter-form', 'english',
      'This letter is drafted in English only. Choose English.'),
    ...when(isAboutASite(input.regime) && (input.details.hostname ?? '').trim() === '', 'letter-form', 'details',
      'Name the site the letter is about.'),
    ...when(input.regime === 'withdrawal' && input.details.withdrawn === null, 'withdrawal', 'details',
      'Name the notice that is withdrawn.'),
    ...when(input.regime === 'payment' && input.details.earlier.length === 0, 'payment-report', 'details',
      'Write to the seller first and name that letter: payment services ask for it.'),
    // Who signs has read: an unsigned letter is said to be unsigned, and no more.
    ...when(!input.details.reviewed && !unsigned, 'trap-bulk', 'signature',
      'Read this letter and confirm it: each goes out by the hand of a person.'),
  ] // prettier-ignore
}

function when(applies: boolean, rule: RuleId & CheckCode, fix: Fix, message: string): readonly DraftCheck[] {
  return applies ? [ruled(rule, 'open', message, fix)] : []
}

function ruled(rule: RuleId & CheckCode, severity: Severity, message: string, fix: Fix): DraftCheck {
  return {
    code: rule,
    title: checkTitles[rule],
    severity,
    message,
    source: ruleOf(rule).source,
    fix,
    findingIds: [],
  }
}

/** Warnings of the analyser that a letter of one's own must not give. */
const mustNotSay: Readonly<Record<string, RuleId & CheckCode>> = {
  'oath-for-future': 'trap-future-oath',
  circumvention: 'trap-1201',
  'trademark-mixed': 'trap-trademark',
  'threat-of-liability': 'trap-threat',
  'payment-demand': 'trap-payment',
  placeholder: 'letter-form',
}

/**
 * The finished text as a stranger reads it. Where an element is known to be missing the text cannot show it, and that
 * was said already; in the fixed words nothing is wrong, so free words are what is judged.
 */
function textChecks(input: DraftInput, missing: readonly NoticeCheck[]): readonly DraftCheck[] {
  const bare = withoutOwnWords(input)
  const free = bare !== null
  if (missing.length > 0 && !free) return []
  const read = analyseNotice(renderDraft(input))
  const { elements } = read
  const { mustShow, title } = regimes[input.regime]
  const lacking = missing.length > 0 ? [] : mustShow.filter((name) => elements[name].status !== 'present')
  return [
    ...lacking.map((name): DraftCheck => ({
      code: `text-${name}`,
      title: 'The finished text',
      severity: 'open',
      message: `The finished text does not show ${elementNames[name]} beyond doubt. Look at what was filled in there.`,
      source: title,
      fix: free ? 'words' : partOf[name],
      findingIds: [],
    })),
    ...(bare === null ? [] : freeTextChecks(input, read, bare)),
  ]
}

/** Where that element is filled in, when no words of one's own can have hidden it. */
const partOf: Readonly<Record<AnalysedElement, Fix>> = {
  signature: 'signature',
  work: 'items',
  material: 'items',
  contact: 'profile',
  goodFaith: 'statements',
  accuracy: 'statements',
  authority: 'statements',
}

const elementNames: Readonly<Record<AnalysedElement, string>> = {
  signature: 'the signature',
  work: 'the work',
  material: 'the material',
  contact: 'the contact data',
  goodFaith: 'the declaration of good faith',
  accuracy: 'the declaration of accuracy',
  authority: 'the authority to act',
}

/** What was written freely, references, reasons and names from label lines included. */
function ownWordsOf({ details }: DraftInput): readonly string[] {
  const { freeText, earlier, withdrawn, corrects, deniedLicenses = [] } = details
  return [
    freeText,
    withdrawn?.reason ?? '',
    withdrawn?.reference ?? '',
    corrects?.reference ?? '',
    ...earlier.flatMap(({ to, reference }) => [to, reference]),
    ...deniedLicenses,
  ]
}

/** The draft without what was written freely; null when nothing was. */
function withoutOwnWords(input: DraftInput): DraftInput | null {
  const { withdrawn, corrects } = input.details
  if (ownWordsOf(input).every((text) => text.trim() === '')) return null
  const bareWithdrawn = withdrawn === null ? null : { ...withdrawn, reason: '', reference: '' }
  const bareCorrects = corrects ? { ...corrects, reference: '' } : null
  return {
    ...input,
    details: {
      ...input.details,
      freeText: '',
      earlier: [],
      withdrawn: bareWithdrawn,
      corrects: bareCorrects,
      deniedLicenses: [],
    },
  }
}

/** What the free words add: titles and names alone accuse nobody of anything. */
function freeTextChecks(input: DraftInput, read: NoticeAnalysis, bare: DraftInput): readonly DraftCheck[] {
  const without = analyseNotice(renderDraft(bare))
  const before = new Set(without.warnings.map(({ code }) => code))
  const added = read.warnings.flatMap(({ code, message }): DraftCheck[] => {
    if (before.has(code)) return []
    const rule = mustNotSay[code]
    if (rule !== undefined) return [ruled(rule, 'open', message, 'words')]
    if (code === 'oath-widened') return [ruled('trap-perjury', 'warn', message, 'words')]
    return code === 'indemnity'
      ? [
          {
            code: 'indemnity',
            title: checkTitles.indemnity,
            severity: 'warn',
            message,
            source: 'no law asks for it',
            fix: 'words',
            findingIds: [],
          },
        ]
      : []
  })
  return [...(isAnotherLetter(input, read, without) ? [anotherLetter] : []), ...added]
}

const anotherLetter = ruled(
  'letter-form',
  'open',
  'With your own words this reads as a letter of another kind. Take out what belongs to another letter; each goes out by itself.',
  'words',
)

/** Free words must not make another letter of it: no claim inside a withdrawal, no counter-notice inside a notice. */
function isAnotherLetter(
  input: DraftInput,
  { kind, elements }: NoticeAnalysis,
  before: NoticeAnalysis,
): boolean {
  if (input.regime !== 'withdrawal') {
    const other = kind !== before.kind && ['counter-notice', 'court-action', 'withdrawal'].includes(kind)
    return other || takesBack(ownWordsOf(input).join('\n'))
  }
  const sworn = (['goodFaith', 'accuracy', 'authority'] as const).some(
    (name) => elements[name].status === 'present' && before.elements[name].status !== 'present',
  )
  return kind !== 'withdrawal' || sworn
}

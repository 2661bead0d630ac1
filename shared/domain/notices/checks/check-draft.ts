import { analyseNotice } from '../analyse/analyse.ts'
import type { AnalysedElement, AnalysisWarning } from '../analyse/notice-analysis.ts'
import { checkNotice } from '../check.ts'
import type { NoticeCheck } from '../check-outcome.ts'
import { asNoticeInput } from '../drafts/as-notice-input.ts'
import type { DraftInput } from '../drafts/draft-input.ts'
import { renderDraft } from '../drafts/draft-text.ts'
import { webDomain } from '../../findings/web-address.ts'
import { regimes } from '../rules/regimes.ts'
import { ruleOf } from '../rules/all-rules.ts'
import type { DraftCheck } from './draft-check.ts'
import { itemTraps } from './item-traps.ts'
import { providerChecks } from './provider-checks.ts'

/** What a check needs beside the draft. */
export interface CheckContext {
  /** UTC now, ISO 8601. */
  readonly now: string
}

/** Codes of `checkNotice` that keep a letter from going out for good: their items must leave it. */
const hardStops: ReadonlySet<string> = new Set(['metadata', 'authorized', 'unconfirmed', 'recipient'])

/**
 * Everything that speaks against sending a draft, the gravest first: the elements of its regime, the eighteen
 * traps, the provider's own rules, and what the analyser finds in the finished text, free words included.
 */
export function checkDraft(input: DraftInput, context: CheckContext): readonly DraftCheck[] {
  const order = { stop: 0, open: 1, warn: 2 } as const
  return [
    ...elementChecks(input),
    ...itemTraps(input, context),
    ...providerChecks(input),
    ...textChecks(input),
  ].sort((a, b) => order[a.severity] - order[b.severity])
}

/** The elements of the regime and the stops that hold for every letter. */
function elementChecks(input: DraftInput): readonly DraftCheck[] {
  const { american, european, languages } = regimes[input.regime]
  const checked = checkNotice(withRecipientDomains(input)).filter(({ status }) => status !== 'present')
  const declared = new Set(american ? [] : ['v', 'vi', 'fair-use'])
  const detail =
    input.regime === 'withdrawal' ? ['recipient', 'unconfirmed', 'right', 'authorized', 'metadata'] : []
  return [
    ...checked
      .filter(({ code }) => !declared.has(code) && !detail.includes(code))
      .flatMap((check) => toDraftCheck(input, check)),
    ...(european && !input.statements.complete
      ? [open('eu-dsa-16-d', 'Declare that the information is accurate and complete.', 'statements')]
      : []),
    ...details(input),
    ...(languages === null || languages.includes(input.language)
      ? []
      : [open('letter-form', 'This letter is drafted in English only. Choose English.', 'none')]),
  ]
}

function toDraftCheck(
  input: DraftInput,
  { code, message, source, fix, status }: NoticeCheck,
): readonly DraftCheck[] {
  // Art. 16 DSA asks for name and e-mail; address and telephone number are nobody's business there.
  if (input.regime === 'eu-dsa-16' && code === 'iv' && status === 'partial' && hasMail(input)) return []
  return [
    {
      code,
      severity: hardStops.has(code) || (code === 'right' && noRight(input)) ? 'stop' : 'open',
      message,
      source,
      fix,
    },
  ]
}

const hasMail = ({ claimant }: DraftInput) =>
  /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u.test(claimant?.email.trim() ?? '')
const noRight = ({ items }: DraftInput) => items.some(({ rightHeld }) => rightHeld === 'none')

/** Whom the letter is about decides where its addresses must be: a search engine, CDN or registrar hosts nothing. */
function withRecipientDomains(input: DraftInput) {
  const notice = asNoticeInput(input)
  const behind = ['cdn-report', 'host-abuse', 'registrar', 'registry', 'payment'].includes(input.regime)
  const searched = input.regime === 'us-512d'
  const domains = searched
    ? input.items.flatMap(({ url }) => webDomain(url ?? '') ?? [])
    : behind
      ? [webDomain(`https://${input.details.hostname ?? ''}/`) ?? ''].filter((domain) => domain !== '')
      : notice.recipient.domains
  return { ...notice, recipient: { ...notice.recipient, domains } }
}

function details(input: DraftInput): readonly DraftCheck[] {
  const behind = ['cdn-report', 'host-abuse', 'registrar', 'registry', 'payment'].includes(input.regime)
  return [
    ...(behind && (input.details.hostname ?? '').trim() === ''
      ? [open('letter-form', 'Name the site the letter is about.', 'items')]
      : []),
    ...(input.regime === 'withdrawal' && input.details.withdrawn === null
      ? [open('withdrawal', 'Name the notice that is withdrawn.', 'items')]
      : []),
    ...(input.regime === 'payment' && input.details.earlier.length === 0
      ? [
          open(
            'payment-report',
            'Write to the seller first and name that letter: payment services ask for it.',
            'none',
          ),
        ]
      : []),
    ...(input.details.reviewed
      ? []
      : [
          open(
            'trap-bulk',
            'Read this letter and confirm it: each goes out by the hand of a person.',
            'none',
          ),
        ]),
  ]
}

function open(rule: Parameters<typeof ruleOf>[0], message: string, fix: DraftCheck['fix']): DraftCheck {
  return { code: rule, severity: 'open', message, source: ruleOf(rule).source, fix }
}

/** Warnings of the analyser that a letter of one's own must not give. */
const mustNotSay: Readonly<Record<string, Parameters<typeof ruleOf>[0]>> = {
  'oath-for-future': 'trap-future-oath',
  circumvention: 'trap-1201',
  'trademark-mixed': 'trap-trademark',
  'threat-of-liability': 'trap-threat',
  'payment-demand': 'trap-payment',
  placeholder: 'letter-form',
}

/** The finished text as a stranger reads it; in its fixed words nothing is wrong, so free words are what is judged. */
function textChecks(input: DraftInput): readonly DraftCheck[] {
  const { elements, warnings } = analyseNotice(renderDraft(input))
  const { mustShow, title } = regimes[input.regime]
  const lacking = mustShow.filter((name) => elements[name].status !== 'present')
  return [
    ...lacking.map((name): DraftCheck => ({
      code: `text-${name}`,
      severity: 'open',
      message: `The finished text does not show ${elementNames[name]} beyond doubt. Look at what was filled in there.`,
      source: title,
      fix: 'none',
    })),
    ...freeTextChecks(input, warnings),
  ]
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

/** What the free words add: titles and names alone accuse nobody of anything. */
function freeTextChecks(input: DraftInput, warnings: readonly AnalysisWarning[]): readonly DraftCheck[] {
  if (input.details.freeText.trim() === '') return []
  const without = analyseNotice(renderDraft({ ...input, details: { ...input.details, freeText: '' } }))
  const before = new Set(without.warnings.map(({ code }) => code))
  return warnings.flatMap(({ code, message }): DraftCheck[] => {
    if (before.has(code)) return []
    const rule = mustNotSay[code]
    if (rule !== undefined)
      return [{ code: rule, severity: 'open', message, source: ruleOf(rule).source, fix: 'none' }]
    if (code === 'oath-widened') {
      return [
        {
          code: 'trap-perjury',
          severity: 'warn',
          message,
          source: ruleOf('trap-perjury').source,
          fix: 'none',
        },
      ]
    }
    return code === 'indemnity'
      ? [{ code: 'indemnity', severity: 'warn', message, source: 'no law asks for it', fix: 'none' }]
      : []
  })
}

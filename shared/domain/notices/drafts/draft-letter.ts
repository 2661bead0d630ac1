import { inline } from '../plain-text.ts'
import { type RuleId, versionsOf } from '../rules/all-rules.ts'
import { type DraftRegime, regimes } from '../rules/regimes.ts'
import { type DraftBlock, type DraftLetter, type DraftSentence, rulesIn } from './draft-blocks.ts'
import type { DraftInput } from './draft-input.ts'
import {
  capacityRule,
  contact,
  corrected,
  day,
  deniedLicenses,
  earlier,
  freeText,
  head,
  onBehalf,
  opening,
  paragraph,
  requests,
  rows,
  section,
  sentence,
  signature,
  statements,
  whyRule,
} from './draft-parts.ts'
import { reasonsText } from './draft-reasons.ts'
import { worksOf } from './draft-works.ts'
import { frameOf, type LetterFrame } from './frame.ts'

/**
 * Composes the letter of a regime. Each sentence names its rule; a declaration stands only once it was made; what
 * is missing stands in brackets. Letters under American law in another language carry the declarations in English
 * too, for the oath is sworn under that law.
 */
export function composeDraft(input: DraftInput): DraftLetter {
  const frame = frameOf(input.language)
  const withdrawal = input.regime === 'withdrawal'
  const works = worksOf(input, frame)
  const heading = withdrawal ? frame.withdrawalHeading : frame.heading
  const blocks: DraftBlock[] = [
    rows(head(input, frame)),
    paragraph([
      ...(withdrawal
        ? onBehalf(input, frame)
        : [sentence(opening(input, frame), capacityRule(input), input.language)]),
      ...claimed(input, frame),
      ...requests(input, frame),
    ]),
    ...corrected(input, frame),
    ...deniedLicenses(input, frame),
    ...freeText(input),
    section(withdrawal ? frame.withdrawnWorks : frame.sections.works),
    {
      kind: 'works',
      heading: withdrawal ? frame.withdrawnMaterial : frame.labels.material,
      works,
      rules: [...locationRules(input.regime)],
    },
    ...earlier(input, frame),
    ...reasons(input, frame),
    section(frame.sections.contact),
    rows(contact(input, frame)),
    ...(withdrawal ? [] : statements(input, frame)),
    section(frame.sections.signature),
    rows(signature(input, frame)),
  ]
  return {
    regime: input.regime,
    language: input.language,
    subject: subjectOf(input, heading, works.length),
    heading,
    basis: regimes[input.regime].basis,
    recipient: inline(input.recipient.name),
    date: day(input, input.signature.signedOn),
    blocks,
    ruleVersions: {
      [`regime ${input.regime}`]: regimes[input.regime].version,
      ...versionsOf(rulesIn(blocks)),
    },
  }
}

/** A list of addresses claims nothing by itself; a withdrawal claims nothing at all. */
function claimed({ regime, language }: DraftInput, frame: LetterFrame): readonly DraftSentence[] {
  const rule = locationRules(regime)[0] ?? 'letter-form'
  return regime === 'withdrawal' ? [] : [sentence(frame.listed, rule, language)]
}

const explained: readonly DraftRegime[] = ['uk-notice', 'ca-notice', 'payment', 'registrar', 'registry']

/** True for letters that say why the material is unlawful. */
export function explainsWhy(regime: DraftRegime): boolean {
  return regimes[regime].european || explained.includes(regime)
}

function reasons(input: DraftInput, frame: LetterFrame): readonly DraftBlock[] {
  const { regime, language } = input
  return explainsWhy(regime)
    ? [
        section(frame.sections.why),
        paragraph([sentence(reasonsText(input, frame), whyRule(regime), language)]),
      ]
    : []
}

/** The rules that the addresses and their times follow. */
function locationRules(regime: DraftRegime): readonly RuleId[] {
  if (regime === 'ca-notice') return ['ca-41.25-d', 'ca-41.25-f']
  if (regime === 'uk-notice') return ['uk-22-location']
  const { american, european } = regimes[regime]
  return [...(american ? ['us-512c3-iii' as const] : []), ...(european ? ['eu-dsa-16-b' as const] : [])]
}

function subjectOf({ claimant, recipient }: DraftInput, heading: string, works: number): string {
  const name = inline(claimant?.artistName ?? '') || inline(claimant?.legalName ?? '')
  return `${heading}: ${name === '' ? '' : `${name} `}(${works}), ${inline(recipient.name)}`
}

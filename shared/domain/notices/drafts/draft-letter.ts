import { composeLetter } from '../letter.ts'
import { inline } from '../plain-text.ts'
import { type RuleId, versionsOf } from '../rules/all-rules.ts'
import { type DraftRegime, regimes } from '../rules/regimes.ts'
import { asNoticeInput } from './as-notice-input.ts'
import type { DraftBlock } from './draft-blocks.ts'
import type { DraftInput, DraftLanguage } from './draft-input.ts'
import {
  capacityRule,
  contact,
  earlier,
  freeText,
  head,
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
import { worksOf } from './draft-works.ts'
import { frameOf } from './frame.ts'

/** A letter of any regime before layout. */
export interface DraftLetter {
  readonly regime: DraftRegime
  readonly regimeVersion: number
  readonly language: DraftLanguage
  readonly subject: string
  readonly heading: string
  readonly blocks: readonly DraftBlock[]
  /** The version of every rule the letter was made with, for the notice to keep. */
  readonly ruleVersions: Readonly<Record<string, number>>
}

/**
 * Composes the letter of a regime. Each sentence names its rule; a declaration stands only once it was made; what
 * is missing stands in brackets. Letters under American law in another language carry the declarations in English
 * too, for the oath is sworn under that law.
 */
export function composeDraft(input: DraftInput): DraftLetter {
  const frame = frameOf(input.language)
  const regime = regimes[input.regime]
  const withdrawal = input.regime === 'withdrawal'
  const blocks: readonly DraftBlock[] = [
    rows(head(input, frame)),
    paragraph([
      sentence(opening(input, frame), capacityRule(input), input.language),
      ...requests(input, frame),
    ]),
    ...freeText(input),
    section(frame.sections.works),
    {
      kind: 'works',
      heading: frame.labels.material,
      works: worksOf(input, frame),
      rules: locationRules(input.regime),
    },
    ...earlier(input, frame),
    ...(regime.european ||
    ['uk-notice', 'ca-notice', 'payment', 'registrar', 'registry'].includes(input.regime)
      ? [section(frame.sections.why), paragraph([sentence(frame.why, whyRule(input.regime), input.language)])]
      : []),
    section(frame.sections.contact),
    rows(contact(input, frame)),
    ...(withdrawal ? [] : statements(input, frame)),
    section(frame.sections.signature),
    rows(signature(input, frame)),
  ]
  return {
    regime: input.regime,
    regimeVersion: regime.version,
    language: input.language,
    subject: `${withdrawal ? frame.withdrawalHeading : frame.heading}: ${subjectOf(input)}`,
    heading: withdrawal ? frame.withdrawalHeading : frame.heading,
    blocks,
    ruleVersions: versionsOf(rulesIn(blocks)),
  }
}

/** The rules that the addresses and their times follow. */
function locationRules(regime: DraftRegime): readonly RuleId[] {
  if (regime === 'ca-notice') return ['ca-41.25-d', 'ca-41.25-f']
  if (regime === 'uk-notice') return ['uk-22-location']
  const { american, european } = regimes[regime]
  return [...(american ? ['us-512c3-iii' as const] : []), ...(european ? ['eu-dsa-16-b' as const] : [])]
}

/** Every rule some blocks follow. */
export function rulesIn(blocks: readonly DraftBlock[]): readonly RuleId[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.sentences.map(({ rule }) => rule)
    if (block.kind === 'rows') return block.rows.map(({ rule }) => rule)
    return block.kind === 'works'
      ? [...block.rules, ...block.works.flatMap((work) => work.rows.map(({ rule }) => rule))]
      : []
  })
}

function subjectOf(input: DraftInput): string {
  const works = composeLetter(asNoticeInput(input)).works.length
  return `${inline(input.claimant?.artistName ?? '') || inline(input.claimant?.legalName ?? '')} (${works})`
}

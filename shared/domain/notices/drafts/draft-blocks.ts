import type { RuleId } from '../rules/all-rules.ts'
import type { DraftLanguage } from './draft-input.ts'

/** One sentence with the rule it follows: where it comes from. */
export interface DraftSentence {
  readonly text: string
  readonly rule: RuleId
  readonly language: DraftLanguage
}

export interface DraftRow {
  readonly label: string
  readonly value: string
  readonly rule: RuleId
}

/** One work with its addresses. */
export interface DraftWork {
  readonly rows: readonly DraftRow[]
  readonly materials: readonly { readonly number: string; readonly url: string; readonly seen: string }[]
}

export type DraftBlock =
  | { readonly kind: 'section'; readonly title: string }
  | { readonly kind: 'paragraph'; readonly sentences: readonly DraftSentence[] }
  | { readonly kind: 'rows'; readonly rows: readonly DraftRow[] }
  | {
      readonly kind: 'works'
      readonly heading: string
      readonly works: readonly DraftWork[]
      readonly rules: readonly RuleId[]
    }

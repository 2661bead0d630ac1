import type { Fix } from '../check-outcome.ts'

/**
 * How much an open check weighs. `stop`: the letter must not go out, and nothing clicks that away; the way out is to
 * take the item from it. `open`: must be mended. `warn`: to be known before sending.
 */
export type Severity = 'stop' | 'open' | 'warn'

/** One thing a careful lawyer would stop at. */
export interface DraftCheck {
  readonly code: string
  readonly title: string
  readonly severity: Severity
  readonly message: string
  readonly source: string
  readonly fix: Fix
  /** The items it is about, by their findings; empty when it is about the letter. */
  readonly findingIds: readonly number[]
}

/** True when nothing stops the letter and nothing is open; warnings do not hold it. */
export function mayGoOut(checks: readonly DraftCheck[]): boolean {
  return checks.every(({ severity }) => severity === 'warn')
}

/** Titles of the checks that are no element of a law. */
export const checkTitles = {
  'letter-form': 'Form of the letter',
  withdrawal: 'The notice withdrawn',
  'payment-report': 'The seller first',
  'already-noticed': 'Already notified',
  'duplicate-item': 'Named twice',
  indemnity: 'Indemnity',
  'recipient-address': 'Nowhere to send it',
  'provider-most-addresses': 'Too many addresses',
  'provider-one-host': 'One host a letter',
  'provider-language': 'Language of the recipient',
  'provider-elements-only': 'The elements only',
  'provider-form-only': 'Web form only',
  'provider-registration': 'Registration numbers',
  'provider-indemnity': 'Indemnity asked',
  'provider-address-and-phone': 'Address and telephone',
  'trap-cover': 'A cover',
  'trap-recording-or-composition': 'Recording or composition',
  'trap-licensed': 'Your own delivery',
  'label-license': 'A license on its label line',
  'trap-not-exclusive': 'No exclusive right',
  'trap-owner-mismatch': 'Another owner',
  'trap-address': 'Still there?',
  'trap-post-box': 'Post box',
  'trap-privacy': 'Who will see your data',
  'trap-bulk': 'Read by a person',
  'trap-perjury': 'A widened oath',
  'trap-future-oath': 'An oath about the future',
  'trap-1201': 'Circumvention mixed in',
  'trap-trademark': 'Trademark mixed in',
  'trap-threat': 'A threat',
  'trap-payment': 'A demand for money',
} as const
export type CheckCode = keyof typeof checkTitles

import type { Fix } from '../check-outcome.ts'

/**
 * How much an open check weighs. `stop`: the letter must not go out, and nothing clicks that away; the way out is to
 * take the item from it. `open`: must be mended. `warn`: to be known before sending.
 */
export type Severity = 'stop' | 'open' | 'warn'

/** One thing a careful lawyer would stop at. */
export interface DraftCheck {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly source: string
  readonly fix: Fix
}

/** True when nothing stops the letter and nothing is open; warnings do not hold it. */
export function mayGoOut(checks: readonly DraftCheck[]): boolean {
  return checks.every(({ severity }) => severity === 'warn')
}

/** Where a finding stands. */
export type FindingState = 'new' | 'confirmed' | 'authorized' | 'dismissed' | 'monitor'

/** What the artist can do with a finding. */
export type Decision = 'confirm' | 'authorize' | 'dismiss' | 'monitor' | 'reopen'

/** What a listing gives access to. */
export type ListingOffers = 'metadata' | 'page' | 'file' | 'art'

/** What the rules need to know about a finding to judge a decision. */
export interface DecisionSubject {
  readonly state: FindingState
  readonly offers: ListingOffers
  /** The case it belongs to was sent or closed. */
  readonly sent: boolean
  /** The authorization rule that covers its listing, in words (`describeRule`), or null. */
  readonly authorizedBy: string | null
}

export type Judgement =
  | { readonly allowed: true; readonly state: FindingState }
  | {
      readonly allowed: false
      readonly code: 'NOT_CLAIMABLE' | 'CONFLICT' | 'VALIDATION'
      readonly message: string
    }

/** The state a decision leads to. */
export const stateAfter: Readonly<Record<Decision, FindingState>> = {
  confirm: 'confirmed',
  authorize: 'authorized',
  dismiss: 'dismissed',
  monitor: 'monitor',
  reopen: 'new',
}

/**
 * Why a row of a metadata dump can only be monitored. Titles, names and codes are facts, and copyright does
 * not extend to facts (17 U.S.C. 102(b); Feist v. Rural, 499 U.S. 340; words and short phrases: 37 CFR 202.1).
 */
export const metadataOnly =
  'A row in a metadata dump names your recording but offers nothing: no file, no art, no page. Facts such as titles and ISRCs are not protected by copyright (17 U.S.C. 102(b)), so nothing can be claimed. You can monitor it.'

/** Why a listing no service could be told to remove cannot go into a notice (17 U.S.C. 512(c)(3)(A)(iii)). */
export const withoutAddress =
  'This listing has no address on the web: it is a bare file name, a magnet link or the like. A notice must say where the material is (17 U.S.C. 512(c)(3)(A)(iii)), so it cannot go into a case. You can confirm it and keep it as evidence.'

/** Why no notice can name the listing, in words, or null when one can. `domain` is that of its address. */
export function whyNotClaimable(listing: {
  readonly offers: ListingOffers
  readonly domain: string | null
}): string | null {
  if (listing.offers === 'metadata') return metadataOnly
  return listing.domain === null ? withoutAddress : null
}

/** True for the decisions that must say why: they end the matter, and a year later the reason is what counts. */
export function needsReason(decision: Decision): boolean {
  return decision === 'authorize' || decision === 'dismiss'
}

/**
 * Judges one decision about one finding. What was sent to a provider stays as it was sent; a metadata row is
 * never confirmed; a listing an authorization rule covers is confirmed only after the rule is gone.
 */
export function judgeDecision(subject: DecisionSubject, decision: Decision, reason: string): Judgement {
  if (needsReason(decision) && reason.trim() === '') {
    return refused('VALIDATION', missingReason(decision))
  }
  const state = stateAfter[decision]
  if (subject.sent && state !== subject.state) {
    return refused(
      'CONFLICT',
      'A notice about this listing was sent, so its decision stays on record as it was. If the notice was wrong, retract it with the provider at once.',
    )
  }
  if (decision === 'confirm' && subject.offers === 'metadata') return refused('NOT_CLAIMABLE', metadataOnly)
  if (decision === 'confirm' && subject.authorizedBy !== null) {
    return refused(
      'CONFLICT',
      `A rule of yours authorizes ${subject.authorizedBy}, and this listing is one of them. Remove the rule first if that is no longer so.`,
    )
  }
  return { allowed: true, state }
}

/** What the artist is told when a reason is asked for and none is given. */
export function missingReason(decision: Decision): string {
  return decision === 'authorize'
    ? 'Say why it is authorized, e.g. “my distributor delivers here”. Nothing was changed.'
    : 'Say why it is dismissed, e.g. “another song of the same name”. Nothing was changed.'
}

function refused(code: 'NOT_CLAIMABLE' | 'CONFLICT' | 'VALIDATION', message: string): Judgement {
  return { allowed: false, code, message }
}

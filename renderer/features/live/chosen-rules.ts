import type { OfficialLink } from '../../../shared/contract/live-addresses.ts'
import type { AuthorizationRule } from '../../../shared/contract/watch.ts'

/** A rule that can be chosen in the assistant. */
export interface ChosenRule {
  readonly kind: AuthorizationRule['kind']
  readonly value: string
}

/** The same rule has the same key, whichever line it came from. */
export function keyOf({ kind, value }: ChosenRule): string {
  return `${kind} ${value}`
}

/** Every rule that is offered and not there yet, each once. */
export function rulesOf(links: readonly OfficialLink[]): readonly ChosenRule[] {
  const offered = links.flatMap(({ proposals }) => proposals.filter(({ exists }) => !exists))
  const byKey = new Map(offered.map(({ kind, value }) => [keyOf({ kind, value }), { kind, value }]))
  return [...byKey.values()]
}

/** Keys of the rules that are chosen unless taken away: the narrowest that covers each link. */
export function recommendedRules(links: readonly OfficialLink[]): ReadonlySet<string> {
  const recommended = links.flatMap(({ proposals }) =>
    proposals.filter((proposal) => proposal.recommended && !proposal.exists),
  )
  return new Set(recommended.map(keyOf))
}

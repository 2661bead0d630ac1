import type { RecordingFacts } from '../../../shared/domain/matching/described.ts'
import type { Truth } from './trap-kinds.ts'
import { matchKinds } from './trap-matches.ts'
import { Dice, recording } from './trap-names.ts'
import { otherKinds } from './trap-others.ts'

// Pairs of descriptions that a careless matcher gets wrong, made from a seed out of invented names: the traps of a
// catalogue search (covers, karaoke, versions, namesakes, parts) and, so that saying no is no way out, honest pairs
// written differently.

export interface TrapPair {
  readonly kind: string
  readonly truth: Truth
  readonly own: RecordingFacts
  readonly listed: RecordingFacts
}

/** `rounds` times each kind of pair, as often as it weighs. Equal seeds give equal pairs. */
export function trapPairs(seed: number, rounds: number): readonly TrapPair[] {
  const dice = new Dice(seed)
  const pairs: TrapPair[] = []
  for (let round = 0; round < rounds; round++) {
    for (const [kind, truth, times, make] of [...matchKinds, ...otherKinds]) {
      for (let time = 0; time < times; time++) {
        const own = recording(dice)
        const made = make(own, dice)
        pairs.push(
          'own' in made ? { kind, truth, ...made } : { kind, truth, own, listed: { ...own, ...made } },
        )
      }
    }
  }
  return pairs
}

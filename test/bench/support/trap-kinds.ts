import type { RecordingFacts } from '../../../shared/domain/matching/described.ts'
import type { Dice } from './trap-names.ts'

/** What is right for a pair: the same recording, or which kind of another one. */
export type Truth =
  'same' | 'other-version' | 'other-remix' | 'live' | 'karaoke' | 'tribute' | 'cover' | 'other'

export type Facts = RecordingFacts
export type Make = (
  own: Facts,
  dice: Dice,
) => Partial<Facts> | { readonly own: Facts; readonly listed: Facts }
export const near = (own: Facts, dice: Dice) => (own.durationMs ?? 0) + dice.below(2400) - 1200
export const far = (dice: Dice) => 120_000 + dice.below(200_000)
export const bare = { album: '', year: null, trackNumber: null } as const

/** A kind of pair: its name, what is right for it, how often it is made, and how. */
export type TrapKind = readonly [kind: string, truth: Truth, times: number, make: Make]

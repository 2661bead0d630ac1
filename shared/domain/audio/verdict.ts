import type { Alignment } from './align.ts'

/** At most this share of differing bits: the same recording. Calibration: docs/fingerprints.md. */
export const matchBer = 0.15
/** Up to this share: perhaps the same; a person must listen. */
export const possibleBer = 0.25

export type SoundVerdict = 'match' | 'possible' | 'none'

/** What an alignment of two fingerprints says about the sounds behind them. */
export function verdictOf(alignment: Alignment | null): SoundVerdict {
  if (alignment === null || alignment.ber > possibleBer) return 'none'
  return alignment.ber <= matchBer ? 'match' : 'possible'
}

/** How many times as fast the sound is assumed to be played: 25 steps of half a percent, up to 6 % either way. */
export const searchedSpeeds: readonly number[] = Array.from(
  { length: 25 },
  (_, step) => (940 + step * 5) / 1000,
)

/** Speeds around one that was found, in twentieths of a percent, to tell it exactly. */
export function speedsAround(speed: number): readonly number[] {
  return Array.from({ length: 11 }, (_, step) => Math.round((speed + (step - 5) * 0.0005) * 10_000) / 10_000)
}

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

/**
 * How many times as fast a file is assumed to have to be played to sound as the original: 50 steps of a quarter of a
 * percent. What was made 6 % slower must be played 1/0.94 times as fast, 6 % faster 1/1.06 times. Music tuned to exactly
 * 440 Hz lies on the borders of the fingerprint's pitch classes, so that an eighth of a percent off already costs up to
 * 19 % of the bits; in steps of half a percent it would be lost.
 */
export const searchedSpeeds: readonly number[] = Array.from(
  { length: 50 },
  (_, step) => (9425 + step * 25) / 10_000,
)

/** Speeds around one that was found, in fortieths of a percent, to tell it exactly. */
export function speedsAround(speed: number): readonly number[] {
  return Array.from(
    { length: 11 },
    (_, step) => Math.round((speed + (step - 5) * 0.00025) * 100_000) / 100_000,
  )
}

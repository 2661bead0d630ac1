import type { Weights } from '../model.ts'

// Learned by scripts/fit-matching.ts; not written by hand. Sources and halves: docs/matching.md.

/** Bits for or against before anything is compared. */
export const prior = -6.06

/** Bits by term and level. */
export const weights: Weights = {
  title: {
    rare: 3.66,
    equal: 3.56,
    slip: 3.56,
    explained: 3.56,
    begins: 3.56,
    mostly: 3.56,
    partly: 3.02,
    little: 0.52,
    differs: -1.59,
    'number-differs': -5.23,
  },
  artist: {
    same: 3.37,
    slip: 3.37,
    'one-of': 3.37,
    'in-title': 3.37,
    partly: 3.37,
    differs: -5.55,
    unknown: 0,
  },
  album: {
    same: 0,
    close: -2.35,
    contained: -2.35,
    differs: -2.35,
    unknown: 0,
  },
  length: {
    '1s': 1.22,
    '3s': 0.6,
    '7s': -2.89,
    '15s': -3.13,
    '30s': -4.94,
    more: -6.25,
    unknown: 0,
  },
  track: {
    same: 6.54,
    differs: -0.42,
    unknown: 0,
  },
  year: {
    same: 1.06,
    near: -0.46,
    differs: -0.46,
    unknown: 0,
  },
  version: {
    'same-version': 5.41,
    same: 4.52,
    edit: 4.52,
    unsaid: 3.08,
    differs: -5.23,
  },
  overall: {
    '0': -5.23,
    '30': -3.8,
    '50': -3.18,
    '70': -2.79,
    '85': -2.79,
    '95': 0,
  },
}

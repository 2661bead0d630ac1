import type { Weights } from '../model.ts'

// Learned by scripts/fit-matching.ts; not written by hand. Sources and halves: docs/matching.md.

/** Bits for or against before anything is compared. */
export const prior = -6.06

/** Bits by term and level. */
export const weights: Weights = {
  title: {
    rare: 3.66,
    equal: 3.55,
    slip: 3.55,
    explained: 3.55,
    begins: 3.55,
    mostly: 3.55,
    partly: 3.02,
    little: 0.53,
    differs: -1.6,
    'number-differs': -5.23,
  },
  artist: {
    same: 3.37,
    slip: 3.37,
    'one-of': 3.37,
    'in-title': 3.37,
    partly: 3.37,
    differs: -5.54,
    unknown: 0,
  },
  album: {
    same: 0,
    close: -2.37,
    contained: -2.37,
    differs: -2.37,
    unknown: 0,
  },
  length: {
    '1s': 1.22,
    '3s': 0.61,
    '7s': -2.9,
    '15s': -3.13,
    '30s': -4.93,
    more: -6.24,
    unknown: 0,
  },
  track: {
    same: 6.53,
    differs: -0.42,
    unknown: 0,
  },
  year: {
    same: 1.06,
    near: -0.45,
    differs: -0.45,
    unknown: 0,
  },
  version: {
    'same-version': 5.42,
    same: 4.52,
    edit: 4.52,
    unsaid: 3.08,
    differs: -5.23,
  },
  overall: {
    '0': -5.23,
    '30': -3.81,
    '50': -3.19,
    '70': -2.79,
    '85': -2.79,
    '95': 0,
  },
}

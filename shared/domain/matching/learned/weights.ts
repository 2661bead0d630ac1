import type { Weights } from '../model.ts'

// Learned by scripts/fit-matching.ts; not written by hand. Sources and halves: docs/matching.md.

/** Bits for or against before anything is compared. */
export const prior = -6.01

/** Bits by term and level. */
export const weights: Weights = {
  title: {
    rare: 3.58,
    equal: 3.58,
    slip: 3.58,
    explained: 3.58,
    begins: 3.58,
    mostly: 3.58,
    partly: 3.01,
    little: 0.29,
    differs: -1.63,
    'number-differs': -5.19,
  },
  artist: {
    same: 3.32,
    slip: 3.32,
    'one-of': 3.32,
    'in-title': 3.32,
    partly: 3.32,
    differs: -5.56,
    unknown: 0,
  },
  album: {
    same: 0,
    close: -2.17,
    contained: -2.17,
    differs: -2.17,
    unknown: 0,
  },
  length: {
    '1s': 1.21,
    '3s': 0.41,
    '7s': -2.78,
    '15s': -3.09,
    '30s': -4.9,
    more: -6.24,
    unknown: 0,
  },
  track: {
    same: 6.52,
    differs: -0.47,
    unknown: 0,
  },
  year: {
    same: 1.05,
    near: -0.51,
    differs: -0.51,
    unknown: 0,
  },
  version: {
    'same-version': 5.39,
    same: 4.48,
    edit: 4.48,
    unsaid: 3.1,
    differs: -5.19,
  },
  overall: {
    '0': -5.19,
    '30': -3.68,
    '50': -3.07,
    '70': -2.76,
    '85': -2.76,
    '95': 0,
  },
}

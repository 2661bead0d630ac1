import { expect, test } from 'vitest'
import { shareText } from './share-text.ts'

test.each([
  [0, 1_000_000, 'No pixel differs'],
  [1, 1_000_000, 'Less than 0.1% of the pixels differ'],
  [15_000, 1_000_000, '1.5% of the pixels differ'],
  [999_999, 1_000_000, 'More than 99.9% of the pixels differ'],
  [10, 10, '100% of the pixels differ'],
])('%d of %d', (pixels, all, words) => {
  expect(shareText({ pixels, all })).toBe(words)
})

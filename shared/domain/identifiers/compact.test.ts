import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compact } from './compact.ts'

/** What the docstring says, word for word. */
function asDescribed(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s\p{Z}\p{Cf}\p{Pd}\u2043\u2212./_]/gu, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

it('makes every text bare in the same way, the quick way of plain ones included', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(...'aZ09ßıİ-–\u2212\u2043\u200b\ufeff\u00a0\t\u001f./_ '),
      maxLength: 8,
    }),
  )
  fc.assert(
    fc.property(text, (raw) => {
      expect(compact(raw)).toBe(asDescribed(raw))
    }),
    { numRuns: 3000 },
  )
})

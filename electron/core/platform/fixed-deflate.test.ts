import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixedDeflate } from './fixed-deflate.ts'

test('zlib unpacks whatever was packed', () => {
  const repeated = fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 300 }))
    .map(([part, times]) =>
      Uint8Array.from({ length: part.length * times }, (_, at) => part[at % part.length]!),
    )
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 5_000 }), repeated), (data) => {
      expect(inflateSync(fixedDeflate(data)).equals(data)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('every length and distance there is', () => {
  const parts = Array.from({ length: 256 }, (_, n) => Buffer.alloc(n + 3, n))
  const far = Buffer.concat([Buffer.from('somewhere'), Buffer.alloc(32_759, 1), Buffer.from('somewhere')])
  for (const data of [Buffer.concat(parts), far, Buffer.alloc(100_000), Buffer.alloc(0)]) {
    expect(inflateSync(fixedDeflate(data)).equals(data)).toBe(true)
  }
})

test('what repeats is packed, and always to the same bytes', () => {
  const rows = Buffer.alloc(600_000, Buffer.from('a row of a picture, much like the next'))
  const packed = fixedDeflate(rows)
  expect(packed.length).toBeLessThan(rows.length / 80)
  expect(fixedDeflate(Buffer.from(rows)).equals(packed)).toBe(true)
})

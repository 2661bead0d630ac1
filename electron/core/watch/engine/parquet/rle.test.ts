import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readRuns } from './rle.ts'

/** Groups of eight values, packed bit by bit, with their header in front. */
function packed(values: readonly number[], width: number): Buffer {
  const groups = Math.ceil(values.length / 8)
  const bits = values.flatMap((value) => Array.from({ length: width }, (_, bit) => (value >>> bit) & 1))
  const bytes = Buffer.alloc(1 + groups * width)
  bytes[0] = (groups << 1) | 1
  for (const [at, bit] of bits.entries())
    bytes[1 + (at >> 3)] = (bytes[1 + (at >> 3)] ?? 0) | (bit << (at & 7))
  return bytes
}

it('packed values of every width come out as they went in', () => {
  const values = fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 32 }), values, (width, numbers) => {
      const wanted = Int32Array.from(numbers, (value) => (width === 32 ? value : value % 2 ** width))
      const bytes = packed([...wanted], width)
      const out = new Int32Array(numbers.length)
      readRuns(bytes, 0, bytes.length, width, out, out.length)
      expect(out).toEqual(wanted)
    }),
  )
})

it('repeated values are filled in, and bytes that end before are refused', () => {
  const out = new Int32Array(5)
  readRuns(Buffer.from([10, 0x34, 0x12]), 0, 3, 13, out, 5)
  expect([...out]).toEqual(Array.from({ length: 5 }, () => 0x1234))
  expect(() => {
    readRuns(Buffer.from([3, 1, 2]), 0, 3, 4, out, 5)
  }).toThrow(RangeError)
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readRuns, readRunsAt } from './rle.ts'

/** One value, many times. */
function repeated(value: number, count: number, width: number): Buffer {
  const bytes = Buffer.alloc(1 + ((width + 7) >> 3))
  bytes[0] = count << 1
  if (width > 0) bytes.writeUIntLE(value, 1, bytes.length - 1)
  return bytes
}

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

it('some values are those that all would be, whatever runs they stand in', () => {
  const run = fc.record({
    isPacked: fc.boolean(),
    values: fc.array(fc.nat(2 ** 30), { minLength: 1, maxLength: 5 }),
  })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.array(run, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(400), { maxLength: 30 }),
      (width, runs, asked) => {
        const fits = (value: number) => value % 2 ** width
        const parts = runs.map(({ isPacked, values }) => {
          const [first = 0] = values
          return isPacked
            ? {
                bytes: packed(
                  Array.from({ length: 8 }, (_, at) => fits(first + at)),
                  width,
                ),
                count: 8,
              }
            : { bytes: repeated(fits(first), 7 * values.length, width), count: 7 * values.length }
        })
        const count = parts.reduce((sum, part) => sum + part.count, 0)
        const bytes = Buffer.concat(parts.map((part) => part.bytes))
        const out = new Int32Array(count)
        readRuns(bytes, 0, bytes.length, width, out, count)
        const numbers = asked.map((number) => number % count).sort((one, other) => one - other)
        expect(readRunsAt(bytes, 0, bytes.length, width, numbers)).toEqual(numbers.map((at) => out[at]))
      },
    ),
  )
  expect(() => readRunsAt(Buffer.from([3, 1]), 0, 2, 4, [7])).toThrow(RangeError)
})

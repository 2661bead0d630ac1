import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashKey } from './key-hash.ts'
import { encodeUtf8 } from './utf8.ts'

function hash(text: string): [number, number] {
  const bytes = encodeUtf8(text)
  return hashKey(bytes, 0, bytes.length)
}

describe('hashKey', () => {
  it('gives two signed 32-bit integers that depend on the range alone', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array({ maxLength: 5 }), (bytes, around) => {
        const padded = new Uint8Array([...around, ...bytes, ...around])
        const [hi, lo] = hashKey(bytes, 0, bytes.length)
        expect(hashKey(padded, around.length, around.length + bytes.length)).toEqual([hi, lo])
        expect([hi | 0, lo | 0]).toEqual([hi, lo])
      }),
    )
  })

  it('never changes: probe tables may be kept', () => {
    expect(hash('')).toEqual([-1421968373, 1738713326])
    expect(hash('one\u001fu2')).not.toEqual(hash('one\u001fu3'))
  })

  it('separates 300,000 similar keys in 64 bits and hardly collides in 32', () => {
    const both = new Set<string>()
    const halves = [new Set<number>(), new Set<number>()] as const
    for (let i = 0; i < 300_000; i++) {
      const [hi, lo] = hash(`song${i}\u001fartist${i % 977}`)
      both.add(`${hi},${lo}`)
      halves[0].add(hi)
      halves[1].add(lo)
    }
    expect(both.size).toBe(300_000)
    // Birthday bound for 32 bits: about 10 expected among 300,000.
    for (const half of halves) expect(300_000 - half.size).toBeLessThan(40)
  })
})

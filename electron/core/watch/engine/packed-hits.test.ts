import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HitPacker, hitsOf, movedHits, noHits } from './packed-hits.ts'
import type { RowHit } from './swept-row.ts'

// Texts of any kind: surrogates that stand alone come from JSON rows with escapes.
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ maxLength: 300 }),
  fc.constant('\ud83d a\udc00'),
)
const textOrNull = fc.option(text)
const hit: fc.Arbitrary<RowHit> = fc.record({
  row: fc.nat(),
  byteOffset: fc.maxSafeNat(),
  raw: fc.uint8Array({ maxLength: 400 }).map((bytes) => Uint8Array.from(bytes)),
  listing: fc.record({
    ...{ ownId: text, isrc: text, title: text, artist: text, album: textOrNull, label: textOrNull },
    ...{ url: textOrNull, account: textOrNull, fileName: textOrNull, durationMs: fc.option(fc.nat()) },
    offers: fc.constantFrom('metadata', 'file'),
  }),
  matches: fc.array(
    fc.record({
      recordingId: text,
      score: fc.double({ min: 0, max: 1, noNaN: true }).map((score) => Math.abs(score)),
      verdict: fc.constantFrom('match', 'possible'),
      reasons: fc.array(text, { maxLength: 4 }),
    }),
    { maxLength: 3 },
  ),
})

describe('packed hits', () => {
  it('come out as they went in, in order, also from another thread', () => {
    fc.assert(
      fc.property(fc.array(hit, { maxLength: 30 }), (hits) => {
        const packer = new HitPacker()
        for (const one of hits) packer.add(one)
        const packed = structuredClone(packer.finish())
        expect(packed.length).toBe(hits.length)
        expect([...hitsOf(packed)]).toEqual(hits)
      }),
    )
  })

  it('are moved without being unpacked', () => {
    fc.assert(
      fc.property(fc.array(hit, { maxLength: 5 }), fc.nat(1e9), fc.nat(1e9), (hits, rows, bytes) => {
        const packer = new HitPacker()
        for (const one of hits) packer.add({ ...one, byteOffset: one.byteOffset % 1e12 })
        const moved = movedHits(movedHits(packer.finish(), rows, 0), -1, bytes)
        const places = [...hitsOf(moved)].map(({ row, byteOffset }) => [row, byteOffset])
        expect(places).toEqual(hits.map((one) => [one.row + rows - 1, (one.byteOffset % 1e12) + bytes]))
      }),
    )
  })

  it('may be none', () => {
    expect(new HitPacker().finish()).toBe(noHits)
    expect([...hitsOf(noHits)]).toEqual([])
  })
})

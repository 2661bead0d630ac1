import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CatalogueEntry, createCataloguePacker, entryUnpacker } from './packed-catalogue.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'é', '青', '🎵', ' ', '\u001f', '\u001e'), maxLength: 6 })
const entry = fc.record({
  id: text,
  title: text,
  version: text,
  artist: text,
  album: text,
  isrcs: fc.constantFrom([], ['USS1Z9900001'], ['USS1Z9900001', 'GBAYE0601477']),
  durationMs: fc.constantFrom(null, 0, 225_000),
  releases: fc.array(fc.record({ gtin: fc.constant('00602537351169'), title: text }), { maxLength: 2 }),
  year: fc.constantFrom(null, 1999),
  trackNumber: fc.constantFrom(null, 3),
  isAlias: fc.boolean(),
})

/** What of an entry is kept: what divides fields and releases is not. */
function kept(given: CatalogueEntry): CatalogueEntry {
  const plain = (field: string) => field.replaceAll('\u001f', ' ')
  return {
    ...given,
    ...{ id: plain(given.id), title: plain(given.title), version: plain(given.version) },
    ...{ artist: plain(given.artist), album: plain(given.album ?? '') },
    releases: (given.releases ?? []).map(({ gtin, title }) => ({
      gtin,
      title: plain(title).replaceAll('\u001e', ' '),
    })),
  }
}

test('gives back what was packed, part by part', () => {
  const parts = fc.array(fc.array(entry, { maxLength: 150, size: 'max' }), { maxLength: 3 })
  fc.assert(
    fc.property(parts, (given) => {
      const packer = createCataloguePacker()
      for (const entries of given) {
        for (const one of entries) packer.add(one)
        const packed = packer.finish()
        const unpack = entryUnpacker(packed)
        expect(packed.size).toBe(entries.length)
        expect(entries.map((_, index) => unpack(index))).toEqual(entries.map(kept))
      }
    }),
    { numRuns: 50 },
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListingFields } from '../../../../shared/domain/matching/listing-fields.ts'
import { indexCatalogue } from './catalogue-index.ts'
import { matchListing } from './listing-matcher.ts'
import { createCataloguePacker } from './packed-catalogue.ts'

const codes = ['QZRF12500001', 'QZRF12500002', 'USS1Z9900001', 'DEC371513698'] as const
const packer = createCataloguePacker()
const named = { title: 'Low Tide', version: '', artist: 'Marla Dune', durationMs: 200_000 }
packer.add({ ...named, id: 'a', isrcs: [codes[0], codes[2]] })
packer.add({ ...named, id: 'b', isrcs: [codes[1]], version: 'Live' })
packer.add({ ...named, id: 'c', isrcs: [codes[1]], artist: 'Otis Quell' })
packer.add({ ...named, id: 'd', isrcs: [] })
const index = indexCatalogue(packer.finish())

const nothing: ListingFields = {
  ...{ id: '', isrcs: [], title: '', artists: [], artist: '', album: '', label: '', url: '', account: '' },
  ...{ duration: '', durationUnit: 'auto', fileName: '', gtins: [], year: '', trackNumber: '' },
}
const code = fc.constantFrom(...codes, 'GBAYE0601498', 'AA6Q72000047')
const spelt = code.map((isrc) => [
  ...[
    isrc,
    isrc.toLowerCase(),
    `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`,
  ],
  ...[`${isrc} `, `x${isrc}`, isrc.slice(1), `see ${isrc}, 3:20`, isrc.replace('S', '\u017f')],
])
const text = fc.oneof(
  spelt.chain((forms) => fc.constantFrom(...forms)),
  fc.constantFrom('', '12345', 'Low Tide 12345678', 'abc'),
)

describe('matchListing', () => {
  it('reads a row with one plain code like one with the same code twice', () => {
    const title = fc.constantFrom('Low Tide', 'LOW TIDE', 'Low Tide (Live)', 'Rain')
    const artist = fc.constantFrom('Marla Dune', 'Otis Quell', 'Nobody')
    fc.assert(
      fc.property(code, fc.array(text, { maxLength: 3 }), title, artist, (isrc, texts, name, by) => {
        const said = { ...nothing, title: name, artist: by, artists: [by] }
        const once = matchListing(index, { ...said, isrcs: [isrc] }, [isrc, ...texts])
        const twice = matchListing(index, { ...said, isrcs: [`${isrc};${isrc}`] }, [isrc, ...texts])
        expect(once.matches).toEqual(twice.matches)
        // Without a valid code it is what the cell says.
        if (isrc !== 'AA6Q72000047') expect(once.isrc).toBe(twice.isrc)
      }),
      { numRuns: 500 },
    )
  })

  it('finds a recording once, by whatever leads to it', () => {
    const fields = {
      ...nothing,
      title: 'Low Tide',
      artist: 'Marla Dune',
      artists: ['Marla Dune', 'Otis Quell'],
    }
    const { matches, isrc } = matchListing(index, { ...fields, isrcs: [codes[0]] }, [codes[0], codes[2]])
    expect(matches.map(({ recordingId }) => recordingId)).toEqual(['a', 'd'])
    expect(matches[0]).toMatchObject({ score: 1, verdict: 'match' })
    expect(isrc).toBe(codes[0])
  })
})

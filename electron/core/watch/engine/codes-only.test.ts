import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { databaseOf } from '../../../../test/fixtures/sweep/database-bytes.ts'
import { catalogue, randomRow } from '../../../../test/fixtures/sweep/random-listings.ts'
import { recording, sweepBytes, type SweptBytes } from '../../../../test/fixtures/sweep/sweep-bytes.ts'

// A sweep for codes alone finds what the ordinary one finds for recordings whose names are in no listing.

const nameless = catalogue.map(({ id, isrcs, durationMs }) =>
  recording(id, {
    ...{ title: `Nowhere to be found ${id}`, artist: `Nobody at all ${id}`, isrcs, durationMs },
    releases: id === '4' ? [{ gtin: '00602435000015', title: 'Harbour' }] : [],
  }),
)
const rows = fc.array(randomRow, { minLength: 1, maxLength: 12 })
const blockBytes = fc.constantFrom(64, 1000, 1 << 20)

function found({ rows: seen, hits }: SweptBytes) {
  return { seen, hits: hits.map(({ row, byteOffset, raw, ...hit }) => [row, byteOffset, String(raw), hit]) }
}

async function expectSame(
  content: string,
  options: { readonly blockBytes: number; readonly rangeBytes?: number },
): Promise<void> {
  const ordinary = await sweepBytes(content, nameless)
  const codesOnly = await sweepBytes(content, nameless, { ...options, codesOnly: true })
  expect(found(codesOnly)).toEqual(found(ordinary))
}

describe('a sweep for codes alone', () => {
  it('finds the codes of a table in any spelling', async () => {
    await fc.assert(
      fc.asyncProperty(rows, blockBytes, fc.boolean(), async (all, block, named) => {
        const cells = all.map((row) => [row.note, row.title, row.artist, row.isrc, row.duration, row.album])
        const header = ['note', 'title', 'artist', named ? 'isrc' : 'other', 'duration', 'album']
        const text = stringify([header, ...cells], { quoted_match: /[\r\n]/ })
        await expectSame(text, { blockBytes: block })
      }),
      { numRuns: 80 },
    )
  })

  it('finds the codes of JSON rows in any spelling and under any key for them', async () => {
    const shapes: readonly ((isrc: string) => object)[] = [
      (isrc) => ({ isrc }),
      (isrc) => ({ isrcs: [isrc] }),
      (isrc) => ({ isrcs: [isrc, 'DEAAA0000001'] }),
      (isrc) => ({ isrcs: ['DEAAA0000001', isrc] }),
      (isrc) => ({ external_ids: { isrc } }),
      (isrc) => ({ External_ID_ISRC: isrc }),
      (isrc) => ({ 'track-isrc': isrc, isrc_code: null }),
      (isrc) => ({ isrc: null, note: isrc, isrcs: [] }),
      (isrc) => ({ note: `"isrc": "${isrc}"`, isrc: { value: isrc } }),
    ]
    const inShape = fc.tuple(randomRow, fc.constantFrom(...shapes), fc.constantFrom(undefined, 1, '\t'))
    await fc.assert(
      fc.asyncProperty(fc.array(inShape, { minLength: 1, maxLength: 12 }), blockBytes, async (all, block) => {
        const lines = all.map(([{ isrc, ...row }, shape, indent], index) => {
          const track = { ...row, ...shape(isrc) }
          const json = JSON.stringify(index % 2 === 0 ? track : { metadata: { track } }, null, indent)
          return json.replaceAll('\n', ' ')
        })
        await expectSame(`${lines.join('\n')}\n`, { blockBytes: block })
      }),
      { numRuns: 100 },
    )
  })

  it('finds the few rows of interest among many that are passed over at once', async () => {
    // Several chunks of rows, in which nothing but the code tells a planted row from the others.
    const plain = (at: number) => ({
      id: at,
      name: 'A title',
      external_ids: { isrc: `DEZ9826${10_000 + at}` },
    })
    const own = fc.constantFrom('USS1Z9900001', 'uss1z9900003', 'GBAYE0000002')
    const lookAlike = fc.oneof(
      own.map((isrc) => ({ name: 'A title', external_ids: { isrc } })),
      own.map((isrc) => ({ name: `A title, ${isrc}`, external_ids: { isrc: null } })),
      own.map((isrc) => ({
        name: 'A title',
        external_ids: { isrc: `${isrc.slice(0, 5)}-${isrc.slice(5)}` },
      })),
      randomRow,
    )
    const planted = fc.array(fc.tuple(fc.nat(2500), lookAlike), { minLength: 1, maxLength: 6 })
    const sizes = fc.record({
      blockBytes: fc.constantFrom(40_000, 1 << 20),
      rangeBytes: fc.constantFrom(50_000, 1 << 20),
    })
    await fc.assert(
      fc.asyncProperty(planted, sizes, async (all, options) => {
        const lines = Array.from({ length: 2500 }, (_, at) => JSON.stringify(plain(at)))
        for (const [at, row] of all) lines.splice(at, 0, JSON.stringify(row))
        await expectSame(`${lines.join('\n')}\n`, options)
      }),
      { numRuns: 30 },
    )
  })

  it('finds the codes of a database in any spelling, whatever stands beside them', async () => {
    const schema =
      'CREATE TABLE tracks (id INTEGER PRIMARY KEY, note TEXT, isrc TEXT, ean TEXT, album TEXT, n INT)'
    const beside = fc.constantFrom<string | number | null>('0602435000015', '7', '', 'x', null, 602435000015)
    const stored = fc.tuple(randomRow, beside, fc.nat(300))
    await fc.assert(
      fc.asyncProperty(
        fc.array(stored, { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        async (all, named) => {
          const bytes = databaseOf(named ? schema : schema.replace('isrc', 'other'), {
            tracks: all.map(([{ note, isrc, album }, ean, n], at) => [at + 1, note, isrc, ean, album, n]),
          })
          const ordinary = await sweepBytes(bytes, nameless)
          const codesOnly = await sweepBytes(bytes, nameless, { codesOnly: true })
          const rowsOf = ({ rows: seen, malformed, hits }: SweptBytes) => ({
            ...{ seen, malformed },
            hits: hits.map(({ byteOffset: _, raw, ...hit }) => [String(raw), hit]),
          })
          expect(rowsOf(codesOnly)).toEqual(rowsOf(ordinary))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('finds GTINs, and leaves names alone', async () => {
    const [first] = catalogue
    const lines = [
      { name: 'Harbour', upc: '602435000015' },
      { name: first?.title, artists: [{ name: first?.artist }] },
      { name: first?.title, note: 'US-S1Z-99-00001' },
    ]
    const text = lines.map((line) => JSON.stringify(line)).join('\n')
    const gtin = nameless.filter(({ id }) => id === '4')
    const swept = await sweepBytes(text, [...catalogue.filter(({ id }) => id === '1'), ...gtin], {
      codesOnly: true,
    })
    expect(swept.rows).toBe(3)
    expect(swept.hits.map(({ row, matches }) => [row, ...matches.map((match) => match.recordingId)])).toEqual(
      [
        [1, '4'],
        [3, '1'],
      ],
    )
  })

  it('names lines that are no objects, and searches what is broken inside', async () => {
    const whole = '{"title":"x","isrc":""}'
    const lines = [
      whole,
      whole,
      '{"isrc":"USS1Z9900001","note',
      '[1,2]',
      'text USS1Z9900003',
      '{"a":1,}',
      whole,
    ]
    const swept = await sweepBytes(lines.join('\n'), nameless, { codesOnly: true })
    expect(swept.rows).toBe(7)
    expect(swept.hits.map(({ row }) => row)).toEqual([3, 5])
    expect(swept.samples.map(({ row }) => row)).toEqual([3, 4, 5])
  })
})

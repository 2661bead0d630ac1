import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJsonListing } from '../../../../shared/domain/matching/json-listing.ts'
import { JsonRowReader } from './json-rows.ts'
import type { Spans } from './spans.ts'

function readLine(line: string) {
  const source = Buffer.from(line)
  const bytes = Buffer.concat([source, Buffer.alloc(1)])
  const reader = new JsonRowReader()
  const next = reader.read(bytes, 0, source.length, true)
  const texts = (spans: Spans) =>
    Array.from({ length: spans.count }, (_, index) =>
      String(JSON.parse(`"${source.toString('utf8', spans.start(index), spans.end(index))}"`)).trim(),
    )
  const { blank, malformed, unsure, start, end } = reader
  const raw = source.toString('utf8', start, end)
  return {
    next,
    blank,
    malformed,
    unsure,
    raw,
    title: texts(reader.title)[0] ?? '',
    artists: texts(reader.artists),
    codes: texts(reader.codes),
  }
}

const keys = [
  ...[
    'title',
    'name',
    'trackName',
    'artist',
    'artists',
    'artist_name',
    'artist-credit',
    'creator',
    'isrc',
    'isrcs',
  ],
  ...['external_ids', 'metadata', 'track', 'album', 'id', 'x', 'joinphrase', 'song', ''],
]
const text = fc.oneof(
  fc.constantFrom('A', 'B c', '', ' ', 'é夜', 'a"b', 'back\\slash', 'line\nbreak', '\u2028'),
  fc.string({ unit: 'binary', maxLength: 4 }),
)

/** JSON objects whose keys are mostly those of track objects. */
const { row } = fc.letrec<{ row: Record<string, unknown>; value: unknown }>((tie) => ({
  row: fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: text },
    { weight: 1, arbitrary: fc.constantFrom(null, true, false, 0, 12.5, -1e3) },
    { weight: 2, arbitrary: tie('row') },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
  ),
}))

const spaces = fc.constantFrom(undefined, ' ', '\t')

describe('lines of JSON', () => {
  it('give the same title, artists and codes as a parser, or say that they are unsure', () => {
    fc.assert(
      fc.property(row, spaces, fc.constantFrom('', ',', ' ', '\r'), (value, indent, tail) => {
        const json = JSON.stringify(value, null, indent).replaceAll('\n', ' ')
        const read = readLine(json + tail)
        expect([read.malformed, read.blank]).toEqual([false, false])
        if (read.unsure) return
        const listing = readJsonListing(value)
        expect(read.title).toBe(listing.title)
        expect(read.artists).toEqual(listing.artists)
        expect([...new Set(read.codes)]).toEqual(expect.arrayContaining([...listing.isrcs]))
        expect(read.raw).toBe(json)
      }),
      { numRuns: 3000 },
    )
  })

  it('are mostly not unsure', () => {
    const usual = {
      id: 't',
      name: 'A',
      artists: [{ id: 'a', name: 'B' }, { name: 'C' }],
      external_ids: { isrc: 'USS1Z9900001' },
    }
    for (const line of [usual, { aacid: 'x', metadata: usual }, { track: usual }]) {
      const { unsure, title, artists, codes } = readLine(JSON.stringify(line))
      expect({ unsure, title, artists, codes }).toEqual({
        unsure: false,
        title: 'A',
        artists: ['B', 'C'],
        codes: ['USS1Z9900001'],
      })
    }
  })

  it.each([
    '{"a":1',
    '{"a":"x}',
    '{"a" 1}',
    '{"a":1}}',
    '{"a":1} {"b":2}',
    '{a:1}',
    '{"a":[1,2}',
    '{"title":}',
    '{"artists":["A"',
    '{"a":1,}',
    'not json',
    '1',
    '"text"',
    '{"a":"\\',
    '{"\\',
  ])('%s is malformed', (line) => {
    expect(readLine(line)).toMatchObject({ malformed: true, next: line.length, raw: line })
  })

  it('are malformed wherever a row breaks off', () => {
    fc.assert(
      fc.property(row, fc.nat(), (value, cut) => {
        const json = JSON.stringify(value)
        const part = json.slice(0, cut % json.length)
        expect(readLine(part).malformed).toBe(part !== '')
      }),
    )
  })

  it.each(['', ' ', '\r', '[', ']', '],', '  ]'])('“%s” is blank', (line) => {
    expect(readLine(line).blank).toBe(true)
  })

  it('may stand in an array, one object a line', () => {
    for (const line of ['[{"title":"A"},', '{"title":"A"},', ',{"title":"A"}', '{"title":"A"}]']) {
      expect(readLine(line)).toMatchObject({ malformed: false, title: 'A', raw: '{"title":"A"}' })
    }
  })

  it('are left alone until they are complete', () => {
    const bytes = Buffer.from('{"title":"A"}\n{"ti ')
    const reader = new JsonRowReader()
    expect(reader.read(bytes, 0, bytes.length - 1, false)).toBe(14)
    expect(reader.read(bytes, 14, bytes.length - 1, false)).toBe(-1)
  })

  it('with a key spelled in escapes are unsure', () => {
    expect(readLine('{"tit\\u006ce":"A"}')).toMatchObject({ unsure: true, malformed: false })
    expect(readLine('{"name\\u0020":"A"}').unsure).toBe(true)
    expect(readLine('{"name":"A"}')).toMatchObject({ unsure: false, title: 'A' })
  })
})

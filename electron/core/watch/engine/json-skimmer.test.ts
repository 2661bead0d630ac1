import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { catalogue } from '../../../../test/fixtures/sweep/random-listings.ts'
import { indexCatalogue } from './catalogue-index.ts'
import { JsonRowReader } from './json-rows.ts'
import { JsonSkimmer, remarkable } from './json-skimmer.ts'
import { jsonText } from './json-text.ts'
import { createCataloguePacker } from './packed-catalogue.ts'
import { RowProbe } from './row-probe.ts'
import { scanMemory } from './scan/scan-memory.ts'

const packer = createCataloguePacker()
for (const entry of catalogue) packer.add(entry)
const index = indexCatalogue(packer.finish())
const memory = scanMemory(16_384, index.codes.lows())
const probe = new RowProbe(index)
const skimmer = new JsonSkimmer(index, probe, memory)
const reader = new JsonRowReader()

/** Position behind the line, or `remarkable`. */
function skim(line: string): number {
  const length = memory.bytes.write(`${line}\n`)
  skimmer.reset()
  const count = memory.findJsonMarks(0, length)
  memory.positions[count] = length
  const mark = skimmer.skim(0, 0)
  return mark === remarkable ? remarkable : (memory.positions[mark - 1] ?? 0) + 1
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom(
    'Harbour Lights',
    'harbour lights',
    'The Été',
    '夜の電車',
    '!!!',
    'USS1Z9900001',
    'us-s1z-99-00003',
  ),
  fc.constantFrom('Something Else', 'Paper Moon', '', 'a "quote"', '\\', '{', ']', ': ,', 'DEAAA0000001'),
)
const key = fc.constantFrom(
  ...[
    'title',
    'name',
    'Track_Name',
    'artists',
    'artist',
    'isrc',
    'isrcs',
    'external_ids',
    'metadata',
    'track',
  ],
  ...['id', 'album', 'joinphrase', 'note', '', 'na"me', 'title\u00e9', 'name\n', 'data', 'record'],
)
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.constantFrom(null, true, false, 0, -12.5, 1e21),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
}))
const row = fc
  .tuple(fc.dictionary(key, value, { maxKeys: 6 }), fc.constantFrom(undefined, 1, '\t'), fc.boolean())
  .map(([object, indent, escaped]) => {
    const json = JSON.stringify(object, null, indent).replaceAll('\n', ' ')
    return escaped
      ? json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : json
  })
const damage = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...'{}[]:," \\a0n\r'))
const line = fc.tuple(row, fc.array(damage, { maxLength: 2 })).map(([json, changes]) =>
  changes.reduce((all, [where, removed, added]) => {
    const at = where % (all.length + 1)
    return all.slice(0, at) + added + all.slice(at + removed)
  }, json),
)

it('what is not remarkable is a whole row with no title and no code of the catalogue', () => {
  let skimmed = 0
  fc.assert(
    fc.property(line, (json) => {
      const behind = skim(json)
      if (behind === remarkable) return
      skimmed++
      const { bytes } = memory
      expect(reader.read(bytes, 0, behind, true)).toBe(behind)
      expect([reader.malformed, reader.blank]).toEqual([false, false])
      for (let at = 0; at < reader.title.count; at++) {
        const title = jsonText(bytes, reader.title.start(at), reader.title.end(at))
        expect(probe.titleTextMayMatch(title) && catalogue.some((own) => own.title === title)).toBe(false)
      }
      for (let at = 0; at < reader.codes.count; at++) {
        const code = jsonText(bytes, reader.codes.start(at), reader.codes.end(at))
        expect(probe.isrcTextMayMatch(code)).toBe(false)
      }
    }),
    { numRuns: 5000 },
  )
  expect(skimmed).toBeGreaterThan(500)
})

it('rows of a shape that was met are told apart like all others', () => {
  const row = (title: string, isrc: string, key = 'note') =>
    `{"id":7,"title":"${title}","artists":[{"name":"x"}],"isrc":"${isrc}","${key}":"Harbour Lights"}`
  const met = row('Paper Moon', 'DEAAA0000001')
  for (let round = 0; round < 20; round++) expect(skim(met)).toBe(Buffer.byteLength(met) + 1)
  expect(skim(row('Another One', 'DEAAA0000009'))).not.toBe(remarkable)
  for (const line of [
    row('Harbour Lights', 'DEAAA0000001'),
    row('Paper Moon', 'us-s1z-99-00001'),
    row('Paper Moon', 'DEAAA0000001', 'name'),
    met.replace('"isrc"', '"is\\u0072c"'),
    met.replace(':7', ':x'),
    met.replace(':7', ':'),
    met.replace(':7', ':7 7'),
    met.replace('"x"', '"x'),
    met.replace('}]', ']]'),
    met.slice(0, -1),
  ])
    expect([line, skim(line)]).toEqual([line, remarkable])
})

it.each([
  ['{"title":"Paper Moon","artist":"Nobody","isrc":"DEAAA0000001"}', true],
  ['{"title": "Paper Moon", "artists": [{"name": "Harbour Lights"}, "x"], "n": 1.5}', true],
  ['{"isrcs":["DEAAA0000001","DEAAA0000002"],"album":{"title":"Harbour Lights","more":[[],{}]}}\r', true],
  ['{}', true],
  ['{"title":"HARBOUR LIGHTS"}', false],
  ['{"metadata":{"name":"Harbour Lights"}}', false],
  ['{"t\\u0069tle":"Paper Moon"}', false],
  ['{"isrcs":["DEAAA0000001","us-s1z-99-00001"]}', false],
  ['{"title":"Paper Moon"', false],
  ['{"title":"Paper Moon",}', false],
  ['{"title":"Paper Moon" "x":1}', false],
  ['{"title":"Paper Moon"x}', false],
  ['{"title":5}', false],
  ['{"artists":[{"name" "x"}]}', false],
  ['{"artist":{,"":1}}', false],
  ['{"artists":[,1]}', false],
  ['{"a":1}{"b":2}', false],
  ['null', false],
  ['', false],
])('%s is passed over: %s', (json, passedOver) => {
  expect(skim(json) !== remarkable).toBe(passedOver)
})

it('does not read on to the end of the window in a row of which not all marks were found', () => {
  const asked = vi.spyOn(probe.isrcCell, 'mayMatch')
  const length = memory.bytes.write(`{"isrc":"US${'S1Z","note":"'.repeat(400)}`)
  skimmer.reset()
  const count = memory.findJsonMarks(0, 10)
  memory.positions[count] = length
  expect(count).toBe(4)
  expect(skimmer.skim(0, 0)).toBe(remarkable)
  expect(asked).not.toHaveBeenCalled()
  asked.mockRestore()
})

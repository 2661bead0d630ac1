import fc from 'fast-check'
import { expect, it } from 'vitest'
import { trackKey } from '../../../../shared/domain/text/fold.ts'
import { indexCatalogue } from './catalogue-index.ts'
import { JsonCreditProbe } from './json-credit-probe.ts'
import { createCataloguePacker } from './packed-catalogue.ts'
import { RowProbe } from './row-probe.ts'
import { Spans } from './spans.ts'

const title = 'Harbour Lights'
const names = ['Åsa', 'THE “Bees”', 'Bees', 'a\\b', '夜', 'Luna Vale', 'x']

/** Asks for names as a row of JSON holds them, some of them in Windows-1252. */
function mayMatch(own: string, credited: readonly { name: string; isForeign: boolean }[]): boolean {
  const packer = createCataloguePacker()
  packer.add({ id: '1', title, version: '', artist: own, isrcs: [], durationMs: null })
  const probe = new RowProbe(indexCatalogue(packer.finish()))
  const spans = new Spans()
  const parts: Buffer[] = []
  let length = 0
  for (const { name, isForeign } of credited) {
    const part = Buffer.from(JSON.stringify(name), isForeign ? 'latin1' : 'utf8')
    spans.add(length + 1, length + part.length - 1)
    parts.push(part)
    length += part.length
  }
  if (!probe.titleTextMayMatch(title)) throw new Error('the title is that of the catalogue')
  return new JsonCreditProbe(probe).mayMatch(Buffer.concat(parts), spans)
}

it('finds every artist by name, and all of them in one credit', () => {
  const name = fc.constantFrom(...names)
  const credit = fc.record({ name, isForeign: fc.constant(false) })
  const credits = fc.array(credit, { minLength: 1, maxLength: 4 })
  const own = fc.oneof(
    name,
    fc.array(name, { minLength: 2, maxLength: 3 }).map((all) => all.join(', ')),
  )
  fc.assert(
    fc.property(own, credits, (artist, credited) => {
      const listed = credited.map((one) => one.name)
      const isListed = [...listed, listed.join(', ')].some(
        (line) => trackKey(title, line) === trackKey(title, artist),
      )
      expect(mayMatch(artist, credited)).toBe(isListed)
    }),
    { numRuns: 2000 },
  )
})

it('reads names that are not UTF-8 as Windows-1252', () => {
  const credited = [
    { name: 'Åsa', isForeign: true },
    { name: 'Bees', isForeign: false },
  ]
  expect(mayMatch('Åsa', credited)).toBe(true)
  expect(mayMatch('Åsa, Bees', credited)).toBe(true)
  expect(mayMatch('Luna Vale', credited)).toBe(false)
})

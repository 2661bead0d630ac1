import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldText } from '../../../../shared/domain/text/fold.ts'
import { encodeUtf8 } from '../../../../shared/domain/text/utf8.ts'
import { beginningOf, TitleBeginnings } from './title-beginnings.ts'

function mayStart(own: string, title: string): boolean {
  const beginnings = new TitleBeginnings(1)
  const folded = encodeUtf8(foldText(own))
  beginnings.add(beginningOf(folded, folded.length))
  const bytes = encodeUtf8(title)
  return beginnings.mayStart(bytes, 0, bytes.length)
}

const title = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.string({ unit: fc.constantFrom(...'abcdeTHE &-"é\u0301ﬀ夜'), maxLength: 14 }),
)

it('no title is ruled out that folds to one of the catalogue', () => {
  const restyled = fc
    .tuple(title, fc.constantFrom('', 'The ', '"', '¡', ' '), fc.boolean())
    .map(([text, before, upper]) => [text, before + (upper ? text.toUpperCase() : text)] as const)
  fc.assert(
    fc.property(restyled, ([own, other]) => {
      if (foldText(own) === foldText(other)) expect(mayStart(own, other)).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

it.each([
  ['Harbour Lights', 'HARBOUR light show', true],
  ['Harbour Lights', 'Harvest', false],
  ['Harbour Lights', 'Paper Moon', false],
  ['Harbour Lights', 'Theatre', true],
  ['Harbour Lights', 'Été à Nîmes', true],
  ['Harbour Lights', 'Short', false],
  ['Harbour Lights', 'Harbour', false],
  ['Short', 'short!', true],
  ['Short', 'Shortest', false],
  ['Tower', 'Towel', false],
  ['Harbour Lights', '!!!', true],
  ['Harbour Lights', '\\u0048arbour Lights', true],
])('with “%s” in the catalogue, “%s” passes: %s', (own, other, passes) => {
  expect(mayStart(own, other)).toBe(passes)
})

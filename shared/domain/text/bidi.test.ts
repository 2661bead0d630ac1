import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baseDirection, bidiLevels, mirrored, visualRuns } from './bidi.ts'

/** The line as it is seen: runs from left to right, those from right to left turned. */
function seen(text: string): string {
  const base = baseDirection(text)
  const characters = Array.from(text)
  return visualRuns(characters, bidiLevels(characters, base), base)
    .map((run) => (run.rtl ? Array.from(run.text, mirrored).reverse().join('') : run.text))
    .join('')
}

describe('the order in which text is seen', () => {
  it.each([
    // Hebrew letters stand for themselves; each line was judged by the rules of UAX #9 by hand.
    ['car אבג means', 'car גבא means'],
    ['אבג car דהו', 'והד car גבא'],
    ['שלום (חי) 2020', '2020 (יח) םולש'],
    ['Song (אב)', 'Song (בא)'],
    ['אב (cd) גד', 'דג (cd) בא'],
    ['אב 1,234.5 גד', 'דג 1,234.5 בא'],
    ['אב 50% גד', 'דג 50% בא'],
    ['12 אב', 'בא 12'],
    ['بحر 12', '12 رحب'],
    ['plain', 'plain'],
    ['夜 Night', '夜 Night'],
  ])('%s', (text, expected) => {
    expect(seen(text)).toBe(expected)
  })

  it('is decided by the first strong letter', () => {
    expect(baseDirection('12 אב cd')).toBe('rtl')
    expect(baseDirection('(cd אב')).toBe('ltr')
    expect(baseDirection('12')).toBe('ltr')
    expect(baseDirection('\u200f12')).toBe('rtl')
  })

  it('loses and adds nothing', () => {
    const letters = fc.constantFrom(...'ab אב 12 ( ) [ ] , . - % بح ٣ 夜 \u200f\u0301'.split(''))
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 40 }), (characters) => {
        const base = baseDirection(characters.join(''))
        const runs = visualRuns(characters, bidiLevels(characters, base), base)
        expect(Array.from(runs.map(({ text }) => text).join('')).sort()).toEqual([...characters].sort())
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, restoreCsvCell, safeCsvCell } from './csv-cell.ts'

const cells = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("'", '=', '-', '@', '＋', '\t', '\n', 'a') }),
)

describe('safeCsvCell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "=cmd|' /C calc'!A0"])(
    'guards %j',
    (text) => {
      expect(safeCsvCell(text)).toBe(`'${text}`)
    },
  )

  it.each(['', 'Hey Jude', "'Round Midnight", 'a=b', '1999', 'USS1Z9900001'])('leaves %j alone', (text) => {
    expect(safeCsvCell(text)).toBe(text)
  })

  it('leaves no cell that starts a formula, and is undone exactly', () => {
    fc.assert(
      fc.property(cells, (text) => {
        expect(safeCsvCell(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
        expect(restoreCsvCell(safeCsvCell(text))).toBe(text)
      }),
    )
  })
})

describe('plainText', () => {
  it.each([
    ['evil\u202egnp.exe', 'evil\\u{202E}gnp.exe'],
    ['a\u0000b\u001b[31m', 'a\\u{0}b\\u{1B}[31m'],
    ['zero\u200bwidth', 'zero\\u{200B}width'],
    ['two\r\nlines\tand\u2028more', 'two lines and more'],
    ['lone \ud800', 'lone \\u{D800}'],
    ['👩‍🚀 می‌خواهم', '👩‍🚀 می‌خواهم'],
  ])('shows %j', (text, expected) => {
    expect(plainText(text, 100)).toBe(expected)
  })

  it('cuts by code points, with an ellipsis', () => {
    expect(plainText('🎵🎵🎵🎵', 4)).toBe('🎵🎵🎵🎵')
    expect(plainText('🎵🎵🎵🎵🎵', 4)).toBe('🎵🎵🎵…')
  })

  it('holds its limit and leaves nothing that acts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, max) => {
        const shown = plainText(text, max)
        expect(Array.from(shown).length).toBeLessThanOrEqual(max)
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      }),
    )
  })
})

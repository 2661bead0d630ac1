import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { artistKey, foldCapacity, foldText, foldUtf8Into, keySeparator, titleKey, trackKey } from './fold.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

function foldBytes(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(foldCapacity(bytes.length))
  return out.slice(0, foldUtf8Into(bytes, 0, bytes.length, out, 0))
}

/** Planes 0 and 1, the compatibility ideographs and the tags: everything folding treats specially. */
function* codePoints(): Generator<number> {
  const ranges = [
    [0, 0xd7ff],
    [0xe000, 0x1ffff],
    [0x2f800, 0x2fa1f],
    [0xe0000, 0xe01ff],
    [0x10fff0, 0x10ffff],
  ] as const
  for (const [first, last] of ranges)
    for (let codePoint = first; codePoint <= last; codePoint++) yield codePoint
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'The',
          'the ',
          'THE\t',
          ' ',
          '\u00a0',
          '\u3000',
          '&',
          'é',
          'e\u0301',
          'ß',
          'Ø',
          'が',
          'か',
          '\u3099',
          '\u309a',
        ],
        ...[
          '한',
          '\u1112\u1161\u11ab',
          'ｶﾞ',
          'Ｔｈｅ',
          '𝐓𝐡𝐞',
          'ᵗ',
          '\u200b',
          '\ufeff',
          '"',
          '¿',
          '«',
          '×',
          '!!!',
          '👩‍🚀',
          '🎵',
        ],
        ...[
          'दिल',
          '\u093c',
          '\u094d',
          'กุ',
          '\u0e38',
          '\u0e48',
          'Ω',
          'ς',
          'ﷺ',
          'İ',
          'ı',
          '\u0345',
          '\u0323',
          '\u0301',
          'x',
        ],
      ),
      { maxLength: 9 },
    )
    .map((pieces) => pieces.join('')),
)

describe('foldText', () => {
  it.each([
    ['Beyoncé', 'beyonce'],
    ['Motörhead', 'motorhead'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['Sigur Rós', 'sigurros'],
    ['Røyksopp', 'royksopp'],
    ['Mægtig Œuvre', 'maegtigoeuvre'],
    ['Łona i Đorđe', 'lonaidorde'],
    ['Þórr Ŋ Ħ ı ð', 'thorrnhid'],
    ['Katrina & The Waves', 'katrinaandthewaves'],
    ['Katrina and the Waves', 'katrinaandthewaves'],
    ['The Beatles', 'beatles'],
    ['the  beatles', 'beatles'],
    ['“The Wall”', 'wall'],
    ['ＴＨＥ　ＢＥＡＴＬＥＳ', 'beatles'],
    ['The The', 'the'],
    ['The', 'the'],
    ['Theme', 'theme'],
    ['Breathe', 'breathe'],
    ["D'yer Mak’er", 'dyermaker'],
    ['AC/DC', 'acdc'],
    ['ﬁre №1 ²', 'fireno12'],
    ['Ολυμπος', 'ολυμποσ'],
    ['ΟΛΥΜΠΟΣ', 'ολυμποσ'],
    ['Ёлка', 'елка'],
    ['東京事変', '東京事変'],
    ['ｶﾞｰﾙ', 'カ\u3099ール'],
    ['ガール', 'カ\u3099ール'],
    ['방탄소년단', '방탄소년단'.normalize('NFD')],
    ['مـحمّد', 'محمد'],
  ])('folds %s', (text, expected) => {
    expect(foldText(text)).toBe(expected)
  })

  it.each([
    ['パパ', 'ハハ'],
    ['दिल', 'दाल'],
    ['ขาว', 'ข่าว'],
    ['Stan', 'Stan (Live)'],
    ['Stan', 'Stan (feat. Dido)'],
    ['÷', '×'],
    ['!!!', '...'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other))
  })

  it('keeps the symbols of a text that has no letter, without emoji variants', () => {
    expect(foldText(' !!! ')).toBe('!!!')
    expect(foldText('The ÷')).toBe('the')
    expect(foldText('❤\ufe0f')).toBe(foldText('❤'))
  })

  it('is empty only for what shows nothing', () => {
    expect(foldText('')).toBe('')
    expect(foldText(' \t\u00a0\u200b\ufeff')).toBe('')
    expect(foldText('\u0301')).not.toBe('')
  })

  it('is idempotent and blind to the normalisation form', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const folded = foldText(text)
        expect(foldText(folded)).toBe(folded)
        for (const form of ['NFC', 'NFD', 'NFKD'] as const)
          expect(foldText(text.normalize(form))).toBe(folded)
      }),
      { numRuns: 2000 },
    )
  })

  it('folds every code point to letters, digits and the marks of their script, once and for all', () => {
    const unstable: string[] = []
    for (const codePoint of codePoints()) {
      const folded = foldText(`a${String.fromCodePoint(codePoint)}`)
      if (foldText(folded) !== folded || !/^[\p{L}\p{N}\p{M}]+$/u.test(folded))
        unstable.push(codePoint.toString(16))
    }
    expect(unstable).toEqual([])
  })
})

describe('keys', () => {
  it('fold titles and artists alike', () => {
    expect(titleKey('The Winner Takes It All')).toBe('winnertakesitall')
    expect(artistKey('The Cure')).toBe('cure')
  })

  it('join title and artist so that neither can run into the other', () => {
    expect(trackKey('One', 'U2')).toBe('one\u001fu2')
    expect(trackKey('On', 'eU2')).not.toBe(trackKey('One', 'U2'))
    expect(trackKey('One\u001fTwo', 'Three')).toBe('onetwo\u001fthree')
    expect(trackKey('', 'U2')).toBeNull()
    expect(trackKey('One', ' ')).toBeNull()
  })

  it('are the same when built from bytes', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, artist) => {
        const key = trackKey(title, artist)
        if (key === null) return
        const bytes = encodeUtf8(title + artist)
        const split = encodeUtf8(title).length
        if (decodeUtf8(bytes.subarray(split)) !== artist.toWellFormed()) return
        const out = new Uint8Array(foldCapacity(bytes.length) + 1)
        let end = foldUtf8Into(bytes, 0, split, out, 0)
        out[end++] = keySeparator
        end = foldUtf8Into(bytes, split, bytes.length, out, end)
        expect(decodeUtf8(out.subarray(0, end))).toBe(key)
      }),
    )
  })
})

describe('foldUtf8Into', () => {
  it('equals foldText for any text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(decodeUtf8(foldBytes(encodeUtf8(text)))).toBe(foldText(text.toWellFormed()))
      }),
      { numRuns: 5000 },
    )
  })

  it('equals foldText for every code point, alone, among letters and after an article', () => {
    const different: string[] = []
    for (const codePoint of codePoints()) {
      const character = String.fromCodePoint(codePoint)
      for (const text of [character, `a${character}b`, `${character}he x`, `the${character}x`]) {
        if (decodeUtf8(foldBytes(encodeUtf8(text))) !== foldText(text)) different.push(codePoint.toString(16))
      }
    }
    expect(different).toEqual([])
  })

  it('equals foldText of what a decoder makes of broken UTF-8', () => {
    const bytes = fc.uint8Array({ maxLength: 24 })
    const torn = hostile.chain((text) => {
      const whole = encodeUtf8(text)
      return fc.nat(whole.length).map((cut) => whole.slice(0, cut))
    })
    fc.assert(
      fc.property(fc.oneof(bytes, torn), (broken) => {
        expect(decodeUtf8(foldBytes(broken))).toBe(foldText(decodeUtf8(broken)))
      }),
      { numRuns: 3000 },
    )
  })

  it('reads only its range and writes only behind its position', () => {
    const bytes = encodeUtf8('xxThe Cure & é|yy')
    const out = new Uint8Array(200).fill(0xee)
    const end = foldUtf8Into(bytes, 2, bytes.length - 3, out, 5)
    expect(decodeUtf8(out.subarray(5, end))).toBe('cureande')
    expect([...out.subarray(0, 5)]).toEqual([0xee, 0xee, 0xee, 0xee, 0xee])
    expect(out[end]).toBe(0xee)
  })

  it('never needs more room than it asks for, and refuses less', () => {
    let largest = 0
    for (const codePoint of codePoints()) {
      const bytes = encodeUtf8(String.fromCodePoint(codePoint))
      largest = Math.max(largest, encodeUtf8(foldText(String.fromCodePoint(codePoint))).length / bytes.length)
    }
    expect(largest).toBeLessThanOrEqual(foldCapacity(1))
    expect(() => foldUtf8Into(encodeUtf8('abc'), 0, 3, new Uint8Array(foldCapacity(3) - 1), 0)).toThrow(
      RangeError,
    )
  })
})

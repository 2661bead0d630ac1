// White space, invisible format characters, every Unicode dash, the two minus-like signs outside that
// category, and the punctuation printed inside identifiers.
const separators = /[\s\p{Z}\p{Cf}\p{Pd}\u2043\u2212./_]/gu
/** Those of them that nearly all texts have, which stay what they are in any normal form. */
const usualSeparators = /[\s\-./_\u2010-\u2015\u2212]+/g
const beyondAscii = /[\u0080-\uffff]/

/**
 * The bare characters of an identifier: NFKC (full-width becomes ASCII), separators removed, ASCII letters
 * upper-cased. Letters outside ASCII are left alone, so that `ı` or `ß` cannot turn into a valid letter.
 */
export function compact(raw: string): string {
  const bare = raw.replace(usualSeparators, '')
  if (!beyondAscii.test(bare)) return bare.toUpperCase()
  return raw
    .normalize('NFKC')
    .replace(separators, '')
    .replace(/[a-z]+/g, (letters) => letters.toUpperCase())
}

/**
 * Letters commonly typed for digits, replaced: O by 0, I and L by 1. Fit for a suggestion only, and only
 * where the standard allows nothing but digits.
 */
export function lookalikesToDigits(text: string): string {
  return text.replaceAll('O', '0').replace(/[IL]/g, '1')
}

/** `"a", "b" and "c"`: names characters in a message, at most five of them. */
export function quoteCharacters(characters: Iterable<string>): string {
  const shown = [...new Set(characters)].slice(0, 5).map((character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return /^[\x21-\x7e]$/.test(character) ? `"${character}"` : `U+${hex}`
  })
  const last = shown.pop() ?? ''
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

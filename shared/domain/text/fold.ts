import { decodeUtf8, encodeUtf8 } from './utf8.ts'

// The one normalisation under which two titles or two artist names count as "the same". It forgives spelling
// habits (case, accents, punctuation, "&" for "and", a leading "The", full-width letters) and nothing else:
// featured artists and version words stay. It exists twice, for strings and for UTF-8 bytes in a file that
// is being searched, and both give identical results.

/** UTF-8 bytes that folding may need for each byte it reads; reached by U+FDFA, an Arabic phrase in one sign. */
const maxExpansion = 11

// Letters that Unicode does not decompose although people write them with plain ones.
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ς: 'σ',
}

// Marks that may be left out or added without making another word. The vowel signs of Indic scripts, Thai and
// others are marks too, but belong to their word, as do the two Japanese voicing marks.
const accent =
  /^(?![\u3099\u309a])[\p{Script=Inherited}\p{Script=Common}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]$/u

// Letters by category that are apostrophes, accents or stretching signs by use.
const typographicLetter = /[\u02b9-\u02ff\u0559\u0640\u07fa\ua788-\ua78c]/u

/**
 * Folds a text for comparison: compatibility decomposition (NFKD), lower case, accents off, `&` to `and`, a
 * leading `the ` off, everything that is not a letter or a digit off. Other scripts are kept; Hangul
 * syllables become their letters, so that composed and decomposed spelling agree.
 *
 * A text without any letter or digit keeps its symbols (`÷`, `!!!`), so that it equals itself alone. The
 * result is empty only for a text with nothing visible: an empty fold must never count as a match.
 * Idempotent. Follows the Unicode version of the runtime.
 */
export function foldText(text: string): string {
  return foldAscii(text) ?? foldAny(text)
}

/** Words that folding only joins and makes lower case; the article at the beginning is looked at more closely. */
const plainWords = /^(?!the\s)[a-z0-9][a-z0-9 ]*$/i

/** The fold of a text of ASCII letters, digits and signs, as most titles are; null for others. */
function foldAscii(text: string): string | null {
  if (plainWords.test(text)) return text.replaceAll(' ', '').toLowerCase()
  if (!/^[\x20-\x7e]+$/.test(text)) return null
  const folded = text
    .replace(/^[^A-Za-z0-9&]*the\s+/i, '')
    .replace(/&/g, 'and')
    .replace(/[^A-Za-z0-9]+/g, '')
    .toLowerCase()
  return folded === '' ? null : folded
}

function foldAny(text: string): string {
  const decomposed = text.normalize('NFKD')
  const folded = foldDecomposed(withoutArticle(decomposed))
  if (folded !== '') return folded
  const whole = foldDecomposed(decomposed)
  return whole === '' ? symbolsOf(text) : whole
}

/** The form under which two titles are compared. Version words and featured artists are part of it. */
export function titleKey(title: string): string {
  return foldText(title)
}

/** The form under which two artist names are compared. Several artists in one name keep their order. */
export function artistKey(artist: string): string {
  return foldText(artist)
}

/** Divides title and artist in a combined key; folding never leaves this byte in its result. */
export const keySeparator = 0x1f

/**
 * One key for title and artist, or null when either has nothing to compare. A byte scanner builds the same
 * key by folding the title, writing `keySeparator` and folding the artist behind it.
 */
export function trackKey(title: string, artist: string): string | null {
  const folded = titleKey(title)
  const by = artistKey(artist)
  return folded === '' || by === '' ? null : folded + String.fromCharCode(keySeparator) + by
}

/** Bytes of room that `foldUtf8Into` asks for when it folds `byteLength` bytes. */
export function foldCapacity(byteLength: number): number {
  return byteLength * maxExpansion
}

/**
 * Folds the UTF-8 bytes `bytes[start…end)` into `out` from `outPos` on and returns the position after the
 * last byte written: byte for byte what `encodeUtf8(foldText(text))` gives. Broken UTF-8 is read like any
 * decoder reads it, with U+FFFD for what is broken. ASCII costs a table look-up a byte.
 *
 * @throws RangeError when `out` has less room than `foldCapacity(end - start)`.
 */
export function foldUtf8Into(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  outPos: number,
): number {
  if (out.length - outPos < foldCapacity(end - start)) {
    throw new RangeError(`Folding ${end - start} bytes needs room for ${foldCapacity(end - start)}`)
  }
  const from = skipArticle(bytes, start, end)
  if (from < 0) return foldWhole(bytes, start, end, out, outPos)
  let position = from
  let written = outPos
  while (position < end) {
    const byte = bytes[position] ?? 0
    if (byte < 0x80) {
      const letter = asciiFold[byte] ?? dropped
      position++
      if (letter === ampersand) written = writeAnd(out, written)
      else if (letter !== dropped) out[written++] = letter
      continue
    }
    const codePoint = decodeAt(bytes, position, end)
    const folded = codePoint < 0 ? null : foldedCodePoint(codePoint)
    if (folded === null) return foldWhole(bytes, start, end, out, outPos)
    const next = position + (codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4)
    if (folded === unchanged) while (position < next) out[written++] = bytes[position++] ?? 0
    else for (const byteOut of folded) out[written++] = byteOut
    position = next
  }
  return written === outPos ? foldWhole(bytes, start, end, out, outPos) : written
}

function foldDecomposed(decomposed: string): string {
  let folded = ''
  for (const character of decomposed) folded += foldCharacter(character)
  // Marks that met because something between them was dropped fall into canonical order.
  return folded.normalize('NFD')
}

const foldedCharacters = new Map<string, string>()
const cachedCharacters = 20_000

/** Folds one code point of a decomposed (NFKD) text; empty for what is no letter, digit or `&`. */
export function foldCharacter(character: string): string {
  let folded = foldedCharacters.get(character)
  if (folded === undefined) {
    folded = computeFold(character)
    if (foldedCharacters.size < cachedCharacters) foldedCharacters.set(character, folded)
  }
  return folded
}

function computeFold(character: string): string {
  if (character === '&') return 'and'
  if (/\p{M}/u.test(character)) return accent.test(character) ? '' : character
  let folded = ''
  for (const lower of character.toLowerCase().normalize('NFKD')) {
    if (/[\p{L}\p{N}]/u.test(lower) && !typographicLetter.test(lower)) folded += plainLetters[lower] ?? lower
  }
  return folded
}

/** The text without a leading "the " and what stands before it that folds to nothing, such as a quote. */
function withoutArticle(decomposed: string): string {
  let at = 0
  for (const character of decomposed) {
    if (foldCharacter(character) !== '') break
    at += character.length
  }
  const article = /the\s+/iy
  article.lastIndex = at
  return article.test(decomposed) ? decomposed.slice(article.lastIndex) : decomposed
}

function symbolsOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Z}\p{Cc}\p{Cf}\p{Cs}\ufe00-\ufe0f]/gu, '')
    .normalize('NFKC')
}

const dropped = 0
const ampersand = 1
const asciiFold = new Uint8Array(128)
for (let byte = 0; byte < 128; byte++) {
  const folded = computeFold(String.fromCharCode(byte))
  asciiFold[byte] = folded === 'and' ? ampersand : folded === '' ? dropped : folded.charCodeAt(0)
}

function writeAnd(out: Uint8Array, position: number): number {
  out[position] = 0x61
  out[position + 1] = 0x6e
  out[position + 2] = 0x64
  return position + 3
}

const undecided = -1

/** Where the text after a leading "the " starts; `undecided` when that takes more than ASCII to tell. */
function skipArticle(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && asciiFold[bytes[at] ?? 0] === dropped) at++
  for (let i = 0; i < 3; i++) {
    const byte = at + i < end ? (bytes[at + i] ?? 0) : 0
    // Another sign for the same letter (full-width, bold) can only stand where the article could continue.
    if (byte >= 0x80) return i > 0 || mayStartArticle(bytes, at, end) ? undecided : start
    if (asciiFold[byte] !== the[i]) return start
  }
  const after = at + 3 < end ? (bytes[at + 3] ?? 0) : 0
  if (after >= 0x80) return undecided
  if (!isAsciiSpace(after)) return start
  at += 4
  while (at < end && isAsciiSpace(bytes[at] ?? 0)) at++
  return hasAsciiLetter(bytes, at, end) ? at : undecided
}

const the = [0x74, 0x68, 0x65] as const

/** True when the character at `at` is another form of T, or one that folds to nothing and may hide a T. */
function mayStartArticle(bytes: Uint8Array, at: number, end: number): boolean {
  const codePoint = decodeAt(bytes, at, end)
  const folded = codePoint < 0 ? null : foldedCodePoint(codePoint)
  if (folded === unchanged) return false
  return folded === null || folded.length === 0 || folded[0] === the[0]
}

function hasAsciiLetter(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((asciiFold[bytes[at] ?? 0] ?? dropped) !== dropped) return true
  return false
}

function isAsciiSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

/** The code point of the multi-byte sequence at `at`, or -1 when it is not well-formed UTF-8. */
function decodeAt(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] ?? 0
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  if (length === 0 || at + length > end) return -1
  let codePoint = lead & (0xff >> (length + 1))
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0
    if ((byte & 0xc0) !== 0x80) return -1
    codePoint = (codePoint << 6) | (byte & 0x3f)
  }
  const overlong = codePoint < (length === 3 ? 0x800 : length === 4 ? 0x10000 : 0)
  const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff
  return overlong || surrogate || codePoint > 0x10ffff ? -1 : codePoint
}

// Folded bytes by code point, in pages of 256, filled on first use. Null: only the whole text can tell. The two
// common outcomes are shared, so that hostile text cannot fill the memory.
const unchanged = new Uint8Array(0)
const nothing = new Uint8Array(0)
const pages: ((Uint8Array | null | undefined)[] | undefined)[] = []

function foldedCodePoint(codePoint: number): Uint8Array | null {
  const page = (pages[codePoint >> 8] ??= new Array<undefined>(256).fill(undefined))
  let folded = page[codePoint & 0xff]
  if (folded === undefined) {
    folded = computeFoldedBytes(String.fromCodePoint(codePoint))
    page[codePoint & 0xff] = folded
  }
  return folded
}

/**
 * Marks that stay and have no letter of their own may have to change places with their neighbours (canonical ordering), which
 * no look at one code point can tell.
 */
function computeFoldedBytes(character: string): Uint8Array | null {
  const decomposed = character.normalize('NFKD')
  const folded = foldDecomposed(decomposed)
  if (folded === '') return nothing
  if (/^\p{M}/u.test(folded)) return null
  return folded === character ? unchanged : encodeUtf8(folded)
}

function foldWhole(bytes: Uint8Array, start: number, end: number, out: Uint8Array, outPos: number): number {
  const folded = encodeUtf8(foldText(decodeUtf8(bytes.subarray(start, end))))
  out.set(folded, outPos)
  return outPos + folded.length
}

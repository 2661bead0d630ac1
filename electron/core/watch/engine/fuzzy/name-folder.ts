import { foldCharacter } from '../../../../../shared/domain/text/fold.ts'
import { romanize } from '../../../../../shared/domain/text/romanize.ts'
import { encodeUtf8 } from '../../../../../shared/domain/text/utf8.ts'
import { isDivider, mayStartDivider } from './artist-parts.ts'
import { hashName } from './block-keys.ts'

// Folds names in a file's bytes for blocking: letters and digits in lower case, `&` as `and`, Cyrillic, Greek, Kana and
// Hangul in Latin letters, a leading “the” off, a title only up to where its decoration begins. Sign by sign and
// without looking back, so that it keeps pace with reading; what it brings together is compared properly afterwards.

/** Bytes of a folded name that count; the rest of a longer one is left off. */
export const longestName = 120
/** Room for the last sign, which may fold to several. */
const room = longestName + 32

const dropped = 0
/** What folding makes of an ASCII byte: a lower-case letter or digit, or nothing. */
const letters = new Uint8Array(128)
for (let digit = 0x30; digit <= 0x39; digit++) letters[digit] = digit
for (let letter = 0x61; letter <= 0x7a; letter++) {
  letters[letter] = letter
  letters[letter - 0x20] = letter
}

const space = 0x20
const ampersand = 0x26
const hyphen = 0x2d
const [letterA, letterD, letterE, letterF, letterH, letterN, letterT] = [
  0x61, 0x64, 0x65, 0x66, 0x68, 0x6e, 0x74,
]
const isOpening = new Uint8Array(128)
for (const sign of '([{') isOpening[sign.charCodeAt(0)] = 1

/** Folds one name at a time into a buffer of its own. */
export class NameFolder {
  readonly bytes = new Uint8Array(room)
  /** Where the folded name starts in them. */
  readonly start = 0
  length = 0
  /** `hashName` of the folded name. */
  hash = 0
  /** Where the folding stopped. */
  end = 0
  /** True when a title goes on behind a dash there. */
  dash = false
  /** True when a name may be several: something stands in it that is written between artists. */
  several = false
  /** True when the bytes were no UTF-8; then nothing else holds. */
  foreign = false

  /**
   * Folds the name in `bytes[start…end)`. With `isTitle` only up to a bracket, a dash between spaces or a guest.
   * Long, because it is called for every row: a call for each letter would double what it takes.
   */
  fold(bytes: Uint8Array, start: number, end: number, isTitle: boolean): void {
    const out = this.bytes
    let at = start
    while (at < end && bytes[at] === space) at++
    if (isArticle(bytes, at, end)) at += 4
    let length = 0
    this.dash = false
    this.several = false
    this.foreign = false
    while (at < end && length < longestName) {
      const byte = bytes[at] ?? 0
      if (byte < 0x80) {
        const letter = letters[byte] ?? dropped
        if (letter !== dropped) out[length++] = letter
        else if (byte === ampersand) {
          out[length++] = letterA
          out[length++] = letterN
          out[length++] = letterD
          this.several = true
        } else if (!isTitle) {
          if (byte === space ? mayStartDivider(bytes[at + 1] ?? 0) : isDivider(byte)) this.several = true
        } else if (length > 0) {
          if (isOpening[byte] === 1) break
          if (byte === space && at + 2 < end) {
            const next = bytes[at + 1] ?? 0
            if (next === hyphen && bytes[at + 2] === space) {
              this.dash = true
              break
            }
            if ((next | 0x20) === letterF && isGuest(bytes, at + 1, end)) break
          }
        }
        at++
        continue
      }
      const size = byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0
      if (size === 0 || at + size > end) {
        this.foreign = true
        break
      }
      let codePoint = byte & (0xff >> (size + 1))
      for (let next = 1; next < size; next++) {
        const following = bytes[at + next] ?? 0
        if ((following & 0xc0) !== 0x80) this.foreign = true
        codePoint = (codePoint << 6) | (following & 0x3f)
      }
      if (this.foreign) break
      const sign = foldedSign(codePoint)
      for (const part of sign) out[length++] = part
      at += size
    }
    this.length = length
    this.hash = hashName(out, length)
    this.end = at
  }
}

function isArticle(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    end - at > 4 &&
    ((bytes[at] ?? 0) | 0x20) === letterT &&
    ((bytes[at + 1] ?? 0) | 0x20) === letterH &&
    ((bytes[at + 2] ?? 0) | 0x20) === letterE &&
    bytes[at + 3] === space
  )
}

/** True where `feat`, `featuring` or `ft` starts. */
function isGuest(bytes: Uint8Array, at: number, end: number): boolean {
  const letter = (ahead: number) => (at + ahead < end ? (bytes[at + ahead] ?? 0) | 0x20 : space)
  const isEnd = (ahead: number) => {
    const byte = at + ahead < end ? (bytes[at + ahead] ?? 0) : space
    return byte === space || byte === 0x2e
  }
  if (letter(1) === letterT) return isEnd(2)
  return (
    letter(1) === letterE &&
    letter(2) === letterA &&
    letter(3) === letterT &&
    (isEnd(4) || letter(4) === 0x75)
  )
}

// Folded signs by code point, in pages of 256, filled on first use.
const pages: (Uint8Array | undefined)[][] = []
const longestSign = 16

/** The bytes that a sign beyond ASCII folds to. */
export function foldedSign(codePoint: number): Uint8Array {
  const page = (pages[codePoint >> 8] ??= [])
  return (page[codePoint & 0xff] ??= computeSign(codePoint))
}

function computeSign(codePoint: number): Uint8Array {
  if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint < 0xe000)) return new Uint8Array(0)
  let folded = ''
  for (const part of romanize(String.fromCodePoint(codePoint)).normalize('NFKD'))
    folded += foldCharacter(part)
  return encodeUtf8(folded).subarray(0, longestSign)
}

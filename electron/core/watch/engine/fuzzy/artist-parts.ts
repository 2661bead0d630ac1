/** A stretch of bytes. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** Stretches of a row's credit that are looked at: the whole, and artists. */
export const mostArtists = 5

const dividers = new Uint8Array(128)
for (const sign of ',;/&+|') dividers[sign.charCodeAt(0)] = 1
const space = 0x20

/** True for signs that stand between artists. */
export function isDivider(byte: number): boolean {
  return byte < 0x80 && dividers[byte] === 1
}

/** True for letters with which a word between artists begins: feat, and, with, vs, x. */
export function mayStartDivider(byte: number): boolean {
  const letter = byte | 0x20
  return letter === 0x66 || letter === 0x61 || letter === 0x77 || letter === 0x76 || letter === 0x78
}

/** False only for a credit that `artistParts` finds to be one name. */
export function mayBeSeveral(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte === space ? mayStartDivider(bytes[at + 1] ?? 0) : isDivider(byte)) return true
  }
  return false
}

/** The whole credit and, when it names several artists, each of them; at most `most` stretches. */
export function artistParts(bytes: Uint8Array, start: number, end: number, most: number): readonly Stretch[] {
  const parts: Stretch[] = [{ start, end }]
  let from = start
  let at = start
  for (; at < end && parts.length < most; at++) {
    const byte = bytes[at] ?? 0
    const isSign = isDivider(byte)
    const word = isSign ? 1 : byte === space ? isWordOfMany(bytes, at + 1, end) : 0
    if (word === 0) continue
    if (at > from) parts.push({ start: from, end: at })
    from = isSign ? at + 1 : at + 1 + word
    at = from - 1
  }
  if (parts.length > 1 && from < end && parts.length < most) parts.push({ start: from, end })
  return parts
}

const words = ['feat.', 'feat', 'featuring', 'ft.', 'ft', 'and', 'with', 'vs.', 'vs', 'x'].map((word) =>
  Array.from(word, (letter) => letter.charCodeAt(0)),
)

/** Length of a word that stands between artists, and the space behind it, at a position; 0 for none. */
function isWordOfMany(bytes: Uint8Array, at: number, end: number): number {
  if (!mayStartDivider(bytes[at] ?? 0)) return 0
  for (const word of words) {
    const { length } = word
    if (at + length >= end || bytes[at + length] !== space) continue
    let same = 0
    while (
      same < length &&
      (((bytes[at + same] ?? 0) | 0x20) === word[same] || bytes[at + same] === word[same])
    )
      same++
    if (same === length) return length + 1
  }
  return 0
}

import { foldText } from '../../../../../shared/domain/text/fold.ts'
import { foldedSign } from '../fuzzy/name-folder.ts'

// What a sign beyond ASCII folds to, where `screenNames` looks it up: for each sign of two or three bytes of UTF-8 two
// halves, one for similar names and one for equal ones. The last byte of a half says what else is to be known, those
// before it what the sign folds to. Signs are learned when they come up.

/** In the last byte of a half, beside the length in its lowest bits. */
export const signFlags = {
  /** Set in each entry that was learned. */
  known: 0x80,
  /** Of similar names: folds to something else for equal ones. Of equal names: the whole name has to be looked at. */
  differs: 0x40,
  /** At the beginning of a name it may be part of an article. */
  article: 0x20,
  /** Folds to more than there is room for. */
  tooLong: 0x10,
} as const

export const halfBytes = 16
export const halves = { similar: 0, equal: halfBytes } as const
export const entryBytes = 2 * halfBytes
export const lengthMask = 0xf
/** Signs of up to three bytes. */
export const signCount = 0x10000
const longestFold = halfBytes - 1

/** Learns the signs in `bytes[start…end)`; what is no UTF-8 is passed over. */
export function learnSigns(table: Uint8Array, bytes: Uint8Array, start: number, end: number): void {
  for (const sign of Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')) {
    const codePoint = sign.codePointAt(0) ?? 0
    const at = codePoint * entryBytes
    if (codePoint >= 0x80 && codePoint < signCount && table[at + longestFold] === 0) {
      table.set(entryOf(sign, codePoint), at)
    }
  }
}

function entryOf(sign: string, codePoint: number): Uint8Array {
  const entry = new Uint8Array(entryBytes)
  const similar = foldedSign(codePoint)
  // Between letters, where nothing is taken for an article.
  const text = foldText(`a${sign}b`).slice(1, -1)
  const equal = Buffer.from(text)
  // A mark that stays and has no letter of its own may change places with its neighbours; accents are off.
  const isMoving = /^\p{M}/u.test(text)
  const flags = signFlags.known | (text === '' || text.startsWith('t') ? signFlags.article : 0)
  const differs = isMoving || !equal.equals(similar)
  writeHalf(entry, halves.similar, similar, flags | (differs ? signFlags.differs : 0))
  writeHalf(entry, halves.equal, equal, flags | (isMoving ? signFlags.differs : 0))
  return entry
}

function writeHalf(entry: Uint8Array, at: number, folded: Uint8Array, flags: number): void {
  const isTooLong = folded.length > longestFold
  if (!isTooLong) entry.set(folded, at)
  entry[at + longestFold] = flags | (isTooLong ? signFlags.tooLong : folded.length)
}

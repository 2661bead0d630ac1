import { foldText } from '../../../../../shared/domain/text/fold.ts'
import { foldedSign } from '../fuzzy/name-folder.ts'

// What a sign beyond ASCII folds to, where `screenNames` looks it up: eight bytes for each sign of two or three bytes of
// UTF-8, seven of them for what it folds to, the last for what else is to be known. Signs are learned when they come up.

/** In the last byte of an entry, beside the length in its lowest bits. */
export const signFlags = {
  /** Set in each entry that was learned. */
  known: 0x80,
  /** Folds to something else when equal names are looked for. */
  differs: 0x40,
  /** At the beginning of a name it may be part of an article. */
  article: 0x20,
  /** Folds to more than there is room for. */
  tooLong: 0x10,
} as const

export const entryBytes = 8
/** Signs of up to three bytes. */
export const signCount = 0x10000
const longestFold = entryBytes - 1

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
  const folded = foldedSign(codePoint)
  // Between letters, where nothing is taken for an article.
  const equal = foldText(`a${sign}b`).slice(1, -1)
  // Marks that stay may change places with their neighbours; accents are off.
  const isMoving = /\p{M}/u.test(equal)
  let flags: number = signFlags.known
  if (isMoving || !Buffer.from(equal).equals(folded)) flags |= signFlags.differs
  if (equal === '' || equal.startsWith('t')) flags |= signFlags.article
  if (folded.length > longestFold) flags |= signFlags.tooLong
  else {
    entry.set(folded)
    flags |= folded.length
  }
  entry[longestFold] = flags
  return entry
}

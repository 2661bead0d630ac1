// Under which keys a recording is found: one of its two names whole and two letters of the other, or the beginning or
// end of both. A slip of the pen spoils the beginning of a name or its end, hardly both.

/** Which part of which name a key is made of; part of the key, so that kinds never meet. */
export const keyKinds = {
  titleAndArtistStart: 0x1f3d5b79,
  titleAndArtistEnd: 0x2e4c6a88,
  artistAndTitleStart: 0x3d5b7997,
  artistAndTitleEnd: 0x4c6a88a6,
  starts: 0x5b7997b5,
  ends: 0x6a88a6c4,
  startAndEnd: 0x7997b5d3,
  endAndStart: 0x08a6c4e2,
  /** Both names whole, folded as for equal names. Such keys stand in filters only. */
  equal: 0x97b5d3f1,
  /** A whole ISRC, in filters only. */
  code: 0x26c4e208,
} as const

/** How many keys a title and an artist have. */
export const keysPerName = 8

/** Kinds of keys, by bit: those of a whole title, those of a whole artist; the others hold letters enough of both. */
export const wholeNames = { title: 0b0011, artist: 0b1100 } as const
/**
 * Letters up to which a slip of the pen can spoil the beginning and the end of a name that the other keys are made of, and
 * two letters at one end as well.
 */
export const shortest = { title: 8, artist: 6 } as const

/**
 * True when the kinds of keys that a recording or several have in common with names, by bit, are reason to look closer.
 * One name whole and two letters of the other, which names of different artists often share, come with another key
 * unless the other name is short. `singleReasons` and `reasonIn` ask the same.
 */
export function isReason(kinds: number, titleLength: number, artistLength: number): boolean {
  if (kinds === 0) return false
  if ((kinds & (kinds - 1)) !== 0) return true
  if ((kinds & wholeNames.title) !== 0) return artistLength <= shortest.artist
  return (kinds & wholeNames.artist) === 0 || titleLength <= shortest.title
}

/** A folded name: its bytes lie in a larger buffer. */
export interface FoldedName {
  readonly bytes: Uint8Array
  readonly length: number
  /** Of the whole name. */
  readonly hash: number
}

/** Writes the keys of a title by an artist into `keys` from `at` on: `keysPerName` of them. `screenNames` makes the same. */
export function writeKeys(title: FoldedName, artist: FoldedName, keys: Int32Array, at = 0): void {
  const [t, n] = [title.bytes, title.length]
  const titleStart = four(t, 0, n)
  const titleEnd = four(t, n - 4, n)
  const artistStart = four(artist.bytes, 0, artist.length)
  const artistEnd = four(artist.bytes, artist.length - 4, artist.length)
  keys[at] = mix(title.hash, artistStart & 0xffff, keyKinds.titleAndArtistStart)
  keys[at + 1] = mix(title.hash, artistEnd >>> 16, keyKinds.titleAndArtistEnd)
  keys[at + 2] = mix(artist.hash, titleStart & 0xffff, keyKinds.artistAndTitleStart)
  keys[at + 3] = mix(artist.hash, titleEnd >>> 16, keyKinds.artistAndTitleEnd)
  // Six letters of the title: four of each would meet too often in a large catalogue.
  const afterStart = Math.imul(four(t, 4, n) & 0xffff, hashFactor)
  const beforeEnd = Math.imul(four(t, n - 6, n) & 0xffff, hashFactor)
  keys[at + 4] = mix(titleStart, artistStart + afterStart, keyKinds.starts)
  keys[at + 5] = mix(titleEnd, artistEnd + beforeEnd, keyKinds.ends)
  keys[at + 6] = mix(titleStart, artistEnd + afterStart, keyKinds.startAndEnd)
  keys[at + 7] = mix(titleEnd, artistStart + beforeEnd, keyKinds.endAndStart)
}

/** The key of two names that stands for both of them whole. `screenNames` makes the same. */
export function equalKey(title: Pick<FoldedName, 'hash'>, artist: Pick<FoldedName, 'hash'>): number {
  return mix(title.hash, artist.hash, keyKinds.equal)
}

/**
 * The key of an ISRC in stored form, `bytes[at…at + 12)`. `screenRows` makes the same of the letters and digits of a cell, in
 * either case.
 */
export function codeKey(bytes: Uint8Array, at = 0): number {
  const four = (from: number) => {
    let packed = 0
    // Digits have the bit that makes letters lower case already.
    for (let index = 0; index < 4; index++) packed |= ((bytes[from + index] ?? 0) | 0x20) << (8 * index)
    return packed
  }
  return mix(four(at) ^ Math.imul(four(at + 4), hashFactor), four(at + 8), keyKinds.code)
}

/** Four bytes of a name as one integer, the first in the lowest bits; 0 stands for what lies outside the name. */
function four(bytes: Uint8Array, from: number, length: number): number {
  let packed = 0
  for (let index = 0; index < 4; index++) {
    const at = from + index
    if (at >= 0 && at < length) packed |= (bytes[at] ?? 0) << (8 * index)
  }
  return packed
}

export const hashSeed = 0x811c9dc5
export const hashFactor = 0x9e3779b1

/** A hash of a folded name, `bytes[start…end)`, taken four bytes at a time. */
export function hashName(bytes: Uint8Array, end: number, start = 0): number {
  let hash = hashSeed | 0
  let at = start
  for (; at + 4 <= end; at += 4) {
    const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
    const high = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8)
    hash = mixed(hash ^ low ^ (high << 16))
  }
  return at < end ? mixed(hash ^ four(bytes, at, end)) : hash
}

function mixed(hash: number): number {
  const spread = Math.imul(hash, hashFactor)
  return spread ^ (spread >>> 15)
}

/** Spreads a key over the bits that stand for it in a filter: three bits of each byte, from this one on, tell one. */
export const filterFactor = 0x9e3779b1
export const filterBitsFrom = 5

export const mixFactors = [0x85ebca6b, 0xc2b2ae35] as const

function mix(one: number, other: number, kind: number): number {
  let hash = Math.imul(one ^ kind, mixFactors[0])
  hash = Math.imul(hash ^ (hash >>> 15) ^ other, mixFactors[1])
  return hash ^ (hash >>> 16)
}

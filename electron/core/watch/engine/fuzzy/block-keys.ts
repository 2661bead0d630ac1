// Under which keys a recording is found: one of its two names whole and two letters of the other, or the beginning or
// end of both. A slip of the pen spoils the beginning of a name or its end, hardly both.

/** Which part of which name a key is made of; part of the key, so that kinds never meet. */
const kinds = {
  titleAndArtistStart: 0x1f3d5b79,
  titleAndArtistEnd: 0x2e4c6a88,
  artistAndTitleStart: 0x3d5b7997,
  artistAndTitleEnd: 0x4c6a88a6,
  starts: 0x5b7997b5,
  ends: 0x6a88a6c4,
  startAndEnd: 0x7997b5d3,
  endAndStart: 0x08a6c4e2,
} as const

/** How many keys a title and an artist have. */
export const keysPerName = 8

/** A folded name: its bytes lie in a larger buffer. */
export interface FoldedName {
  readonly bytes: Uint8Array
  readonly length: number
  /** Of the whole name. */
  readonly hash: number
}

/** Writes the keys of a title by an artist into `keys`: `keysPerName` of them. */
export function writeKeys(title: FoldedName, artist: FoldedName, keys: Int32Array): void {
  const t = title.bytes
  const a = artist.bytes
  const n = title.length
  const m = artist.length
  // A folder's buffer still holds what it folded before.
  if (n < 6) t.fill(0, n, 6)
  const titleStart = first(t, n)
  const titleEnd = last(t, n)
  const artistStart = first(a, m)
  const artistEnd = last(a, m)
  keys[0] = mix(title.hash, artistStart & 0xffff, kinds.titleAndArtistStart)
  keys[1] = mix(title.hash, artistEnd & 0xffff, kinds.titleAndArtistEnd)
  keys[2] = mix(artist.hash, titleStart & 0xffff, kinds.artistAndTitleStart)
  keys[3] = mix(artist.hash, titleEnd & 0xffff, kinds.artistAndTitleEnd)
  // Six letters of the title: four of each would meet too often in a large catalogue.
  const afterStart = spread(t[4], t[5])
  const beforeEnd = spread(t[n - 5], t[n - 6])
  keys[4] = mix(titleStart, artistStart + afterStart, kinds.starts)
  keys[5] = mix(titleEnd, artistEnd + beforeEnd, kinds.ends)
  keys[6] = mix(titleStart, artistEnd + afterStart, kinds.startAndEnd)
  keys[7] = mix(titleEnd, artistStart + beforeEnd, kinds.endAndStart)
}

function spread(one: number | undefined, other: number | undefined): number {
  return Math.imul(((one ?? 0) << 8) | (other ?? 0), 0x9e3779b1)
}

/** The first four letters, the first of them in the lowest byte. */
function first(bytes: Uint8Array, length: number): number {
  let packed = 0
  for (let at = 0; at < 4 && at < length; at++) packed |= (bytes[at] ?? 0) << (8 * at)
  return packed
}

/** The last four letters, the last of them in the lowest byte. */
function last(bytes: Uint8Array, length: number): number {
  let packed = 0
  for (let at = 0; at < 4 && at < length; at++) packed |= (bytes[length - 1 - at] ?? 0) << (8 * at)
  return packed
}

function mix(one: number, other: number, kind: number): number {
  let hash = Math.imul(one ^ kind, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15) ^ other, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

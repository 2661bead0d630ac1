import { jsonKey, jsonPaths, jsonScopes } from '../../../../shared/domain/matching/json-listing.ts'
import { decodeText } from './cell-text.ts'

/** What can be found at a place: a field of a listing, or a part of an artist credit. */
export type Wanted = 'title' | 'artist' | 'isrc' | 'name' | 'joinphrase'

const knownKeys = 256

/** 1 to 26 for a letter, either case; 0 for every other byte. */
const letterNumbers = new Uint8Array(256)
for (let letter = 1; letter <= 26; letter++) {
  letterNumbers[0x40 + letter] = letter
  letterNumbers[0x60 + letter] = letter
}

/** A place in a row's tree of objects on the way to something wanted. */
export class Place {
  readonly children = new Map<string, Place>()
  wanted: Wanted | null = null
  /** Lower is better, when several places are for the same. */
  rank = 0
  // Keys as rows spell them, by hash: the last one of each slot, and where it leads.
  readonly #hashes = new Int32Array(knownKeys)
  readonly #targets: (Place | null | undefined)[] = new Array<undefined>(knownKeys).fill(undefined)

  /** By first and last letter of a key: 1 when it may be that of a child. */
  readonly #beginnings = new Uint8Array(32 * 32)

  /** Makes a place for a child, unless there is one. */
  grow(key: string): Place {
    const child = this.children.get(key) ?? new Place()
    this.children.set(key, child)
    this.#beginnings[endsOf(key.charCodeAt(0), key.charCodeAt(key.length - 1))] = 1
    return child
  }

  /**
   * False only when the key `bytes[start…end)`, which has no escapes, leads nowhere: its first and last bytes are
   * letters that no child begins and ends with.
   */
  mayLead(bytes: Uint8Array, start: number, end: number): boolean {
    const ends = endsOf(bytes[start] ?? 0, bytes[end - 1] ?? 0)
    return (ends & 31) === 0 || ends < 32 || this.#beginnings[ends] === 1
  }

  /** The place under the key `bytes[start…end)`; null when it leads nowhere. */
  find(bytes: Uint8Array, start: number, end: number): Place | null {
    let hash = 0x811c9dc5 | 0
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    return this.child(bytes, start, end, hash)
  }

  /** The place under the key `bytes[start…end)`, whose hash is given; null when it leads nowhere. */
  child(bytes: Uint8Array, start: number, end: number, hash: number): Place | null {
    const slot = hash & (knownKeys - 1)
    const known = this.#hashes[slot] === hash ? this.#targets[slot] : undefined
    if (known !== undefined) return known
    const target = this.children.get(jsonKey(decodeText(bytes, start, end))) ?? null
    this.#hashes[slot] = hash
    this.#targets[slot] = target
    return target
  }
}

/** The places of title, artists and codes in a row. */
export function wantedPlaces(): Place {
  const root = new Place()
  jsonScopes.forEach((scope, scopeRank) => {
    for (const wanted of ['title', 'artist', 'isrc'] as const) {
      jsonPaths[wanted].forEach((path, pathRank) => {
        const place = [...scope, ...path].reduce(descend, root)
        if (place.wanted !== null) return
        place.wanted = wanted
        place.rank = scopeRank * 100 + pathRank
      })
    }
  })
  return root
}

/** The places of name and joining phrase in a credited artist. */
export function artistPlaces(): Place {
  const artist = new Place()
  for (const wanted of ['name', 'joinphrase'] as const) descend(artist, wanted).wanted = wanted
  return artist
}

function descend(place: Place, key: string): Place {
  return place.grow(key)
}

function endsOf(first: number, last: number): number {
  return ((letterNumbers[first] ?? 0) << 5) | (letterNumbers[last] ?? 0)
}

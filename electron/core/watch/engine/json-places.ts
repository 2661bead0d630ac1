import { jsonKey, jsonPaths, jsonScopes } from '../../../../shared/domain/matching/json-listing.ts'
import { decodeText } from './cell-text.ts'

/** What can be found at a place: a field of a listing, or a part of an artist credit. */
export type Wanted = 'title' | 'artist' | 'isrc' | 'name' | 'joinphrase'

const knownKeys = 256

/** A place in a row's tree of objects on the way to something wanted. */
export class Place {
  readonly children = new Map<string, Place>()
  wanted: Wanted | null = null
  /** Lower is better, when several places are for the same. */
  rank = 0
  // Keys as rows spell them, by hash: the last one of each slot, and where it leads.
  readonly #hashes = new Int32Array(knownKeys)
  readonly #targets: (Place | null | undefined)[] = new Array<undefined>(knownKeys).fill(undefined)

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
  const child = place.children.get(key) ?? new Place()
  place.children.set(key, child)
  return child
}

import type { PackedCatalogue } from '../packed-catalogue.ts'
import { entryUnpacker } from '../packed-catalogue.ts'
import { artistParts } from '../fuzzy/artist-parts.ts'
import { areCloseNames } from '../fuzzy/close-names.ts'
import { NameFolder } from '../fuzzy/name-folder.ts'

const mostParts = 6
/** Slips of the pen that two names may have between them, at most. */
const mostSlips = 3
/** Letters of the shortest name that may stand at the beginning or the end of a longer one. */
const contained = 5
const kinds = { start: 0x1f3d5b79, end: 0x2e4c6a88, begins: 0x3d5b7997, ends: 0x4c6a88a6 } as const

/**
 * Tells of a name whether it may be that of an artist of the catalogue, written as it is or differently. Looks only at
 * the names that begin or end alike: a slip of the pen spoils the beginning of a name or its end, hardly both.
 */
export class ArtistNames {
  readonly #folder = new NameFolder()
  readonly #names: Uint8Array[] = []
  readonly #byKey = new Map<number, number[]>()

  /** `pause` is called every few thousand entries and may throw to stop. */
  constructor(catalogue: PackedCatalogue, pause: () => void = () => undefined) {
    const known = new Set<string>()
    const unpack = entryUnpacker(catalogue)
    for (let index = 0; index < catalogue.size; index++) {
      if (index % 4096 === 0) pause()
      const { artist } = unpack(index)
      if (known.has(artist)) continue
      known.add(artist)
      this.#add(Buffer.from(artist))
    }
  }

  /** True when an artist of the catalogue may have this name; a wrong yes costs a closer look. */
  mayBe(name: string): boolean {
    const bytes = Buffer.from(name)
    return artistParts(bytes, 0, bytes.length, mostParts).some(({ start, end }) => {
      this.#folder.fold(bytes, start, end, false)
      return !this.#folder.foreign && this.#isKnown(this.#folder)
    })
  }

  #add(artist: Uint8Array): void {
    const folder = this.#folder
    for (const { start, end } of artistParts(artist, 0, artist.length, mostParts)) {
      folder.fold(artist, start, end, false)
      if (folder.length === 0 || folder.foreign) continue
      const position = this.#names.length
      if (this.#isSame(folder)) continue
      this.#names.push(folder.bytes.slice(0, folder.length))
      for (const key of keysOf(folder, 0)) {
        const names = this.#byKey.get(key)
        if (names === undefined) this.#byKey.set(key, [position])
        else names.push(position)
      }
    }
  }

  #isSame({ bytes, length }: NameFolder): boolean {
    const [key = 0] = keysOf({ bytes, length }, 0)
    return (this.#byKey.get(key) ?? []).some((position) => {
      const name = this.#names[position]
      return name?.length === length && name.every((letter, at) => letter === bytes[at])
    })
  }

  #isKnown(known: NameFolder): boolean {
    if (known.length === 0) return false
    for (const key of keysOf(known, mostSlips)) {
      for (const position of this.#byKey.get(key) ?? []) {
        const name = this.#names[position]
        if (name !== undefined && areCloseNames(known, name, 0, name.length)) return true
      }
    }
    return false
  }
}

/**
 * Under which keys a folded name is kept, and, with `spread`, where names are looked for that resemble it: of about the
 * same length with the same two letters at the beginning or the end, or of any length with the same five.
 */
function keysOf(
  { bytes, length }: { readonly bytes: Uint8Array; readonly length: number },
  spread: number,
): readonly number[] {
  const keys: number[] = []
  const two = Math.min(2, length)
  for (let other = length - spread; other <= length + spread; other++) {
    keys.push(lettersKey(bytes, 0, two, kinds.start + other))
    keys.push(lettersKey(bytes, length - two, length, kinds.end + other))
  }
  if (length >= contained) {
    keys.push(lettersKey(bytes, 0, contained, kinds.begins))
    keys.push(lettersKey(bytes, length - contained, length, kinds.ends))
  }
  return keys
}

function lettersKey(bytes: Uint8Array, start: number, end: number, kind: number): number {
  let hash = kind | 0
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
  return hash ^ (hash >>> 15)
}

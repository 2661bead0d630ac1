import type { ComparableName } from '../fuzzy/close-names.ts'
import { mostNearby, nameParts, nearbyHead, nearbyOffset, nearbyParts } from './screen-parts.ts'

type VisitedName = { -readonly [Part in keyof ComparableName]: ComparableName[Part] }

/** What `screenNames` noted of the names it was asked for last, until it is asked again. */
export class NearbyNames {
  readonly #noted: Int32Array
  readonly #numbers: Int32Array
  /** The names that are visited, one after the other. */
  readonly #title: VisitedName
  readonly #artist: VisitedName

  constructor(buffer: ArrayBuffer, screenAt: number) {
    const bytes = nearbyHead.bytes + mostNearby * nearbyParts.bytes
    this.#noted = new Int32Array(buffer, screenAt + nearbyOffset, bytes / 4)
    this.#numbers = new Int32Array(buffer)
    const memory = new Uint8Array(buffer)
    this.#title = { bytes: memory, start: 0, length: 0 }
    this.#artist = { bytes: memory, start: 0, length: 0 }
  }

  /**
   * Calls `visit` with the number of each title of the index that the names may be, and the two names that come close to it
   * and its artist, which hold until it returns, until it returns true. Null when more may be meant, as some of the names could
   * not be looked up.
   */
  some(visit: (number: number, title: ComparableName, artist: ComparableName) => boolean): boolean | null {
    const count = this.#noted[nearbyHead.count / 4] ?? 0
    if (this.#noted[nearbyHead.complete / 4] !== 1 || count > mostNearby) return null
    for (let index = 0; index < count; index++) {
      const at = (nearbyHead.bytes + index * nearbyParts.bytes) / 4
      this.#read(this.#noted[at + nearbyParts.title / 4] ?? 0, this.#title)
      this.#read(this.#noted[at + nearbyParts.artist / 4] ?? 0, this.#artist)
      if (visit(this.#noted[at + nearbyParts.number / 4] ?? 0, this.#title, this.#artist)) return true
    }
    return false
  }

  #read(address: number, name: VisitedName): void {
    name.start = address + nameParts.bytes
    name.length = this.#numbers[(address + nameParts.length) / 4] ?? 0
  }
}

import type { ComparableName } from '../fuzzy/close-names.ts'
import { mostNearby, nameParts, nearbyHead, nearbyOffset, nearbyParts } from './screen-parts.ts'

/** What `screenNames` noted of the names it was asked for last, until it is asked again. */
export class NearbyNames {
  readonly #noted: Int32Array
  readonly #memory: Uint8Array
  readonly #numbers: Int32Array

  constructor(buffer: ArrayBuffer, screenAt: number) {
    const bytes = nearbyHead.bytes + mostNearby * nearbyParts.bytes
    this.#noted = new Int32Array(buffer, screenAt + nearbyOffset, bytes / 4)
    this.#memory = new Uint8Array(buffer)
    this.#numbers = new Int32Array(buffer)
  }

  /**
   * Calls `visit` with the number of each title of the index that the names may be, and the two names that come close to it
   * and its artist. False when more than that may be meant, as some of the names could not be looked up.
   */
  forEach(visit: (number: number, title: ComparableName, artist: ComparableName) => void): boolean {
    const count = this.#noted[nearbyHead.count / 4] ?? 0
    if (this.#noted[nearbyHead.complete / 4] !== 1 || count > mostNearby) return false
    for (let index = 0; index < count; index++) {
      const at = (nearbyHead.bytes + index * nearbyParts.bytes) / 4
      const part = (offset: number) => this.#noted[at + offset / 4] ?? 0
      visit(
        part(nearbyParts.number),
        this.#name(part(nearbyParts.title)),
        this.#name(part(nearbyParts.artist)),
      )
    }
    return true
  }

  #name(address: number): ComparableName {
    const length = this.#numbers[(address + nameParts.length) / 4] ?? 0
    const from = address + nameParts.bytes
    return { bytes: this.#memory.subarray(from, from + length), length }
  }
}

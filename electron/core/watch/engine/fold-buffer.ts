import { foldCapacity, foldUtf8Into, keySeparator } from '../../../../shared/domain/text/fold.ts'
import { hashKey } from '../../../../shared/domain/text/key-hash.ts'
import { beginningOf } from './title-beginnings.ts'
import { equalKey, hashName } from './fuzzy/block-keys.ts'

/** Folds a title and behind it an artist, and hashes them: the same for the catalogue and for the swept rows. */
export class FoldBuffer {
  #bytes = new Uint8Array(2048)
  #encoded = Buffer.allocUnsafeSlow(1024)
  #titleEnd = 0
  #end = 0

  /** Folds a title. False when there is nothing to compare. */
  title(bytes: Uint8Array, start: number, end: number): boolean {
    this.#reserve(foldCapacity(end - start) + 1)
    this.#titleEnd = foldUtf8Into(bytes, start, end, this.#bytes, 0)
    return this.#titleEnd > 0
  }

  /** Folds an artist behind the title folded last. False when there is nothing to compare. */
  artist(bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#titleEnd + 1
    this.#reserve(from + foldCapacity(end - start))
    this.#bytes[this.#titleEnd] = keySeparator
    this.#end = foldUtf8Into(bytes, start, end, this.#bytes, from)
    return this.#end > from
  }

  /** `title` of a text. */
  titleText(text: string): boolean {
    return this.title(this.#encoded, 0, this.#encode(text))
  }

  /** `artist` of a text. */
  artistText(text: string): boolean {
    return this.artist(this.#encoded, 0, this.#encode(text))
  }

  /** `beginningOf` the folded title. */
  beginning(): number {
    return beginningOf(this.#bytes, this.#titleEnd)
  }

  /** A hash of the folded title alone (FNV-1a, mixed). */
  hashTitle(): number {
    const bytes = this.#bytes
    let hash = 0x811c9dc5 | 0
    for (let at = 0; at < this.#titleEnd; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
    return hash ^ (hash >>> 13)
  }

  hashTrack(): [high: number, low: number] {
    return hashKey(this.#bytes, 0, this.#end)
  }

  /** `equalKey` of title and artist. */
  equalKey(): number {
    const bytes = this.#bytes
    const artistStart = this.#titleEnd + 1
    const title = { hash: hashName(bytes, this.#titleEnd) }
    return equalKey(title, { hash: hashName(bytes, this.#end, artistStart) })
  }

  #encode(text: string): number {
    // A unit of UTF-16 takes up to three bytes.
    if (this.#encoded.length < 3 * text.length) this.#encoded = Buffer.allocUnsafeSlow(6 * text.length)
    return this.#encoded.write(text)
  }

  #reserve(capacity: number): void {
    if (this.#bytes.length >= capacity) return
    const larger = new Uint8Array(Math.max(capacity, this.#bytes.length * 2))
    larger.set(this.#bytes.subarray(0, this.#titleEnd))
    this.#bytes = larger
  }
}

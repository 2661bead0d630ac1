import { decodeText } from '../cell-text.ts'
import { encodeUtf8 } from '../../../../../shared/domain/text/utf8.ts'
import { RowidTable } from './rowid-table.ts'

/**
 * Which tracks of a database are credited to artists that may be the catalogue's: plain arrays in shared memory, one
 * copy for all workers. Speaks of the tracks with numbers in `[from, to)`.
 */
export interface CreditTable {
  readonly from: number
  readonly to: number
  /** In order: the number of a track times `artistRoom`, plus a position in `nameStarts`. */
  readonly credits: Float64Array<SharedArrayBuffer>
  readonly names: Uint8Array<SharedArrayBuffer>
  /** Where each name starts in `names`, and where the last one ends. */
  readonly nameStarts: Int32Array<SharedArrayBuffer>
}

/** A track and an artist are kept as one number: 32 bits and 21 make the 53 that are exact. */
const artistRoom = 2 ** 21
const largestTrack = 2 ** 32 - 1

/** The artists of a track, as far as they may be the catalogue's. */
export function artistsOfTrack(table: CreditTable, track: number): readonly string[] {
  const { credits, names, nameStarts } = table
  const first = track * artistRoom
  let low = 0
  let high = credits.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((credits[middle] ?? 0) < first) low = middle + 1
    else high = middle
  }
  const found: string[] = []
  for (let at = low; at < credits.length; at++) {
    const artist = (credits[at] ?? 0) - first
    if (artist >= artistRoom) break
    const name = decodeText(names, nameStarts[artist] ?? 0, nameStarts[artist + 1] ?? 0)
    if (!found.includes(name)) found.push(name)
  }
  return found
}

/**
 * Gathers credits within a bound: when there are too many, those of the tracks with the highest numbers are let go,
 * and the table ends before them.
 */
export class CreditCollector {
  /** True when artists or tracks had to be left out for good. */
  overflowed = false
  readonly #from: number
  readonly #most: number
  #to = Number.POSITIVE_INFINITY
  #credits: Float64Array
  #count = 0
  #names = new Uint8Array(1 << 12)
  #nameStarts = new Int32Array(1 << 10)
  #artists = 0
  readonly #positions = new RowidTable()

  /** @param most credits kept at a time, at least two */
  constructor(from: number, most: number) {
    this.#from = from
    this.#most = most
    this.#credits = new Float64Array(Math.min(most, 1 << 12))
  }

  /** Notes an artist whose credits count. */
  artist(rowid: number, name: string): void {
    if (this.#positions.get(rowid) >= 0) return
    if (this.#artists === artistRoom) {
      this.overflowed = true
      return
    }
    const bytes = encodeUtf8(name)
    const start = this.#nameStarts[this.#artists] ?? 0
    const end = start + bytes.length
    if (end > this.#names.length) this.#names = larger(this.#names, new Uint8Array(2 * end))
    if (this.#artists + 2 > this.#nameStarts.length)
      this.#nameStarts = larger(this.#nameStarts, new Int32Array(2 * this.#nameStarts.length))
    this.#names.set(bytes, start)
    this.#positions.add(rowid, this.#artists)
    this.#nameStarts[++this.#artists] = end
  }

  credit(track: number, artistRowid: number): void {
    const artist = this.#positions.get(artistRowid)
    if (artist < 0 || !(track >= this.#from && track < this.#to)) return
    if (track > largestTrack) {
      this.overflowed = true
      return
    }
    if (this.#count === this.#credits.length) {
      if (this.#count < this.#most)
        this.#credits = larger(this.#credits, new Float64Array(Math.min(this.#most, 2 * this.#count)))
      else this.#letGo()
      if (track >= this.#to) return
    }
    this.#credits[this.#count++] = track * artistRoom + artist
  }

  /** Lets go of all credits, to gather them again with more artists. */
  forgetCredits(): void {
    this.#count = 0
    this.#to = Number.POSITIVE_INFINITY
  }

  finish(): CreditTable {
    const credits = new Float64Array(new SharedArrayBuffer(8 * this.#count))
    credits.set(this.#credits.subarray(0, this.#count))
    credits.sort()
    const nameStarts = new Int32Array(new SharedArrayBuffer(4 * (this.#artists + 1)))
    nameStarts.set(this.#nameStarts.subarray(0, this.#artists + 1))
    const names = new Uint8Array(new SharedArrayBuffer(nameStarts[this.#artists] ?? 0))
    names.set(this.#names.subarray(0, names.length))
    return { from: this.#from, to: this.#to, credits, names, nameStarts }
  }

  /** Keeps about the lower half of the tracks, each with all of its credits. */
  #letGo(): void {
    const credits = this.#credits.subarray(0, this.#count).sort()
    const trackAt = (at: number) => Math.floor((credits[at] ?? 0) / artistRoom)
    let kept = this.#count >>> 1
    while (kept > 0 && trackAt(kept - 1) === trackAt(kept)) kept--
    if (kept > 0) {
      this.#to = trackAt(kept)
      this.#count = kept
      return
    }
    // One track fills half of the room: it is found by fewer of its artists as well.
    this.overflowed = true
    this.#to = trackAt(0) + 1
    this.#count = this.#count >>> 1
  }
}

/** The values in an array that has room for more. */
function larger<T extends Uint8Array | Int32Array | Float64Array>(values: T, room: T): T {
  room.set(values)
  return room
}

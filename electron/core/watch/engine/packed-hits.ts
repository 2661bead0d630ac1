import type { Offers } from '../../../../shared/domain/matching/offers.ts'
import type { ListingMatch } from './listing-matcher.ts'
import type { RowHit, SweptListing } from './swept-row.ts'

/**
 * Rows that concern the catalogue, in the order they were found, as bytes: thousands of them come together before they are
 * handed on, and so many objects would have to be looked after all that time, in the thread that found them and in the
 * one they are sent to.
 */
export interface PackedHits {
  readonly length: number
  /** Numbers of each row, and how long its texts are. */
  readonly numbers: Float64Array<ArrayBuffer>
  /** Of each row its texts, one behind the other, and the row itself. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What is to be added to the row numbers and the offsets. */
  readonly rowsBefore: number
  readonly bytesBefore: number
}

export const noHits: PackedHits = {
  length: 0,
  numbers: new Float64Array(),
  bytes: new Uint8Array(),
  rowsBefore: 0,
  bytesBefore: 0,
}

const offers = ['metadata', 'page', 'file', 'art'] as const satisfies readonly Offers[]
const verdicts = ['match', 'possible'] as const satisfies readonly ListingMatch['verdict'][]

/** Stands for a text or a number that is not there. */
const absent = -1
/** Numbers of a row without its matches, and of a match without its reasons. */
const rowNumbers = 17
const matchNumbers = 4
const smallest = 1 << 12
/** What UTF-8 cannot express is among the surrogates, which are quicker to look for. */
const surrogate = /[\ud800-\udfff]/
const loneSurrogate = /\p{Surrogate}/u

/** A row as it is found, its bytes where they were read. */
export interface FoundRow extends Omit<RowHit, 'raw'> {
  readonly raw: Uint8Array
}

/** Packs rows as they are found. */
export class HitPacker {
  length = 0
  #bytes = Buffer.alloc(0)
  #end = 0
  #numbers = new Float64Array(0)
  #count = 0

  /** Bytes taken up so far. */
  get size(): number {
    return this.#end + this.#count * Float64Array.BYTES_PER_ELEMENT
  }

  /** Copies what it keeps of the row's bytes. */
  add({ row, byteOffset, raw, listing, matches }: FoundRow): void {
    let most = rowNumbers
    for (const { reasons } of matches) most += matchNumbers + reasons.length
    const numbers = this.#roomFor(most)
    let at = this.#count + 3
    numbers[at++] = row
    numbers[at++] = byteOffset
    numbers[at++] = listing.durationMs ?? absent
    numbers[at++] = offers.indexOf(listing.offers)
    numbers[at++] = matches.length
    // One text is written in a fraction of the time of many.
    let text = ''
    for (const part of textsOf(listing)) {
      numbers[at++] = part === null ? absent : part.length
      if (part !== null) text += part
    }
    for (const { recordingId, score, verdict, reasons } of matches) {
      numbers[at++] = recordingId.length
      numbers[at++] = score
      numbers[at++] = verdicts.indexOf(verdict)
      numbers[at++] = reasons.length
      text += recordingId
      for (const reason of reasons) {
        numbers[at++] = reason.length
        text += reason
      }
    }
    const start = this.#count
    this.#count = at
    numbers[start] = text.length
    numbers[start + 1] = this.#write(text, raw)
    numbers[start + 2] = raw.length
    this.length++
  }

  /** What was packed; nothing can be added behind that. */
  finish(): PackedHits {
    if (this.length === 0) return noHits
    return {
      ...noHits,
      length: this.length,
      numbers: this.#numbers.slice(0, this.#count),
      bytes: new Uint8Array(this.#bytes.subarray(0, this.#end)),
    }
  }

  /** Writes a text and behind it a row. Returns how many bytes the text takes: as a negative number in UTF-16. */
  #write(text: string, raw: Uint8Array): number {
    const start = this.#end
    this.#reserve(start + 3 * text.length + raw.length)
    let written = this.#bytes.write(text, start)
    const isLossy = written !== text.length && surrogate.test(text) && loneSurrogate.test(text)
    if (isLossy) written = this.#bytes.write(text, start, 'utf16le')
    this.#bytes.set(raw, start + written)
    this.#end = start + written + raw.length
    return isLossy ? -written : written
  }

  #roomFor(more: number): Float64Array {
    const count = this.#count + more
    if (count > this.#numbers.length) {
      const larger = new Float64Array(Math.max(smallest, 2 * this.#numbers.length, count))
      larger.set(this.#numbers.subarray(0, this.#count))
      this.#numbers = larger
    }
    return this.#numbers
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(smallest, 2 * this.#bytes.length, bytes))
    this.#bytes.copy(larger, 0, 0, this.#end)
    this.#bytes = larger
  }
}

/** The texts of a listing in the order in which `HitReader` takes them out again. */
function textsOf(listing: SweptListing): readonly (string | null)[] {
  const { ownId, isrc, title, artist, album, label, url, account, fileName } = listing
  return [ownId, isrc, title, artist, album, label, url, account, fileName]
}

/** Takes rows out again, one after the other. */
class HitReader {
  readonly #hits: PackedHits
  readonly #packed: Buffer
  /** In the numbers, in the bytes, and in the text of the row that is read. */
  #at = 0
  #byte = 0
  #unit = 0
  #text = ''

  constructor(hits: PackedHits) {
    this.#hits = hits
    this.#packed = Buffer.from(hits.bytes.buffer, hits.bytes.byteOffset, hits.bytes.length)
  }

  next(): RowHit {
    const units = this.#number()
    const written = this.#number()
    const rawStart = this.#byte + Math.abs(written)
    const rawEnd = rawStart + this.#number()
    // As many bytes as units are ASCII.
    const encoding = written < 0 ? 'utf16le' : written === units ? 'latin1' : 'utf8'
    this.#text = this.#packed.toString(encoding, this.#byte, rawStart)
    this.#unit = 0
    this.#byte = rawEnd
    const { bytes, rowsBefore, bytesBefore } = this.#hits
    const row = rowsBefore + this.#number()
    const byteOffset = bytesBefore + this.#number()
    const durationMs = this.#number()
    const offered = offers[this.#number()] ?? 'metadata'
    const matchCount = this.#number()
    const listing = this.#listing(durationMs === absent ? null : durationMs, offered)
    const matches: ListingMatch[] = []
    for (let index = 0; index < matchCount; index++) matches.push(this.#match())
    return { row, byteOffset, listing, matches, raw: bytes.subarray(rawStart, rawEnd) }
  }

  #listing(durationMs: number | null, offered: Offers): SweptListing {
    return {
      ownId: this.#said(),
      isrc: this.#said(),
      title: this.#said(),
      artist: this.#said(),
      album: this.#textOrNull(),
      label: this.#textOrNull(),
      url: this.#textOrNull(),
      account: this.#textOrNull(),
      fileName: this.#textOrNull(),
      durationMs,
      offers: offered,
    }
  }

  #match(): ListingMatch {
    const recordingId = this.#said()
    const score = this.#number()
    const verdict = verdicts[this.#number()] ?? 'possible'
    const reasonCount = this.#number()
    const reasons: string[] = []
    for (let index = 0; index < reasonCount; index++) reasons.push(this.#said())
    return { recordingId, score, verdict, reasons }
  }

  #number(): number {
    return this.#hits.numbers[this.#at++] ?? 0
  }

  #said(): string {
    return this.#textOrNull() ?? ''
  }

  #textOrNull(): string | null {
    const length = this.#number()
    if (length === absent) return null
    const start = this.#unit
    this.#unit = start + length
    return this.#text.slice(start, this.#unit)
  }
}

/** The rows, one at a time. The bytes of a row are part of what was packed, so to keep one is to keep them all. */
export function* hitsOf(hits: PackedHits): Generator<RowHit> {
  const reader = new HitReader(hits)
  for (let left = hits.length; left > 0; left--) yield reader.next()
}

/** The same rows with other numbers and offsets. */
export function movedHits(hits: PackedHits, rows: number, bytes: number): PackedHits {
  return { ...hits, rowsBefore: hits.rowsBefore + rows, bytesBefore: hits.bytesBefore + bytes }
}

import type { RowHit } from './swept-row.ts'

/**
 * Rows that concern the catalogue, in the order they were found, as bytes: thousands of them come together before they are
 * handed on, and so many objects would have to be looked after all that time, in the thread that found them and in the
 * one they are sent to.
 */
export interface PackedHits {
  readonly length: number
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What is to be added to the row numbers and the offsets. */
  readonly rowsBefore: number
  readonly bytesBefore: number
}

export const noHits: PackedHits = { length: 0, bytes: new Uint8Array(), rowsBefore: 0, bytesBefore: 0 }

/** In front of each hit: how long its text is, and how long the row itself. */
const headBytes = 8
const smallest = 1 << 12

/** Packs rows as they are found. */
export class HitPacker {
  length = 0
  #bytes = Buffer.alloc(0)
  #end = 0

  /** Bytes taken up so far. */
  get size(): number {
    return this.#end
  }

  add({ raw, ...hit }: RowHit): void {
    // Well-formed whatever the texts hold: what UTF-8 could not express stands escaped in it.
    const text = JSON.stringify(hit)
    const start = this.#end + headBytes
    this.#reserve(start + 3 * text.length + raw.length)
    const bytes = this.#bytes
    const textBytes = bytes.write(text, start)
    bytes.writeUInt32LE(textBytes, this.#end)
    bytes.writeUInt32LE(raw.length, this.#end + 4)
    bytes.set(raw, start + textBytes)
    this.#end = start + textBytes + raw.length
    this.length++
  }

  /** What was packed; nothing can be added behind that. */
  finish(): PackedHits {
    if (this.length === 0) return noHits
    return { ...noHits, length: this.length, bytes: new Uint8Array(this.#bytes.subarray(0, this.#end)) }
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(smallest, 2 * this.#bytes.length, bytes))
    this.#bytes.copy(larger, 0, 0, this.#end)
    this.#bytes = larger
  }
}

/** The rows, one at a time. The bytes of a row are part of what was packed, so to keep one is to keep them all. */
export function* hitsOf({ length, bytes, rowsBefore, bytesBefore }: PackedHits): Generator<RowHit> {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 0
  for (let index = 0; index < length; index++) {
    const start = at + headBytes
    const textEnd = start + packed.readUInt32LE(at)
    at = textEnd + packed.readUInt32LE(at + 4)
    // Written by `HitPacker` in this very program.
    const hit = JSON.parse(packed.toString('utf8', start, textEnd)) as Omit<RowHit, 'raw'>
    const { row, byteOffset, ...found } = hit
    yield {
      ...found,
      row: rowsBefore + row,
      byteOffset: bytesBefore + byteOffset,
      raw: bytes.subarray(textEnd, at),
    }
  }
}

/** The same rows with other numbers and offsets. */
export function movedHits(hits: PackedHits, rows: number, bytes: number): PackedHits {
  return { ...hits, rowsBefore: hits.rowsBefore + rows, bytesBefore: hits.bytesBefore + bytes }
}

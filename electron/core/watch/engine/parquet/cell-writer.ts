import { maxRowBytes } from '../layout.ts'
import type { TextWindow } from '../text-window.ts'
import type { TextColumn } from './text-column.ts'

/** Bytes that stand in no text, so that no cell needs quotation marks because of them. */
export const delimiter = 0x1f
export const terminator = 0x1e

const quote = 0x22
const space = 0x20
/** No cell is longer: what is cut off would make the row too long to be one. */
const longestCell = maxRowBytes >> 3
/** Bytes of text written before they are swept. */
const enoughBytes = 1 << 20

/** Writes rows of cells as delimited text where it is swept. */
export class CellWriter {
  readonly #bytes: Buffer
  /** Where each row starts. */
  #starts = new Int32Array(1 << 14)
  #rows = 0
  #firstRow = 0
  #length = 0

  /** @param bytes the text is written into, from its beginning. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Forgets everything; the next row written has this number. */
  start(row: number): void {
    this.#firstRow = row
    this.#rows = 0
    this.#length = 0
    this.#starts[0] = 0
  }

  get hasRoom(): boolean {
    return this.#length < enoughBytes && this.#length + maxRowBytes < this.#bytes.length
  }

  /** The text a column stands at. */
  cell(column: TextColumn): void {
    if (column.end > column.start) this.#write(column.bytes, column.start, column.end)
    this.#bytes[this.#length++] = delimiter
  }

  endRow(): void {
    this.#bytes[this.#length++] = terminator
    this.#rows++
    if (this.#rows === this.#starts.length) {
      const more = new Int32Array(this.#starts.length * 2)
      more.set(this.#starts)
      this.#starts = more
    }
    this.#starts[this.#rows] = this.#length
  }

  /** Number of the row that starts at `position`. */
  rowAt(position: number): number {
    let low = 0
    let high = this.#rows
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) < position) low = middle + 1
      else high = middle
    }
    return this.#firstRow + low
  }

  /** A window on what was written, in which offsets are numbers of rows. */
  window(): TextWindow {
    return {
      bytes: this.#bytes,
      length: this.#length,
      final: true,
      slide: () => Promise.resolve(),
      offsetOf: (position) => this.rowAt(position),
      positionOf: (row) => this.#starts[row - this.#firstRow] ?? this.#length,
      raw: (start, end) => new Uint8Array(this.#bytes.subarray(start, end)),
    }
  }

  #write(source: Buffer, start: number, behind: number): void {
    const bytes = this.#bytes
    const end = Math.min(behind, start + longestCell)
    let at = this.#length
    const isQuoted = source[start] === quote
    if (isQuoted) bytes[at++] = quote
    for (let index = start; index < end; index++) {
      const byte = source[index] ?? 0
      if (byte === quote && isQuoted) bytes[at++] = quote
      bytes[at++] = byte < space ? space : byte
    }
    if (isQuoted) bytes[at++] = quote
    this.#length = at
  }
}

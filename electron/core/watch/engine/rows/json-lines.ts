/**
 * In front of a line that is no row but says why one could not be read. A character that no listing starts a line
 * with (CAN, U+0018).
 */
export const remarkMark = 0x18

const lineFeed = 0x0a
const quote = 0x22
const backslash = 0x5c
const pieceBytes = 256 * 1024
const hex = Buffer.from('0123456789abcdef', 'latin1')

/** Writes rows as JSON Lines into pieces of bytes. */
export class JsonLinesWriter {
  #bytes = Buffer.allocUnsafe(pieceBytes)
  #length = 0
  readonly #full: Buffer[] = []

  /** Pieces that are ready; to be taken often. */
  take(): readonly Buffer[] {
    return this.#full.splice(0)
  }

  /** What is left, at the end. */
  finish(): readonly Buffer[] {
    this.#flush()
    return this.take()
  }

  /** True when pieces are waiting. */
  get ready(): boolean {
    return this.#full.length > 0
  }

  /** A row. */
  object(row: object): void {
    this.raw(Buffer.from(JSON.stringify(row)))
    this.endLine()
  }

  /** A sentence about a row that could not be read; it is counted as one. */
  remark(sentence: string): void {
    this.raw(Buffer.from(String.fromCharCode(remarkMark) + sentence.replaceAll('\n', ' ')))
    this.endLine()
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  byte(byte: number): void {
    this.#reserve(1)
    this.#bytes[this.#length] = byte
    this.#length++
  }

  endLine(): void {
    this.byte(lineFeed)
    if (this.#length > pieceBytes / 2) this.#flush()
  }

  /** UTF-8 text as a JSON string, quotation marks included. */
  text(source: Uint8Array, start: number, end: number): void {
    this.#reserve(6 * (end - start) + 2)
    const bytes = this.#bytes
    let length = this.#length
    bytes[length++] = quote
    for (let at = start; at < end; at++) {
      const byte = source[at] ?? 0
      if (byte === quote || byte === backslash) bytes[length++] = backslash
      else if (byte < 0x20) {
        length = escaped(bytes, length, byte)
        continue
      }
      bytes[length++] = byte
    }
    bytes[length++] = quote
    this.#length = length
  }

  /** Undoes what was written since `mark()` was asked. */
  back(mark: number): void {
    this.#length = mark
  }

  /** Where the next byte goes; holds until a piece is full. */
  mark(): number {
    return this.#length
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#length + count))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }

  #flush(): void {
    if (this.#length === 0) return
    this.#full.push(this.#bytes.subarray(0, this.#length))
    this.#bytes = Buffer.allocUnsafe(pieceBytes)
    this.#length = 0
  }
}

function escaped(bytes: Uint8Array, at: number, byte: number): number {
  bytes[at] = backslash
  bytes[at + 1] = 0x75
  bytes[at + 2] = 0x30
  bytes[at + 3] = 0x30
  bytes[at + 4] = hex[byte >> 4] ?? 0x30
  bytes[at + 5] = hex[byte & 15] ?? 0x30
  return at + 6
}

import { readSync } from 'node:fs'
import { BrokenStream } from '../broken-stream.ts'

/** Longer stretches are read to memory of their own, so that a single one does not take it up for good. */
const longestKept = 8 << 20
const keptPiece = 1 << 18

/** Reads stretches of a file to memory that is used again for the next one. */
export class PageBytes {
  readonly #fd: number
  #kept = Buffer.alloc(0)

  constructor(fd: number) {
    this.#fd = fd
  }

  /** Exactly these bytes, until the next are asked for. Throws `BrokenStream` when the file ends before. */
  at(start: number, length: number): Buffer {
    const bytes = this.#room(length)
    let got = 0
    while (got < length) {
      const more = readSync(this.#fd, bytes, got, length - got, start + got)
      if (more === 0) throw new BrokenStream('truncated')
      got += more
    }
    return bytes
  }

  #room(length: number): Buffer {
    if (length > longestKept) return Buffer.allocUnsafeSlow(length)
    if (this.#kept.length < length) {
      this.#kept = Buffer.allocUnsafeSlow(Math.ceil(length / keptPiece) * keptPiece)
    }
    return this.#kept.subarray(0, length)
  }
}

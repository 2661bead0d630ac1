import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'

const windowBytes = 256 * 1024
const chunkBytes = 1024 * 1024

/**
 * Reads a zip for yauzl through a window of 256 KB, so that its many small reads of headers cost no system call
 * each, and hands out stored ranges directly.
 */
export class WindowReader extends RandomAccessReader {
  readonly size: number
  readonly #path: string
  readonly #file: number
  readonly #window = Buffer.allocUnsafe(windowBytes)
  readonly #small = Buffer.allocUnsafe(windowBytes)
  // One for all: ranges are read one after the other, and a new one for each is freed late.
  readonly #large = Buffer.allocUnsafe(chunkBytes)
  #start = 0
  #length = 0

  constructor(path: string) {
    super()
    this.#path = path
    this.#file = openSync(path, 'r')
    this.size = fstatSync(this.#file).size
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    let failure: Error | null = null
    try {
      this.#fill(buffer.subarray(offset, offset + length), position)
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error))
    }
    process.nextTick(callback, failure)
  }

  /** Yields a range of the file; a chunk is valid until the next. Throws when the file ends before it. */
  *range(start: number, length: number): Generator<Uint8Array> {
    if (length <= windowBytes) {
      const small = this.#small.subarray(0, length)
      this.#fill(small, start)
      if (length > 0) yield small
      return
    }
    const buffer = this.#large
    for (let done = 0; done < length;) {
      const wanted = Math.min(buffer.length, length - done)
      const read = readSync(this.#file, buffer, 0, wanted, start + done)
      if (read === 0) throw new Error('the file ends too early')
      yield buffer.subarray(0, read)
      done += read
    }
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#path, { start, end: end - 1 })
  }

  override close(callback: (error: Error | null) => void): void {
    closeSync(this.#file)
    callback(null)
  }

  #fill(target: Buffer, position: number): void {
    if (target.length > windowBytes) {
      if (readSync(this.#file, target, 0, target.length, position) < target.length) throw tooShort()
      return
    }
    if (position < this.#start || position + target.length > this.#start + this.#length) {
      this.#start = position
      this.#length = readSync(this.#file, this.#window, 0, windowBytes, position)
    }
    const from = position - this.#start
    if (from + target.length > this.#length) throw tooShort()
    this.#window.copy(target, 0, from, from + target.length)
  }
}

function tooShort(): Error {
  return new Error('unexpected end of file')
}

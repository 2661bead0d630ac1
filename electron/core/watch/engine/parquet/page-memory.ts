import { giveBack } from '../give-back.ts'

/** Pages of a group of rows as DuckDB and Spark write it are hardly larger together. */
const roomBytes = 32 << 20
/** How much memory is kept at hand for what the room is too small for. */
const mostSpare = 6 << 20
const loosePiece = 1 << 19

/**
 * Memory pages are unpacked to, used again for the next group of rows: memory that is asked for anew for each page makes
 * for more work than many a page itself. What there is no room for gets memory of its own, which is to be let go.
 */
export class PageMemory {
  readonly #roomBytes: number
  #room: Buffer = Buffer.alloc(0)
  #used = 0
  /** The smallest first. */
  readonly #spare: Buffer[] = []
  #spareBytes = 0

  /** @param bytes how much room there is; only what is used of it takes up real memory. */
  constructor(bytes = roomBytes) {
    this.#roomBytes = bytes
  }

  /** Memory with anything in it. */
  bytes(length: number): Buffer {
    if (this.#room.length === 0) this.#room = Buffer.allocUnsafeSlow(this.#roomBytes)
    const start = this.#used
    // Numbers must stand at multiples of their size.
    const end = start + Math.ceil(length / 8) * 8
    if (end > this.#roomBytes) return this.#loose(length)
    this.#used = end
    return this.#room.subarray(start, start + length)
  }

  /** The same for numbers. */
  numbers(count: number): Int32Array {
    const { buffer, byteOffset } = this.bytes(4 * count)
    return new Int32Array(buffer, byteOffset, count)
  }

  /** True for memory that stays as it is until `clear`. */
  keeps(memory: ArrayBufferView): boolean {
    return memory.buffer === this.#room.buffer
  }

  /** To be told of memory that nobody looks at any more; what is kept is kept. */
  letGo({ buffer }: ArrayBufferView): void {
    if (buffer === this.#room.buffer || !(buffer instanceof ArrayBuffer) || buffer.detached) return
    if (this.#spare.some((spare) => spare.buffer === buffer)) return
    if (buffer.byteLength > mostSpare) {
      buffer.transfer(0)
      return
    }
    this.#spare.push(Buffer.from(buffer))
    this.#spareBytes += buffer.byteLength
    // What is large serves for what is small as well.
    this.#spare.sort((one, other) => one.length - other.length)
    while (this.#spareBytes > mostSpare) {
      const [smallest] = this.#spare
      if (smallest === undefined) return
      this.#takeOut(smallest)
      // Until it is collected, several times as much would be taken.
      giveBack(smallest)
    }
  }

  /** The same for memory that nobody will look at again: if it was asked for last, its room is free again. */
  giveBack(memory: ArrayBufferView): void {
    if (!this.keeps(memory)) this.letGo(memory)
    else if (Math.ceil((memory.byteOffset + memory.byteLength) / 8) * 8 === this.#used)
      this.#used = memory.byteOffset
  }

  /** Nobody may look at anything that was kept afterwards. */
  clear(): void {
    this.#used = 0
  }

  #loose(length: number): Buffer {
    const found = this.#spare.find((spare) => spare.length >= length)
    // A little more, so that it serves for the next page as well.
    if (found === undefined)
      return Buffer.allocUnsafeSlow(Math.ceil(length / loosePiece) * loosePiece).subarray(0, length)
    this.#takeOut(found)
    return found.subarray(0, length)
  }

  #takeOut(spare: Buffer): void {
    this.#spare.splice(this.#spare.indexOf(spare), 1)
    this.#spareBytes -= spare.length
  }
}

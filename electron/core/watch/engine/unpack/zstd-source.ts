import { readSync } from 'node:fs'
import { BrokenStream } from '../broken-stream.ts'
import type { ByteSource } from '../byte-source.ts'
import type { UnpackNotes } from './unpack.ts'
import { refused } from './zstd.ts'
import { type FramePiece, FrameWalker } from './zstd-frames.ts'
import type { ZstdStepper } from './zstd-stepper.ts'

const packedBytes = 64 * 1024

/** Where in a file packed data lies. */
export interface PackedStretch {
  readonly start: number
  /** Infinite: as far as the file goes. */
  readonly end: number
}

/**
 * What a stretch of frames in an open file holds, unpacked by the thread that reads, straight into where it is wanted.
 * Behaves like `unpackingSource`, and takes over the stepper.
 */
export class ZstdSource implements ByteSource {
  readonly #fd: number
  readonly #stretch: PackedStretch
  readonly #blockBytes: number
  readonly #stepper: ZstdStepper
  readonly #packed = Buffer.allocUnsafeSlow(packedBytes)
  readonly #walker = new FrameWalker()
  readonly #notes: UnpackNotes = { ignoredTail: false, refusal: null }
  #position: number
  #pieces: Iterator<FramePiece, unknown> | null = null
  #piece: Buffer = Buffer.alloc(0)
  #from = 0
  /** True when the decoder may have more to give than there was room for. */
  #isFull = false
  #failure: Error | null = null

  constructor(fd: number, stretch: PackedStretch, blockBytes: number, stepper: ZstdStepper) {
    this.#fd = fd
    this.#stretch = stretch
    this.#blockBytes = blockBytes
    this.#stepper = stepper
    this.#position = stretch.start
  }

  get position(): number {
    return this.#position
  }

  get ignoredTail(): boolean {
    return this.#notes.ignoredTail
  }

  get refusal(): string | null {
    return this.#notes.refusal
  }

  read(into: Uint8Array, at: number): number {
    if (this.#failure !== null) throw this.#failure
    const room = Math.min(this.#blockBytes, into.length - at)
    let got = 0
    try {
      while (got < room && this.#step(into, at + got, room - got)) got += this.#stepper.given
    } catch (error) {
      // What came before is given out first.
      if (got === 0 || !(error instanceof Error)) throw error
      this.#failure = error
    }
    return got
  }

  close(): Promise<void> {
    this.#stepper.close()
    return Promise.resolve()
  }

  /** Unpacks as much as there is room for, or as there is at hand. False at the end of the data. */
  #step(into: Uint8Array, at: number, room: number): boolean {
    const stepper = this.#stepper
    if (!this.#isFull && this.#from === this.#piece.length) {
      const next = this.#nextPiece()
      if (next === null) return false
      this.#piece = next
      this.#from = 0
    }
    stepper.step(this.#piece, this.#from, into, at, room)
    if (!this.#isFull && stepper.taken === 0 && stepper.given === 0) throw new BrokenStream('damaged')
    this.#from += stepper.taken
    this.#isFull = stepper.given === room
    return true
  }

  #nextPiece(): Buffer | null {
    for (;;) {
      const next = this.#pieces?.next()
      if (this.#walker.refusedWindow > 0) throw refused(this.#walker.refusedWindow, this.#notes)
      if (next !== undefined && next.done !== true) return next.value.bytes
      if (this.#walker.ended) {
        this.#notes.ignoredTail = true
        return null
      }
      const wanted = Math.min(packedBytes, this.#stretch.end - this.#position)
      const got = wanted === 0 ? 0 : readSync(this.#fd, this.#packed, 0, wanted, this.#position)
      if (got === 0) {
        if (this.#walker.open) throw new BrokenStream('truncated')
        return null
      }
      this.#position += got
      this.#pieces = this.#walker.feed(this.#packed.subarray(0, got))
    }
  }
}

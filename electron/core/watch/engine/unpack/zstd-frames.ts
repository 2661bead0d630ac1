import { BrokenStream } from '../broken-stream.ts'

// A reader that stops after the first frame would take the beginning of a file for the whole, and Node's own does, mostly
// without a word. So frames are told apart here (RFC 8878, section 3): skippable ones are left out, and every other is
// handed on by itself.

/** Part of a frame. */
export interface FramePiece {
  readonly bytes: Buffer
  /** True when the frame ends with it. */
  readonly last: boolean
}

/** Memory a frame may ask for; what `zstd` itself takes without being told otherwise. */
export const largestWindow = 2 ** 27

/** Packed blocks handed on at a time: a block unpacks to 128 KiB at most, however small it is. */
const blocksPerPiece = 32
const magic = 0xfd2fb528
const firstSkippable = 0x184d2a50
const lastSkippable = 0x184d2a5f

type State =
  | { readonly at: 'start' | 'block' }
  | { readonly at: 'content'; left: number; readonly last: boolean }
  | { readonly at: 'skip'; left: number }

/** Follows zstd data as it comes, and cuts it where frames end. */
export class FrameWalker {
  /** Frames met so far that hold content. */
  frames = 0
  /** True when the data no longer goes on as zstd data. */
  ended = false
  /** Window a frame asked for that is larger than `largestWindow`; 0 when none did. */
  refusedWindow = 0
  #state: State = { at: 'start' }
  #head: Buffer = Buffer.alloc(0)
  #checksum = false

  /** True when the data breaks off here: inside a frame, or in front of one. */
  get open(): boolean {
    return !this.ended && (this.#state.at !== 'start' || this.#head.length > 0 || this.frames === 0)
  }

  /** Takes further bytes and cuts them up. Throws `BrokenStream` when the first frame is none. */
  *feed(chunk: Buffer): Generator<FramePiece> {
    const bytes = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk])
    this.#head = Buffer.alloc(0)
    /** Where the frame's bytes start that were not handed on yet; -1 outside of frames. */
    let from = this.#state.at === 'block' || this.#state.at === 'content' ? 0 : -1
    let at = 0
    let blocks = 0
    while (at < bytes.length && !this.ended) {
      const state = this.#state
      if (state.at === 'start') {
        const header = this.#frameStart(bytes, at)
        if (header < 0) {
          this.#keep(bytes.subarray(at))
          return
        }
        if (header === 0) return
        from = this.#state.at === 'block' ? at : -1
        at += header
      } else if (state.at === 'block') {
        if (bytes.length - at < 3) {
          if (at > from) yield { bytes: bytes.subarray(from, at), last: false }
          this.#keep(bytes.subarray(at))
          return
        }
        this.#blockStart(bytes.readUIntLE(at, 3))
        at += 3
      }
      if (this.#state.at !== 'content' && this.#state.at !== 'skip') continue
      const step = Math.min(this.#state.left, bytes.length - at)
      this.#state.left -= step
      at += step
      if (this.#state.left > 0) break
      const last = this.#state.at === 'content' && this.#state.last
      const inside = this.#state.at === 'content' && !last
      this.#state = { at: inside ? 'block' : 'start' }
      blocks++
      if (from >= 0 && (last || blocks >= blocksPerPiece)) {
        yield { bytes: bytes.subarray(from, at), last }
        from = last ? -1 : at
        blocks = 0
      }
    }
    if (from >= 0 && at > from) yield { bytes: bytes.subarray(from, at), last: false }
  }

  #keep(rest: Buffer): void {
    this.#head = Buffer.from(rest)
  }

  /** Reads what starts at `at`; returns the length of its header, or -1 when it is not all there. */
  #frameStart(bytes: Buffer, at: number): number {
    const header = frameHeader(bytes, at)
    if (header === 'incomplete') return -1
    if (header === 'other') {
      if (this.frames === 0) throw new BrokenStream('damaged')
      this.ended = true
      return 0
    }
    if (header.kind === 'skippable') {
      this.#state = { at: 'skip', left: header.content }
      return header.length
    }
    if (header.window > largestWindow) this.refusedWindow = header.window
    this.#checksum = header.hasChecksum
    this.#state = { at: 'block' }
    this.frames++
    return header.length
  }

  #blockStart(header: number): void {
    const last = (header & 1) === 1
    const repeated = ((header >> 1) & 3) === 1
    const left = (repeated ? 1 : header >> 3) + (last && this.#checksum ? 4 : 0)
    this.#state = { at: 'content', left, last }
  }
}

/** What a frame says of itself at its beginning. */
export type FrameHeader =
  | { readonly kind: 'skippable'; readonly length: number; readonly content: number }
  | {
      readonly kind: 'frame'
      readonly length: number
      /** Memory it asks for. */
      readonly window: number
      readonly hasChecksum: boolean
    }

export const longestFrameHeader = 18

/** Reads the header of the frame that starts at `at`. `other`: what starts there is none. */
export function frameHeader(bytes: Buffer, at: number): FrameHeader | 'incomplete' | 'other' {
  const left = bytes.length - at
  if (left < 5) return 'incomplete'
  const id = bytes.readUInt32LE(at)
  if (id >= firstSkippable && id <= lastSkippable) {
    if (left < 8) return 'incomplete'
    return { kind: 'skippable', length: 8, content: bytes.readUInt32LE(at + 4) }
  }
  if (id !== magic) return 'other'
  const descriptor = bytes[at + 4] ?? 0
  const single = (descriptor >> 5) & 1
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  const sizeBytes = [single, 2, 4, 8][descriptor >> 6] ?? 0
  const length = 5 + (single === 1 ? 0 : 1) + dictionaryBytes + sizeBytes
  if (left < length) return 'incomplete'
  const window =
    single === 1
      ? contentSize(bytes.subarray(at + length - sizeBytes, at + length))
      : windowSize(bytes[at + 5] ?? 0)
  return { kind: 'frame', length, window, hasChecksum: ((descriptor >> 2) & 1) === 1 }
}

/** RFC 8878, 3.1.1.1.2. */
function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}

/** A frame in one segment needs its whole content in memory. RFC 8878, 3.1.1.1.4. */
function contentSize(field: Buffer): number {
  if (field.length === 8) return Number(field.readBigUInt64LE(0))
  const value = field.readUIntLE(0, field.length)
  return field.length === 2 ? value + 256 : value
}

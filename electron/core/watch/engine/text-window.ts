import type { ByteSource } from './byte-source.ts'
import { maxRowBytes } from './layout.ts'

/** What a scanner of rows sees: UTF-8 text in `bytes[0…length)`. The byte after it may be overwritten. */
export interface TextView {
  readonly bytes: Uint8Array
  readonly length: number
  /** True when nothing follows. */
  readonly final: boolean
}

/**
 * A window that slides over a listing file. Text in UTF-16 is transcoded on the way, yet offsets and raw bytes
 * are those of the unpacked file itself. It holds a row of `maxRowBytes` and a block whatever the size of the
 * file.
 */
export interface TextWindow extends TextView {
  /** Drops what stands before `keepFrom`, moves the rest to the front and reads on behind it. */
  slide(keepFrom: number): Promise<void>
  /** Offset in the unpacked file of the text at `position`. Cheapest when positions are asked in order. */
  offsetOf(position: number): number
  /** Position of the text at `offset`; beyond `length` when it is not in the window yet. */
  positionOf(offset: number): number
  /** The file's own bytes of the text from `start` to `end`, until the window slides. */
  raw(start: number, end: number): Uint8Array
}

/** A window on text that is swept as it is. `buffer` may be handed on from window to window. */
export function plainWindow(
  source: ByteSource,
  start: number,
  blockBytes: number,
  buffer?: Buffer,
): TextWindow {
  const bytes = buffer ?? allocateText(blockBytes)
  let offset = start
  let length = 0
  let final = false
  return {
    bytes,
    get length() {
      return length
    },
    get final() {
      return final
    },
    async slide(keepFrom) {
      bytes.copyWithin(0, keepFrom, length)
      offset += keepFrom
      length -= keepFrom
      const got = await source.read(bytes.subarray(0, bytes.length - 1), length)
      length += got
      final = got === 0
    },
    offsetOf: (position) => offset + position,
    positionOf: (wanted) => wanted - offset,
    raw: (from, to) => bytes.subarray(from, to),
  }
}

/** The buffer a window needs for the text of blocks of this size, whatever their encoding. */
function allocateText(blockBytes: number): Buffer {
  // A code unit of UTF-16 needs up to three bytes of UTF-8; a byte of UTF-8 stands for up to two original bytes.
  return Buffer.allocUnsafeSlow(textCapacity(blockBytes))
}

/** Bytes of text that a window must be able to hold. */
export function textCapacity(blockBytes: number): number {
  return maxRowBytes + 2 * blockBytes + 64
}

/** A window on UTF-16 text. `start` must be the offset of a code unit. */
export function utf16Window(
  source: ByteSource,
  start: number,
  blockBytes: number,
  byteOrder: 'le' | 'be',
  buffer?: Buffer,
): TextWindow {
  const low = byteOrder === 'le' ? 0 : 1
  const bytes = buffer ?? allocateText(blockBytes)
  const original = Buffer.allocUnsafeSlow(2 * maxRowBytes + 5 * blockBytes + 128)
  let offset = start
  let originalLength = 0
  let decoded = 0
  let length = 0
  let final = false
  let known = { position: 0, at: 0 }

  /** Original bytes between the front of the window and `position`. */
  const before = (position: number): number => {
    const from = position >= known.position ? known : { position: 0, at: 0 }
    known = { position, at: from.at + utf16Bytes(bytes, from.position, position) }
    return known.at
  }
  const decode = (ended: boolean) => {
    while (decoded + 1 < originalLength) {
      const unit = ((original[decoded + 1 - low] ?? 0) << 8) | (original[decoded + low] ?? 0)
      let codePoint = unit
      let width = 2
      if (unit >= 0xd800 && unit <= 0xdfff) {
        if (unit < 0xdc00 && decoded + 3 >= originalLength && !ended) return
        const next =
          decoded + 3 < originalLength
            ? ((original[decoded + 3 - low] ?? 0) << 8) | (original[decoded + 2 + low] ?? 0)
            : 0
        const paired = unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff
        codePoint = paired ? 0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff) : 0xfffd
        width = paired ? 4 : 2
      }
      length = writeUtf8(bytes, length, codePoint)
      decoded += width
    }
  }

  return {
    bytes,
    get length() {
      return length
    },
    get final() {
      return final
    },
    async slide(keepFrom) {
      const dropped = before(keepFrom)
      bytes.copyWithin(0, keepFrom, length)
      original.copyWithin(0, dropped, originalLength)
      offset += dropped
      originalLength -= dropped
      decoded -= dropped
      length -= keepFrom
      known = { position: 0, at: 0 }
      const got = await source.read(original.subarray(0, originalLength + blockBytes), originalLength)
      originalLength += got
      decode(got === 0)
      final = got === 0
    },
    offsetOf: (position) => offset + before(position),
    positionOf(wanted) {
      let position = offset + known.at <= wanted ? known.position : 0
      let at = offset + (position === 0 ? 0 : known.at)
      while (at < wanted && position < length) {
        const width = utf8Width(bytes[position] ?? 0)
        at += width === 4 ? 4 : 2
        position += width
      }
      return at < wanted ? length + 1 : position
    },
    raw(from, to) {
      const first = before(from)
      return original.subarray(first, before(to))
    },
  }
}

/** Bytes that UTF-16 takes for the UTF-8 text `bytes[start…end)`. */
function utf16Bytes(bytes: Uint8Array, start: number, end: number): number {
  let units = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1
  }
  return units * 2
}

function utf8Width(lead: number): number {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}

function writeUtf8(out: Uint8Array, at: number, codePoint: number): number {
  if (codePoint < 0x80) {
    out[at] = codePoint
    return at + 1
  }
  const width = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
  let rest = codePoint
  for (let i = width - 1; i > 0; i--) {
    out[at + i] = 0x80 | (rest & 0x3f)
    rest >>= 6
  }
  out[at] = (width === 2 ? 0xc0 : width === 3 ? 0xe0 : 0xf0) | rest
  return at + width
}

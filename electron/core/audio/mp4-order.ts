import { readSync } from 'node:fs'

const largestIndex = 64 << 20
const mostBoxes = 100_000
const nested = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl'])

interface Box {
  readonly type: string
  readonly at: number
  readonly bytes: number
}

/**
 * The bytes of an MPEG-4 file in an order in which it can be decoded as it streams: the index (`moov`) first, its
 * chunk offsets shifted to where the sound then lies. Recorders write the index last, and a decoder would have to keep
 * the whole file in memory until it comes. ISO/IEC 14496-12 §8.7.5.
 */
export function* mp4InOrder(fd: number, fileBytes: number, blockBytes: number): Generator<Uint8Array> {
  const boxes = topBoxes(fd, fileBytes)
  const index = boxes.find(({ type }) => type === 'moov')
  if (index === undefined || index.bytes > largestIndex) {
    yield* blocks(fd, 0, fileBytes, blockBytes)
    return
  }
  const moov = Buffer.alloc(index.bytes)
  readSync(fd, moov, 0, moov.length, index.at)
  if (boxes.some(({ type, at }) => type === 'mdat' && at < index.at)) {
    shiftOffsets(moov, 0, moov.length, { before: index.at, by: index.bytes })
    yield moov
    yield* blocks(fd, 0, index.at, blockBytes)
  } else {
    const front = Buffer.alloc(index.at)
    readSync(fd, front, 0, front.length, 0)
    yield Buffer.concat([front, moov])
  }
  yield* blocks(fd, index.at + index.bytes, fileBytes, blockBytes)
}

/** Consecutive blocks of a file. */
export function* blocks(fd: number, from: number, to: number, blockBytes: number): Generator<Uint8Array> {
  for (let at = from; at < to;) {
    // A new buffer each time: decoders may hold on to what they were given.
    const block = Buffer.allocUnsafeSlow(Math.min(blockBytes, to - at))
    const got = readSync(fd, block, 0, block.length, at)
    if (got === 0) return
    yield block.subarray(0, got)
    at += got
  }
}

function topBoxes(fd: number, fileBytes: number): readonly Box[] {
  const boxes: Box[] = []
  const header = Buffer.alloc(16)
  for (let at = 0; at + 8 <= fileBytes && boxes.length < mostBoxes;) {
    const got = readSync(fd, header, 0, 16, at)
    if (got < 8) break
    const bytes = boxBytes(header, got, fileBytes - at)
    if (bytes === null) break
    boxes.push({ type: header.toString('latin1', 4, 8), at, bytes })
    at += bytes
  }
  return boxes
}

/** Size of the box whose header is given, or null when it makes no sense. */
function boxBytes(header: Buffer, got: number, left: number): number | null {
  const stated = header.readUInt32BE(0)
  if (stated === 0) return left
  if (stated !== 1) return stated < 8 || stated > left ? null : stated
  if (got < 16) return null
  const large = Number(header.readBigUInt64BE(8))
  return large < 16 || large > left ? null : large
}

/** Moves the chunk offsets of all tracks that point in front of where the index was. */
function shiftOffsets(
  moov: Buffer,
  from: number,
  to: number,
  shift: { readonly before: number; readonly by: number },
): void {
  for (let at = from; at + 8 <= to;) {
    const bytes = moov.readUInt32BE(at)
    if (bytes < 8 || at + bytes > to) return
    const type = moov.toString('latin1', at + 4, at + 8)
    if (nested.has(type)) shiftOffsets(moov, at + 8, at + bytes, shift)
    else if ((type === 'stco' || type === 'co64') && bytes >= 16) {
      const width = type === 'stco' ? 4 : 8
      const count = Math.min(moov.readUInt32BE(at + 12), Math.floor((bytes - 16) / width))
      for (let entry = 0; entry < count; entry++) shiftOffset(moov, at + 16 + entry * width, width, shift)
    }
    at += bytes
  }
}

function shiftOffset(
  moov: Buffer,
  at: number,
  width: 4 | 8,
  { before, by }: { readonly before: number; readonly by: number },
): void {
  const offset = width === 4 ? moov.readUInt32BE(at) : Number(moov.readBigUInt64BE(at))
  const moved = offset + by
  if (offset >= before || moved > (width === 4 ? 0xffffffff : Number.MAX_SAFE_INTEGER)) return
  if (width === 4) moov.writeUInt32BE(moved, at)
  else moov.writeBigUInt64BE(BigInt(moved), at)
}

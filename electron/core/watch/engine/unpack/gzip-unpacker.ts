import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib'
import { BrokenStream } from '../broken-stream.ts'

// Node's own reader of gzip takes bytes behind the packed data for damage, and loses what it unpacked last with them.
// So members are told apart here, and only what is in them is left to Node.

/** Unpacks gzip data (RFC 1952) as it comes in. */
export interface GzipUnpacker {
  /** True once bytes were met behind the last member that start no other one. */
  readonly ignoredTail: boolean
  /**
   * Takes further packed bytes and resolves when all that is in them has been given out; to false when the packed data
   * has ended. Rejects with `BrokenStream`.
   */
  push(packed: Buffer): Promise<boolean>
  /** Says that nothing follows; resolves to false. Rejects with `BrokenStream` when something should. */
  end(): Promise<boolean>
  destroy(): void
}

const unpackedChunkBytes = 256 * 1024
const trailerBytes = 8
const magic = [0x1f, 0x8b, 8]

interface Member {
  readonly inflate: InflateRaw
  /** Settles when all of the member has been given out, or it is damaged. */
  readonly ended: Promise<void>
  checksum: number
  length: number
  over: boolean
}

/** @param give is called with each unpacked piece, in order. */
export function createGzipUnpacker(give: (chunk: Buffer) => void): GzipUnpacker {
  /** Bytes not used yet, of a header, of a trailer, or in front of a member's data. */
  let left: Buffer = Buffer.alloc(0)
  let member: Member | null = null
  let members = 0
  let ignoredTail = false

  const start = (): Member => {
    const inflate = createInflateRaw({ chunkSize: unpackedChunkBytes })
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    // Awaited later; until then a failure must not count as unhandled.
    promise.catch(() => undefined)
    const started: Member = { inflate, ended: promise, checksum: 0, length: 0, over: false }
    inflate.on('data', (chunk: Buffer) => {
      started.checksum = crc32(chunk, started.checksum)
      started.length = (started.length + chunk.length) >>> 0
      give(chunk)
    })
    inflate.on('end', () => {
      resolve(undefined)
    })
    inflate.on('error', (error) => {
      const isCut = 'code' in error && error.code === 'Z_BUF_ERROR'
      reject(new BrokenStream(isCut ? 'truncated' : 'damaged', error))
    })
    inflate.on('close', () => {
      resolve(undefined)
    })
    return started
  }

  /** Unpacks what there is of the member. True when it is over; then `left` starts with its trailer. */
  const unpack = async (open: Member): Promise<boolean> => {
    const before = open.inflate.bytesWritten
    await Promise.race([written(open.inflate, left), open.ended])
    const used = open.inflate.bytesWritten - before
    // What is not used is not of the member. It may also end with the last byte used; then that shows next time.
    open.over = used < left.length
    left = left.subarray(used)
    if (open.over) await open.ended
    return open.over
  }

  const check = (open: Member) => {
    if (left.readUInt32LE(0) !== open.checksum || left.readUInt32LE(4) !== open.length) {
      throw new BrokenStream('damaged')
    }
    left = left.subarray(trailerBytes)
    member = null
    members++
  }

  /** Goes on with what is left as far as it reaches. False when it is no gzip data any more. */
  const proceed = async (): Promise<boolean> => {
    for (;;) {
      if (member === null) {
        if (!left.subarray(0, magic.length).every((byte, index) => byte === magic[index])) {
          if (members === 0) throw new BrokenStream('damaged')
          // Zeros may fill up the last block of a tape or a disk.
          ignoredTail = left.some((byte) => byte !== 0)
          return false
        }
        const header = headerLength(left)
        if (header < 0) return true
        left = left.subarray(header)
        member = start()
      }
      if (!member.over && (left.length === 0 || !(await unpack(member)))) return true
      if (left.length < trailerBytes) return true
      check(member)
      if (left.length === 0) return true
    }
  }

  return {
    get ignoredTail() {
      return ignoredTail
    },
    push(packed) {
      left = left.length === 0 ? packed : Buffer.concat([left, packed])
      return proceed()
    },
    async end() {
      if (member === null && members > 0 && left.length < magic.length) {
        ignoredTail = left.length > 0
        return false
      }
      if (member !== null && !member.over) {
        member.inflate.end()
        await member.ended
      }
      // A header or a trailer is cut off.
      throw new BrokenStream('truncated')
    },
    destroy() {
      member?.inflate.destroy()
    },
  }
}

/** Resolves when all of `packed` that the stream wants has been unpacked and given out. */
function written(inflate: InflateRaw, packed: Buffer): Promise<void> {
  return new Promise((resolve) => {
    inflate.write(packed, () => {
      resolve()
    })
  })
}

const hasExtra = 4
const hasName = 8
const hasComment = 16
const hasChecksum = 2

/** Length of the header of a member (RFC 1952, section 2.3), or -1 when it is not all there. */
function headerLength(bytes: Buffer): number {
  if (bytes.length < 10) return -1
  const flags = bytes[3] ?? 0
  let at = 10
  if ((flags & hasExtra) !== 0) {
    if (bytes.length < at + 2) return -1
    at += 2 + bytes.readUInt16LE(at)
  }
  for (const flag of [hasName, hasComment]) {
    if ((flags & flag) === 0) continue
    const end = bytes.indexOf(0, at)
    if (end < 0) return -1
    at = end + 1
  }
  if ((flags & hasChecksum) !== 0) at += 2
  return at <= bytes.length ? at : -1
}

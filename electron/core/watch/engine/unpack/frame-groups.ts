import { readSync } from 'node:fs'
import { frameHeader, longestFrameHeader } from './zstd-frames.ts'
import type { PackedStretch } from './zstd-source.ts'

// Frames of zstd can be unpacked side by side. Where they end is told by the headers of their blocks, without unpacking
// anything; a table of frames, which some files have, is not needed and could be wrong.

/** What was found of a file's frames. Plain data: it travels from a worker. */
export interface FoundGroups {
  /** Whole frames one after the other, unpacked together; each begins where the one before ends. */
  readonly groups: readonly PackedStretch[]
  /** Where to look for more; null when there are none. */
  readonly next: number | null
  /** Set where frames begin that are too long, cut off, or followed by something else: what is left is one stream. */
  readonly rest: number | null
}

/** How much of a file is looked at, and how it is divided. */
export interface GroupOrder {
  readonly fd: number
  /** Where a frame begins, or the file. */
  readonly from: number
  readonly fileBytes: number
  /** A group that has so many blocks is full: they unpack to 128 KiB each at most. */
  readonly groupBlocks: number
}

/** Frames of more blocks than this, 64 MiB, are a stream by themselves. */
const mostBlocks = 512
/** Blocks looked at in one go: a few milliseconds of work. */
const blocksAtATime = 4096
const blockHeaderBytes = 3
const reservedBlock = 3
const repeatedBlock = 1

/** Divides the frames of an open zstd file into groups. `pause` is asked once a frame and may throw. */
export function findFrameGroups(order: GroupOrder, pause: () => void): FoundGroups {
  const { from, fileBytes, groupBlocks } = order
  const groups: PackedStretch[] = []
  const head = Buffer.alloc(longestFrameHeader)
  let start = from
  let at = from
  let blocks = 0
  let seen = 0
  for (;;) {
    pause()
    if (at === fileBytes) {
      if (blocks > 0) groups.push({ start, end: at })
      return { groups, next: null, rest: blocks > 0 || start === at ? null : start }
    }
    const got = readSync(order.fd, head, 0, Math.min(head.length, Math.max(0, fileBytes - at)), at)
    const header = frameHeader(head.subarray(0, got), 0)
    if (typeof header === 'string') return { groups, next: null, rest: start }
    if (header.kind === 'skippable') {
      at += header.length + header.content
      continue
    }
    // A group ends only where another frame begins for certain.
    if (blocks >= groupBlocks) {
      groups.push({ start, end: at })
      if (seen >= blocksAtATime) return { groups, next: at, rest: null }
      start = at
      blocks = 0
    }
    const frame = frameExtent(order, at + header.length, header.hasChecksum)
    if (frame === null) {
      if (blocks > 0) groups.push({ start, end: at })
      return { groups, next: null, rest: at > start && blocks > 0 ? at : start }
    }
    at = frame.end
    blocks += frame.blocks
    seen += frame.blocks
  }
}

/** Where a frame whose first block is at `at` ends, and how many blocks it has; null when it is too long or cut off. */
function frameExtent(
  { fd, fileBytes }: GroupOrder,
  at: number,
  hasChecksum: boolean,
): { readonly end: number; readonly blocks: number } | null {
  const header = Buffer.alloc(blockHeaderBytes)
  let end = at
  for (let blocks = 1; blocks <= mostBlocks; blocks++) {
    if (end + blockHeaderBytes > fileBytes) return null
    if (readSync(fd, header, 0, blockHeaderBytes, end) < blockHeaderBytes) return null
    const value = header.readUIntLE(0, blockHeaderBytes)
    const type = (value >> 1) & 3
    if (type === reservedBlock) return null
    end += blockHeaderBytes + (type === repeatedBlock ? 1 : value >> 3)
    if ((value & 1) === 0) continue
    end += hasChecksum ? 4 : 0
    return end <= fileBytes ? { end, blocks } : null
  }
  return null
}

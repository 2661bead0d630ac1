import { readSync } from 'node:fs'

/** One chunk of a RIFF or IFF file; `offset` is where its content starts. */
export interface Chunk {
  readonly id: string
  readonly offset: number
  /** Bytes of content as far as the file goes. */
  readonly bytes: number
  /** What the header claims; more than `bytes` when the file was cut. */
  readonly claimed: number
}

/** A file has a dozen chunks; one with more was made to keep a reader busy. */
const mostChunks = 10_000

/**
 * Lists the chunks of a WAV (RIFF, RF64, BW64: little-endian) or AIFF (IFF: big-endian) file without reading their
 * content. The 64-bit sizes of RF64's `ds64` chunk (EBU Tech 3306) replace the data chunk's. Never throws on content.
 */
export function listChunks(fd: number, fileBytes: number): readonly Chunk[] {
  const header = Buffer.alloc(12)
  if (readSync(fd, header, 0, 12, 0) < 12) return []
  const big = header.toString('latin1', 0, 4) === 'FORM'
  const chunks: Chunk[] = []
  let dataBytes: number | null = null
  for (let at = 12; at + 8 <= fileBytes && chunks.length < mostChunks;) {
    if (readSync(fd, header, 0, 8, at) < 8) break
    const id = header.toString('latin1', 0, 4)
    const stated = big ? header.readUInt32BE(4) : header.readUInt32LE(4)
    const claimed: number = id === 'data' && stated === 0xffffffff && dataBytes !== null ? dataBytes : stated
    chunks.push({ id, offset: at + 8, bytes: Math.min(claimed, fileBytes - at - 8), claimed })
    if (id === 'ds64') dataBytes = dataBytesOf(fd, at + 8)
    at += 8 + claimed + (claimed % 2)
  }
  return chunks
}

/** The content of a chunk, or null when it holds more than `limit` bytes. */
export function readChunk(fd: number, chunk: Chunk, limit: number): Buffer | null {
  if (chunk.bytes > limit) return null
  const content = Buffer.alloc(chunk.bytes)
  return content.subarray(0, readSync(fd, content, 0, content.length, chunk.offset))
}

function dataBytesOf(fd: number, offset: number): number | null {
  const sizes = Buffer.alloc(16)
  if (readSync(fd, sizes, 0, 16, offset) < 16) return null
  const bytes = sizes.readBigUInt64LE(8)
  return bytes > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(bytes)
}

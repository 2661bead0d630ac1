import { crc32, createInflateRaw } from 'node:zlib'
import { BrokenStream } from '../broken-stream.ts'
import { packedPieceBytes, pieces } from './unpack.ts'

/** What a zip says of an entry's content. */
export interface Expected {
  readonly bytes: number
  readonly crc32: number
}

/** Unpacks raw deflate data (RFC 1951) as it stands in a zip. Its end is where the packed bytes end. */
export async function* inflate(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: 256 * 1024 })
  let ready: Buffer[] = []
  let failure: unknown = null
  let wake: () => void = () => undefined
  stream.on('data', (chunk: Buffer) => {
    ready.push(chunk)
  })
  stream.on('error', (error) => {
    failure = error
    wake()
  })
  const taken = () => {
    const all = ready
    ready = []
    return all
  }
  try {
    for await (const piece of pieces(packed, packedPieceBytes)) {
      await new Promise<void>((resolve) => {
        wake = resolve
        stream.write(piece, () => {
          resolve()
        })
      })
      yield* taken()
      if (failure !== null) throw new BrokenStream('damaged', failure)
    }
    await new Promise<void>((resolve) => {
      wake = resolve
      stream.once('end', resolve)
      stream.end()
    })
    yield* taken()
    if (failure !== null) throw new BrokenStream('truncated', failure)
  } finally {
    stream.destroy()
  }
}

/** Passes on what a zip entry holds and throws `BrokenStream` at its end when it is not what the zip says. */
export async function* checked(content: AsyncIterable<Buffer>, expected: Expected): AsyncGenerator<Buffer> {
  let bytes = 0
  let checksum = 0
  for await (const chunk of content) {
    bytes += chunk.length
    checksum = crc32(chunk, checksum)
    yield chunk
  }
  if (bytes < expected.bytes) throw new BrokenStream('truncated')
  if (bytes !== expected.bytes || checksum !== expected.crc32) throw new BrokenStream('damaged')
}

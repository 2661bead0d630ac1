import { crc32, createInflateRaw } from 'node:zlib'
import { BrokenStream } from '../broken-stream.ts'
import { packedPieceBytes, pieces } from './unpack.ts'

/** What a zip says of an entry's content. */
export interface Expected {
  readonly bytes: number
  readonly crc32: number
}

/**
 * Unpacks raw deflate data (RFC 1951) as it stands in a zip. Its end is where the packed bytes end; data that says it
 * ends before is given out as far as it goes.
 */
export async function* inflate(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: 256 * 1024 })
  let ready: Buffer[] = []
  const end: { isReached: boolean; failure: BrokenStream | null } = { isReached: false, failure: null }
  let wake: () => void = () => undefined
  // A stream that ended or failed does not call back what was written to it.
  const stop = () => {
    end.isReached = true
    wake()
  }
  stream.on('data', (chunk: Buffer) => {
    ready.push(chunk)
  })
  stream.on('end', stop)
  stream.on('error', (error) => {
    const isCut = 'code' in error && error.code === 'Z_BUF_ERROR'
    end.failure = new BrokenStream(isCut ? 'truncated' : 'damaged', error)
    stop()
  })
  const taken = () => {
    const all = ready
    ready = []
    return all
  }
  const until = (begin: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      wake = resolve
      if (end.isReached) resolve()
      else begin(resolve)
    })
  try {
    for await (const piece of pieces(packed, packedPieceBytes)) {
      await until((done) => stream.write(piece, done))
      yield* taken()
      if (end.isReached) break
    }
    await until(() => stream.end())
    yield* taken()
    if (end.failure !== null) throw end.failure
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

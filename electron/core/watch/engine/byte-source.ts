import { read as readCallback, readSync } from 'node:fs'
import { promisify } from 'node:util'
import { createGunzip, type Gunzip } from 'node:zlib'

const readAsync = promisify(readCallback)

/** Bytes of a listing file in order. */
export interface ByteSource {
  /** Fills `into` from `at` on with at least one byte and returns how many, or 0 at the end. */
  read(into: Uint8Array, at: number): number | Promise<number>
  /** How far into the file on disk reading has come, in bytes. */
  readonly position: number
  /** Resolves when nothing reads the file any more. The file itself stays open: it is the caller's. */
  close(): Promise<void>
}

/** A packed file ended before its content did, or its content is damaged. What was read before is good. */
export class BrokenStream extends Error {
  readonly kind: 'truncated' | 'damaged'

  constructor(kind: 'truncated' | 'damaged', cause?: unknown) {
    super(`the compressed data is ${kind}`, { cause })
    this.name = 'BrokenStream'
    this.kind = kind
  }
}

/** Reads an open file from `start` on. `blockBytes` bounds one read. */
export function fileSource(fd: number, start: number, blockBytes: number): ByteSource {
  let position = start
  return {
    get position() {
      return position
    },
    read(into, at) {
      const got = readSync(fd, into, at, Math.min(blockBytes, into.length - at), position)
      position += got
      return got
    },
    close: () => Promise.resolve(),
  }
}

// One read of packed bytes can unpack to a thousand times as much, all of which waits in memory.
const packedBlockBytes = 16 * 1024
const unpackedChunkBytes = 256 * 1024
const enoughUnpacked = 2 * 1024 * 1024

/**
 * Unpacks an open gzip file (RFC 1952, any number of members) from its beginning. Unpacking goes on while the
 * caller works on what it has. Throws `BrokenStream` where the data breaks off, after everything before it has
 * been given out.
 */
export function gzipSource(fd: number, blockBytes: number): ByteSource {
  const gunzip = createGunzip({ chunkSize: unpackedChunkBytes })
  const chunks: Buffer[] = []
  let waiting = 0
  let position = 0
  let input: 'idle' | 'feeding' | 'ended' = 'idle'
  let feeding = Promise.resolve()
  let output: 'open' | 'ended' | Error = 'open'
  let wake: () => void = () => undefined

  const settle = (outcome: 'ended' | Error) => {
    if (output === 'open') output = outcome
    wake()
  }
  gunzip.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    waiting += chunk.length
    wake()
  })
  gunzip.on('end', () => {
    settle('ended')
  })
  gunzip.on('error', (error) => {
    settle(brokenStream(error))
  })

  const feed = async () => {
    while (output === 'open' && waiting < enoughUnpacked) {
      const packed = Buffer.allocUnsafe(packedBlockBytes)
      const { bytesRead } = await readAsync(fd, packed, 0, packed.length, position)
      position += bytesRead
      if (bytesRead === 0) {
        gunzip.end()
        return 'ended'
      }
      await unpack(gunzip, packed.subarray(0, bytesRead))
    }
    return 'idle'
  }
  const keepFeeding = () => {
    if (input !== 'idle' || output !== 'open') return
    input = 'feeding'
    feeding = feed().then(
      (state) => {
        input = state
        if (chunks.length === 0) keepFeeding()
      },
      (error: unknown) => {
        input = 'ended'
        settle(error instanceof Error ? error : new Error(String(error)))
      },
    )
  }

  return {
    get position() {
      return position
    },
    async read(into, at) {
      while (chunks.length === 0) {
        if (output === 'ended') return 0
        if (output !== 'open') throw output
        const { promise, resolve } = Promise.withResolvers<undefined>()
        wake = () => {
          resolve(undefined)
        }
        keepFeeding()
        await promise
      }
      const taken = takeChunks(chunks, into, at, Math.min(blockBytes, into.length - at))
      waiting -= taken
      keepFeeding()
      return taken
    },
    async close() {
      settle('ended')
      gunzip.destroy()
      await feeding
    },
  }
}

function takeChunks(chunks: Buffer[], into: Uint8Array, at: number, room: number): number {
  let taken = 0
  for (let chunk = chunks[0]; chunk !== undefined && taken < room; chunk = chunks[0]) {
    const part = Math.min(chunk.length, room - taken)
    chunk.copy(into, at + taken, 0, part)
    taken += part
    if (part === chunk.length) chunks.shift()
    else chunks[0] = chunk.subarray(part)
  }
  return taken
}

/** Resolves when everything in `packed` has been unpacked and given out, or unpacking has ended for good. */
function unpack(gunzip: Gunzip, packed: Buffer): Promise<void> {
  return new Promise((resolve) => {
    // A stream that fails does not call back for the write it failed on.
    const settle = () => {
      gunzip.off('close', settle)
      resolve()
    }
    gunzip.once('close', settle)
    gunzip.write(packed, settle)
  })
}

function brokenStream(error: Error): BrokenStream {
  const truncated = 'code' in error && error.code === 'Z_BUF_ERROR'
  return new BrokenStream(truncated ? 'truncated' : 'damaged', error)
}

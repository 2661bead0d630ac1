import { read as readCallback, readSync } from 'node:fs'
import { promisify } from 'node:util'
import { createGzipUnpacker } from './gzip-unpacker.ts'

const readAsync = promisify(readCallback)

/** Bytes of a listing file in order. */
export interface ByteSource {
  /** Fills `into` from `at` on with at least one byte and returns how many, or 0 at the end. */
  read(into: Uint8Array, at: number): number | Promise<number>
  /** How far into the file on disk reading has come, in bytes. */
  readonly position: number
  /** True when the file goes on behind the end of its packed data, and that was ignored. */
  readonly ignoredTail: boolean
  /** Resolves when nothing reads the file any more. The file itself stays open: it is the caller's. */
  close(): Promise<void>
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
    ignoredTail: false,
    close: () => Promise.resolve(),
  }
}

// One read of packed bytes can unpack to a thousand times as much, all of which waits in memory.
const packedBlockBytes = 16 * 1024
const enoughUnpacked = 2 * 1024 * 1024

/**
 * Unpacks an open gzip file (RFC 1952, any number of members) from its beginning. Unpacking goes on while the
 * caller works on what it has. Throws `BrokenStream` where the data breaks off, after everything before it has
 * been given out. Bytes behind the last member that start no other one are ignored, as gzip itself does.
 */
export function gzipSource(fd: number, blockBytes: number): ByteSource {
  const chunks: Buffer[] = []
  let waiting = 0
  let position = 0
  let ignoredTail = false
  let feeding: Promise<void> | null = null
  let output: 'open' | 'ended' | Error = 'open'
  let wake: () => void = () => undefined

  const settle = (outcome: 'ended' | Error) => {
    if (output === 'open') output = outcome
    wake()
  }
  const unpacker = createGzipUnpacker((chunk) => {
    chunks.push(chunk)
    waiting += chunk.length
    wake()
  })
  const feed = async () => {
    while (output === 'open' && waiting < enoughUnpacked) {
      const packed = Buffer.allocUnsafe(packedBlockBytes)
      const { bytesRead } = await readAsync(fd, packed, 0, packed.length, position)
      position += bytesRead
      const more = bytesRead === 0 ? await unpacker.end() : await unpacker.push(packed.subarray(0, bytesRead))
      if (more) continue
      ignoredTail = unpacker.ignoredTail
      settle('ended')
    }
  }
  const keepFeeding = () => {
    if (feeding !== null || output !== 'open') return
    feeding = feed()
      .catch((error: unknown) => {
        settle(error instanceof Error ? error : new Error(String(error)))
      })
      .then(() => {
        feeding = null
        if (chunks.length === 0) keepFeeding()
      })
  }

  return {
    get position() {
      return position
    },
    get ignoredTail() {
      return ignoredTail
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
      unpacker.destroy()
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

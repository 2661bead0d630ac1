import { read as readCallback } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { BrokenStream } from '../broken-stream.ts'

const readAsync = promisify(readCallback)
const readBytes = 128 * 1024
/** How long to wait for more where nothing tells when it comes. */
const pollMs = 5

/** How far reading of a file has come. */
export interface ReadPosition {
  position: number
}

/** The bytes of an open file from `start` to `end`, without blocking the thread. `progress` is kept up to date. */
export async function* fileBytes(
  fd: number,
  start: number,
  end: number,
  progress: ReadPosition,
): AsyncGenerator<Buffer> {
  let position = start
  progress.position = start
  while (position < end) {
    const block = Buffer.allocUnsafe(Math.min(readBytes, end - position))
    const { bytesRead } = await readAsync(fd, block, 0, block.length, position)
    if (bytesRead === 0) return
    position += bytesRead
    progress.position = position
    yield block.subarray(0, bytesRead)
  }
}

/** What comes out of an open pipe, until whoever writes into it is done. */
export async function* pipeBytes(fd: number, progress: ReadPosition): AsyncGenerator<Buffer> {
  for (;;) {
    const block = Buffer.allocUnsafe(readBytes)
    let got: number
    try {
      got = (await readAsync(fd, block, 0, block.length, null)).bytesRead
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      // How Windows says that the other end was closed.
      if (code === 'EOF') return
      // Whoever made the pipe may have made it one that never waits.
      if (code !== 'EAGAIN') throw error
      await setTimeout(pollMs)
      continue
    }
    if (got === 0) return
    progress.position += got
    yield block.subarray(0, got)
  }
}

/** Bytes in order, of which some can be put back. */
export class ByteFeed {
  /** Offset of the next byte. */
  offset = 0
  readonly #bytes: AsyncIterator<Buffer, unknown>
  #front: Buffer | null = null

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#bytes = bytes[Symbol.asyncIterator]()
  }

  /** The next bytes, at most `limit`; null at the end. */
  async next(limit: number): Promise<Buffer | null> {
    let front: Buffer | null = this.#front
    this.#front = null
    while (front === null || front.length === 0) {
      const next = await this.#bytes.next()
      if (next.done === true) return null
      front = next.value
    }
    const taken = front.subarray(0, limit)
    this.#front = front.subarray(limit)
    this.offset += taken.length
    return taken
  }

  /** Exactly `count` bytes, or what is left. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = []
    let left = count
    while (left > 0) {
      const part = await this.next(left)
      if (part === null) break
      parts.push(part)
      left -= part.length
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
  }

  /** Puts bytes back that were taken last. */
  putBack(bytes: Buffer): void {
    this.offset -= bytes.length
    this.#front = this.#front === null ? bytes : Buffer.concat([bytes, this.#front])
  }

  /** Moves on to `offset`, which lies ahead. `pause` is asked now and then and may throw. */
  async skipTo(offset: number, pause: () => void): Promise<void> {
    while (this.offset < offset) {
      pause()
      if ((await this.next(offset - this.offset)) === null) return
    }
  }

  async close(): Promise<void> {
    await this.#bytes.return?.(undefined)
  }
}

/** The bytes of a feed from where it stands to `end`. Leaves the feed open. Throws `BrokenStream` when it ends before. */
export async function* bytesUpTo(feed: ByteFeed, end: number): AsyncGenerator<Buffer> {
  while (feed.offset < end) {
    const part = await feed.next(end - feed.offset)
    if (part === null) {
      if (Number.isFinite(end)) throw new BrokenStream('truncated')
      return
    }
    yield part
  }
}

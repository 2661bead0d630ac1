import * as zlib from 'node:zlib'
import { BrokenStream } from '../broken-stream.ts'
import type { UnpackNotes } from './unpack.ts'
import { FrameWalker } from './zstd-frames.ts'

// One piece fits in: the decoder then needs no turn of this thread in the middle, which has rows to sweep.
const unpackedChunkBytes = 1 << 20
/** Pieces of packed data given to the decoder before what came of the first is awaited. */
const ahead = 2

/** Unpacks one frame after the other; a new one for each. */
interface FrameDecoder {
  /** Resolves when what the bytes stand for can be taken. */
  write(bytes: Buffer): Promise<void>
  end(): Promise<void>
  take(): readonly Buffer[]
  destroy(): void
}

/** True when this Node brings a zstd decoder of its own (22.15, 23.8). */
const isBuiltIn = typeof zlib.createZstdDecompress === 'function'

/**
 * Unpacks zstd data (RFC 8878): any number of frames, seekable files with their skippable frames included. Bytes
 * behind the last frame that start no other one are ignored.
 *
 * @param builtIn false: by a decoder in JavaScript, as in a Node without one of its own.
 */
export async function* unzstd(
  packed: AsyncIterable<Buffer>,
  notes: UnpackNotes,
  builtIn = isBuiltIn,
): AsyncGenerator<Buffer> {
  const walker = new FrameWalker()
  let decoder: FrameDecoder | null = null
  let pending: Promise<void>[] = []
  try {
    for await (const chunk of packed) {
      for (const { bytes, last } of walker.feed(chunk)) {
        if (walker.refusedWindow > 0) throw refused(walker.refusedWindow, notes)
        decoder ??= builtIn ? nativeDecoder() : await portableDecoder()
        pending.push(decoder.write(bytes))
        if (pending.length >= ahead) await pending.shift()
        if (last) {
          await Promise.all(pending)
          pending = []
          await decoder.end()
        }
        yield* decoder.take()
        if (!last) continue
        decoder.destroy()
        decoder = null
      }
      if (walker.ended) {
        notes.ignoredTail = true
        return
      }
    }
    await Promise.all(pending)
    if (decoder !== null) yield* decoder.take()
    if (walker.open) throw new BrokenStream('truncated')
  } catch (error) {
    await Promise.allSettled(pending)
    if (decoder !== null) yield* decoder.take()
    throw error
  } finally {
    await Promise.allSettled(pending)
    decoder?.destroy()
  }
}

/** The failure of a frame that asks for too large a window; why it is refused is noted. */
export function refused(window: number, notes: UnpackNotes): BrokenStream {
  const megabytes = String(Math.round(window / 2 ** 20))
  notes.refusal = `was packed with a window of ${megabytes} MB, which needs as much memory to unpack. Unpack it with “zstd -d --long=31 FILE” and sweep what comes out.`
  return new BrokenStream('damaged')
}

function nativeDecoder(): FrameDecoder {
  const stream = zlib.createZstdDecompress({ chunkSize: unpackedChunkBytes })
  let ready: Buffer[] = []
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  stream.on('data', (chunk: Buffer) => {
    ready.push(chunk)
  })
  stream.on('error', (error) => {
    failed.reject(new BrokenStream('damaged', error))
  })
  const settled = (start: (done: () => void) => void): Promise<void> => {
    const done = new Promise<void>((resolve) => {
      start(resolve)
    })
    const outcome = Promise.race([done, failed.promise])
    // Awaited later; until then a failure must not count as unhandled.
    outcome.catch(() => undefined)
    return outcome
  }
  return {
    write: (bytes) =>
      settled((done) => {
        stream.write(bytes, () => {
          done()
        })
      }),
    end: () =>
      settled((done) => {
        stream.once('end', done)
        stream.end()
      }),
    take() {
      const all = ready
      ready = []
      return all
    },
    destroy() {
      stream.destroy()
    },
  }
}

async function portableDecoder(): Promise<FrameDecoder> {
  const { Decompress } = await import('fzstd')
  let ready: Buffer[] = []
  const decoder = new Decompress((chunk) => {
    if (chunk.length > 0) ready.push(Buffer.from(chunk))
  })
  const step = (bytes: Uint8Array, final: boolean): Promise<void> => {
    try {
      decoder.push(bytes, final)
      return Promise.resolve()
    } catch (error) {
      return Promise.reject(new BrokenStream('damaged', error))
    }
  }
  return {
    write(bytes) {
      const written = step(bytes, false)
      written.catch(() => undefined)
      return written
    },
    end: () => Promise.resolve(),
    take() {
      const all = ready
      ready = []
      return all
    },
    destroy: () => undefined,
  }
}

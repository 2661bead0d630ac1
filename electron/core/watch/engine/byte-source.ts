import { readSync } from 'node:fs'
import { ByteFeed, bytesUpTo, pipeBytes } from './unpack/byte-feed.ts'
import { takeSteps, takeStepsFrom, type UnpackStep } from './unpack/steps.ts'
import type { UnpackNotes } from './unpack/unpack.ts'

/** Bytes of a listing file in order. */
export interface ByteSource {
  /** Fills `into` from `at` on with at least one byte and returns how many, or 0 at the end. */
  read(into: Uint8Array, at: number): number | Promise<number>
  /** How far into the file on disk reading has come, in bytes. */
  readonly position: number
  /** True when the file goes on behind the end of its packed data, and that was ignored. */
  readonly ignoredTail: boolean
  /** Why the packed data was not unpacked, when that is no fault of the data: a sentence's end. Null otherwise. */
  readonly refusal: string | null
  /** Where bytes begin that are only there for the row that reaches into them; infinite while that is not known. */
  readonly border?: number
  /** Resolves when nothing reads the file any more. The file itself stays open: it is the caller's. */
  close(): Promise<void>
}

/** Where rows begin that are not wanted for themselves. */
export function borderOf({ border = Number.POSITIVE_INFINITY }: ByteSource): number {
  return border
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
    refusal: null,
    close: () => Promise.resolve(),
  }
}

const enoughUnpacked = 2 * 1024 * 1024

/** A file being unpacked, of which parts are read one after the other. */
export interface PackedFile {
  /** What the first steps make of the file. */
  readonly feed: ByteFeed
  readonly notes: UnpackNotes
  /** How far into the file on disk reading has come. */
  readonly progress: { position: number }
}

/** What comes out of an open pipe. It can be read once, and only forwards. */
export function openPipe(fd: number): PackedFile {
  const notes: UnpackNotes = { ignoredTail: false, refusal: null }
  const progress = { position: 0 }
  return { feed: new ByteFeed(pipeBytes(fd, progress)), notes, progress }
}

/** Starts to unpack an open file. Close its feed when done with it. */
export function openPacked(fd: number, steps: readonly UnpackStep[]): PackedFile {
  const notes: UnpackNotes = { ignoredTail: false, refusal: null }
  const progress = { position: 0 }
  return { feed: new ByteFeed(takeStepsFrom(fd, steps, notes, progress)), notes, progress }
}

/**
 * What the steps make of an open file, from its beginning. Unpacking goes on while the caller works on what it has.
 * Throws `BrokenStream` where the data breaks off, after everything before it has been given out.
 */
export function unpackingSource(fd: number, steps: readonly UnpackStep[], blockBytes: number): ByteSource {
  const packed = openPacked(fd, steps)
  return feedSource(packed, bytesUpTo(packed.feed, Number.POSITIVE_INFINITY), blockBytes, () =>
    packed.feed.close(),
  )
}

/**
 * What further steps make of a part of a packed file. Leaves the packed file open, at most at the end of the part, for
 * what follows there.
 */
export function memberSource(
  packed: PackedFile,
  member: { readonly start: number; readonly length: number },
  steps: readonly UnpackStep[],
  blockBytes: number,
): ByteSource {
  const bytes = bytesUpTo(packed.feed, member.start + member.length)
  return feedSource(packed, takeSteps(bytes, steps, packed.notes), blockBytes, () => Promise.resolve())
}

/** What the steps make of bytes in memory. */
export function bytesSource(bytes: Buffer, steps: readonly UnpackStep[], blockBytes: number): ByteSource {
  const notes: UnpackNotes = { ignoredTail: false, refusal: null }
  const feed = new ByteFeed(takeSteps(only(bytes), steps, notes))
  const packed = { feed, notes, progress: { position: 0 } }
  return feedSource(packed, bytesUpTo(feed, Number.POSITIVE_INFINITY), blockBytes, () => feed.close())
}

// eslint-disable-next-line @typescript-eslint/require-await -- what reads it takes what comes later too
async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

function feedSource(
  { notes, progress }: PackedFile,
  bytes: AsyncIterable<Buffer>,
  blockBytes: number,
  close: () => Promise<void>,
): ByteSource {
  const input = bytes[Symbol.asyncIterator]()
  const chunks: Buffer[] = []
  let waiting = 0
  let feeding: Promise<void> | null = null
  let output: 'open' | 'ended' | Error = 'open'
  let wake: () => void = () => undefined

  const settle = (outcome: 'ended' | Error) => {
    if (output === 'open') output = outcome
    wake()
  }
  const feed = async () => {
    while (output === 'open' && waiting < enoughUnpacked) {
      const next = await input.next()
      if (next.done === true) settle('ended')
      else {
        chunks.push(next.value)
        waiting += next.value.length
        wake()
      }
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
      return progress.position
    },
    get ignoredTail() {
      return notes.ignoredTail
    },
    get refusal() {
      return notes.refusal
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
      await feeding
      // A generator that has thrown is done; one that was left in the middle tidies up.
      await input.return?.(undefined)
      await close()
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

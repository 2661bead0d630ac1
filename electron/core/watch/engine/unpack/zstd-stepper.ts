import * as zlib from 'node:zlib'
import { BrokenStream } from '../broken-stream.ts'

// Node's stream gives out what it unpacks in buffers it allocates itself, one after the other, by way of other threads:
// that takes as long again as unpacking. What stands behind the stream can be asked directly, and writes into memory of
// the caller's. It is no documented part of Node: where it is missing or built otherwise, the stream is used as it is.

/** Unpacks zstd data in the thread it is called in. Frames may follow each other; skippable ones are passed over. */
export interface ZstdStepper {
  /** Bytes of what was given that the last step took. */
  readonly taken: number
  /** Bytes that the last step unpacked. */
  readonly given: number
  /**
   * Unpacks `packed[from…)` into `into[at…at + room)`. It stops where one of them ends; when the room was filled, there
   * may be more, for which nothing need be given. Throws `BrokenStream` for damaged data.
   */
  step(packed: Uint8Array, from: number, into: Uint8Array, at: number, room: number): void
  close(): void
}

/** What is used of Node's stream. */
interface DirectStream {
  readonly _handle: {
    writeSync(
      flush: number,
      packed: Uint8Array,
      from: number,
      length: number,
      into: Uint8Array,
      at: number,
      room: number,
    ): void
  } | null
  /** Room and bytes that the last call left. */
  readonly _writeState: Uint32Array
}

const goOn = 0

/** A stepper of one's own, or null when this Node has none. */
export function createZstdStepper(): ZstdStepper | null {
  return hasStepper() ? stepper() : null
}

let isKnown: boolean | null = null

/** True when this Node has a decoder that can be driven directly, and it unpacks a frame as it should. */
function hasStepper(): boolean {
  isKnown ??= typeof zlib.createZstdDecompress === 'function' && unpacksExample()
  return isKnown
}

/** A frame that holds “refrain” three times. */
const example = Buffer.from('KLUv/SAVbQAAOHJlZnJhaW4BAJKLEQ==', 'base64')

function unpacksExample(): boolean {
  try {
    const made = stepper()
    const into = Buffer.alloc(32)
    made.step(example, 0, into, 1, 30)
    made.close()
    return made.taken === example.length && into.toString('latin1', 1, 1 + made.given) === 'refrain'.repeat(3)
  } catch {
    return false
  }
}

function stepper(): ZstdStepper {
  const stream = zlib.createZstdDecompress()
  let failure: unknown = null
  stream.on('error', (error) => {
    failure = error
  })
  const { _handle: handle, _writeState: left } = stream as unknown as DirectStream
  if (handle === null) throw new TypeError('the decoder cannot be driven directly')
  let taken = 0
  let given = 0
  return {
    get taken() {
      return taken
    },
    get given() {
      return given
    },
    step(packed, from, into, at, room) {
      const length = packed.length - from
      handle.writeSync(goOn, packed, from, length, into, at, room)
      // Told at once, before the error itself is.
      if (stream.destroyed) throw new BrokenStream('damaged', failure)
      given = room - (left[0] ?? 0)
      taken = length - (left[1] ?? 0)
    },
    close() {
      stream.destroy()
    },
  }
}

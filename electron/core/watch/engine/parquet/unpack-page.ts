import * as zlib from 'node:zlib'
import type { ColumnMetaData, Compressors } from 'hyparquet'
import { compressors as portable } from 'hyparquet-compressors'
import { decompressPage } from 'hyparquet/src/datapage.js'
import { createZstdStepper, type ZstdStepper } from '../unpack/zstd-stepper.ts'
import { giveBack } from '../give-back.ts'
import type { PageMemory } from './page-memory.ts'

/** A page unpacked. Throws when it is damaged. */
export function unpackPage(
  packed: Buffer,
  length: number,
  codec: ColumnMetaData['codec'],
  memory: PageMemory,
): Buffer {
  if (codec === 'ZSTD' && length <= largestPiece) {
    const unpacked = unpackBySteps(packed, length, memory)
    if (unpacked !== null) return unpacked
  }
  const made = decompressPage(packed, length, codec, pageUnpackers)
  const bytes = memory.bytes(made.length)
  bytes.set(made)
  if (made.buffer !== packed.buffer) giveBack(made)
  return bytes
}

/** One for all pages this thread unpacks: what a decoder needs is made once. */
let stepper: ZstdStepper | null | undefined

/** The page straight into memory; null when it is not as a page should be, for others to tell what is wrong with it. */
function unpackBySteps(packed: Buffer, length: number, memory: PageMemory): Buffer | null {
  stepper ??= createZstdStepper()
  if (stepper === null) return null
  // A byte more shows when there is more than there should be.
  const room = memory.bytes(length + 1)
  try {
    stepper.step(packed, 0, room, 0, room.length)
    if (stepper.given === length && stepper.taken === packed.length) return room.subarray(0, length)
  } catch {
    // Told below.
  }
  // It may be in the middle of something.
  stepper.close()
  stepper = undefined
  memory.giveBack(room)
  return null
}

/** Unpackers of pages: those of Node where it has them, which are faster and stop at the length a page may have. */
export const pageUnpackers: Compressors = {
  ...portable,
  GZIP: (packed, length) => zlib.gunzipSync(packed, inOnePiece(length)),
  BROTLI: (packed, length) => zlib.brotliDecompressSync(packed, inOnePiece(length)),
  ZSTD: unpackZstd,
}

const largestPiece = 16 << 20

/** How a page of so many bytes is unpacked without putting it together from pieces. */
function inOnePiece(length: number) {
  // A byte more, or the decoder would ask for another piece. What a damaged page claims is not believed.
  const chunkSize = Math.max(zlib.constants.Z_MIN_CHUNK, Math.min(length + 1, largestPiece))
  return { maxOutputLength: Math.max(1, length), chunkSize }
}

/** Node's own stops behind the first frame; a page rarely has two, and then the other decoder takes over. */
function unpackZstd(packed: Uint8Array, length: number): Uint8Array {
  if (typeof zlib.zstdDecompressSync === 'function') {
    const unpacked = zlib.zstdDecompressSync(packed, inOnePiece(length))
    if (unpacked.length === length) return unpacked
  }
  const decoder = portable.ZSTD
  if (decoder === undefined) throw new RangeError('no decoder')
  return decoder(packed, length)
}

import { BrokenStream } from '../broken-stream.ts'
import { BitReader, readBlock } from './bzip2-block.ts'
import type { UnpackNotes } from './unpack.ts'

// The format has no standard; this follows what `bzip2` 1.0.8 writes and reads: `BZh`, the size of a block, blocks with
// a magic number each, and behind the last another one with the checksum of all. Streams may follow each other, which
// is what parallel packers write, and MusicBrainz with them.

/** What a block can take at most: 900,000 symbols of 20 bits, and its tables. */
const largestBlock = 2_400_000
const blockMagic = 0x314159265359
const endMagic = 0x177245385090

/** Unpacks bzip2 data of any number of streams. Bytes behind the last one that start no other are ignored. */
export async function* bunzip2(packed: AsyncIterable<Buffer>, notes: UnpackNotes): AsyncGenerator<Buffer> {
  const input = packed[Symbol.asyncIterator]()
  let bytes: Buffer = Buffer.alloc(0)
  let ended = false
  let bits = new BitReader(bytes)
  let capacity = 0
  let streams = 0
  let total = 0
  /** Makes sure that a whole block lies ahead, or all there is. Keeps the bits of the byte begun last. */
  const ready = async () => {
    if (ended || bytes.length - bits.at >= largestBlock) return
    const unread = bits.unread
    const kept = [bytes.subarray(unread > 0 ? bits.at - 1 : bits.at)]
    let length = kept[0]?.length ?? 0
    while (!ended && length < 2 * largestBlock) {
      const next = await input.next()
      ended = next.done === true
      if (next.done !== true) {
        kept.push(next.value)
        length += next.value.length
      }
    }
    bytes = Buffer.concat(kept)
    bits = new BitReader(bytes)
    if (unread > 0) bits.read(8 - unread)
  }
  try {
    for (;;) {
      await ready()
      if (capacity === 0) {
        if (streams > 0 && bits.at >= bytes.length) return
        const size = streamStart(bytes, bits.at)
        if (size === 0) {
          if (streams === 0 || bytes.subarray(bits.at).length < 4)
            throw new BrokenStream(streams === 0 ? 'damaged' : 'truncated')
          notes.ignoredTail = bytes.subarray(bits.at).some((byte) => byte !== 0)
          return
        }
        bits = new BitReader(bytes, bits.at + 4)
        capacity = size * 100_000
        streams++
        total = 0
      }
      const magic = bits.read(24) * 2 ** 24 + bits.read(24)
      if (magic === blockMagic) {
        const block = readBlock(bits, capacity)
        yield* block.content()
        total = (((total << 1) | (total >>> 31)) ^ block.checksum) >>> 0
      } else if (magic === endMagic) {
        if (bits.read(16) * 0x1_0000 + bits.read(16) !== total) throw new BrokenStream('damaged')
        bits.align()
        capacity = 0
      } else throw new BrokenStream('damaged')
    }
  } finally {
    await input.return?.(undefined)
  }
}

/** How many hundred thousand bytes a block of the stream has that starts at `at`; 0 when none does. */
function streamStart(bytes: Buffer, at: number): number {
  const size = (bytes[at + 3] ?? 0) - 0x30
  return bytes.toString('latin1', at, at + 3) === 'BZh' && size >= 1 && size <= 9 ? size : 0
}

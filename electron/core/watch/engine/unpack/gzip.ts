import { createGzipUnpacker } from './gzip-unpacker.ts'
import { packedPieceBytes, pieces, type UnpackNotes } from './unpack.ts'

/** Unpacks gzip data (RFC 1952) of any number of members. Bytes behind the last one are ignored, as gzip itself does. */
export async function* gunzip(packed: AsyncIterable<Buffer>, notes: UnpackNotes): AsyncGenerator<Buffer> {
  let ready: Buffer[] = []
  const unpacker = createGzipUnpacker((chunk) => {
    ready.push(chunk)
  })
  const taken = () => {
    const all = ready
    ready = []
    return all
  }
  try {
    for await (const piece of pieces(packed, packedPieceBytes)) {
      let more: boolean
      try {
        more = await unpacker.push(piece)
      } catch (error) {
        yield* taken()
        throw error
      }
      notes.ignoredTail = unpacker.ignoredTail
      yield* taken()
      if (!more) return
    }
    const ended = unpacker.end()
    try {
      await ended
    } finally {
      notes.ignoredTail = unpacker.ignoredTail
      yield* taken()
    }
  } finally {
    unpacker.destroy()
  }
}

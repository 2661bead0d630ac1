import { BrokenStream } from '../broken-stream.ts'
import { pieces, type UnpackNotes } from './unpack.ts'

/** Fed in small pieces: each may unpack to several thousand times its size. */
const pieceBytes = 4096

/** Unpacks xz data of any number of streams. */
export async function* unxz(packed: AsyncIterable<Buffer>, notes: UnpackNotes): AsyncGenerator<Buffer> {
  notes.ignoredTail = false
  const input = pieces(packed, pieceBytes)[Symbol.asyncIterator]()
  let failure: Error | null = null
  let over = false
  const source = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await input.next()
          over = next.done === true
          if (next.done === true) controller.close()
          else controller.enqueue(new Uint8Array(next.value))
        } catch (error) {
          // Not the decoder's doing: the data below it breaks off.
          failure = error instanceof Error ? error : new Error(String(error))
          controller.error(failure)
        }
      },
    },
    { highWaterMark: 0 },
  )
  const xz = await import('xz-decompress')
  const reader = new xz.XzReadableStream(source).getReader()
  try {
    for (;;) {
      const next = await reader.read()
      if (next.done) return
      yield Buffer.from(next.value)
    }
  } catch (error) {
    throw causeOf(failure, error, over)
  } finally {
    await reader.cancel().catch(() => undefined)
    await input.return(undefined)
  }
}

/** The failure of what lies below, or else what the decoder's failure means. */
function causeOf(below: Error | null, error: unknown, over: boolean): Error {
  return below ?? new BrokenStream(over ? 'truncated' : 'damaged', error)
}

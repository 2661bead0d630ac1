/** What unpacking noticed on the way. */
export interface UnpackNotes {
  /** True when other bytes stand behind the end of the packed data; they are ignored. */
  ignoredTail: boolean
  /** The packed data was made with a setting that needs this much memory, which is refused. Sentence for the user. */
  refusal: string | null
}

/**
 * Turns packed bytes into what is packed, piece by piece, as they come. A piece is given out before more is read, so
 * that memory does not depend on what was packed. Throws `BrokenStream` where the data breaks off or is damaged, after
 * everything before it has been given out.
 */
export type Unpack = (packed: AsyncIterable<Buffer>, notes: UnpackNotes) => AsyncGenerator<Buffer>

/** Bytes of packed data worked on at a time: each may stand for a thousand. */
export const packedPieceBytes = 16 * 1024

/** Cuts what comes into pieces of at most `bytes`. */
export async function* pieces(packed: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  for await (const chunk of packed) {
    for (let at = 0; at < chunk.length; at += bytes) yield chunk.subarray(at, at + bytes)
  }
}

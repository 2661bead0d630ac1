import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** A new file that is written in large pieces and hashed on the way. */
interface HashedOutput {
  /** Bytes taken so far. */
  bytes(): number
  /** Takes a piece; it may be reused afterwards. */
  put(piece: Uint8Array): void
  /** Writes what is left, flushes the file to disk and returns the hash of all bytes. */
  finish(): string
  /** Closes the file; call in any case. */
  close(): void
}

const bufferBytes = 1024 * 1024

/** Opens a new file for writing. Throws when it exists. */
export function openHashedOutput(path: string): HashedOutput {
  const file = openSync(path, 'wx')
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(bufferBytes)
  let filled = 0
  let bytes = 0

  function write(piece: Uint8Array): void {
    hash.update(piece)
    for (let written = 0; written < piece.byteLength;) written += writeSync(file, piece, written)
  }

  function flush(): void {
    if (filled > 0) write(buffer.subarray(0, filled))
    filled = 0
  }

  return {
    bytes: () => bytes,
    put(piece) {
      bytes += piece.byteLength
      if (filled + piece.byteLength > bufferBytes) flush()
      if (piece.byteLength >= bufferBytes) {
        write(piece)
        return
      }
      buffer.set(piece, filled)
      filled += piece.byteLength
    },
    finish() {
      flush()
      fsyncSync(file)
      return hash.digest('hex')
    },
    close() {
      closeSync(file)
    },
  }
}

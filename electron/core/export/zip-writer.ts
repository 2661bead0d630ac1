import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { RefrainError } from '../../../shared/errors.ts'

/** Takes the bytes of the zip in order. */
export type ZipOutput = (bytes: Uint8Array) => void

/** What an entry is made of: pieces of text or bytes. */
export type ZipContent = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

export interface ZipWriter {
  /** Compresses and writes an entry. The content is asked for piece by piece, as fast as it can be compressed. */
  add(name: string, content: ZipContent, signal: AbortSignal): Promise<void>
  /** Writes the directory; the zip is complete then. */
  finish(): void
}

interface Entry {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly size: number
  readonly packed: number
}

const version = 20
const namesInUtf8 = 0x0800
const sizesFollow = 0x0008
const deflated = 8
const firstOfJanuary1980 = 0x0021
const max32 = 0xffff_ffff

/**
 * Writes a zip of deflated entries in constant memory (APPNOTE 6.3.10): sizes and sums follow each entry. Its bytes
 * depend on names and contents alone: the date is fixed. Throws VALIDATION beyond four gigabytes.
 */
export function createZipWriter(output: ZipOutput): ZipWriter {
  const entries: Entry[] = []
  let offset = 0
  const put = (bytes: Uint8Array) => {
    output(bytes)
    offset += bytes.byteLength
  }

  return {
    async add(name, content, signal) {
      const start = offset
      const nameBytes = Buffer.from(name, 'utf8')
      put(Buffer.concat([localHeader(nameBytes), nameBytes]))
      let crc = 0
      let size = 0
      let packed = 0
      const counted = async function* () {
        for await (const piece of content) {
          const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
          crc = crc32(bytes, crc)
          size += bytes.byteLength
          yield bytes
        }
      }
      const take = async (chunks: AsyncIterable<Uint8Array>) => {
        for await (const chunk of chunks) {
          packed += chunk.byteLength
          put(chunk)
        }
      }
      await pipeline(counted, createDeflateRaw(), take, { signal })
      if (size > max32 || packed > max32 || offset > max32) throw tooLarge()
      put(descriptor(crc, packed, size))
      entries.push({ name: nameBytes, offset: start, crc, size, packed })
    },
    finish() {
      const start = offset
      for (const entry of entries) put(Buffer.concat([directoryHeader(entry), entry.name]))
      put(endOfDirectory(entries.length, start, offset - start))
    },
  }
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x0403_4b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(namesInUtf8 | sizesFollow, 6)
  header.writeUInt16LE(deflated, 8)
  header.writeUInt16LE(firstOfJanuary1980, 12)
  header.writeUInt16LE(name.length, 26)
  return header
}

function descriptor(crc: number, packed: number, size: number): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x0807_4b50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeUInt32LE(packed, 8)
  bytes.writeUInt32LE(size, 12)
  return bytes
}

function directoryHeader({ name, offset, crc, size, packed }: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x0201_4b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(namesInUtf8 | sizesFollow, 8)
  header.writeUInt16LE(deflated, 10)
  header.writeUInt16LE(firstOfJanuary1980, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return header
}

function endOfDirectory(count: number, start: number, size: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(start, 16)
  return end
}

function tooLarge(): RefrainError {
  return new RefrainError(
    'VALIDATION',
    'The workbook would be larger than four gigabytes. Nothing was written. Export a part of it, or choose CSV.',
  )
}

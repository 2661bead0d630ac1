import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { BundleFile } from './bundle-folder.ts'
import { openHashedOutput } from './hashed-output.ts'

/**
 * Writes a zip of stored (uncompressed) entries, after APPNOTE 6.3.10. Its bytes depend on names and contents
 * alone: fixed date (1980-01-01 00:00), fixed attributes, the order given, no extra fields except Zip64 where a
 * size or offset asks for it. Sums and sizes are known beforehand, so every local header is complete and there
 * are no data descriptors, which several readers refuse together with stored entries.
 */
export function writeStoredZip(
  target: string,
  source: { readonly root: string; readonly top: string; readonly files: readonly BundleFile[] },
  onBytes: (bytes: number) => void,
): { readonly sha256: string; readonly bytes: number } {
  const output = openHashedOutput(target)
  const buffer = Buffer.allocUnsafe(chunkBytes)
  try {
    const entries = source.files.map((file) => {
      const entry = {
        ...file,
        name: Buffer.from(`${source.top}/${file.path}`, 'latin1'),
        offset: output.bytes(),
      }
      output.put(localHeader(entry))
      const take = (chunk: Uint8Array) => {
        output.put(chunk)
        onBytes(chunk.byteLength)
      }
      if (file.kept === undefined) copyFile(join(source.root, file.path), file.bytes, buffer, take)
      else take(file.kept)
      return entry
    })
    const directoryStart = output.bytes()
    for (const entry of entries) output.put(directoryHeader(entry))
    output.put(endOfDirectory(entries.length, directoryStart, output.bytes() - directoryStart))
    return { sha256: output.finish(), bytes: output.bytes() }
  } finally {
    output.close()
  }
}

interface Entry {
  readonly name: Buffer
  readonly bytes: number
  readonly crc32: number
  readonly offset: number
}

const chunkBytes = 1024 * 1024
const max16 = 0xffff
const max32 = 0xffff_ffff
const plainVersion = 20
const zip64Version = 45
const unix = 3
const regularFile = 0o100644
const firstOfJanuary1980 = 0x0021

function localHeader(entry: Entry): Buffer {
  const large = entry.bytes >= max32
  const extra = large ? zip64Extra([entry.bytes, entry.bytes]) : Buffer.alloc(0)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(large ? zip64Version : plainVersion, 4)
  header.writeUInt16LE(firstOfJanuary1980, 12)
  header.writeUInt32LE(entry.crc32, 14)
  header.writeUInt32LE(large ? max32 : entry.bytes, 18)
  header.writeUInt32LE(large ? max32 : entry.bytes, 22)
  header.writeUInt16LE(entry.name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, entry.name, extra])
}

function directoryHeader(entry: Entry): Buffer {
  const large = entry.bytes >= max32
  const far = entry.offset >= max32
  const extra =
    large || far
      ? zip64Extra([...(large ? [entry.bytes, entry.bytes] : []), ...(far ? [entry.offset] : [])])
      : Buffer.alloc(0)
  const version = large || far ? zip64Version : plainVersion
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE((unix << 8) | version, 4)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(firstOfJanuary1980, 14)
  header.writeUInt32LE(entry.crc32, 16)
  header.writeUInt32LE(large ? max32 : entry.bytes, 20)
  header.writeUInt32LE(large ? max32 : entry.bytes, 24)
  header.writeUInt16LE(entry.name.length, 28)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt32LE(regularFile * 0x1_0000, 38)
  header.writeUInt32LE(far ? max32 : entry.offset, 42)
  return Buffer.concat([header, entry.name, extra])
}

function endOfDirectory(count: number, start: number, size: number): Buffer {
  const needs64 = count >= max16 || start >= max32 || size >= max32
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, max16), 8)
  end.writeUInt16LE(Math.min(count, max16), 10)
  end.writeUInt32LE(Math.min(size, max32), 12)
  end.writeUInt32LE(Math.min(start, max32), 16)
  return needs64 ? Buffer.concat([endOfDirectory64(count, start, size), end]) : end
}

function endOfDirectory64(count: number, start: number, size: number): Buffer {
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE((unix << 8) | zip64Version, 12)
  record.writeUInt16LE(zip64Version, 14)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(size), 40)
  record.writeBigUInt64LE(BigInt(start), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(start + size), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator])
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(values.length * 8, 2)
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + index * 8)
  return extra
}

function copyFile(path: string, bytes: number, buffer: Buffer, take: (chunk: Uint8Array) => void): void {
  const input = openSync(path, 'r')
  try {
    let copied = 0
    for (;;) {
      const read = readSync(input, buffer, 0, buffer.length, null)
      if (read === 0) break
      take(buffer.subarray(0, read))
      copied += read
    }
    if (copied !== bytes) throw new Error(`a file of the bundle changed while it was zipped: ${path}`)
  } finally {
    closeSync(input)
  }
}

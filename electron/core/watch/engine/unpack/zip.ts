import { readSync } from 'node:fs'
import { type Entry, fromFd, type ZipFile } from 'yauzl'
import { BrokenStream } from '../broken-stream.ts'
import type { UnpackStep } from './steps.ts'

/** A file in a zip. */
export interface ZipMember {
  readonly name: string
  /** How its content is got out; null when the zip packs or locks it in a way that is not known. */
  readonly steps: readonly UnpackStep[] | null
}

/** More entries than this are no dump of listings but an attack on memory. */
const mostEntries = 200_000
const localHeaderBytes = 30

/** The files of a zip in the order of its directory. Throws `BrokenStream` when there is no directory to read. */
export async function zipMembers(fd: number): Promise<readonly ZipMember[]> {
  const zip = await openZip(fd)
  const entries = await new Promise<readonly Entry[]>((resolve, reject) => {
    const found: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      found.push(entry)
      if (found.length > mostEntries) reject(new BrokenStream('damaged'))
      else zip.readEntry()
    })
    zip.on('end', () => {
      resolve(found)
    })
    zip.on('error', (error: unknown) => {
      reject(new BrokenStream('damaged', error))
    })
    zip.readEntry()
  })
  return entries
    .filter((entry) => !entry.fileName.endsWith('/'))
    .map((entry) => ({ name: entry.fileName, steps: stepsOf(fd, entry) }))
}

function openZip(fd: number): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromFd(fd, { lazyEntries: true, autoClose: false }, (error: unknown, zip: ZipFile | undefined) => {
      if (zip === undefined) reject(new BrokenStream('truncated', error))
      else resolve(zip)
    })
  })
}

function stepsOf(fd: number, entry: Entry): readonly UnpackStep[] | null {
  const encrypted = (entry.generalPurposeBitFlag & 1) !== 0
  const packing = entry.compressionMethod
  if (encrypted || ![0, 8, 93].includes(packing)) return null
  const header = Buffer.alloc(localHeaderBytes)
  const offset = entry.relativeOffsetOfLocalHeader
  if (readSync(fd, header, 0, localHeaderBytes, offset) < localHeaderBytes) return null
  if (header.readUInt32LE(0) !== 0x04034b50) return null
  const start = offset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28)
  return [
    { kind: 'slice', start, length: entry.compressedSize },
    ...(packing === 8 ? [{ kind: 'deflate' } as const] : packing === 93 ? [{ kind: 'zstd' } as const] : []),
    { kind: 'check', bytes: entry.uncompressedSize, crc32: entry.crc32 },
  ]
}

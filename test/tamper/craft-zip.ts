import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of a zip made by hand, which no ordinary zip library would agree to write. */
export interface CraftedEntry {
  readonly name: string
  readonly content: Uint8Array
  readonly mode?: number
  readonly flags?: number
  readonly deflate?: boolean
  readonly crc?: number
  readonly date?: number
  /** Name in the header before the data, when it is to differ from the directory's. */
  readonly localName?: string
  /** Only named in the directory, with the data of the entry before. */
  readonly ghost?: boolean
  /** Bytes put behind the entry that belong to nothing. */
  readonly after?: Uint8Array
}

const fixedDate = 0x21

/** The files of a bundle folder as zip entries under `top`, in byte order. */
export function entriesOf(folder: string, top: string): CraftedEntry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((dirent) => dirent.isFile())
    .map((dirent) => join(dirent.parentPath, dirent.name).slice(folder.length + 1))
    .sort()
    .map((path) => ({ name: `${top}/${path}`, content: readFileSync(join(folder, path)) }))
}

/** A zip of exactly these entries, whatever they are called. */
export function craftZip(entries: readonly CraftedEntry[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  let start = 0
  for (const entry of entries) {
    const data = entry.deflate === true ? deflateRawSync(entry.content) : Buffer.from(entry.content)
    const local = Buffer.concat([localHeader(entry, data), data, entry.after ?? Buffer.alloc(0)])
    if (entry.ghost !== true) {
      parts.push(local)
      start = offset
      offset += local.length
    }
    directory.push(directoryHeader(entry, data, start))
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...parts, listed, end, Buffer.from(comment)])
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

function shared(entry: CraftedEntry, data: Buffer, name: Buffer): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(entry.flags ?? 0, 2)
  fields.writeUInt16LE(entry.deflate === true ? 8 : 0, 4)
  fields.writeUInt16LE(entry.date ?? fixedDate, 8)
  fields.writeUInt32LE(entry.crc ?? crc32(entry.content), 10)
  fields.writeUInt32LE(data.length, 14)
  fields.writeUInt32LE(entry.content.length, 18)
  fields.writeUInt16LE(name.length, 22)
  return fields
}

function localHeader(entry: CraftedEntry, data: Buffer): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name)
  const signature = Buffer.from([0x50, 0x4b, 0x03, 0x04])
  return Buffer.concat([signature, shared(entry, data, name), name])
}

function directoryHeader(entry: CraftedEntry, data: Buffer, offset: number): Buffer {
  const name = Buffer.from(entry.name)
  const head = Buffer.from([0x50, 0x4b, 0x01, 0x02, 20, 3])
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE((entry.mode ?? 0o100644) * 0x1_0000, 6)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([head, shared(entry, data, name), tail, name])
}

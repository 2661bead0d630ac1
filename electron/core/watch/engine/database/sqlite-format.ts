// The file format of SQLite, https://www.sqlite.org/fileformat2.html, as far as reading rows takes it.

/** What the first hundred bytes of a database say. */
export interface DatabaseHeader {
  readonly pageBytes: number
  /** Bytes of a page that hold content. */
  readonly usableBytes: number
  readonly encoding: 'utf8' | 'utf16le' | 'utf16be'
  /** Pages the database has; 0 when the header does not say. */
  readonly pages: number
  /** True when changes may stand in a write-ahead log beside the database. */
  readonly writeAhead: boolean
}

export const databaseHeaderBytes = 100
export const pageType = { tableInner: 5, tableLeaf: 13, indexInner: 2, indexLeaf: 10 } as const

/** Reads the header of a database; null when there is none. */
export function readDatabaseHeader(bytes: Buffer): DatabaseHeader | null {
  if (bytes.length < databaseHeaderBytes) return null
  if (bytes.toString('latin1', 0, 16) !== 'SQLite format 3\u0000') return null
  const size = bytes.readUInt16BE(16)
  const pageBytes = size === 1 ? 65_536 : size
  const usableBytes = pageBytes - (bytes[20] ?? 0)
  if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0 || usableBytes < 480) return null
  const pagesAreCounted = bytes.readUInt32BE(24) === bytes.readUInt32BE(92)
  const encodings = [null, 'utf8', 'utf16le', 'utf16be'] as const
  return {
    pageBytes,
    usableBytes,
    encoding: encodings[bytes.readUInt32BE(56)] ?? 'utf8',
    pages: pagesAreCounted ? bytes.readUInt32BE(28) : 0,
    writeAhead: bytes[19] === 2,
  }
}

/** A page of a b-tree. */
export interface TreePage {
  readonly bytes: Buffer
  /** Where the page's own header stands: behind the header of the database on the first page. */
  readonly headerAt: number
  readonly type: number
  readonly cells: number
}

/** The page as one of a b-tree; null when it is none or makes no sense as one. */
export function asTreePage(bytes: Buffer, number: number): TreePage | null {
  const headerAt = number === 1 ? databaseHeaderBytes : 0
  const type = bytes[headerAt] ?? 0
  if (type !== 2 && type !== 5 && type !== 10 && type !== 13) return null
  const cells = bytes.readUInt16BE(headerAt + 3)
  const pointers = headerAt + (type < 10 ? 12 : 8)
  if (pointers + 2 * cells > bytes.length) return null
  return { bytes, headerAt, type, cells }
}

/** Where a cell of the page stands; -1 when its pointer makes no sense. */
export function cellAt({ bytes, headerAt, type, cells }: TreePage, index: number): number {
  const pointers = headerAt + (type < 10 ? 12 : 8)
  const at = bytes.readUInt16BE(pointers + 2 * index)
  return at >= pointers + 2 * cells && at < bytes.length ? at : -1
}

/** The page an inner page leads to behind its last cell. */
export function rightChild({ bytes, headerAt }: TreePage): number {
  return bytes.readUInt32BE(headerAt + 8)
}

/** Reads integers of variable length. */
export class Varint {
  /** What was read last; exact up to 2^53. */
  value = 0
  /** Where it ended. */
  end = 0

  /** False when it does not end before `limit`. */
  read(bytes: Uint8Array, at: number, limit: number): boolean {
    let value = 0
    for (let index = 0; index < 9; index++) {
      if (at + index >= limit) return false
      const byte = bytes[at + index] ?? 0
      if (index === 8) value = value * 256 + byte
      else value = value * 128 + (byte & 0x7f)
      if (byte < 0x80 || index === 8) {
        this.value = value
        this.end = at + index + 1
        return true
      }
    }
    return false
  }
}

/** How much of a payload stands on the page itself; the rest is on overflow pages. */
export function localBytes(payload: number, usable: number, type: number): number {
  const most = type === pageType.tableLeaf ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (payload <= most) return payload
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const kept = least + ((payload - least) % (usable - 4))
  return kept <= most ? kept : least
}

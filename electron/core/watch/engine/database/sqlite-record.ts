import { Varint } from './sqlite-format.ts'

const contentBytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0] as const
/** More columns than SQLite itself allows. */
const mostColumns = 32_767

/** Reads the records of a database: where each column's value stands and of which kind it is. Reused from row to row. */
export class RecordReader {
  count = 0
  /** Bytes of the payload that were given; values behind it are cut off. */
  limit = 0
  bytes: Buffer = Buffer.alloc(0)
  /** Serial type of each column. */
  types = new Float64Array(64)
  starts = new Float64Array(64)
  readonly #varint = new Varint()

  /** Reads the record in `bytes[at…limit)`. False when it makes no sense. */
  read(bytes: Buffer, at: number, limit: number): boolean {
    const varint = this.#varint
    if (!varint.read(bytes, at, limit)) return false
    const headerEnd = at + varint.value
    if (headerEnd < varint.end || headerEnd > limit) return false
    this.bytes = bytes
    this.limit = limit
    let start = headerEnd
    let count = 0
    let next = varint.end
    while (next < headerEnd) {
      if (!varint.read(bytes, next, headerEnd) || count >= mostColumns) return false
      const type = varint.value
      if (type === 10 || type === 11) return false
      next = varint.end
      if (count === this.types.length) this.#grow()
      this.types[count] = type
      this.starts[count] = start
      start += type < 12 ? (contentBytes[type] ?? 0) : Math.floor((type - 12) / 2)
      count++
    }
    this.count = count
    return true
  }

  /** Where the value of a column ends, whether it is there or cut off. */
  end(column: number): number {
    const type = this.types[column] ?? 0
    const length = type < 12 ? (contentBytes[type] ?? 0) : Math.floor((type - 12) / 2)
    return (this.starts[column] ?? 0) + length
  }

  isText(column: number): boolean {
    const type = this.types[column] ?? 0
    return type >= 13 && type % 2 === 1
  }

  /** True when one of the first columns holds text. */
  hasText(columns: number): boolean {
    const last = Math.min(columns, this.count)
    for (let column = 0; column < last; column++) if (this.isText(column)) return true
    return false
  }

  isNumber(column: number): boolean {
    const type = this.types[column] ?? 0
    return type > 0 && type < 10
  }

  /** The number in a column; null when there is none, or it is cut off. */
  number(column: number): number | null {
    const type = this.types[column] ?? 0
    const start = this.starts[column] ?? 0
    if (type === 0 || type > 9 || this.end(column) > this.limit) return null
    if (type === 8) return 0
    if (type === 9) return 1
    if (type === 7) return this.bytes.readDoubleBE(start)
    if (type === 6) return Number(this.bytes.readBigInt64BE(start))
    return this.bytes.readIntBE(start, contentBytes[type] ?? 1)
  }

  /** The text in a column, as far as it is there; empty when it holds none. */
  text(column: number, encoding: 'utf8' | 'utf16le' | 'utf16be'): string {
    if (!this.isText(column)) return ''
    const part = this.bytes.subarray(this.starts[column], Math.min(this.end(column), this.limit))
    if (encoding !== 'utf16be') return part.toString(encoding)
    return Buffer.from(part.subarray(0, part.length & ~1))
      .swap16()
      .toString('utf16le')
  }

  #grow(): void {
    const types = new Float64Array(this.types.length * 4)
    types.set(this.types)
    this.types = types
    const starts = new Float64Array(types.length)
    starts.set(this.starts)
    this.starts = starts
  }
}

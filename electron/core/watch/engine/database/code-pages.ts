import { GtinScanner } from '../gtin-scanner.ts'
import { isStoredCode } from '../isrc-code.ts'
import { type ScanMemory, scanMemory } from '../scan/scan-memory.ts'
import type { RecordReader } from './sqlite-record.ts'
import type { TableShape } from './table-shapes.ts'

/** What is looked for in a database when names are not. Plain data: it travels to the threads that unpack. */
export interface SoughtCodes {
  /** The last seven digits of each ISRC. */
  readonly digits: Int32Array
  readonly gtins: Float64Array
}

/** The rows of a page stand behind its header, and a code that begins in one may reach beyond the page. */
const slack = 128
const codeLength = 12

/** Tells which rows of a page of a database may hold a code. */
export class CodePages {
  readonly #memory: ScanMemory
  readonly #gtins: GtinScanner | null
  /** Where something was found on the page, in ascending order. */
  readonly #places: number[] = []

  constructor({ digits, gtins }: SoughtCodes, pageBytes: number) {
    this.#memory = scanMemory(pageBytes + slack, digits)
    const known = new Map([...gtins].map((gtin) => [gtin, []] as const))
    this.#gtins = gtins.length === 0 ? null : new GtinScanner(known)
  }

  /** Looks through a page, whatever is on it. */
  scan(page: Buffer): void {
    const { bytes, codeEnds } = this.#memory
    page.copy(bytes)
    const places = this.#places
    places.length = 0
    const count = this.#memory.findCodes(0, page.length)
    for (let index = 0; index < count; index++) places.push(codeEnds[index] ?? 0)
  }

  /**
   * False only when the row in `[start, end)` of the page that was scanned last surely holds none of the codes: nothing was
   * found in it, and what its columns for ISRCs hold is in stored form.
   */
  mayHold(record: RecordReader, shape: TableShape, start: number, end: number): boolean {
    for (const place of this.#places) if (place >= start && place < end) return true
    for (const column of shape.codeColumns) {
      if (column >= record.count) continue
      const from = record.starts[column] ?? 0
      const length = record.end(column) - from
      if (length === 0 || !record.isText(column)) continue
      if (length !== codeLength || !isStoredCode(record.bytes, from)) return true
    }
    return this.#gtins !== null && this.#mayHoldGtin(record, shape)
  }

  #mayHoldGtin(record: RecordReader, { keys, numbers }: TableShape): boolean {
    const columns = Math.min(record.count, keys.length)
    for (let column = 0; column < columns; column++) {
      if (!record.isText(column)) {
        if (numbers[column] === true && record.isNumber(column)) return true
        continue
      }
      const [from, to] = [record.starts[column] ?? 0, record.end(column)]
      if (this.#gtins !== null && this.#gtins.scan(record.bytes, from, to).length > 0) return true
    }
    return false
  }
}

import {
  closeBrace,
  closeBracket,
  colon,
  lineFeed,
  openBrace,
  openBracket,
  quote,
  skipSpace,
} from './json-bytes.ts'
import { remarkable, type RowSkimmer } from './json-skimmer.ts'
import { isStoredCode } from './isrc-code.ts'
import type { ScanMemory } from './scan/scan-memory.ts'

/** “null”, as a 32-bit integer. */
const nothing = Buffer.from('null').readInt32LE()
const codeLength = 12
/** “s”. */
const plural = 0x73

/**
 * Tells which rows of JSON Lines are not worth reading when codes alone are looked for: those in which every member called
 * after the ISRC holds none, or one in stored form, which a scan over the bytes finds by itself. Whether what stands
 * between a row's braces is well-formed is not looked at.
 */
export class JsonCodeSkimmer implements RowSkimmer {
  readonly #memory: ScanMemory
  readonly #bytes: Buffer
  readonly #positions: Int32Array
  /** Where members stand that must be read, in ascending order, and how many of them are behind. */
  readonly #unusual: number[] = []
  #behind = 0

  constructor(memory: ScanMemory) {
    this.#memory = memory
    this.#bytes = memory.bytes
    this.#positions = memory.positions
  }

  reset(): void {
    this.#unusual.length = 0
    this.#behind = 0
  }

  /** How many rows `pass` passed over. */
  passed = 0

  /**
   * Passes at once over all rows that lie in `[from, to)` when none of them is worth reading. Returns where the first row
   * behind them starts; `from` when one may be, or when none ends there.
   */
  pass(from: number, to: number): number {
    if (this.#bytes[from] !== openBrace || !this.#memory.passPlainRows(from, to)) return from
    const [rows = 0, last = 0] = this.#positions
    this.passed = rows
    return rows === 0 ? from : last + 1
  }

  scan(from: number, to: number, length: number): number {
    this.reset()
    const keys = this.#memory.findCodeKeys(from, to)
    for (let index = 0; index < keys; index++) {
      const at = this.#positions[index] ?? 0
      if (!this.#isUsual(at + 3)) this.#unusual.push(at)
    }
    const count = this.#memory.findByte(from, to, lineFeed)
    this.#positions[count] = length
    return count
  }

  skim(start: number, from: number): number {
    const end = this.#positions[from] ?? 0
    while ((this.#unusual[this.#behind] ?? end) < start) this.#behind++
    const isWhole = this.#bytes[start] === openBrace && this.#bytes[end - 1] === closeBrace
    return isWhole && (this.#unusual[this.#behind] ?? end) >= end ? from + 1 : remarkable
  }

  /** True when a key whose “isrc” ends at `nameEnd` holds nothing, or one code in stored form. */
  #isUsual(nameEnd: number): boolean {
    const bytes = this.#bytes
    const keyEnd = (bytes[nameEnd] ?? 0) === plural ? nameEnd + 1 : nameEnd
    if (bytes[keyEnd] !== quote) return false
    let at = keyEnd + 1
    if (bytes[at] !== colon) at = skipSpace(bytes, at)
    // In a text.
    if (bytes[at] !== colon) return true
    at = this.#behindSpace(at + 1)
    if (bytes[at] !== openBracket) return this.#isUsualText(at)
    at = this.#behindSpace(at + 1)
    if (bytes[at] === closeBracket) return true
    return this.#isUsualText(at) && bytes[this.#behindSpace(at + codeLength + 2)] === closeBracket
  }

  #behindSpace(at: number): number {
    return (this.#bytes[at] ?? 0) > 0x20 ? at : skipSpace(this.#bytes, at)
  }

  /** True for nothing, and for twelve letters and digits of which the first two are letters and the last seven digits. */
  #isUsualText(at: number): boolean {
    const bytes = this.#bytes
    if (bytes[at] !== quote) return bytes.readInt32LE(at) === nothing
    if (bytes[at + 1] === quote) return true
    return bytes[at + 1 + codeLength] === quote && isStoredCode(bytes, at + 1)
  }
}

/** What a row says that is not quite CSV (RFC 4180). */
export const csvFlaws = {
  /** Text between a closing quotation mark and the next delimiter. */
  looseQuote: 1,
  /** A quotation mark opens a cell and none closes it. */
  openQuote: 2,
  /** A zero byte. */
  binary: 4,
  /** A quoted cell runs over several lines; no flaw by itself. */
  multiLine: 8,
  /** A cell holds a doubled quotation mark; no flaw by itself. */
  doubledQuote: 16,
} as const

const quote = 0x22
const carriageReturn = 0x0d
const lineFeed = 0x0a

const text = 0
const delimiterKind = 1
const terminatorKind = 2
const quoteKind = 3
const binaryKind = 4

/** Cells of a row whose place is kept; rows with more are not looked into cell by cell. */
const maxCells = 4095

/**
 * Splits CSV bytes into rows and cells, by quoting and line break alone: bytes are never changed, copied or
 * decoded. One reader serves a whole file; what it found in the last row stands in its fields.
 */
export class CsvRowReader {
  cellCount = 0
  /** Where the row's text ends, before its line break. */
  end = 0
  /** Bits of `csvFlaws`. */
  flaws = 0
  /** Where each cell starts, and one behind the end of the last one. */
  readonly #starts = new Int32Array(maxCells + 1)
  readonly #kinds = new Uint8Array(256)
  readonly #quotedKinds = new Uint8Array(256)
  readonly #terminator: number

  /** @param delimiter and @param terminator are ASCII bytes. */
  constructor(delimiter: number, terminator: number) {
    this.#terminator = terminator
    this.#kinds[0] = binaryKind
    this.#kinds[delimiter] = delimiterKind
    this.#kinds[terminator] = terminatorKind
    this.#quotedKinds[0] = binaryKind
    this.#quotedKinds[terminator] = terminatorKind
    this.#quotedKinds[quote] = quoteKind
  }

  /** How many cells can be asked for: all of them, or none in a row that has too many. */
  get knownCells(): number {
    return this.cellCount <= maxCells ? this.cellCount : 0
  }

  cellStart(cell: number): number {
    return this.#starts[cell] ?? 0
  }

  /** Quotation marks are part of the cell. */
  cellEnd(cell: number): number {
    return (this.#starts[cell + 1] ?? 1) - 1
  }

  /**
   * Reads the row at `start` and returns where the next one starts, or -1 when the bytes end inside the row and
   * more may follow (`final` is false). `bytes[length]` is overwritten.
   */
  read(bytes: Uint8Array, start: number, length: number, final: boolean): number {
    const starts = this.#starts
    const kinds = this.#kinds
    bytes[length] = this.#terminator
    this.flaws = 0
    let count = 0
    let at = start
    starts[0] = start
    if (bytes[at] === quote && at < length) at = this.#skipQuoted(bytes, at, length, final)
    while (at >= 0) {
      let kind = kinds[bytes[at] ?? 0]
      while (kind === text) {
        at++
        kind = kinds[bytes[at] ?? 0]
      }
      at++
      if (kind === delimiterKind) {
        count++
        starts[count & maxCells] = at
        if (bytes[at] === quote && at < length) at = this.#skipQuoted(bytes, at, length, final)
      } else if (kind === terminatorKind) return this.#finish(bytes, start, at - 1, count + 1, length, final)
      else this.flaws |= csvFlaws.binary
    }
    return -1
  }

  /** Like `read`, but takes quotation marks as letters: one physical line, whatever it holds. */
  readLine(bytes: Uint8Array, start: number, length: number, final: boolean): number {
    const kinds = this.#kinds
    bytes[length] = this.#terminator
    this.flaws = 0
    let count = 0
    this.#starts[0] = start
    for (let at = start; ; at++) {
      const kind = kinds[bytes[at] ?? 0]
      if (kind === text) continue
      if (kind === terminatorKind) return this.#finish(bytes, start, at, count + 1, length, final)
      if (kind === delimiterKind) {
        count++
        this.#starts[count & maxCells] = at + 1
      } else this.flaws |= csvFlaws.binary
    }
  }

  /** True when all cells from `from` on are empty. */
  emptyFrom(from: number): boolean {
    for (let cell = from; cell < this.knownCells; cell++) {
      if (this.cellEnd(cell) > this.cellStart(cell)) return false
    }
    return this.knownCells > 0
  }

  #finish(
    bytes: Uint8Array,
    start: number,
    at: number,
    count: number,
    length: number,
    final: boolean,
  ): number {
    if (at >= length && !final) return -1
    const crlf = this.#terminator === lineFeed && at > start && bytes[at - 1] === carriageReturn
    this.end = crlf ? at - 1 : at
    this.cellCount = count
    this.#starts[count & maxCells] = this.end + 1
    return Math.min(at + 1, length)
  }

  /** Skips the quoted part of the cell at `at`; notes its flaws. -1: more is needed to tell where it ends. */
  #skipQuoted(bytes: Uint8Array, start: number, length: number, final: boolean): number {
    const kinds = this.#quotedKinds
    let at = start + 1
    for (;;) {
      let kind = kinds[bytes[at] ?? 0]
      while (kind === text) {
        at++
        kind = kinds[bytes[at] ?? 0]
      }
      if (at >= length) {
        if (!final) return -1
        this.flaws |= csvFlaws.openQuote
        return length
      }
      at++
      if (kind === terminatorKind) this.flaws |= csvFlaws.multiLine
      else if (kind === binaryKind) this.flaws |= csvFlaws.binary
      else if (at >= length && !final) return -1
      else if (bytes[at] === quote && at < length) {
        this.flaws |= csvFlaws.doubledQuote
        at++
      } else {
        this.#noteLooseQuote(bytes, at)
        return at
      }
    }
  }

  #noteLooseQuote(bytes: Uint8Array, at: number): void {
    const kind = this.#kinds[bytes[at] ?? 0]
    const lineEnd = bytes[at] === carriageReturn && bytes[at + 1] === this.#terminator
    if (kind !== delimiterKind && kind !== terminatorKind && !lineEnd) this.flaws |= csvFlaws.looseQuote
  }
}

import type { CatalogueIndex } from './catalogue-index.ts'
import { GtinScanner } from './gtin-scanner.ts'
import { IsrcScanner } from './isrc-scanner.ts'
import type { ScanMemory } from './scan/scan-memory.ts'

/** Finds the catalogue's codes in raw text: ISRCs, and GTINs when it has any. */
export class CodeScanner {
  readonly #isrcs: IsrcScanner
  readonly #gtins: GtinScanner | null
  readonly #memory: ScanMemory

  /** @param escapes text in which a backslash and letters can stand for one character, as in JSON. */
  constructor(index: CatalogueIndex, memory: ScanMemory, escapes: boolean) {
    this.#isrcs = new IsrcScanner(index.codes, memory, escapes)
    this.#gtins = index.gtins.size === 0 ? null : new GtinScanner(index.gtins)
    this.#memory = memory
  }

  /** Positions in `[from, to)` of the text where codes are, in ascending order, until the next scan. */
  scan(from: number, to: number, length: number): readonly number[] {
    const isrcs = this.#isrcs.scan(from, to, length)
    if (this.#gtins === null) return isrcs
    const gtins = this.#gtins.scan(this.#memory.bytes, from, Math.min(to, length))
    return gtins.length === 0 ? isrcs : [...isrcs, ...gtins].sort((one, other) => one - other)
  }

  /** False when `scan` would find nothing in `[from, to)`, whatever stood beside or between. */
  mayFind(from: number, to: number): boolean {
    return this.#gtins !== null || this.#isrcs.mayFind(from, to)
  }
}

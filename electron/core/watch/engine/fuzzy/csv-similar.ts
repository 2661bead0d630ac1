import type { CatalogueIndex } from '../catalogue-index.ts'
import { csvCellText } from '../cell-text.ts'
import { csvFlaws, type CsvRowReader } from '../csv-rows.ts'
import type { CsvLayout } from '../layout.ts'
import { FuzzyProbe } from './fuzzy-probe.ts'

const quote = 0x22

/** Asks of the rows of a table whether their names may be those of a recording, written differently. */
export class CsvSimilar {
  readonly #probe: FuzzyProbe
  readonly #title: number
  /** -1 in tables without a column of artists: then only titles that name their artist can be found. */
  readonly #artist: number

  private constructor(probe: FuzzyProbe, title: number, artist: number) {
    this.#probe = probe
    this.#title = title
    this.#artist = artist
  }

  /** Null when only equal names are looked for, and for tables without titles. */
  static of({ fuzzy }: CatalogueIndex, { columns }: CsvLayout): CsvSimilar | null {
    const { title = -1, artist = -1 } = columns
    return fuzzy === null || title < 0 ? null : new CsvSimilar(new FuzzyProbe(fuzzy.blocks), title, artist)
  }

  /** For the row that starts at `at` and whose cells end where `positions` say from `first` on. */
  mayBe(bytes: Uint8Array, positions: Int32Array, at: number, first: number): boolean {
    const title = this.#title
    const artist = this.#artist
    const start = title === 0 ? at : (positions[first + title - 1] ?? 0) + 1
    const end = positions[first + title] ?? 0
    if (end <= start) return false
    const from = artist < 0 ? 0 : artist === 0 ? at : (positions[first + artist - 1] ?? 0) + 1
    const to = artist < 0 ? 0 : (positions[first + artist] ?? 0)
    return this.#ask(bytes, start, end, from, to)
  }

  /** For the row that a reader read last. */
  mayBeRead(bytes: Uint8Array, reader: CsvRowReader): boolean {
    const { knownCells, flaws } = reader
    const title = this.#title
    if (title >= knownCells) return false
    const artist = this.#artist < knownCells ? this.#artist : -1
    if ((flaws & csvFlaws.doubledQuote) !== 0) {
      // Doubled quotation marks have to be undone before anything is compared.
      const text = (cell: number) => csvCellText(bytes, reader.cellStart(cell), reader.cellEnd(cell))
      return this.#probe.textMayMatch(text(title), artist < 0 ? '' : text(artist))
    }
    const from = artist < 0 ? 0 : reader.cellStart(artist)
    const to = artist < 0 ? 0 : reader.cellEnd(artist)
    return this.#ask(bytes, reader.cellStart(title), reader.cellEnd(title), from, to)
  }

  #ask(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
    const titleMarks = isQuoted(bytes, start, end) ? 1 : 0
    const artistMarks = isQuoted(bytes, from, to) ? 1 : 0
    return this.#probe.mayMatch(
      bytes,
      start + titleMarks,
      end - titleMarks,
      from + artistMarks,
      to - artistMarks,
    )
  }
}

function isQuoted(bytes: Uint8Array, start: number, end: number): boolean {
  return end > start + 1 && bytes[start] === quote && bytes[end - 1] === quote
}

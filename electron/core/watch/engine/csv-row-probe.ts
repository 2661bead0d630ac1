import type { CatalogueIndex } from './catalogue-index.ts'
import { csvCellText } from './cell-text.ts'
import { csvFlaws, type CsvRowReader } from './csv-rows.ts'
import { FuzzyProbe } from './fuzzy/fuzzy-probe.ts'
import type { CsvLayout } from './layout.ts'
import { RowProbe } from './row-probe.ts'
import { screened } from './scan/screen-parts.ts'
import type { ScanMemory } from './scan/scan-memory.ts'

const quote = 0x22

/** A stretch of a row's bytes: a cell without its quotation marks. */
type Cell = readonly [start: number, end: number]
const noCell: Cell = [0, 0]

/** Asks of the rows of a table whether they may concern the catalogue. A wrong yes costs a closer look. */
export class CsvRowProbe {
  readonly #index: CatalogueIndex
  readonly #memory: ScanMemory
  readonly #probe: RowProbe
  /** Null when only equal names are looked for. */
  readonly #similar: FuzzyProbe | null
  readonly #title: number
  readonly #artist: number
  readonly #isrc: number
  /** What the screen answers for every row: what it cannot ask itself. */
  readonly always: number

  constructor(index: CatalogueIndex, { columns }: CsvLayout, memory: ScanMemory) {
    const { title = -1, artist = -1, isrc = -1 } = columns
    this.#index = index
    this.#memory = memory
    this.#probe = new RowProbe(index)
    this.#similar = index.fuzzy === null ? null : new FuzzyProbe(index.fuzzy.blocks)
    this.#title = title
    this.#artist = artist
    this.#isrc = isrc
    const names = screened.mayBeEqual | (this.#similar === null ? 0 : screened.similar)
    // Without an artist only titles that name theirs can be found.
    const unasked = artist < 0 ? names & screened.similar : memory.screenNames === null ? names : 0
    this.always = title < 0 ? 0 : unasked
  }

  /**
   * Looks into a row whose cells end where `marks` say from `first` on, and of which the screen gave `answer`. True when
   * the row may concern the catalogue.
   */
  isRemarkable(bytes: Uint8Array, marks: Int32Array, at: number, first: number, answer: number): boolean {
    if (answer === screened.similar && this.#artist >= 0) {
      const isNearby = this.#isNearby()
      if (isNearby !== null) return isNearby
    }
    const cell = (column: number): Cell =>
      column < 0
        ? noCell
        : unquoted(
            bytes,
            column === 0 ? at : (marks[first + column - 1] ?? 0) + 1,
            marks[first + column] ?? 0,
          )
    if ((answer & screened.code) !== 0 && this.#probe.isrcMayMatch(bytes, ...cell(this.#isrc))) return true
    if (this.#title < 0) return false
    return this.#areNamesRemarkable(bytes, cell(this.#title), cell(this.#artist), answer)
  }

  #areNamesRemarkable(bytes: Uint8Array, title: Cell, artist: Cell, answer: number): boolean {
    const { screenNames } = this.#memory
    const isAsked = (answer & (screened.code | screened.unknownSign)) === 0
    const names =
      isAsked || this.#artist < 0 || screenNames === null
        ? answer | this.always
        : screenNames(...title, ...artist)
    if ((names & screened.mayBeEqual) !== 0 && this.#mayBeEqual(bytes, title, artist)) return true
    return (
      (names & screened.similar) !== 0 &&
      ((this.#artist < 0 ? null : this.#isNearby()) ?? this.#isSimilar(bytes, title, artist))
    )
  }

  /** Whether names are similar for which the screen was asked last; null when it could not tell. */
  #isNearby(): boolean | null {
    const { nearby } = this.#memory
    return nearby === null || this.#similar === null ? null : this.#similar.isAnyNearby(nearby)
  }

  #mayBeEqual(bytes: Uint8Array, title: Cell, artist: Cell): boolean {
    return (
      title[0] < title[1] &&
      artist[0] < artist[1] &&
      this.#index.beginnings.mayStart(bytes, ...title) &&
      this.#probe.titleMayMatch(bytes, ...title) &&
      this.#probe.artistMayMatch(bytes, ...artist)
    )
  }

  #isSimilar(bytes: Uint8Array, title: Cell, artist: Cell): boolean {
    return title[0] < title[1] && this.#similar?.mayMatch(bytes, ...title, ...artist) === true
  }

  /**
   * The recordings whose names may be those of the row that a reader read last, written differently; null when the screen
   * cannot tell, or nobody asks. With `isScreened` the screen has been asked for its names last.
   */
  similarTo(reader: CsvRowReader, isScreened: boolean): ReadonlySet<number> | null {
    const { screenNames, nearby } = this.#memory
    const [title, artist] = [this.#title, this.#artist]
    const areThere = title >= 0 && artist >= 0 && Math.max(title, artist) < reader.knownCells
    if (this.#similar === null || nearby === null || screenNames === null || !areThere) return null
    if ((reader.flaws & csvFlaws.doubledQuote) !== 0) return null
    if (!isScreened) {
      const { bytes } = this.#memory
      const cell = (column: number) => unquoted(bytes, reader.cellStart(column), reader.cellEnd(column))
      screenNames(...cell(title), ...cell(artist))
    }
    return this.#similar.candidatesNearby(nearby)
  }

  /** True when the row that a reader read last may concern the catalogue. */
  mayMatch(bytes: Uint8Array, reader: CsvRowReader): boolean {
    const known = (column: number) => column >= 0 && column < reader.knownCells
    const [title, artist, isrc] = [this.#title, this.#artist, this.#isrc]
    // Doubled quotation marks have to be undone before anything is compared.
    if ((reader.flaws & csvFlaws.doubledQuote) !== 0) {
      const text = (column: number) =>
        known(column) ? csvCellText(bytes, reader.cellStart(column), reader.cellEnd(column)) : ''
      return this.#textMayMatch(text(title), text(artist), text(isrc))
    }
    const cell = (column: number): Cell =>
      known(column) ? unquoted(bytes, reader.cellStart(column), reader.cellEnd(column)) : noCell
    if (known(isrc) && this.#probe.isrcMayMatch(bytes, ...cell(isrc))) return true
    if (!known(title)) return false
    const artistCell = cell(artist)
    return (
      this.#isSimilar(bytes, cell(title), artistCell) ||
      (known(artist) && this.#mayBeEqual(bytes, cell(title), artistCell))
    )
  }

  #textMayMatch(title: string, artist: string, isrc: string): boolean {
    if (isrc !== '' && this.#probe.isrcTextMayMatch(isrc)) return true
    if (title === '') return false
    if (this.#similar?.textMayMatch(title, artist) === true) return true
    return artist !== '' && this.#probe.titleTextMayMatch(title) && this.#probe.artistTextMayMatch(artist)
  }
}

function unquoted(bytes: Uint8Array, start: number, end: number): Cell {
  const isQuoted = end > start + 1 && bytes[start] === quote && bytes[end - 1] === quote
  return isQuoted ? [start + 1, end - 1] : [start, end]
}

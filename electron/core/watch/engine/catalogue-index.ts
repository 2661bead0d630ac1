import { setImmediate as nextTurn } from 'node:timers/promises'
import { type CatalogueTables, TablesBuilder } from './catalogue-tables.ts'
import type { BlockIndex } from './fuzzy/block-index.ts'
import { FuzzyMatcher } from './fuzzy/fuzzy-matcher.ts'
import { addKeys, createKeyFilter, type KeyFilter } from './fuzzy/key-filter.ts'
import type { GtinNumbers } from './gtin-scanner.ts'
import { type CatalogueEntry, EntryReader, type PackedCatalogue, entryUnpacker } from './packed-catalogue.ts'
import { BitFilter, PairTable } from './pair-table.ts'
import { TitleBeginnings } from './title-beginnings.ts'

/** What a sweep looks up: codes, folded titles, and folded titles with artists. Texts stay packed. */
export interface CatalogueIndex {
  /** How many recordings there are. */
  readonly size: number
  readonly codes: PairTable
  /** Entries on the releases with a GTIN. */
  readonly gtins: GtinNumbers
  /** Knows how the titles begin. */
  readonly beginnings: TitleBeginnings
  /** Holds `hashTitle` of every folded title that comes with an artist. */
  readonly titles: BitFilter
  /** Holds `hashKey` of title, `keySeparator` and artist, folded. */
  readonly tracks: PairTable
  /** Knows `equalKey` of every folded title and artist and `codeKey` of every ISRC; in a fuzzy sweep block keys too. */
  readonly nameKeys: KeyFilter
  /** Finds names that are written differently; null when only equal ones are looked for. */
  readonly fuzzy: FuzzyMatcher | null
  /** True when codes alone are looked for: then no names are indexed. */
  readonly codesOnly: boolean
  entry(index: number): CatalogueEntry
}

/** The tables of a catalogue, in shared memory: filled once for all workers. */
export interface FilledTables {
  readonly tables: CatalogueTables
  /** `nameKeys` of the index. */
  readonly filter: KeyFilter
}

/** What an index is made with, all of which may be left out. */
export interface IndexOptions {
  /** Set to find names that are written differently as well; then the tables are those filled with the blocks. */
  readonly blocks?: BlockIndex | null
  /** Tables of the same catalogue that were filled before. */
  readonly filled?: FilledTables | null
  readonly codesOnly?: boolean
}

/** Indexes a catalogue. `pause` is called every few thousand entries and may throw to stop. */
export function indexCatalogue(
  catalogue: PackedCatalogue,
  pause: () => void = () => undefined,
  { blocks = null, filled = null, codesOnly = false }: IndexOptions = {},
): CatalogueIndex {
  const { tables, filter } = blocks ?? filled ?? fillHere(catalogue, pause, codesOnly)
  const entry = lastEntries(catalogue)
  return {
    size: catalogue.size,
    codes: new PairTable(tables.codes),
    gtins: tables.gtins,
    beginnings: new TitleBeginnings(tables.beginnings),
    titles: new BitFilter(tables.titles),
    tracks: new PairTable(tables.tracks),
    nameKeys: filter,
    fuzzy: blocks === null ? null : new FuzzyMatcher(blocks, entry),
    codesOnly,
    entry,
  }
}

const entriesAtATime = 4096

/**
 * Fills the tables of a catalogue, with a pause every few thousand entries, so that calls are answered in between.
 * `stop` is called as often and may throw.
 */
export async function fillTables(
  catalogue: PackedCatalogue,
  codesOnly: boolean,
  stop: () => void = () => undefined,
): Promise<FilledTables> {
  const filling = new Filling(catalogue, codesOnly)
  while (!filling.isDone) {
    stop()
    await nextTurn()
    filling.goOn()
  }
  return filling.finish()
}

function fillHere(catalogue: PackedCatalogue, pause: () => void, codesOnly: boolean): FilledTables {
  const filling = new Filling(catalogue, codesOnly)
  while (!filling.isDone) {
    pause()
    filling.goOn()
  }
  return filling.finish()
}

/** Fills tables in steps. */
class Filling {
  readonly #catalogue: PackedCatalogue
  readonly #builder: TablesBuilder
  readonly #entry: EntryReader
  #next = 0

  constructor(catalogue: PackedCatalogue, codesOnly: boolean) {
    this.#catalogue = catalogue
    this.#builder = new TablesBuilder(codesOnly)
    this.#entry = new EntryReader(catalogue)
  }

  get isDone(): boolean {
    return this.#next >= this.#catalogue.size
  }

  goOn(): void {
    const end = Math.min(this.#catalogue.size, this.#next + entriesAtATime)
    for (; this.#next < end; this.#next++) {
      this.#entry.read(this.#next)
      this.#builder.add(this.#next, this.#entry)
    }
  }

  finish(): FilledTables {
    return filledBy(this.#builder, this.#catalogue)
  }
}

/** The tables of a catalogue, all of whose entries were added to `builder`. */
export function filledBy(
  builder: TablesBuilder,
  { size, codes }: Pick<PackedCatalogue, 'size' | 'codes'>,
): FilledTables {
  const filter = createKeyFilter(4 * size + codes)
  addKeys(filter, builder.keys.written())
  return { tables: builder.finish(), filter }
}

/** Several steps ask for the few entries a row is about; more would be old before they are asked for again. */
const mostKept = 8

/** Reads entries, and keeps the last ones. */
function lastEntries(catalogue: PackedCatalogue): (index: number) => CatalogueEntry {
  const unpack = entryUnpacker(catalogue)
  const numbers = new Int32Array(mostKept).fill(-1)
  const kept: CatalogueEntry[] = []
  return (index) => {
    const slot = index % mostKept
    const known = kept[slot]
    if (known !== undefined && numbers[slot] === index) return known
    const entry = unpack(index)
    numbers[slot] = index
    kept[slot] = entry
    return entry
  }
}

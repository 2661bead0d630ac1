import { TablesBuilder } from './catalogue-tables.ts'
import type { BlockIndex } from './fuzzy/block-index.ts'
import { FuzzyMatcher } from './fuzzy/fuzzy-matcher.ts'
import { addKey, createKeyFilter, type KeyFilter } from './fuzzy/key-filter.ts'
import type { GtinNumbers } from './gtin-scanner.ts'
import {
  type CatalogueEntry,
  createEntryReader,
  type PackedCatalogue,
  unpackEntry,
} from './packed-catalogue.ts'
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

/**
 * Indexes a catalogue. `pause` is called every few thousand entries and may throw to stop. With `blocks`, names that
 * are written differently are found as well; then the tables are those that were filled with the blocks.
 */
export function indexCatalogue(
  catalogue: PackedCatalogue,
  pause: () => void = () => undefined,
  blocks: BlockIndex | null = null,
  codesOnly = false,
): CatalogueIndex {
  const { tables, nameKeys } =
    blocks === null
      ? fillTables(catalogue, pause, codesOnly)
      : { tables: blocks.tables, nameKeys: blocks.filter }
  const entry = lastEntries(catalogue)
  return {
    size: catalogue.size,
    codes: new PairTable(tables.codes),
    gtins: tables.gtins,
    beginnings: new TitleBeginnings(tables.beginnings),
    titles: new BitFilter(tables.titles),
    tracks: new PairTable(tables.tracks),
    nameKeys,
    fuzzy: blocks === null ? null : new FuzzyMatcher(blocks, entry),
    codesOnly,
    entry,
  }
}

function fillTables(catalogue: PackedCatalogue, pause: () => void, codesOnly: boolean) {
  const builder = new TablesBuilder(catalogue, codesOnly)
  const nameKeys = createKeyFilter(4 * catalogue.size + catalogue.codes)
  const note = (key: number) => {
    addKey(nameKeys, key)
  }
  const read = createEntryReader(catalogue)
  for (let index = 0; index < catalogue.size; index++) {
    if (index % 4096 === 0) pause()
    builder.add(index, read(index), note)
  }
  return { tables: builder.finish(), nameKeys }
}

/** Several steps ask for the few entries a row is about. */
const mostKept = 64

/** Reads entries, and keeps the last ones. */
function lastEntries(catalogue: PackedCatalogue): (index: number) => CatalogueEntry {
  const kept = new Map<number, CatalogueEntry>()
  return (index) => {
    const known = kept.get(index)
    if (known !== undefined) return known
    if (kept.size >= mostKept) kept.clear()
    const entry = unpackEntry(catalogue, index)
    kept.set(index, entry)
    return entry
  }
}

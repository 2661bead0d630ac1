import { isIsrc } from '../../../../shared/domain/identifiers/isrc.ts'
import { FoldBuffer } from './fold-buffer.ts'
import type { BlockIndex } from './fuzzy/block-index.ts'
import { FuzzyMatcher } from './fuzzy/fuzzy-matcher.ts'
import { codeKey } from './fuzzy/block-keys.ts'
import { addKey, createKeyFilter, type KeyFilter } from './fuzzy/key-filter.ts'
import type { GtinNumbers } from './gtin-scanner.ts'
import { codeOf } from './isrc-code.ts'
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
  entry(index: number): CatalogueEntry
}

/**
 * Indexes a catalogue. `pause` is called every few thousand entries and may throw to stop. With `blocks`, names that
 * are written differently are found as well.
 */
export function indexCatalogue(
  catalogue: PackedCatalogue,
  pause: () => void = () => undefined,
  blocks: BlockIndex | null = null,
): CatalogueIndex {
  const codes = new PairTable(catalogue.codes)
  const beginnings = new TitleBeginnings(catalogue.size)
  const titles = new BitFilter(4 * catalogue.size)
  const tracks = new PairTable(catalogue.size)
  const equalKeys = blocks === null ? createKeyFilter(4 * catalogue.size + catalogue.codes) : null
  const gtins = new Map<number, number[]>()
  const folded = new FoldBuffer()
  const read = createEntryReader(catalogue)
  for (let index = 0; index < catalogue.size; index++) {
    if (index % 4096 === 0) pause()
    const { title, artist, isrcs, gtins: releaseCodes } = read(index)
    for (const isrc of isrcs) {
      if (!isIsrc(isrc)) continue
      codes.add(...codeOf(isrc), index)
      if (equalKeys !== null) addKey(equalKeys, codeKey(isrc))
    }
    for (const gtin of releaseCodes) {
      const entries = gtins.get(Number(gtin))
      if (entries === undefined) gtins.set(Number(gtin), [index])
      else if (entries.at(-1) !== index) entries.push(index)
    }
    if (!folded.title(title, 0, title.length) || !folded.artist(artist, 0, artist.length)) continue
    beginnings.add(folded.foldedTitle())
    titles.add(folded.hashTitle())
    tracks.add(...folded.hashTrack(), index)
    if (equalKeys !== null) addKey(equalKeys, folded.equalKey())
  }
  const entry = lastEntries(catalogue)
  const fuzzy = blocks === null ? null : new FuzzyMatcher(blocks, entry)
  const nameKeys = blocks?.filter ?? equalKeys ?? createKeyFilter(0)
  return { size: catalogue.size, codes, gtins, beginnings, titles, tracks, nameKeys, fuzzy, entry }
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

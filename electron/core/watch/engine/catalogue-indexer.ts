import { type FilledTables, filledBy } from './catalogue-index.ts'
import { TablesBuilder } from './catalogue-tables.ts'
import { type BlockIndex, KeyCollector } from './fuzzy/block-index.ts'
import { EntryReader, type PackedCatalogue } from './packed-catalogue.ts'

/** What is looked for: codes alone, equal names too, or names that are written differently as well. */
export type SoughtKind = 'codes' | 'names' | 'fuzzy'

/** The tables of a catalogue: one or the other, as `WorkerSetup` has them. */
export interface CatalogueIndexes {
  readonly blocks: BlockIndex | null
  readonly filled: FilledTables | null
}

/** Indexes a catalogue that comes in parts, as it comes. */
export class CatalogueIndexer {
  readonly #keys: KeyCollector | null
  readonly #tables: TablesBuilder
  #size = 0
  #codes = 0

  constructor(sought: SoughtKind) {
    this.#keys = sought === 'fuzzy' ? new KeyCollector() : null
    this.#tables = new TablesBuilder(sought === 'codes')
  }

  /**
   * Adds the entries that follow on those added before.
   * @throws RangeError when there are too many for one index.
   */
  add(part: PackedCatalogue): void {
    const entry = new EntryReader(part)
    const collector = this.#keys ?? this.#tables
    for (let index = 0; index < part.size; index++) {
      entry.read(index)
      collector.add(this.#size + index, entry)
    }
    this.#size += part.size
    this.#codes += part.codes
  }

  /** The indexes of what was added; nothing can be added any more. */
  finish(): CatalogueIndexes {
    if (this.#keys !== null) return { blocks: this.#keys.finish(), filled: null }
    return { blocks: null, filled: filledBy(this.#tables, { size: this.#size, codes: this.#codes }) }
  }
}

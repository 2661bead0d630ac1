import { type FilledTables, filledBy } from './catalogue-index.ts'
import { TablesBuilder } from './catalogue-tables.ts'
import { type BlockIndex, KeyCollector } from './fuzzy/block-index.ts'
import { hanAlias } from './han-alias.ts'
import {
  createCataloguePacker,
  EntryReader,
  type PackedCatalogue,
  entryUnpacker,
} from './packed-catalogue.ts'

/** What is looked for: codes alone, equal names too, or names that are written differently as well. */
export type SoughtKind = 'codes' | 'names' | 'fuzzy'

/** The tables of a catalogue: one or the other, as `WorkerSetup` has them. */
export interface CatalogueIndexes {
  /** Names in another script, which belong behind all other entries. */
  readonly aliases: PackedCatalogue
  readonly blocks: BlockIndex | null
  readonly filled: FilledTables | null
}

/** Indexes a catalogue that comes in parts, as it comes, with the names that its recordings have in another script. */
export class CatalogueIndexer {
  readonly #sought: SoughtKind
  readonly #keys: KeyCollector | null
  readonly #tables: TablesBuilder
  readonly #aliases = createCataloguePacker()
  #size = 0
  #codes = 0

  constructor(sought: SoughtKind) {
    this.#sought = sought
    this.#keys = sought === 'fuzzy' ? new KeyCollector() : null
    this.#tables = new TablesBuilder(sought === 'codes')
  }

  /**
   * Adds the entries that follow on those added before; to be awaited before the next are. Rejects with RangeError when
   * there are too many for one index.
   */
  async add(part: PackedCatalogue): Promise<void> {
    this.#index(part)
    // Another name for a recording matters where names do.
    if (this.#sought === 'codes') return
    const entry = new EntryReader(part)
    const whole = entryUnpacker(part)
    for (let index = 0; index < part.size; index++) {
      entry.read(index)
      const alias = entry.mayHaveHan() ? hanAlias(whole(index)) : null
      if (alias !== null) this.#aliases.add(await alias)
    }
  }

  finish(): CatalogueIndexes {
    const aliases = this.#aliases.finish()
    this.#index(aliases)
    if (this.#keys !== null) return { aliases, blocks: this.#keys.finish(), filled: null }
    const counts = { size: this.#size, codes: this.#codes }
    return { aliases, blocks: null, filled: filledBy(this.#tables, counts) }
  }

  #index(part: PackedCatalogue): void {
    const entry = new EntryReader(part)
    const collector = this.#keys ?? this.#tables
    for (let index = 0; index < part.size; index++) {
      entry.read(index)
      collector.add(this.#size + index, entry)
    }
    this.#size += part.size
    this.#codes += part.codes
  }
}

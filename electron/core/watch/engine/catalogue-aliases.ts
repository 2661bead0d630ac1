import { hanAlias } from './han-alias.ts'
import {
  createCataloguePacker,
  EntryReader,
  type PackedCatalogue,
  entryUnpacker,
} from './packed-catalogue.ts'

/** Collects the names that recordings have in another script, of a catalogue that comes in parts. */
export class AliasCollector {
  readonly #packer = createCataloguePacker()

  /** Adds the entries that follow on those added before; to be awaited before the next are. */
  async add(part: PackedCatalogue): Promise<void> {
    const entry = new EntryReader(part)
    const whole = entryUnpacker(part)
    for (let index = 0; index < part.size; index++) {
      entry.read(index)
      const alias = entry.mayHaveHan() ? hanAlias(whole(index)) : null
      if (alias !== null) this.#packer.add(await alias)
    }
  }

  /** The names, as entries in the order of those they belong to. */
  finish(): PackedCatalogue {
    return this.#packer.finish()
  }
}

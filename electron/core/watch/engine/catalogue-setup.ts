import { setImmediate as nextTurn } from 'node:timers/promises'
import { RefrainError } from '../../../../shared/errors.ts'
import { CatalogueIndexer, type CatalogueIndexes, type SoughtKind } from './catalogue-indexer.ts'
import type { HiredThreads } from './crew.ts'
import { indexIn, type IndexThread } from './index-thread.ts'
import {
  type CatalogueEntry,
  createCataloguePacker,
  joinCatalogues,
  type PackedCatalogue,
} from './packed-catalogue.ts'

/** Entries that come one by one, or, when they must be waited for, many at a time. */
export type GivenCatalogue = Iterable<CatalogueEntry> | AsyncIterable<Iterable<CatalogueEntry>>

/** Entries that are worth handing to another thread: a catalogue of fewer is indexed before the thread has started. */
const entriesPerPart = 4096

/**
 * Packs a catalogue and makes its tables. A large one is indexed by one of the threads that were `hired`, while more of it
 * is read here.
 * @throws RefrainError FILE_EMPTY when it has no recordings.
 */
export async function indexGiven(
  given: GivenCatalogue,
  sought: SoughtKind,
  hired: HiredThreads | null,
): Promise<{ readonly catalogue: PackedCatalogue } & Omit<CatalogueIndexes, 'aliases'>> {
  const parts = new PartPacker(sought, hired)
  for await (const entries of Symbol.asyncIterator in given ? given : [given]) {
    for (const entry of entries) parts.add(entry)
  }
  const { packed, thread } = parts.finish()
  if (packed.every(({ size }) => size === 0)) {
    throw new RefrainError(
      'FILE_EMPTY',
      'The catalogue holds no recordings, so there is nothing to look for. No file was searched.',
    )
  }
  const { aliases, blocks, filled } = (await thread?.finish()) ?? (await indexHere(packed, sought))
  return { catalogue: joinCatalogues([...packed, aliases]), blocks, filled }
}

async function indexHere(packed: readonly PackedCatalogue[], sought: SoughtKind): Promise<CatalogueIndexes> {
  const indexer = new CatalogueIndexer(sought)
  for (const part of packed) {
    await nextTurn()
    await indexer.add(part)
  }
  return indexer.finish()
}

/** Packs a catalogue part by part, and hands each part on as soon as it is full. */
class PartPacker {
  readonly #sought: SoughtKind
  readonly #hired: HiredThreads | null
  readonly #parts: PackedCatalogue[] = []
  readonly #packer = createCataloguePacker()
  #size = 0
  #thread: IndexThread | null = null

  constructor(sought: SoughtKind, hired: HiredThreads | null) {
    this.#sought = sought
    this.#hired = hired
  }

  add(entry: CatalogueEntry): void {
    if (this.#size === entriesPerPart) this.#handOn()
    this.#packer.add(entry)
    this.#size++
  }

  /** The whole catalogue, and the thread that indexes it, if one does. */
  finish(): { readonly packed: readonly PackedCatalogue[]; readonly thread: IndexThread | null } {
    const last = this.#packer.finish()
    this.#thread?.add(last)
    return { packed: [...this.#parts, last], thread: this.#thread }
  }

  #handOn(): void {
    const part = this.#packer.finish()
    const worker = this.#parts.length === 0 ? this.#hired?.first() : undefined
    if (worker !== undefined) this.#thread = indexIn(worker, this.#sought)
    this.#thread?.add(part)
    this.#parts.push(part)
    this.#size = 0
  }
}

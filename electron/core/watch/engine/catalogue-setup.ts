import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { RefrainError } from '../../../../shared/errors.ts'
import { AliasCollector } from './catalogue-aliases.ts'
import { CatalogueIndexer, type CatalogueIndexes, type SoughtKind } from './catalogue-indexer.ts'
import type { HiredThreads } from './crew.ts'
import { aliasesIn, indexIn, type IndexThread } from './index-thread.ts'
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

/** A catalogue, with the names that its recordings have in another script behind all others, and its tables. */
export type IndexedCatalogue = { readonly catalogue: PackedCatalogue } & CatalogueIndexes

/**
 * Packs a catalogue and makes its tables. A large one is indexed by threads that were `hired`, while more of it is read
 * here.
 * @throws RefrainError FILE_EMPTY when it has no recordings.
 */
export async function indexGiven(
  given: GivenCatalogue,
  sought: SoughtKind,
  hired: HiredThreads | null,
): Promise<IndexedCatalogue> {
  const parts = new PartPacker(sought, hired)
  for await (const entries of Symbol.asyncIterator in given ? given : [given]) {
    for (const entry of entries) parts.add(entry)
  }
  const { packed, threads } = parts.finish()
  if (packed.every(({ size }) => size === 0)) {
    throw new RefrainError(
      'FILE_EMPTY',
      'The catalogue holds no recordings, so there is nothing to look for. No file was searched.',
    )
  }
  return (await threads?.finish(packed)) ?? indexHere(packed, sought)
}

async function indexHere(packed: readonly PackedCatalogue[], sought: SoughtKind): Promise<IndexedCatalogue> {
  const indexer = new CatalogueIndexer(sought)
  const collector = new AliasCollector()
  for (const part of packed) {
    await nextTurn()
    indexer.add(part)
    if (matters(sought)) await collector.add(part)
  }
  const aliases = collector.finish()
  indexer.add(aliases)
  return { catalogue: joinCatalogues([...packed, aliases]), ...indexer.finish() }
}

/** Another name for a recording matters where names do. */
function matters(sought: SoughtKind): boolean {
  return sought !== 'codes'
}

/** Threads that index a catalogue: one of them its names in another script, while the other indexes all that is read. */
class IndexThreads {
  readonly #index: IndexThread<CatalogueIndexes>
  readonly #aliases: IndexThread<PackedCatalogue> | null

  constructor(index: Worker, aliases: Worker, sought: SoughtKind) {
    this.#index = indexIn(index, sought)
    this.#aliases = matters(sought) ? aliasesIn(aliases, sought) : null
  }

  add(part: PackedCatalogue): void {
    this.#index.add(part)
    this.#aliases?.add(part)
  }

  /** What came of the parts; null when a thread was lost. */
  async finish(parts: readonly PackedCatalogue[]): Promise<IndexedCatalogue | null> {
    const aliases = this.#aliases === null ? emptyCatalogue() : await this.#aliases.finish()
    if (aliases === null) {
      // The other thread is not to keep what it has.
      await this.#index.finish()
      return null
    }
    this.#index.add(aliases)
    const indexing = this.#index.finish()
    const catalogue = joinCatalogues([...parts, aliases])
    const indexes = await indexing
    return indexes && { catalogue, ...indexes }
  }
}

function emptyCatalogue(): PackedCatalogue {
  return createCataloguePacker().finish()
}

/** Packs a catalogue part by part, and hands each part on as soon as it is full. */
class PartPacker {
  readonly #sought: SoughtKind
  readonly #hired: HiredThreads | null
  readonly #parts: PackedCatalogue[] = []
  readonly #packer = createCataloguePacker()
  #size = 0
  #threads: IndexThreads | null = null

  constructor(sought: SoughtKind, hired: HiredThreads | null) {
    this.#sought = sought
    this.#hired = hired
  }

  add(entry: CatalogueEntry): void {
    if (this.#size === entriesPerPart) this.#handOn()
    this.#packer.add(entry)
    this.#size++
  }

  /** The whole catalogue, and the threads that index it, if any do. */
  finish(): { readonly packed: readonly PackedCatalogue[]; readonly threads: IndexThreads | null } {
    const last = this.#packer.finish()
    this.#threads?.add(last)
    return { packed: [...this.#parts, last], threads: this.#threads }
  }

  #handOn(): void {
    const part = this.#packer.finish()
    if (this.#parts.length === 0) {
      const [first, second = first] = this.#hired?.waiting() ?? []
      if (first !== undefined && second !== undefined)
        this.#threads = new IndexThreads(first, second, this.#sought)
    }
    this.#threads?.add(part)
    this.#parts.push(part)
    this.#size = 0
  }
}

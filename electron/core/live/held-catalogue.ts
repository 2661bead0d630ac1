import type { CoreContext } from '../context.ts'
import { buildBlockIndex, type CatalogueIndex, indexCatalogue, readCatalogue } from '../watch/index.ts'

/** The catalogue as listings are compared with it, kept while sources are visited. */
export interface HeldCatalogue {
  /** The index of the catalogue as it is; made anew only after the catalogue changed. */
  index(signal: AbortSignal): Promise<CatalogueIndex>
  /** The catalogue changed. */
  changed(): void
  /** Gives up the memory. */
  release(): void
}

/** Holds the packed catalogue with its index. */
export function createHeldCatalogue(context: Pick<CoreContext, 'db'>): HeldCatalogue {
  let held: Promise<CatalogueIndex> | null = null
  const build = async (signal: AbortSignal) => {
    const catalogue = await readCatalogue(context.db, signal)
    const stop = () => {
      signal.throwIfAborted()
    }
    return indexCatalogue(catalogue, stop, { blocks: await buildBlockIndex(catalogue, stop) })
  }
  return {
    index(signal) {
      const own = (held ??= build(signal))
      return own.catch((error: unknown) => {
        if (held === own) held = null
        throw error
      })
    },
    changed() {
      held = null
    },
    release() {
      held = null
    },
  }
}

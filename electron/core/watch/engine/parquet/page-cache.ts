import type { Texts } from './texts.ts'

/** The texts of consecutive rows. */
export interface PageTexts {
  /** How many rows there are. */
  readonly count: number
  readonly texts: Texts
  /**
   * Which text each row has, -1 for none; null when the texts are those of the rows one by one. Read when it is asked
   * for: of most pages only the texts are looked at.
   */
  readonly textOf: () => Int32Array | null
}

/** Pages of a group of rows as DuckDB and Spark write it are hardly larger together. */
const mostBytes = 32 << 20
/** Smaller pieces of memory may be parts of larger ones, and are no burden. */
const burden = 1 << 18

/**
 * Keeps pages of a group of rows that were unpacked, so that its rows can be looked at again. Pages that come when there
 * is no more room are not kept. The memory of a page is given back as soon as nobody needs it, for waiting until it is
 * collected takes several times as much.
 */
export class PageCache {
  readonly #pages = new Map<number, PageTexts>()
  /** Pages may share their texts. */
  readonly #kept = new Set<Texts>()
  #bytes = 0

  /** The page at this place of the file, made when it is not kept. */
  page<Made extends PageTexts | null>(at: number, make: () => Made): PageTexts | Made {
    const known = this.#pages.get(at)
    if (known !== undefined) return known
    const made = make()
    if (made !== null && this.#keep(made.texts)) this.#pages.set(at, made)
    return made
  }

  #keep(texts: Texts): boolean {
    if (this.#kept.has(texts)) return true
    const bytes = this.#bytes + texts.bytes.length + texts.starts.byteLength
    if (bytes > mostBytes) return false
    this.#bytes = bytes
    this.#kept.add(texts)
    return true
  }

  /** Gives back the memory of texts that nobody needs any more, unless they are kept. */
  letGo(texts: Texts): void {
    if (!this.#kept.has(texts)) giveBack(texts)
  }

  /** Forgets all pages. Nobody may look at one of them afterwards. */
  clear(): void {
    this.#kept.forEach(giveBack)
    this.#kept.clear()
    this.#pages.clear()
    this.#bytes = 0
  }
}

function giveBack({ bytes, starts }: Texts): void {
  for (const { buffer, byteLength } of [bytes, starts])
    if (byteLength >= burden && buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0)
}

import { giveBack } from './give-back.ts'
import type { PageTexts } from './page-texts.ts'
import type { Texts } from './texts.ts'

/** Pages of a group of rows as DuckDB and Spark write it are hardly larger together. */
const mostBytes = 32 << 20

/**
 * Keeps pages of a group of rows that were unpacked, so that its rows can be looked at again. Pages that come when there
 * is no more room are not kept. The memory of a page is given back as soon as nobody needs it.
 */
export class PageCache {
  readonly #pages = new Map<number, PageTexts>()
  readonly #kept = new Set<PageTexts | Texts>()
  #bytes = 0

  /** The page at this place of the file, made when it is not kept. */
  page<Made extends PageTexts | null>(at: number, make: () => Made): PageTexts | Made {
    const known = this.#pages.get(at)
    if (known !== undefined) return known
    const made = make()
    if (made !== null && this.#keep(made.texts)) {
      this.#pages.set(at, made)
      this.#kept.add(made)
    }
    return made
  }

  /** Pages may share their texts. */
  #keep(texts: Texts): boolean {
    if (this.#kept.has(texts)) return true
    const bytes = this.#bytes + texts.bytes.length + texts.starts.byteLength
    if (bytes > mostBytes) return false
    this.#bytes = bytes
    this.#kept.add(texts)
    return true
  }

  /** Gives back the memory of a page that nobody needs any more, and of its texts unless they are `shared`. */
  letGo(page: PageTexts, shared: Texts | null = null): void {
    if (!this.#kept.has(page)) page.letGo()
    if (page.texts !== shared) this.letGoTexts(page.texts)
  }

  letGoTexts(texts: Texts): void {
    if (!this.#kept.has(texts)) giveBackTexts(texts)
  }

  /** Forgets all pages. Nobody may look at one of them afterwards. */
  clear(): void {
    for (const page of this.#pages.values()) {
      page.letGo()
      giveBackTexts(page.texts)
    }
    this.#kept.clear()
    this.#pages.clear()
    this.#bytes = 0
  }
}

function giveBackTexts({ bytes, starts }: Texts): void {
  giveBack(bytes)
  giveBack(starts)
}

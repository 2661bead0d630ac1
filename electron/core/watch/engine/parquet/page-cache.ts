import { PageMemory } from './page-memory.ts'
import type { PageTexts } from './page-texts.ts'
import type { Texts } from './texts.ts'

/**
 * Keeps pages of a group of rows that were unpacked, so that its rows can be looked at again: those that lie in memory
 * that is kept.
 */
export class PageCache {
  readonly memory: PageMemory
  readonly #pages = new Map<number, PageTexts>()

  constructor(memory = new PageMemory()) {
    this.memory = memory
  }

  /** The page at this place of the file, made when it is not kept. */
  page<Made extends PageTexts | null>(at: number, make: () => Made): PageTexts | Made {
    const known = this.#pages.get(at)
    if (known !== undefined) return known
    const made = make()
    if (made !== null && this.memory.keeps(made.texts.bytes)) this.#pages.set(at, made)
    return made
  }

  /** To be told of a page that nobody looks at any more. Its texts may be `shared` with pages to come. */
  letGo(page: PageTexts, shared: Texts | null = null): void {
    page.rows.letGo()
    if (page.texts !== shared) page.texts.letGo()
  }

  /** Forgets all pages. Nobody may look at one of them afterwards. */
  clear(): void {
    this.#pages.clear()
    this.memory.clear()
  }
}

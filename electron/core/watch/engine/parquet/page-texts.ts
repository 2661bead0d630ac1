import { giveBack } from './give-back.ts'
import type { Texts } from './texts.ts'

/** The texts of consecutive rows. */
export class PageTexts {
  /** How many rows there are. */
  readonly count: number
  readonly texts: Texts
  readonly #read: () => Int32Array | null
  #textOf: Int32Array | null | undefined

  /** @param read tells which text each row has, like `textOf`; without it each row has its own. */
  constructor(count: number, texts: Texts, read: () => Int32Array | null = () => null) {
    this.count = count
    this.texts = texts
    this.#read = read
  }

  /**
   * Which text each row has, -1 for none; null when the texts are those of the rows one by one. Read when it is asked
   * for: of most pages only the texts are looked at.
   */
  textOf(): Int32Array | null {
    if (this.#textOf === undefined) this.#textOf = this.#read()
    return this.#textOf
  }

  /** Gives back the memory of what `textOf` told. */
  letGo(): void {
    if (this.#textOf) giveBack(this.#textOf)
    this.#textOf = undefined
  }
}

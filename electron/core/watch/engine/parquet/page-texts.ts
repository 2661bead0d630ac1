import { asDamage } from './damage.ts'
import type { PageRows } from './page-rows.ts'
import type { Texts } from './texts.ts'

/** The texts of consecutive rows. Its methods throw `BrokenStream`. */
export class PageTexts {
  /** How many rows there are. */
  readonly count: number
  readonly texts: Texts
  readonly rows: PageRows

  constructor(count: number, texts: Texts, rows: PageRows) {
    this.count = count
    this.texts = texts
    this.rows = rows
  }

  /**
   * Which text each row has, -1 for none; null when the texts are those of the rows one by one. Read when it is asked
   * for: of most pages only the texts are looked at.
   */
  textOf(): Int32Array | null {
    return asDamage(() => this.rows.all())
  }

  /** The texts of some rows, in ascending order; empty where there is none. */
  read(rows: readonly number[]): readonly string[] {
    return this.texts.read(asDamage(() => this.rows.of(rows)))
  }

  /** The rows that have one of these texts, in ascending order like these. */
  having(texts: readonly number[]): readonly number[] {
    return asDamage(() => this.rows.having(texts))
  }
}

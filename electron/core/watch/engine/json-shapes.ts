import { mostShapes } from './scan/screen-parts.ts'
import type { ScanMemory } from './scan/scan-memory.ts'

/** Of rows that have no known shape one in so many is learned from. */
const learnEvery = 8

/** A way in which rows of JSON Lines are built. */
export interface Shape {
  /** Where the memory keeps it. */
  readonly place: number
  /** Marks of a row, its line feed included. */
  readonly marks: number
  /** Which marks open the strings that are looked into, counted from the row's first. */
  readonly titles: readonly number[]
  readonly codes: readonly number[]
}

/** The shapes of rows that were met, of which most rows have one: then nothing has to be found out about them again. */
export class JsonShapes {
  readonly #memory: ScanMemory
  /** The one met last first. */
  readonly #known: Shape[] = []
  #unknown = 0

  constructor(memory: ScanMemory) {
    this.#memory = memory
  }

  /** The shape of the row whose marks start at index `from`; null when no known one fits. */
  find(from: number): Shape | null {
    const known = this.#known
    for (let at = 0; at < known.length; at++) {
      const shape = known[at]
      if (shape === undefined || !this.#memory.fitsShape(shape.place, from)) continue
      if (at > 0) known.splice(0, 0, ...known.splice(at, 1))
      return shape
    }
    return null
  }

  /**
   * Learns now and then from a whole row of no known shape, whose marks have the indexes from `from` to before `behind`.
   * `asked` are the marks at which strings open that are looked into; null when there is more to look into.
   */
  meet(
    from: number,
    behind: number,
    asked: { readonly titles: readonly number[]; readonly codes: readonly number[] } | null,
  ): void {
    if (this.#unknown++ % learnEvery !== 0 || asked === null) return
    const known = this.#known
    if (known.length === mostShapes) known.pop()
    let place = 0
    while (known.some((shape) => shape.place === place)) place++
    if (!this.#memory.keepShape(place, from, behind)) return
    const counted = (marks: readonly number[]) => marks.map((mark) => mark - from)
    known.unshift({
      ...{ place, marks: behind - from },
      ...{ titles: counted(asked.titles), codes: counted(asked.codes) },
    })
  }
}

import { isUtf8 } from './cell-text.ts'
import { isEscaped, jsonText } from './json-text.ts'
import type { RowProbe } from './row-probe.ts'
import type { Spans } from './spans.ts'

const [comma, space] = [0x2c, 0x20]

/** The quick question about who is credited in a JSON row. Texts are made only of names that are not plain UTF-8. */
export class JsonCreditProbe {
  readonly #probe: RowProbe
  #line = new Uint8Array(1024)

  constructor(probe: RowProbe) {
    this.#probe = probe
  }

  /**
   * True when a recording of the catalogue may have the title its probe was asked for last, and one of these artists
   * or all of them in one credit.
   */
  mayMatch(bytes: Uint8Array, artists: Spans): boolean {
    const { count } = artists
    let isPlain = true
    for (let index = 0; index < count; index++) {
      const [start, end] = [artists.start(index), artists.end(index)]
      if (isEscaped(bytes, start, end)) {
        isPlain = false
        if (this.#probe.artistTextMayMatch(jsonText(bytes, start, end))) return true
      } else {
        isPlain &&= isUtf8(bytes, start, end)
        if (this.#probe.artistMayMatch(bytes, start, end)) return true
      }
    }
    if (count < 2) return false
    return isPlain ? this.#lineMayMatch(bytes, artists) : this.#textMayMatch(bytes, artists)
  }

  /** Asks for the whole credit of names in UTF-8 without escapes. */
  #lineMayMatch(bytes: Uint8Array, artists: Spans): boolean {
    let length = 0
    for (let index = 0; index < artists.count; index++) {
      const [start, end] = [artists.start(index), artists.end(index)]
      this.#reserve(length + 2 + end - start)
      if (index > 0) {
        this.#line[length++] = comma
        this.#line[length++] = space
      }
      for (let at = start; at < end; at++) this.#line[length++] = bytes[at] ?? 0
    }
    return this.#probe.artistMayMatch(this.#line, 0, length)
  }

  #textMayMatch(bytes: Uint8Array, artists: Spans): boolean {
    const names = Array.from({ length: artists.count }, (_, index) =>
      jsonText(bytes, artists.start(index), artists.end(index)),
    )
    return this.#probe.artistTextMayMatch(names.join(', '))
  }

  #reserve(capacity: number): void {
    if (this.#line.length >= capacity) return
    const larger = new Uint8Array(2 * capacity)
    larger.set(this.#line)
    this.#line = larger
  }
}

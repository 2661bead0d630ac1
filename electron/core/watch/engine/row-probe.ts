import { encodeUtf8 } from '../../../../shared/domain/text/utf8.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { decodeText, isUtf8 } from './cell-text.ts'
import { FoldBuffer } from './fold-buffer.ts'
import { IsrcCellProbe } from './isrc-cell.ts'

/**
 * The quick question asked of every row: may it concern the catalogue? A wrong yes costs a closer look, a wrong no
 * would lose a finding. Works on bytes; nothing is decoded unless it must be.
 */
export class RowProbe {
  readonly #index: CatalogueIndex
  readonly #folded = new FoldBuffer()
  /** For a cell meant for ISRCs. */
  readonly isrcCell: IsrcCellProbe

  constructor(index: CatalogueIndex) {
    this.#index = index
    this.isrcCell = new IsrcCellProbe(index.codes)
  }

  /** True when a cell meant for ISRCs may hold one of the catalogue's. */
  isrcMayMatch(bytes: Uint8Array, start: number, end: number): boolean {
    return this.isrcCell.mayMatch(bytes, start, end)
  }

  isrcTextMayMatch(cell: string): boolean {
    const bytes = encodeUtf8(cell)
    return this.isrcMayMatch(bytes, 0, bytes.length)
  }

  /**
   * True when a recording of the catalogue may have this title, which may begin like one. Then ask for its artists.
   */
  titleMayMatch(bytes: Uint8Array, start: number, end: number): boolean {
    if (isForeign(bytes, start, end)) return this.titleTextMayMatch(decodeText(bytes, start, end))
    return this.#folded.title(bytes, start, end) && this.#index.titles.mayHold(this.#folded.hashTitle())
  }

  titleTextMayMatch(title: string): boolean {
    const bytes = encodeUtf8(title)
    return this.#folded.title(bytes, 0, bytes.length) && this.#index.titles.mayHold(this.#folded.hashTitle())
  }

  /** True when a recording of the catalogue may have the title asked for last and this artist. */
  artistMayMatch(bytes: Uint8Array, start: number, end: number): boolean {
    if (isForeign(bytes, start, end)) return this.artistTextMayMatch(decodeText(bytes, start, end))
    return this.#folded.artist(bytes, start, end) && this.#index.tracks.has(...this.#folded.hashTrack())
  }

  artistTextMayMatch(artist: string): boolean {
    const bytes = encodeUtf8(artist)
    return this.#folded.artist(bytes, 0, bytes.length) && this.#index.tracks.has(...this.#folded.hashTrack())
  }
}

/** True when the bytes are no UTF-8. */
function isForeign(bytes: Uint8Array, start: number, end: number): boolean {
  let high = 0
  for (let at = start; at < end; at++) high |= bytes[at] ?? 0
  return high > 0x7f && !isUtf8(bytes, start, end)
}

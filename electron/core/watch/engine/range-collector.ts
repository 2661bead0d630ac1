import { plainText } from '../../../../shared/domain/text/csv-cell.ts'
import { decodeText } from './cell-text.ts'
import { HitPacker, type PackedHits } from './packed-hits.ts'
import type { RowHit } from './swept-row.ts'
import type { TextWindow } from './text-window.ts'

/** A row that could not be read as it should. */
export interface MalformedRow {
  /** Number of the row: counted from 0 in the swept stretch. */
  readonly row: number
  readonly byteOffset: number
  /** In words. */
  readonly reason: string
  /** The beginning of the row, made fit to show. */
  readonly sample: string
}

/** How many malformed rows of a file are shown; the others are only counted. */
export const malformedSamples = 50

const enoughHits = 3000
const enoughHitBytes = 8 * 1024 * 1024

/** Gathers what the sweep of a stretch finds. */
export class RangeCollector {
  rows = 0
  malformed = 0
  readonly samples: MalformedRow[] = []
  readonly #hits = new HitPacker()

  /** True when the stretch should end here, to bound memory. */
  get full(): boolean {
    return this.#hits.length >= enoughHits || this.#hits.size >= enoughHitBytes
  }

  /** The rows that concern the catalogue; called once, at the end. */
  hits(): PackedHits {
    return this.#hits.finish()
  }

  /** Notes a flaw of the row counted last. */
  flaw(window: TextWindow, start: number, end: number, reason: string): void {
    this.malformed++
    if (this.samples.length >= malformedSamples) return
    const text = decodeText(window.bytes, start, Math.min(end, start + 400))
    this.samples.push({
      row: this.rows - 1,
      byteOffset: window.offsetOf(start),
      reason,
      sample: plainText(text, 200),
    })
  }

  /** Notes that the row counted last concerns the catalogue. */
  hit(window: TextWindow, start: number, end: number, found: Pick<RowHit, 'listing' | 'matches'>): void {
    this.found(window.offsetOf(start), window.raw(start, end), found)
  }

  /** The same for a row that is not in a window. */
  found(byteOffset: number, raw: Uint8Array, found: Pick<RowHit, 'listing' | 'matches'>): void {
    this.#hits.add({ row: this.rows - 1, byteOffset, raw, ...found })
  }

  /** Notes that rows could not be read of which nothing can be shown; they count as one. */
  remark(reason: string): void {
    this.rows++
    this.malformed++
    if (this.samples.length < malformedSamples) {
      this.samples.push({ row: this.rows - 1, byteOffset: 0, reason, sample: '' })
    }
  }
}

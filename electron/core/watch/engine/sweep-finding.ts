import { basename } from 'node:path'
import type { Verdict } from '../../../../shared/domain/matching/exact.ts'
import { isClaimable, type Offers } from '../../../../shared/domain/matching/offers.ts'
import { hitsOf } from './packed-hits.ts'
import type { SweptStretch } from './packed-sweep.ts'
import type { MalformedRow } from './range-collector.ts'
import { listingId, rowLocator } from './swept-row.ts'

/** One recording found in one row. */
export interface SweepFinding {
  readonly file: string
  readonly recordingId: string
  /** The file's own id of the row, else its number: 1 for the first row of data. */
  readonly listingId: string
  /** Where the row leads: its address, the file it names, or its place in the swept file. */
  readonly listingLocator: string
  readonly row: number
  /** Where the row starts in the unpacked file. */
  readonly byteOffset: number
  readonly isrc: string
  readonly title: string
  readonly artist: string
  readonly score: number
  readonly verdict: Verdict
  readonly offers: Offers
  readonly claimable: boolean
  readonly reasons: readonly string[]
}

/** A malformed row; `row` is 1 for the first row of data. */
export type MalformedSample = MalformedRow

/** The malformed rows of a stretch, numbered through. */
export function numbered({ result, before }: SweptStretch): readonly MalformedSample[] {
  return result.samples.map((sample) => ({ ...sample, row: before.rows + sample.row + 1 }))
}

/** What was found in a stretch of the file at `path`. */
export function* findingsOf({ result, before }: SweptStretch, path: string): Generator<SweepFinding> {
  const fileName = basename(path)
  for (const { row: index, byteOffset, listing, matches } of hitsOf(result.hits)) {
    const row = before.rows + index + 1
    for (const { recordingId, score, verdict, reasons } of matches) {
      yield {
        file: path,
        recordingId,
        listingId: listingId(listing, row),
        listingLocator: rowLocator(listing, fileName, row),
        row,
        byteOffset,
        isrc: listing.isrc,
        title: listing.title,
        artist: listing.artist,
        score,
        verdict,
        offers: listing.offers,
        claimable: isClaimable(listing.offers),
        reasons,
      }
    }
  }
}

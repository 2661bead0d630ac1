import type { FindingRow } from '../../../shared/contract/watch.ts'

/** A finding as it is exported: plain texts and numbers, under names that say what they are. */
export interface ExportedFinding {
  readonly finding_id: number
  readonly recording_id: number
  readonly recording_title: string
  readonly recording_artist: string
  readonly listing_id: string
  readonly listing_locator: string
  readonly isrc: string
  readonly title: string
  readonly artist: string
  readonly domain: string
  readonly account: string
  readonly label: string
  readonly offers: string
  readonly claimable: string
  readonly score: number
  readonly verdict: string
  readonly state: string
  readonly found_at: string
  readonly reasons: string
}

/** The columns of an export, in order, each with the type its values have. */
export const exportColumns = [
  { name: 'finding_id', type: 'INT32' },
  { name: 'recording_id', type: 'INT32' },
  { name: 'recording_title', type: 'STRING' },
  { name: 'recording_artist', type: 'STRING' },
  { name: 'listing_id', type: 'STRING' },
  { name: 'listing_locator', type: 'STRING' },
  { name: 'isrc', type: 'STRING' },
  { name: 'title', type: 'STRING' },
  { name: 'artist', type: 'STRING' },
  { name: 'domain', type: 'STRING' },
  { name: 'account', type: 'STRING' },
  { name: 'label', type: 'STRING' },
  { name: 'offers', type: 'STRING' },
  { name: 'claimable', type: 'STRING' },
  { name: 'score', type: 'DOUBLE' },
  { name: 'verdict', type: 'STRING' },
  { name: 'state', type: 'STRING' },
  { name: 'found_at', type: 'STRING' },
  { name: 'reasons', type: 'STRING' },
] as const satisfies readonly {
  readonly name: keyof ExportedFinding
  readonly type: 'INT32' | 'STRING' | 'DOUBLE'
}[]

/** A finding as a row of an export. */
export function exportedFinding(row: FindingRow): ExportedFinding {
  return {
    finding_id: row.id,
    recording_id: row.recordingId,
    recording_title: row.recordingTitle,
    recording_artist: row.recordingArtist,
    listing_id: row.listingRef,
    listing_locator: row.url ?? row.locator,
    isrc: row.listingIsrc,
    title: row.listingTitle,
    artist: row.listingArtist,
    domain: row.domain ?? '',
    account: row.account ?? '',
    label: row.label ?? '',
    offers: row.offers,
    claimable: row.claimable ? 'yes' : 'monitor',
    score: row.score,
    verdict: row.verdict,
    state: row.state,
    found_at: row.foundAt,
    reasons: row.reasons.join('; '),
  }
}

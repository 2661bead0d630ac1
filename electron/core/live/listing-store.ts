import type { CoreContext } from '../context.ts'
import { packIds } from '../findings/index.ts'
import { type Authorizations, createLiveFindings } from './live-findings.ts'
import { createListingRows, type KnownListing, type ListingRow, listingRow } from './listing-rows.ts'
import type { MatchedSourceListing } from './match-listings.ts'

/** What storing an answer brought. */
export interface StoredAnswer {
  /** Listings of the catalogue's recordings. */
  readonly listings: number
  readonly fresh: readonly number[]
  /** Listings that say something else than before. */
  readonly changed: readonly number[]
}

/**
 * Keeps what sources show. The same listing is recognised by the source's own name for it, and across sources by its
 * canonical address where it concerns the same recording; several listings at one address (tracks of a page, files of
 * a torrent) stay apart. What says most of a listing is whose words are kept: another source repeating it with less is
 * no change. Listings that concern no recording are not kept.
 */
export function createListingStore(context: Pick<CoreContext, 'db' | 'custody'>) {
  const rows = createListingRows(context.db)
  const findings = createLiveFindings(context.db)

  /** The listing it is under another source's name; or what tells a new one from others at its address. */
  const find = (sourceId: string, row: ListingRow, matched: MatchedSourceListing): KnownListing | string => {
    const there = rows.byUrl(row.urlKey, sourceId)
    const concerned = new Set(matched.matches.map(({ recordingId }) => Number(recordingId)))
    const same = there.find(
      ({ id, shown }) => shown === 0 && rows.recordingsOf(id).some((recording) => concerned.has(recording)),
    )
    return same ?? (there.length === 0 ? '' : `${sourceId} ${row.ref}`)
  }

  /** What became of a known listing: its words are another's, are the same, or changed. */
  const update = (known: KnownListing, sourceId: string, row: ListingRow, at: string) => {
    const isSame = known.contentHash === row.contentHash
    const isOwnWord = known.sourceId === sourceId
    if (known.factsKept === 0) {
      if (isSame) rows.restore(known.id, sourceId, row, at)
      else rows.change(known.id, sourceId, row, at, 'changed')
      return 'changed'
    }
    if (isSame) return 'same'
    if (!isOwnWord && row.weight <= known.weight) return 'of another'
    rows.change(known.id, sourceId, row, at, isOwnWord ? 'changed' : 'better-source')
    return isOwnWord ? 'changed' : 'taken over'
  }

  return {
    /** Stores one answer of a source. Inside a transaction. */
    store(
      sourceId: string,
      answer: readonly MatchedSourceListing[],
      at: string,
      authorizations: Authorizations,
    ): StoredAnswer {
      const [fresh, authorized, changedIds]: [number[], number[], number[]] = [[], [], []]
      const seen = new Set<number>()
      for (const matched of answer) {
        const own = rows.byRef(sourceId, matched.listing.ref)
        // Most that sources show concerns no recording: nothing more is made of it.
        if (own === null && matched.matches.length === 0) continue
        const row = listingRow(matched.listing)
        const known = own ?? find(sourceId, row, matched)
        if (own !== null) rows.shownAgain(own.id, sourceId, at)
        else if (typeof known !== 'string') rows.shown(known.id, sourceId, row.ref, at)
        const became = typeof known === 'string' ? 'new' : update(known, sourceId, row, at)
        const id = typeof known === 'string' ? rows.insert(sourceId, row, known, at) : known.id
        seen.add(id)
        if (became === 'changed') changedIds.push(id)
        // A source that says less than another is not to be judged by.
        if (became === 'of another') continue
        const isNewlyNamed = rows.stands(id, row.accountKeys)
        const isChanged = became === 'changed' || became === 'taken over' || isNewlyNamed
        const judged = {
          id,
          row,
          became: became === 'new' ? became : isChanged ? 'changed' : 'same',
        } as const
        const found = findings.store(judged, matched.matches, at, authorizations)
        fresh.push(...found.fresh)
        authorized.push(...found.authorized)
      }
      if (authorized.length > 0) {
        context.custody.append({
          action: 'rules.applied',
          subject: `liveSource:${sourceId}`,
          actor: 'app',
          detail: { settled: authorized.length, findings: packIds(authorized) },
        })
      }
      return { listings: seen.size, fresh, changed: changedIds }
    },
  }
}

export type ListingStore = ReturnType<typeof createListingStore>

import { saidBy } from '../../../shared/domain/live/compared-fields.ts'
import type { CoreContext } from '../context.ts'
import { packIds } from '../findings/index.ts'
import { type Authorizations, createLiveFindings } from './live-findings.ts'
import { createListingRows, type ListingRow, listingRow, type StoredListing } from './listing-rows.ts'
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

  const find = (sourceId: string, row: ListingRow, matched: MatchedSourceListing): StoredListing | null => {
    const own = rows.byRef(sourceId, row.ref)
    if (own !== null) return own
    const concerned = new Set(matched.matches.map(({ recordingId }) => Number(recordingId)))
    const same = (id: number) => rows.recordingsOf(id).some((recording) => concerned.has(recording))
    return rows.byUrl(row.urlKey, sourceId).find(({ id }) => same(id)) ?? null
  }

  /** True when the listing says something else than what is stored. */
  const update = (known: StoredListing, sourceId: string, row: ListingRow, at: string): boolean => {
    rows.sighted(known.id, sourceId, row.ref, at)
    const isSame = known.contentHash === row.contentHash
    if (known.factsKept === 0) {
      rows.change(known.id, sourceId, row, at, isSame ? null : 'changed')
      return !isSame
    }
    if (isSame) return false
    const isOwnWord = known.sourceId === sourceId
    if (!isOwnWord && saidBy(row) <= saidBy(known)) return false
    rows.change(known.id, sourceId, row, at, isOwnWord ? 'changed' : 'better-source')
    return true
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
        const row = listingRow(matched.listing)
        const known = find(sourceId, row, matched)
        if (known === null && matched.matches.length === 0) continue
        const changed = known !== null && update(known, sourceId, row, at)
        const id = known?.id ?? rows.insert(sourceId, row, at)
        seen.add(id)
        if (changed && known.sourceId === sourceId) changedIds.push(id)
        // A source that says less than another is not to be judged by.
        if (known !== null && !changed && known.sourceId !== sourceId) continue
        const found = findings.store({ id, row, changed }, matched.matches, at, authorizations)
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

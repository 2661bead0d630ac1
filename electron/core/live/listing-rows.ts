import type { Database } from 'better-sqlite3'
import { hash } from 'node:crypto'
import { accountKey, labelKey } from '../../../shared/domain/findings/rules.ts'
import { webDomain } from '../../../shared/domain/findings/web-address.ts'
import { accountKeysOf } from '../../../shared/domain/live/account-pages.ts'
import { canonicalUrl } from '../../../shared/domain/live/canonical-url.ts'
import { type ComparedFields, comparedText, saidBy } from '../../../shared/domain/live/compared-fields.ts'
import type { SourceListing } from '../../../shared/domain/live/source-listing.ts'

/** A known listing, as far as it takes to see whether it changed. */
export interface KnownListing {
  readonly id: number
  /** The source whose words are kept. */
  readonly sourceId: string
  /** How much they say. */
  readonly weight: number
  readonly contentHash: string
  readonly factsKept: number
}

/** A listing ready to be stored: texts of reasonable length, keys for rules, its canonical address and hash. */
export interface ListingRow extends ComparedFields {
  readonly ref: string
  readonly url: string
  readonly urlKey: string
  readonly contentHash: string
  /** How much it says. */
  readonly weight: number
  readonly domain: string | null
  readonly accountKey: string | null
  /** Of all accounts it is known to stand under. */
  readonly accountKeys: readonly string[]
  readonly labelKey: string | null
}

/** SHA-256 over the compared fields. */
function contentHash(fields: ComparedFields): string {
  return hash('sha256', comparedText(fields))
}

/** Makes a listing ready to be stored. */
export function listingRow(listing: SourceListing): ListingRow {
  const { durationMs, year, offers } = listing
  const url = clipped(listing.url)
  const [account, label] = [textOrNull(listing.account), textOrNull(listing.label)]
  const fields: ComparedFields = {
    title: clipped(listing.title),
    artist: clipped(listing.artist),
    account,
    album: textOrNull(listing.album),
    label,
    isrc: textOrNull(listing.isrc),
    gtin: textOrNull(listing.gtin),
    durationMs: durationMs === null ? null : Math.round(durationMs),
    year,
    offers,
  }
  return {
    ...fields,
    ref: listing.ref,
    url,
    urlKey: canonicalUrl(url) ?? url,
    contentHash: contentHash(fields),
    weight: saidBy(fields),
    domain: webDomain(url),
    accountKey: account === null ? null : accountKey(account),
    accountKeys: accountKeysOf(url, listing.accountPages ?? []),
    labelKey: label === null ? null : labelKey(label),
  }
}

const knownColumns = `v.listing_id AS id, v.source_id AS sourceId, v.weight, v.content_hash AS contentHash,
  v.facts_kept AS factsKept`

/** Statements over `listing`, `live_listing`, `live_sighting` and `listing_version`. */
export function createListingRows(db: Database) {
  // Not a join: SQLite would prepare one anew for each listing, which takes ten times as long as the look-up.
  const byRef = db.prepare<[string, string], KnownListing>(
    `SELECT ${knownColumns} FROM live_listing v
     WHERE v.listing_id = (SELECT listing_id FROM live_sighting WHERE source_id = ? AND ref = ?)`,
  )
  const byUrl = db.prepare<[string, string], KnownListing & { readonly shown: number }>(
    `SELECT ${knownColumns}, EXISTS (
       SELECT 1 FROM live_sighting s WHERE s.listing_id = v.listing_id AND s.source_id = ?) AS shown
     FROM live_listing v WHERE v.url_key = ?`,
  )
  // By place, not by name: values are bound some thousand times a second.
  const insert = db.prepare(
    `INSERT INTO listing (listing_ref, isrc, title, artist, album, label, label_key, url, domain, account,
       account_key, duration_ms, offers, found_at, source_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertLive = db.prepare(
    `INSERT INTO live_listing (listing_id, url_key, part, content_hash, gtin, year, source_id, weight,
       first_seen_at, last_seen_at, said_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const show = db.prepare<[number, string, string, string, string]>(
    'INSERT INTO live_sighting (listing_id, source_id, ref, first_at, last_at) VALUES (?, ?, ?, ?, ?)',
  )
  const showAgain = db.prepare<[string, number, string]>(
    'UPDATE live_sighting SET last_at = ? WHERE listing_id = ? AND source_id = ?',
  )
  const seen = db.prepare<[string, number]>('UPDATE live_listing SET last_seen_at = ? WHERE listing_id = ?')
  const keepVersion = db.prepare<[number]>(
    `INSERT INTO listing_version (listing_id, at, source_id, why, facts)
     SELECT l.id, v.said_at, v.source_id, v.why, ${factsSql} FROM live_listing v JOIN listing l ON l.id = v.listing_id
     WHERE v.listing_id = ? AND v.facts_kept = 1`,
  )
  const change = db.prepare(
    `UPDATE listing SET listing_ref = @ref, isrc = coalesce(@isrc, ''), title = @title, artist = @artist,
       album = @album, label = @label, label_key = @labelKey, url = @url, domain = @domain, account = @account,
       account_key = @accountKey, duration_ms = @durationMs, offers = @offers, source_id = @sourceId WHERE id = @id`,
  )
  const changeLive = db.prepare(
    `UPDATE live_listing SET content_hash = @contentHash, gtin = @gtin, year = @year, facts_kept = 1,
       source_id = @sourceId, weight = @weight, said_at = @at, why = @why, changes = changes + (@why = 'changed')
     WHERE listing_id = @id`,
  )
  const stand = db.prepare<[number, string]>(
    'INSERT OR IGNORE INTO listing_page (listing_id, key) VALUES (?, ?)',
  )
  const recordingsOf = db
    .prepare<[number], number>('SELECT recording_id FROM finding WHERE listing_id = ?')
    .pluck()

  return {
    /** The listing a source calls so. */
    byRef: (sourceId: string, ref: string): KnownListing | null => byRef.get(sourceId, ref) ?? null,
    /** Listings at an address; `shown`: by this source, under another name. */
    byUrl: (urlKey: string, sourceId: string) => byUrl.all(sourceId, urlKey),
    recordingsOf: (id: number): readonly number[] => recordingsOf.all(id),
    /** Stores a listing nobody showed before; returns its id. `part` tells it from others at its address. */
    insert(sourceId: string, row: ListingRow, part: string, at: string): number {
      const { ref, title, artist, album, label, labelKey, url, domain, account, accountKey } = row
      const named = [
        ref,
        row.isrc ?? '',
        title,
        artist,
        album,
        label,
        labelKey,
        url,
        domain,
        account,
        accountKey,
      ]
      const inserted = insert.run(...named, row.durationMs, row.offers, at, sourceId)
      const id = Number(inserted.lastInsertRowid)
      const { urlKey, contentHash, gtin, year, weight } = row
      insertLive.run(id, urlKey, part, contentHash, gtin, year, sourceId, weight, at, at, at)
      show.run(id, sourceId, ref, at, at)
      return id
    },
    /** Notes that a source shows it for the first time, under its own name for it. */
    shown(id: number, sourceId: string, ref: string, at: string): void {
      show.run(id, sourceId, ref, at, at)
      seen.run(at, id)
    },
    /** Notes that a source still shows it. */
    shownAgain(id: number, sourceId: string, at: string): void {
      showAgain.run(at, id, sourceId)
      seen.run(at, id)
    },
    /** Stores what a source says now and keeps what was said before. */
    change(
      id: number,
      sourceId: string,
      row: ListingRow,
      at: string,
      why: 'changed' | 'better-source',
    ): void {
      keepVersion.run(id)
      change.run({ ...row, id, sourceId })
      changeLive.run({ ...row, id, sourceId, at, why })
    },
    /** Notes the accounts it stands under; whether one was not known. */
    stands(id: number, keys: readonly string[]): boolean {
      return keys.reduce((added, key) => added + stand.run(id, key).changes, 0) > 0
    },
    /** Stores again what had to be deleted. */
    restore(id: number, sourceId: string, row: ListingRow, at: string): void {
      change.run({ ...row, id, sourceId })
      changeLive.run({ ...row, id, sourceId, at, why: 'first' })
    },
  }
}

export type ListingRows = ReturnType<typeof createListingRows>

/** The compared fields of the listing `l` with its extension `v`, as JSON. */
export const factsSql = `json_object('title', l.title, 'artist', l.artist, 'account', l.account, 'album', l.album,
  'label', l.label, 'isrc', nullif(l.isrc, ''), 'gtin', v.gtin, 'durationMs', l.duration_ms, 'year', v.year,
  'offers', l.offers)`

const longest = 2000

function textOrNull(text: string | null): string | null {
  const kept = clipped(text ?? '')
  return kept === '' ? null : kept
}

/** SQLite would show a text only up to a zero character. */
function clipped(text: string): string {
  const kept = text.trim().replaceAll('\u0000', '\ufffd')
  return kept.length <= longest ? kept : `${kept.slice(0, longest - 1)}…`
}

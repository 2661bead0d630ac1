import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { accountKey, labelKey } from '../../../shared/domain/findings/rules.ts'
import { webDomain } from '../../../shared/domain/findings/web-address.ts'
import { canonicalUrl } from '../../../shared/domain/live/canonical-url.ts'
import { type ComparedFields, comparedText } from '../../../shared/domain/live/compared-fields.ts'
import type { SourceListing } from '../../../shared/domain/live/source-listing.ts'

/** A listing as it is stored, with what was last said of it. */
export interface StoredListing extends ComparedFields {
  readonly id: number
  /** The source whose words are kept. */
  readonly sourceId: string
  readonly urlKey: string
  readonly contentHash: string
  readonly factsKept: number
}

/** A listing ready to be stored: texts of reasonable length, keys for rules, its canonical address and hash. */
export interface ListingRow extends ComparedFields {
  readonly ref: string
  readonly url: string
  readonly urlKey: string
  readonly contentHash: string
  readonly domain: string | null
  readonly accountKey: string | null
  readonly labelKey: string | null
}

/** SHA-256 over the compared fields. */
export function contentHash(fields: ComparedFields): string {
  return createHash('sha256').update(comparedText(fields)).digest('hex')
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
    domain: webDomain(url),
    accountKey: account === null ? null : accountKey(account),
    labelKey: label === null ? null : labelKey(label),
  }
}

const storedColumns = `l.id, l.source_id AS sourceId, l.title, l.artist, l.account, l.album, l.label,
  CASE l.isrc WHEN '' THEN NULL ELSE l.isrc END AS isrc, v.gtin, l.duration_ms AS durationMs, v.year, l.offers,
  v.url_key AS urlKey, v.content_hash AS contentHash, v.facts_kept AS factsKept`

/** Statements over `listing`, `live_listing`, `live_sighting` and `listing_version`. */
export function createListingRows(db: Database) {
  const byRef = db.prepare<[string, string], StoredListing>(
    `SELECT ${storedColumns} FROM live_sighting s JOIN live_listing v ON v.listing_id = s.listing_id
     JOIN listing l ON l.id = s.listing_id WHERE s.source_id = ? AND s.ref = ?`,
  )
  const byUrl = db.prepare<[string, string], StoredListing>(
    `SELECT ${storedColumns} FROM live_listing v JOIN listing l ON l.id = v.listing_id
     WHERE v.url_key = ? AND NOT EXISTS (
       SELECT 1 FROM live_sighting s WHERE s.listing_id = v.listing_id AND s.source_id = ?)
     ORDER BY v.listing_id`,
  )
  const isTaken = db.prepare<[string], number>('SELECT 1 FROM live_listing WHERE url_key = ?').pluck()
  const insert = db.prepare(
    `INSERT INTO listing (listing_ref, isrc, title, artist, album, label, label_key, url, domain, account,
       account_key, duration_ms, offers, found_at, source_id)
     VALUES (@ref, coalesce(@isrc, ''), @title, @artist, @album, @label, @labelKey, @url, @domain, @account,
       @accountKey, @durationMs, @offers, @at, @sourceId)`,
  )
  const insertLive = db.prepare(
    `INSERT INTO live_listing (listing_id, url_key, part, content_hash, gtin, year, first_seen_at, last_seen_at)
     VALUES (@id, @urlKey, @part, @contentHash, @gtin, @year, @at, @at)`,
  )
  const sighted = db.prepare<[number, string, string, string, string]>(
    `INSERT INTO live_sighting (listing_id, source_id, ref, first_at, last_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (listing_id, source_id) DO UPDATE SET last_at = excluded.last_at`,
  )
  const seen = db.prepare<[string, number]>('UPDATE live_listing SET last_seen_at = ? WHERE listing_id = ?')
  const change = db.prepare(
    `UPDATE listing SET listing_ref = @ref, isrc = coalesce(@isrc, ''), title = @title, artist = @artist,
       album = @album, label = @label, label_key = @labelKey, url = @url, domain = @domain, account = @account,
       account_key = @accountKey, duration_ms = @durationMs, offers = @offers, source_id = @sourceId WHERE id = @id`,
  )
  const changeLive = db.prepare(
    `UPDATE live_listing SET content_hash = @contentHash, gtin = @gtin, year = @year, facts_kept = 1,
       changes = changes + @counts WHERE listing_id = @id`,
  )
  const insertVersion = db.prepare<[number, string, string, string, string]>(
    'INSERT INTO listing_version (listing_id, at, source_id, why, facts) VALUES (?, ?, ?, ?, ?)',
  )
  const recordingsOf = db
    .prepare<[number], number>('SELECT recording_id FROM finding WHERE listing_id = ?')
    .pluck()

  const version = (id: number, at: string, sourceId: string, why: Why, row: ComparedFields) => {
    insertVersion.run(id, at, sourceId, why, factsText(row))
  }

  return {
    /** The listing a source calls so. */
    byRef: (sourceId: string, ref: string): StoredListing | null => byRef.get(sourceId, ref) ?? null,
    /** Listings at an address that this source has not shown yet. */
    byUrl: (urlKey: string, sourceId: string): readonly StoredListing[] => byUrl.all(urlKey, sourceId),
    recordingsOf: (id: number): readonly number[] => recordingsOf.all(id),
    /** Stores a listing nobody showed before; returns its id. */
    insert(sourceId: string, row: ListingRow, at: string): number {
      const part = isTaken.get(row.urlKey) === undefined ? '' : `${sourceId} ${row.ref}`
      const id = Number(insert.run({ ...row, at, sourceId }).lastInsertRowid)
      insertLive.run({ ...row, id, part, at })
      sighted.run(id, sourceId, row.ref, at, at)
      version(id, at, sourceId, 'first', row)
      return id
    },
    /** Notes that a source shows it at a time. */
    sighted(id: number, sourceId: string, ref: string, at: string): void {
      sighted.run(id, sourceId, ref, at, at)
      seen.run(at, id)
    },
    /** Stores what a source says now. `null`: what it had said was deleted, so nobody knows whether it changed. */
    change(id: number, sourceId: string, row: ListingRow, at: string, why: Why | null): void {
      change.run({ ...row, id, sourceId })
      changeLive.run({ ...row, id, counts: why === 'changed' ? 1 : 0 })
      if (why !== null) version(id, at, sourceId, why, row)
    },
  }
}

export type ListingRows = ReturnType<typeof createListingRows>
type Why = 'first' | 'changed' | 'better-source'

/** The compared fields of a version, as JSON. */
function factsText(fields: ComparedFields): string {
  const { title, artist, account, album, label, isrc, gtin, durationMs, year, offers } = fields
  return JSON.stringify({ title, artist, account, album, label, isrc, gtin, durationMs, year, offers })
}

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

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import {
  caseStates,
  exclusivities,
  fairUse,
  itemRights,
  performances,
} from '../../../shared/contract/cases.ts'
import { recordedStates } from '../../../shared/domain/cases/case-states.ts'
import { rightsHeld } from '../../../shared/contract/catalog.ts'
import { findingStates, listingOffers } from '../../../shared/contract/watch.ts'
import { type Addressee, claimedAddress } from '../../../shared/domain/cases/claimed-address.ts'
import { accountKeysIn, accountKeysSql } from '../findings/index.ts'
import { RefrainError } from '../../../shared/errors.ts'

const storedCase = z.object({
  id: z.int(),
  providerId: z.int(),
  providerName: z.string(),
  title: z.string(),
  state: z.enum(caseStates),
  items: z.int(),
  recordings: z.int(),
  openedAt: z.string(),
  sentAt: z.string().nullable(),
  sentChannel: z.string().nullable(),
  sentReference: z.string().nullable(),
  /** What its history says: the newest move that holds, and the day of it. */
  followState: z.enum(recordedStates).nullable(),
  followOn: z.string().nullable(),
})
export type StoredCase = z.infer<typeof storedCase>

const itemRow = z.object({
  findingId: z.int(),
  recordingId: z.int(),
  title: z.string(),
  version: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  authorizedUrl: z.string().nullable(),
  listingUrl: z.string().nullable(),
  /** The address of the file itself, where the listing leads to it. */
  fileUrl: z.string().nullable(),
  domain: z.string().nullable(),
  accountKey: z.string().nullable(),
  accountKeys: z.string().transform(accountKeysIn),
  /** The label line as the listing shows it. */
  label: z.string().nullable(),
  labelKey: z.string().nullable(),
  /** The notes of the recording. */
  notes: z.string(),
  offers: z.enum(listingOffers),
  findingState: z.enum(findingStates),
  rightHeld: z.enum(itemRights),
  performance: z.enum(performances),
  exclusivity: z.enum(exclusivities),
  seenAt: z.string().nullable(),
  /** The last capture of its address: when, what came of it, and its record. */
  capturedAt: z.string().nullable(),
  captureOutcome: z.string().nullable(),
  captureSha256: z.string().nullable(),
  fileCapturedAt: z.string().nullable(),
  fileCaptureOutcome: z.string().nullable(),
  fileCaptureSha256: z.string().nullable(),
  /** When a look last found it at its address, and when one last found it gone. */
  foundThereAt: z.string().nullable(),
  foundGoneAt: z.string().nullable(),
  recordSha256: z.string().nullable(),
  fairUse: z.string().transform((text) => fairUse.parse(JSON.parse(text))),
  firstSeenAt: z.string(),
  sealed: z.int(),
  /** Its row among the carried items, or null for an item of its own case. */
  carriedId: z.int().nullable(),
})

const place = z.object({ domains: z.string(), site: z.string().nullable() })
const domainList = z.array(z.string())

/** An item as the letter of its case lists it; its capture is the last one of the address listed. */
export interface StoredItem extends Omit<
  z.infer<typeof itemRow>,
  'fileCapturedAt' | 'fileCaptureOutcome' | 'fileCaptureSha256'
> {
  /** The address the letter lists: the file's own for the host it lies at, else the listing. */
  readonly url: string | null
  /** The listing, where the letter lists the file. */
  readonly foundOn: string | null
}

/** Where an item is stored: in the case its finding was put into, or as one carried on from there. */
export function rowOf({
  carriedId,
  findingId,
}: Pick<StoredItem, 'carriedId' | 'findingId'>): readonly [table: 'case_item' | 'carried_item', id: number] {
  return carriedId === null ? ['case_item', findingId] : ['carried_item', carriedId]
}

const groupable = z.object({
  findingId: z.int(),
  recordingId: z.int(),
  domain: z.string(),
  fileUrl: z.string().nullable(),
  label: z.string().nullable(),
  offers: z.enum(listingOffers),
  rightHeld: z.enum(rightsHeld),
})
export type GroupableFinding = z.infer<typeof groupable>

const caseSql = `SELECT c.id, c.provider_id AS providerId, p.name AS providerName, c.title, c.state,
    count(i.finding_id) AS items, count(DISTINCT f.recording_id) AS recordings, c.opened_at AS openedAt,
    c.sent_at AS sentAt, c.sent_channel AS sentChannel, c.sent_reference AS sentReference,
    m.state AS followState, m.happened_on AS followOn
  FROM enforcement_case c JOIN provider p ON p.id = c.provider_id
    LEFT JOIN case_event m ON m.id = (SELECT e.id FROM case_event e
      WHERE e.case_id = c.id AND e.corrects IS NULL
        AND NOT EXISTS (SELECT 1 FROM case_event k WHERE k.corrects = e.id) ORDER BY e.id DESC LIMIT 1)
    LEFT JOIN case_member i ON i.case_id = c.id LEFT JOIN finding f ON f.id = i.finding_id`

const itemSql = `SELECT f.id AS findingId, r.id AS recordingId, r.title, r.version, r.artist, r.isrc,
    r.registration_number AS registrationNumber, r.authorized_url AS authorizedUrl, l.url AS listingUrl, f.file_url AS fileUrl, l.domain,
    l.account_key AS accountKey, ${accountKeysSql} AS accountKeys, l.label, l.label_key AS labelKey, r.notes, l.offers,
    f.state AS findingState,
    i.right_held AS rightHeld, i.performance, i.exclusivity, i.seen_at AS seenAt, i.fair_use AS fairUse,
    l.found_at AS firstSeenAt, k.ended_at AS capturedAt, k.outcome AS captureOutcome, k.record_sha256 AS captureSha256,
    kf.ended_at AS fileCapturedAt, kf.outcome AS fileCaptureOutcome, kf.record_sha256 AS fileCaptureSha256,
    (SELECT max(s.checked_at) FROM listing_state_check s
      WHERE s.finding_id = f.id AND s.url = l.url AND s.state = 'there') AS foundThereAt,
    (SELECT max(s.checked_at) FROM listing_state_check s
      WHERE s.finding_id = f.id AND s.url = l.url AND s.state NOT IN ('there', 'unknown')) AS foundGoneAt,
    (SELECT e.record_sha256 FROM evidence_record e WHERE e.finding_id = f.id ORDER BY e.id DESC LIMIT 1) AS recordSha256,
    EXISTS (SELECT 1 FROM evidence_record e WHERE e.finding_id = f.id) AS sealed,
    i.carried_id AS carriedId
  FROM case_member i JOIN finding f ON f.id = i.finding_id JOIN listing l ON l.id = f.listing_id
    JOIN recording r ON r.id = f.recording_id
    LEFT JOIN capture k ON k.id = (SELECT max(id) FROM capture WHERE finding_id = f.id AND requested_url = l.url)
    LEFT JOIN capture kf ON kf.id = (SELECT max(id) FROM capture WHERE finding_id = f.id AND requested_url = f.file_url)
  WHERE i.case_id = ?
  ORDER BY r.artist COLLATE NOCASE, r.title COLLATE NOCASE, r.id, l.url, f.id`

/** Whom the letter of a case goes to, and the site it names. */
const placeSql = `SELECT p.domains,
    (SELECT json_extract(n.details, '$.hostname') FROM notice n WHERE n.case_id = c.id ORDER BY n.id LIMIT 1) AS site
  FROM enforcement_case c JOIN provider p ON p.id = c.provider_id WHERE c.id = ?`

function addressed(row: z.infer<typeof itemRow>, addressee: Addressee): StoredItem {
  const { fileCapturedAt, fileCaptureOutcome, fileCaptureSha256, ...item } = row
  const claimed = claimedAddress({ listing: row.listingUrl, file: row.fileUrl }, addressee)
  // What was seen at the listing says nothing about the file.
  return claimed.foundOn === null
    ? { ...item, ...claimed }
    : {
        ...item,
        ...claimed,
        capturedAt: fileCapturedAt,
        captureOutcome: fileCaptureOutcome,
        captureSha256: fileCaptureSha256,
      }
}

/** Table access for cases and their items. */
export function createCasesRepository(db: Database) {
  const all = db.prepare(
    `${caseSql} GROUP BY c.id ORDER BY c.sent_at IS NOT NULL, c.opened_at DESC, c.id DESC`,
  )
  const one = db.prepare<[number]>(`${caseSql} WHERE c.id = ? GROUP BY c.id`)
  const items = db.prepare<[number]>(itemSql)
  const placeOf = db.prepare<[number]>(placeSql)
  const free = db.prepare(
    `SELECT f.id AS findingId, r.id AS recordingId, l.domain, f.file_url AS fileUrl, l.label, l.offers, r.right_held AS rightHeld
     FROM finding f JOIN listing l ON l.id = f.listing_id JOIN recording r ON r.id = f.recording_id
     WHERE f.state = 'confirmed' AND f.claimable = 1 AND l.domain IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM case_item i WHERE i.finding_id = f.id)
     ORDER BY f.id`,
  )
  const open = db.prepare<[number], { id: number }>(
    `SELECT c.id FROM enforcement_case c WHERE c.provider_id = ? AND c.sent_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM case_link l WHERE l.case_id = c.id)
       AND coalesce((SELECT e.state FROM case_event e WHERE e.case_id = c.id ORDER BY e.id DESC LIMIT 1), '') <> 'closed'
     ORDER BY c.id DESC LIMIT 1`,
  )
  const insert = db.prepare<[number, string, string]>(
    "INSERT INTO enforcement_case (provider_id, title, state, opened_at) VALUES (?, ?, 'draft', ?)",
  )
  const insertItem = db.prepare<[number, number, string, string]>(
    'INSERT INTO case_item (finding_id, case_id, right_held, fair_use) VALUES (?, ?, ?, ?)',
  )
  const setState = db.prepare<[string, number]>(
    'UPDATE enforcement_case SET state = ? WHERE id = ? AND sent_at IS NULL',
  )
  const setSent = db.prepare<[string, string, string, number]>(
    "UPDATE enforcement_case SET state = 'sent', sent_at = ?, sent_channel = ?, sent_reference = ? WHERE id = ?",
  )

  return {
    all: (): readonly StoredCase[] => all.all().map((row) => storedCase.parse(row)),
    get(id: number): StoredCase {
      const row = storedCase.optional().parse(one.get(id))
      if (!row) throw new RefrainError('NOT_FOUND', 'There is no such case in this workspace.')
      return row
    },
    items(caseId: number): readonly StoredItem[] {
      const found = place.optional().parse(placeOf.get(caseId))
      const domains = found === undefined ? [] : domainList.parse(JSON.parse(found.domains))
      const addressee = { domains, site: found?.site ?? null }
      return items.all(caseId).map((row) => addressed(itemRow.parse(row), addressee))
    },
    /** Confirmed findings that can be claimed, have an address and are in no case yet. */
    groupable: (): readonly GroupableFinding[] => free.all().map((row) => groupable.parse(row)),
    openCaseOf: (providerId: number): number | null => open.get(providerId)?.id ?? null,
    insert: (providerId: number, title: string, at: string): number =>
      Number(insert.run(providerId, title, at).lastInsertRowid),
    insertItem(findingId: number, caseId: number, rightHeld: string, considered: string): void {
      insertItem.run(findingId, caseId, rightHeld, considered)
    },
    setState(caseId: number, state: 'draft' | 'ready'): void {
      setState.run(state, caseId)
    },
    setSent(caseId: number, at: string, channel: string, reference: string): void {
      setSent.run(at, channel, reference, caseId)
    },
  }
}

/** The recording's title as a notice names it. */
export function fullTitle({ title, version }: Pick<StoredItem, 'title' | 'version'>): string {
  return version === '' ? title : `${title} (${version})`
}

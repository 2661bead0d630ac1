import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type Claimant, claimant } from '../../../shared/domain/notices/notice-input.ts'
import {
  draftDetails,
  type DraftDetails,
  draftLanguages,
} from '../../../shared/domain/notices/drafts/draft-input.ts'
import { draftRegimes } from '../../../shared/domain/notices/rules/regimes.ts'
import { RefrainError } from '../../../shared/errors.ts'

const flag = z.int().transform((value) => value === 1)
const noDetails: DraftDetails = {
  hostname: null,
  ipAddress: null,
  earlier: [],
  withdrawn: null,
  corrects: null,
}
const anyFields = z.record(z.string(), z.unknown())
const details = z
  .string()
  .transform((text) => draftDetails.parse({ ...noDetails, ...anyFields.parse(JSON.parse(text)) }))

const storedNotice = z.object({
  id: z.int(),
  caseId: z.int(),
  regime: z.enum(draftRegimes),
  language: z.enum(draftLanguages),
  providerClass: z.string(),
  templateVersion: z.string(),
  status: z.enum(['draft', 'complete', 'exported', 'sent']),
  goodFaith: flag,
  accurate: flag,
  accurateAndComplete: flag,
  signature: z.string(),
  /** The calendar day of the signature where the signer was; `signedAt` is the instant with the offset there. */
  signedOn: z.string().nullable(),
  signedAt: z.string().nullable(),
  signedZone: z.string().nullable(),
  signedSha256: z.string().nullable(),
  role: claimant.shape.role.nullable(),
  owner: z.string(),
  freeText: z.string(),
  details,
  sentInput: z.string().nullable(),
  sentLetter: z.string().nullable(),
  updatedAt: z.string(),
})
export type StoredNotice = z.infer<typeof storedNotice>

const noticeSql = `SELECT id, case_id AS caseId, regime, language, provider_class AS providerClass,
    template_version AS templateVersion, status, good_faith AS goodFaith, accurate,
    complete_info AS accurateAndComplete, signature, signed_on AS signedOn, signed_at AS signedAt, signed_zone AS signedZone, signed_sha256 AS signedSha256,
    signer_role AS role, signer_owner AS owner, free_text AS freeText, details, sent_input AS sentInput,
    sent_letter AS sentLetter, updated_at AS updatedAt
  FROM notice`

/** What the artist chose, declared, wrote and signed, as it is stored. */
export type Choices = Pick<
  StoredNotice,
  | 'regime'
  | 'language'
  | 'goodFaith'
  | 'accurate'
  | 'accurateAndComplete'
  | 'signature'
  | 'signedOn'
  | 'signedAt'
  | 'signedZone'
  | 'signedSha256'
  | 'role'
  | 'owner'
  | 'freeText'
  | 'details'
>

/** What a notice starts with. */
export interface NewNotice extends Pick<StoredNotice, 'caseId' | 'regime' | 'language' | 'providerClass'> {
  readonly version: string
}

/** Table access for notices and their exports. */
export function createNoticesRepository(db: Database) {
  const one = db.prepare<[number]>(`${noticeSql} WHERE id = ?`)
  const ofCase = db.prepare<[number]>(`${noticeSql} WHERE case_id = ? ORDER BY id LIMIT 1`)
  const insert = db.prepare<[NewNotice & { at: string }]>(
    `INSERT INTO notice (case_id, regime, language, provider_class, template_version, status, updated_at)
     VALUES (@caseId, @regime, @language, @providerClass, @version, 'draft', @at)`,
  )
  const update = db.prepare<[Record<string, string | number | null>]>(
    `UPDATE notice SET status = 'draft', regime = @regime, language = @language, good_faith = @goodFaith,
       accurate = @accurate, complete_info = @accurateAndComplete, signature = @signature, signed_on = @signedOn,
       signed_at = @signedAt, signed_zone = @signedZone,
       signed_sha256 = @signedSha256, signer_role = @role, signer_owner = @owner, free_text = @freeText,
       details = @details, updated_at = @at WHERE id = @id`,
  )
  const setStatus = db.prepare<[string, number]>('UPDATE notice SET status = ? WHERE id = ?')
  const setRules = db.prepare<[string, string, number]>(
    'UPDATE notice SET rule_versions = ?, template_version = ? WHERE id = ?',
  )
  const setSent = db.prepare<[string, string, string, number]>(
    "UPDATE notice SET status = 'sent', sent_input = ?, sent_letter = ?, updated_at = ? WHERE id = ?",
  )
  const insertExport = db.prepare<[number, string, string, number, string]>(
    'INSERT INTO notice_export (notice_id, format, sha256, bytes, at) VALUES (?, ?, ?, ?, ?)',
  )
  const lastExport = db.prepare<[number, string], { sha256: string }>(
    'SELECT sha256 FROM notice_export WHERE notice_id = ? AND format = ? ORDER BY id DESC LIMIT 1',
  )
  const exports = db.prepare<[number], { format: string; sha256: string }>(
    'SELECT DISTINCT format, sha256 FROM notice_export WHERE notice_id = ? ORDER BY format, sha256',
  )
  const profile = db.prepare(
    `SELECT legal_name AS legalName, artist_name AS artistName, company, address, country, email, phone, role
     FROM profile WHERE id = 1`,
  )

  return {
    get(id: number): StoredNotice {
      const row = storedNotice.optional().parse(one.get(id))
      if (!row) throw new RefrainError('NOT_FOUND', 'There is no such notice in this workspace.')
      return row
    },
    ofCase: (caseId: number): StoredNotice | null =>
      storedNotice.optional().parse(ofCase.get(caseId)) ?? null,
    insert: (notice: NewNotice, at: string): number => Number(insert.run({ ...notice, at }).lastInsertRowid),
    update(id: number, now: Choices, at: string): void {
      const { goodFaith, accurate, accurateAndComplete, details: about, ...rest } = now
      update.run({
        ...rest,
        goodFaith: goodFaith ? 1 : 0,
        accurate: accurate ? 1 : 0,
        accurateAndComplete: accurateAndComplete ? 1 : 0,
        details: JSON.stringify(about),
        at,
        id,
      })
    },
    setStatus(id: number, status: StoredNotice['status']): void {
      setStatus.run(status, id)
    },
    /** Keeps the versions of the rules a letter was made with. */
    setRules(id: number, versions: Readonly<Record<string, number>>, templateVersion: string): void {
      setRules.run(JSON.stringify(versions), templateVersion, id)
    },
    setSent(id: number, input: string, letter: string, at: string): void {
      setSent.run(input, letter, at, id)
    },
    insertExport(id: number, format: string, blob: { sha256: string; bytes: number }, at: string): void {
      insertExport.run(id, format, blob.sha256, blob.bytes, at)
    },
    /** SHA-256 of the latest export in a format, or null. */
    lastExport: (id: number, format: string): string | null => lastExport.get(id, format)?.sha256 ?? null,
    /** Every file that was exported, by format and hash. */
    exports: (id: number): readonly { readonly format: string; readonly sha256: string }[] => exports.all(id),
    claimant: (): Claimant | null => claimant.optional().parse(profile.get()) ?? null,
  }
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type Claimant, claimant } from '../../../shared/domain/notices/notice-input.ts'
import { RefrainError } from '../../../shared/errors.ts'

const flag = z.int().transform((value) => value === 1)

const storedNotice = z.object({
  id: z.int(),
  caseId: z.int(),
  templateVersion: z.string(),
  status: z.enum(['draft', 'complete', 'exported', 'sent']),
  goodFaith: flag,
  accurate: flag,
  signature: z.string(),
  signedOn: z.string().nullable(),
  signedSha256: z.string().nullable(),
  sentInput: z.string().nullable(),
  updatedAt: z.string(),
})
export type StoredNotice = z.infer<typeof storedNotice>

const noticeSql = `SELECT id, case_id AS caseId, template_version AS templateVersion, status,
    good_faith AS goodFaith, accurate, signature, signed_on AS signedOn, signed_sha256 AS signedSha256,
    sent_input AS sentInput, updated_at AS updatedAt
  FROM notice`

/** What the artist declared and signed, as it is stored. */
export interface Declarations {
  readonly goodFaith: boolean
  readonly accurate: boolean
  readonly signature: string
  readonly signedOn: string | null
  readonly signedSha256: string | null
}

/** Table access for notices and their exports. */
export function createNoticesRepository(db: Database) {
  const one = db.prepare<[number]>(`${noticeSql} WHERE id = ?`)
  const ofCase = db.prepare<[number, string]>(`${noticeSql} WHERE case_id = ? AND regime = ?`)
  const insert = db.prepare<[number, string, string, string]>(
    "INSERT INTO notice (case_id, regime, template_version, status, updated_at) VALUES (?, ?, ?, 'draft', ?)",
  )
  const update = db.prepare<[number, number, string, string | null, string | null, string, number]>(
    `UPDATE notice SET status = 'draft', good_faith = ?, accurate = ?, signature = ?, signed_on = ?,
       signed_sha256 = ?, updated_at = ? WHERE id = ?`,
  )
  const setStatus = db.prepare<[string, number]>('UPDATE notice SET status = ? WHERE id = ?')
  const setSent = db.prepare<[string, string, number]>(
    "UPDATE notice SET status = 'sent', sent_input = ?, updated_at = ? WHERE id = ?",
  )
  const insertExport = db.prepare<[number, string, string, number, string]>(
    'INSERT INTO notice_export (notice_id, format, sha256, bytes, at) VALUES (?, ?, ?, ?, ?)',
  )
  const lastExport = db.prepare<[number, string], { sha256: string }>(
    'SELECT sha256 FROM notice_export WHERE notice_id = ? AND format = ? ORDER BY id DESC LIMIT 1',
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
    ofCase: (caseId: number, regime: string): StoredNotice | null =>
      storedNotice.optional().parse(ofCase.get(caseId, regime)) ?? null,
    insert: (caseId: number, regime: string, version: string, at: string): number =>
      Number(insert.run(caseId, regime, version, at).lastInsertRowid),
    update(id: number, now: Declarations, at: string): void {
      const { goodFaith, accurate, signature, signedOn, signedSha256 } = now
      update.run(goodFaith ? 1 : 0, accurate ? 1 : 0, signature, signedOn, signedSha256, at, id)
    },
    setStatus(id: number, status: StoredNotice['status']): void {
      setStatus.run(status, id)
    },
    setSent(id: number, input: string, at: string): void {
      setSent.run(input, at, id)
    },
    insertExport(id: number, format: string, blob: { sha256: string; bytes: number }, at: string): void {
      insertExport.run(id, format, blob.sha256, blob.bytes, at)
    },
    /** SHA-256 of the latest export in a format, or null. */
    lastExport: (id: number, format: string): string | null => lastExport.get(id, format)?.sha256 ?? null,
    claimant: (): Claimant | null => claimant.optional().parse(profile.get()) ?? null,
  }
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { readLabelLine, withoutLegalForm } from '../../../shared/domain/findings/label-line.ts'
import type { DraftItem } from '../../../shared/domain/notices/drafts/draft-input.ts'
import type { Claimant } from '../../../shared/domain/notices/notice-input.ts'
import { sameText } from '../../../shared/domain/notices/plain-text.ts'

const lineRow = z.object({ recordingId: z.int(), line: z.string() })
const row = z.object({ recordingId: z.int(), kind: z.enum(['recording', 'work']), name: z.string() })

const claimedSql = `claimed AS (
       SELECT DISTINCT f.recording_id AS id FROM case_member i JOIN finding f ON f.id = i.finding_id
       WHERE i.case_id = @caseId UNION SELECT @recordingId WHERE @recordingId IS NOT NULL)`

/**
 * Who owns the recordings and works of a case: by the catalogue's agreed shares, and by its ℗ lines where these name an
 * exclusive licensee, to whom the right in the recording has passed (17 U.S.C. 101, 501(b)).
 */
export interface Owners {
  /** Names of those who own a share of a right; empty when the catalogue does not say. */
  of(recordingId: number, right: DraftItem['rightHeld']): readonly string[]
}

/** Reads the owners the catalogue names for what a case claims, or for recordings that are not in one yet. */
export function createOwnership(db: Database) {
  const shares = db.prepare<[{ caseId: number | null; recordingId: number | null }]>(
    `WITH ${claimedSql}
     SELECT c.id AS recordingId, 'recording' AS kind, p.name FROM claimed c
       JOIN split s ON s.subject_type = 'recording' AND s.subject_id = c.id AND s.right_kind = 'master'
       JOIN party p ON p.id = s.party_id WHERE s.share > 0 AND s.state = 'agreed'
     UNION
     SELECT c.id, 'work', p.name FROM claimed c JOIN recording_work w ON w.recording_id = c.id
       JOIN split s ON s.subject_type = 'work' AND s.subject_id = w.work_id
       JOIN party p ON p.id = s.party_id WHERE s.share > 0 AND s.state = 'agreed'
     ORDER BY 1, 2, 3`,
  )
  const lines = db.prepare<[{ caseId: number | null; recordingId: number | null }]>(
    `WITH ${claimedSql}
     SELECT c.id AS recordingId, r.p_line AS line FROM claimed c JOIN recording r ON r.id = c.id WHERE r.p_line <> ''
     UNION SELECT c.id, l.p_line FROM claimed c JOIN track t ON t.recording_id = c.id
       JOIN release l ON l.id = t.release_id WHERE l.p_line <> '' ORDER BY 1, 2`,
  )
  const read = (of: { readonly caseId: number | null; readonly recordingId: number | null }): Owners => {
    const names = new Map<string, string[]>()
    for (const found of shares.all(of)) {
      const { recordingId, kind, name } = row.parse(found)
      const key = `${kind} ${recordingId}`
      names.set(key, [...(names.get(key) ?? []), name])
    }
    for (const found of lines.all(of)) {
      const { recordingId, line } = lineRow.parse(found)
      const { licensee, exclusive } = readLabelLine(line)
      if (licensee !== null && exclusive)
        names.set(`recording ${recordingId}`, [licensee, withoutLegalForm(licensee)])
    }
    const named = (kind: 'recording' | 'work', id: number) => names.get(`${kind} ${id}`) ?? []
    return {
      of(recordingId, right) {
        if (right === 'sound-recording') return named('recording', recordingId)
        if (right === 'composition' || right === 'lyrics') return named('work', recordingId)
        return right === 'both' ? [...named('recording', recordingId), ...named('work', recordingId)] : []
      },
    }
  }
  return {
    ofCase: (caseId: number): Owners => read({ caseId, recordingId: null }),
    /** The right the agreed shares give the claimant in a recording; `unknown` where they give none. */
    rightOf(
      recordingId: number,
      claimant: Claimant | null,
    ): 'sound-recording' | 'composition' | 'both' | 'unknown' {
      const owners = read({ caseId: null, recordingId })
      const recording = isAmong(claimant, owners.of(recordingId, 'sound-recording'))
      const work = isAmong(claimant, owners.of(recordingId, 'composition'))
      if (recording && work) return 'both'
      return recording ? 'sound-recording' : work ? 'composition' : 'unknown'
    },
  }
}

/** True when the claimant, under the legal, the stage or the company's name, is one of these. */
export function isAmong(claimant: Claimant | null, names: readonly string[]): boolean {
  const own = claimant === null ? [] : [claimant.legalName, claimant.artistName, claimant.company]
  return names.some((name) => own.some((mine) => mine !== '' && sameText(mine, name)))
}

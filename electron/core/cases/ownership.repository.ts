import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { DraftItem } from '../../../shared/domain/notices/drafts/draft-input.ts'

const row = z.object({ recordingId: z.int(), kind: z.enum(['recording', 'work']), name: z.string() })

/** Who owns the recordings and works of a case, by the catalogue's agreed shares. */
export interface Owners {
  /** Names of those who own a share of a right; empty when the catalogue does not say. */
  of(recordingId: number, right: DraftItem['rightHeld']): readonly string[]
}

/** Reads the owners the catalogue names for what a case claims. */
export function createOwnership(db: Database) {
  const shares = db.prepare<[{ caseId: number }]>(
    `WITH claimed AS (
       SELECT DISTINCT f.recording_id AS id FROM case_member i JOIN finding f ON f.id = i.finding_id
       WHERE i.case_id = @caseId)
     SELECT c.id AS recordingId, 'recording' AS kind, p.name FROM claimed c
       JOIN split s ON s.subject_type = 'recording' AND s.subject_id = c.id AND s.right_kind = 'master'
       JOIN party p ON p.id = s.party_id WHERE s.share > 0 AND s.state = 'agreed'
     UNION
     SELECT c.id, 'work', p.name FROM claimed c JOIN recording_work w ON w.recording_id = c.id
       JOIN split s ON s.subject_type = 'work' AND s.subject_id = w.work_id
       JOIN party p ON p.id = s.party_id WHERE s.share > 0 AND s.state = 'agreed'
     ORDER BY 1, 2, 3`,
  )
  return {
    ofCase(caseId: number): Owners {
      const names = new Map<string, string[]>()
      for (const found of shares.all({ caseId })) {
        const { recordingId, kind, name } = row.parse(found)
        const key = `${kind} ${recordingId}`
        names.set(key, [...(names.get(key) ?? []), name])
      }
      const read = (kind: 'recording' | 'work', id: number) => names.get(`${kind} ${id}`) ?? []
      return {
        of(recordingId, right) {
          if (right === 'sound-recording') return read('recording', recordingId)
          if (right === 'composition' || right === 'lyrics') return read('work', recordingId)
          return right === 'both' ? [...read('recording', recordingId), ...read('work', recordingId)] : []
        },
      }
    },
  }
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { standingMoves } from '../../../shared/domain/cases/case-history.ts'
import { recordedStates } from '../../../shared/domain/cases/case-states.ts'
import { RefrainError } from '../../../shared/errors.ts'

const storedEvent = z.object({
  id: z.int(),
  caseId: z.int(),
  state: z.enum(recordedStates),
  corrects: z.int().nullable(),
  happenedOn: z.string(),
  reason: z.string(),
  note: z.string(),
  fileSha256: z.string().nullable(),
  fileName: z.string().nullable(),
  fileBytes: z.int().nullable(),
  custodySeq: z.int(),
  recordedAt: z.string(),
})
export type StoredCaseEvent = z.infer<typeof storedEvent>

const eventSql = `SELECT id, case_id AS caseId, state, corrects, happened_on AS happenedOn, reason, note,
    file_sha256 AS fileSha256, file_name AS fileName, file_bytes AS fileBytes, custody_seq AS custodySeq,
    recorded_at AS recordedAt
  FROM case_event`

/** Table access for the history of cases. Lines are only ever added. */
export function createCaseEventsRepository(db: Database) {
  const ofCase = db.prepare<[number]>(`${eventSql} WHERE case_id = ? ORDER BY id`)
  const one = db.prepare<[number]>(`${eventSql} WHERE id = ?`)
  const insert = db.prepare<[Omit<StoredCaseEvent, 'id'>]>(
    `INSERT INTO case_event (case_id, state, corrects, happened_on, reason, note, file_sha256, file_name, file_bytes,
       custody_seq, recorded_at)
     VALUES (@caseId, @state, @corrects, @happenedOn, @reason, @note, @fileSha256, @fileName, @fileBytes,
       @custodySeq, @recordedAt)`,
  )
  const ofCaseParsed = (caseId: number): readonly StoredCaseEvent[] =>
    ofCase.all(caseId).map((row) => storedEvent.parse(row))
  return {
    /** Oldest first. */
    ofCase: ofCaseParsed,
    /** The moves of a case that hold, oldest first. */
    standing: (caseId: number): readonly StoredCaseEvent[] => standingMoves(ofCaseParsed(caseId)),
    get(id: number): StoredCaseEvent {
      const row = storedEvent.optional().parse(one.get(id))
      if (!row) throw new RefrainError('NOT_FOUND', 'This line of the history is not in this workspace.')
      return row
    },
    insert: (event: Omit<StoredCaseEvent, 'id'>): number => Number(insert.run(event).lastInsertRowid),
  }
}

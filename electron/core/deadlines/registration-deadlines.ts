import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { registrationDeadline } from '../../../shared/domain/notices/deadlines/deadlines.ts'
import type { Deadline } from '../../../shared/domain/notices/deadlines/deadlines.ts'

const row = z.object({ id: z.int(), title: z.string(), releaseDate: z.iso.date() })

const unregistered = `SELECT l.id, l.title, l.release_date AS releaseDate FROM release l
  WHERE length(l.release_date) = 10 AND l.release_date >= date(@today, '-4 months')
    AND NOT EXISTS (
      SELECT 1 FROM registration_subject s JOIN registration g ON g.id = s.registration_id
      WHERE g.authority = 'US-CO' AND g.status <> 'refused'
        AND ((s.subject_type = 'release' AND s.subject_id = l.id)
          OR (s.subject_type = 'recording' AND s.subject_id IN (SELECT t.recording_id FROM track t WHERE t.release_id = l.id))))
  ORDER BY l.release_date, l.id`

/** Releases whose three months for registration are still running, with the day they end. */
export function createRegistrationDeadlines(db: Database) {
  const read = db.prepare<[{ today: string }]>(unregistered)
  return (today: string): readonly (Deadline & { readonly releaseId: number; readonly about: string })[] =>
    read.all({ today }).flatMap((stored) => {
      const parsed = row.safeParse(stored)
      if (!parsed.success) return []
      const { id, title, releaseDate } = parsed.data
      const deadline = registrationDeadline(releaseDate)
      return deadline.day < today ? [] : [{ ...deadline, releaseId: id, about: title }]
    })
}

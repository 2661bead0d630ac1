import { z } from 'zod'
import type { Handlers, Output, Parsed } from '../../../shared/contract/index.ts'
import {
  claimsBoardExposure,
  cmiExposure,
  type ExposedWork,
  statutoryExposure,
} from '../../../shared/domain/notices/exposure/exposure.ts'
import { registeredInTime } from '../../../shared/domain/notices/exposure/registered-in-time.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'

const work = z.object({
  id: z.int(),
  publishedOn: z.string().nullable(),
  seenOn: z.string().nullable(),
  effectiveOn: z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json))),
  undated: z.int(),
  albumId: z.int().nullable(),
  single: z.enum(['yes', 'no', 'unknown']),
})

// A recording alone on a release was issued by itself; otherwise the running order says whether it was.
const worksSql = (findings: string) => `SELECT r.id,
    coalesce(r.published_on, (SELECT min(l.release_date) FROM track t JOIN release l ON l.id = t.release_id
      WHERE t.recording_id = r.id)) AS publishedOn,
    substr(min(s.found_at), 1, 10) AS seenOn,
    (SELECT json_group_array(DISTINCT g.effective_on) FROM registration g
      WHERE g.authority = 'US-CO' AND g.status = 'registered' AND g.effective_on IS NOT NULL
        AND g.id IN (${covering})) AS effectiveOn,
    EXISTS (SELECT 1 FROM registration g WHERE g.authority = 'US-CO' AND g.status <> 'refused'
        AND g.effective_on IS NULL AND g.id IN (${covering})) AS undated,
    (SELECT t.release_id FROM track t WHERE t.recording_id = r.id
        AND (SELECT count(*) FROM track o WHERE o.release_id = t.release_id) > 1
      ORDER BY t.release_id LIMIT 1) AS albumId,
    CASE
      WHEN EXISTS (SELECT 1 FROM track t WHERE t.recording_id = r.id
        AND (t.also_single = 'yes' OR (SELECT count(*) FROM track o WHERE o.release_id = t.release_id) = 1)) THEN 'yes'
      WHEN EXISTS (SELECT 1 FROM track t WHERE t.recording_id = r.id AND t.also_single = 'no') THEN 'no'
      ELSE 'unknown' END AS single
  FROM (${findings}) s JOIN recording r ON r.id = s.recording_id GROUP BY r.id ORDER BY r.id`

const covering = `SELECT x.registration_id FROM registration_subject x
  WHERE (x.subject_type = 'recording' AND x.subject_id = r.id)
    OR (x.subject_type = 'release' AND x.subject_id IN (SELECT t.release_id FROM track t WHERE t.recording_id = r.id))`

const ofCase = `SELECT f.recording_id, f.found_at FROM case_member i JOIN finding f ON f.id = i.finding_id WHERE i.case_id = ?`
const ofAll = `SELECT recording_id, found_at FROM finding WHERE state = 'confirmed' AND claimable = 1`

/** What American law could award, worked out from what is on record; ranges only. */
export function createExposure(context: CoreContext): Pick<Handlers, 'exposure.get'> {
  const { db } = context
  const inCase = db.prepare<[number]>(worksSql(ofCase))
  const inAll = db.prepare<[]>(worksSql(ofAll))
  const known = db.prepare<[number]>('SELECT 1 FROM enforcement_case WHERE id = ?')

  const worksOf = (caseId: number | null): readonly ExposedWork[] => {
    if (caseId !== null && known.get(caseId) === undefined)
      throw new RefrainError('NOT_FOUND', 'There is no such case in this workspace.')
    const today = context.now().slice(0, 10)
    const rows = z.array(work).parse(caseId === null ? inAll.all() : inCase.all(caseId))
    return rows.map(({ id, albumId, single, undated, ...facts }) => ({
      id,
      albumId,
      issuedAsSingle: single === 'unknown' ? null : single === 'yes',
      registeredInTime: registeredInTime({ ...facts, undated: undated === 1 }, today),
    }))
  }

  return {
    'exposure.get': ({
      caseId,
      albumRule,
      cmiViolations,
    }: Parsed<'exposure.get'>): Output<'exposure.get'> => {
      const works = worksOf(caseId)
      const count = (inTime: boolean | null) =>
        works.filter((each) => each.registeredInTime === inTime).length
      return {
        works: works.length,
        registeredInTime: count(true),
        registeredLate: count(false),
        unsure: count(null),
        onAlbums: works.filter(({ albumId }) => albumId !== null).length,
        ranges: [
          statutoryExposure(works, albumRule),
          claimsBoardExposure(works),
          ...(cmiViolations > 0 ? [cmiExposure(cmiViolations)] : []),
        ].map((range) => ({ ...range, assumptions: [...range.assumptions] })),
      }
    },
  }
}

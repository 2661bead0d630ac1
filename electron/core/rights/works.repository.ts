import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Parsed } from '../../../shared/contract/index.ts'
import { recordingRelations, type WorkDetail, type WorkRow } from '../../../shared/contract/rights.ts'
import { compact } from '../../../shared/domain/identifiers/compact.ts'
import { writerRoles } from '../../../shared/domain/rights/roles.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { anywhere, readIdPage } from './page.ts'

const storedWork = z.object({
  id: z.int(),
  title: z.string(),
  alternative_titles: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  language: z.string(),
  iswc: z.string().nullable(),
  notes: z.string(),
})
export type StoredWork = z.infer<typeof storedWork>

const linkedWork = z.object({
  linkId: z.int(),
  id: z.int(),
  title: z.string(),
  iswc: z.string().nullable(),
  relation: z.enum(recordingRelations),
})
export type LinkedWork = z.infer<typeof linkedWork>

const listed = z.object({
  id: z.int(),
  title: z.string(),
  iswc: z.string().nullable(),
  language: z.string(),
  writers: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  recordings: z.int(),
})

const roles = writerRoles.map((role) => `'${role}'`).join(', ')
const rowSql = `SELECT w.id, w.title, w.iswc, w.language,
    (SELECT json_group_array(name) FROM (SELECT DISTINCT p.name FROM contribution c JOIN party p ON p.id = c.party_id
      WHERE c.subject_type = 'work' AND c.subject_id = w.id AND c.role IN (${roles}) ORDER BY c.position)) AS writers,
    (SELECT count(*) FROM recording_work WHERE work_id = w.id) AS recordings
  FROM json_each(?) page JOIN work w ON w.id = page.value ORDER BY page.key`

export type WorksRepository = ReturnType<typeof createWorksRepository>

/** Works as stored, with what they are linked to. */
export function createWorksRepository(db: Database) {
  const one = db.prepare('SELECT * FROM work WHERE id = ?')
  const byIswc = db.prepare('SELECT * FROM work WHERE iswc = ?')
  const rows = db.prepare(rowSql)
  const recordings = db.prepare<[number], WorkDetail['recordings'][number]>(
    `SELECT r.id, r.title, r.artist, r.isrc, x.relation FROM recording_work x JOIN recording r ON r.id = x.recording_id
     WHERE x.work_id = ? ORDER BY r.title COLLATE NOCASE, r.id LIMIT 500`,
  )
  const works = db.prepare(
    `SELECT x.id AS linkId, w.id, w.title, w.iswc, x.relation FROM recording_work x JOIN work w ON w.id = x.work_id
     WHERE x.recording_id = ? ORDER BY x.id`,
  )
  return {
    /** @throws RefrainError NOT_FOUND. */
    mustGet(id: number): StoredWork {
      const row = one.get(id)
      if (row === undefined)
        throw new RefrainError('NOT_FOUND', 'This work is not in the catalogue any more.')
      return storedWork.parse(row)
    },
    byIswc(iswc: string): StoredWork | null {
      const row = byIswc.get(iswc)
      return row === undefined ? null : storedWork.parse(row)
    },
    recordingsOf: (id: number): WorkDetail['recordings'] => recordings.all(id),
    worksOf: (recordingId: number): readonly LinkedWork[] => linkedWork.array().parse(works.all(recordingId)),
    list(request: Parsed<'works.list'>): { readonly rows: WorkRow[]; readonly total: number } {
      const words = request.search.split(/\s+/).filter((word) => word !== '')
      const tests = words.map(
        () => `(x.title LIKE ? ESCAPE '\\' OR x.title_key LIKE ? ESCAPE '\\' OR x.alternative_titles LIKE ? ESCAPE '\\'
          OR x.iswc LIKE ? OR EXISTS (SELECT 1 FROM contribution c JOIN party p ON p.id = c.party_id
            WHERE c.subject_type = 'work' AND c.subject_id = x.id AND (p.name LIKE ? ESCAPE '\\' OR p.name_key LIKE ? ESCAPE '\\')))`,
      )
      const params = words.flatMap((word) => {
        const text = anywhere(word)
        // A word without a letter has no key, and an empty key would be in every title.
        const keyed = (key: string) => (key === '' ? text : anywhere(key))
        return [text, keyed(titleKey(word)), text, keyed(compact(word)), text, keyed(artistKey(word))]
      })
      const from = `FROM work x WHERE ${['true', ...tests].join(' AND ')}`
      const page = readIdPage(db, { from, params, order: 'x.title COLLATE NOCASE' }, request)
      return { rows: listed.array().parse(rows.all(JSON.stringify(page.ids))), total: page.total }
    },
  }
}

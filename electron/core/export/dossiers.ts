import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { DossierCredit, DossierWork, ReleaseDossier } from '../../../shared/domain/export/dossier.ts'
import type { MlcParty, MlcWork } from '../../../shared/domain/export/mlc.ts'
import type { SoundExchangeRow } from '../../../shared/domain/export/soundexchange.ts'
import { percentages } from '../../../shared/domain/export/mlc.ts'
import { artistKey } from '../../../shared/domain/text/fold.ts'
import type { Snapshot } from './snapshot.ts'

const release = z.object({
  id: z.int(),
  title: z.string(),
  artist: z.string(),
  label: z.string(),
  gtin: z.string().nullable(),
  releaseDate: z.string().nullable(),
  type: z.enum(['', 'single', 'ep', 'album', 'compilation', 'live', 'other']),
  catalogueNumber: z.string(),
  pLine: z.string(),
  cLine: z.string(),
  genre: z.string(),
})

const track = z.object({
  recordingId: z.int(),
  disc: z.int(),
  number: z.int().nullable(),
  title: z.string(),
  version: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  durationMs: z.int().nullable(),
  year: z.int().nullable(),
  kind: z.enum(['audio', 'video']),
  explicit: z.enum(['unknown', 'explicit', 'not-explicit', 'cleaned']),
  genre: z.string(),
  pLine: z.string(),
  publishedOn: z.string().nullable(),
})

const credit = z.object({
  partyId: z.int(),
  name: z.string(),
  creditedAs: z.string(),
  role: z.string(),
  instrument: z.string(),
  ipiName: z.string().nullable(),
  kind: z.enum(['person', 'group', 'organisation']),
  sortName: z.string(),
}) satisfies z.ZodType<MlcParty>

const ids = z.array(z.int())

/** Reads releases, works and recordings with everything that belongs to them. */
export interface DossierReader {
  releaseIds(): number[]
  release(id: number): ReleaseDossier
  workIds(): number[]
  work(id: number): MlcWork
  recordingIds(): number[]
  soundExchange(id: number, ownNames: readonly string[]): SoundExchangeRow
}

/** The readers of a snapshot, each release, work and recording on demand. */
export function createDossierReader({ db }: Snapshot): DossierReader {
  const list = (table: string) => {
    const statement = db.prepare(`SELECT id FROM chosen_${table} ORDER BY number`).pluck()
    return () => ids.parse(statement.all())
  }
  const releaseRow = db.prepare(
    `SELECT id, title, artist, label, gtin, release_date AS releaseDate, type, catalogue_number AS catalogueNumber,
       p_line AS pLine, c_line AS cLine, genre FROM release WHERE id = ?`,
  )
  const trackRows = db.prepare(
    `SELECT r.id AS recordingId, t.disc, t.number, CASE t.title_override WHEN '' THEN r.title ELSE t.title_override END AS title,
       r.version, r.artist, r.isrc, r.duration_ms AS durationMs, r.year, r.kind, r.explicit, r.genre, r.p_line AS pLine,
       r.published_on AS publishedOn
     FROM track t JOIN chosen_track c ON c.id = t.id JOIN recording r ON r.id = t.recording_id
     WHERE t.release_id = ? ORDER BY t.disc, t.number IS NULL, t.number, t.id`,
  )
  const credits = creditsOf(db)
  const workRows = db.prepare(
    `SELECT w.id, w.title, w.iswc FROM recording_work x JOIN work w ON w.id = x.work_id WHERE x.recording_id = ? ORDER BY x.id`,
  )
  const worksOf = (recordingId: number): DossierWork[] =>
    z
      .array(z.object({ id: z.int(), title: z.string(), iswc: z.string().nullable() }))
      .parse(workRows.all(recordingId))
      .map((work) => ({ ...work, credits: credits('work', work.id) }))

  return {
    releaseIds: list('release'),
    workIds: list('work'),
    recordingIds: list('recording'),
    release(id) {
      return {
        ...release.parse(releaseRow.get(id)),
        credits: credits('release', id),
        tracks: z
          .array(track)
          .parse(trackRows.all(id))
          .map((row) => ({
            ...row,
            credits: credits('recording', row.recordingId),
            works: worksOf(row.recordingId),
          })),
      }
    },
    work: createWorkReader(db, credits),
    soundExchange: createSoundExchangeReader(db, worksOf),
  }
}

type CreditsOf = (type: 'recording' | 'work' | 'release', id: number) => MlcParty[]

function creditsOf(db: Database): CreditsOf {
  const statement = db.prepare(
    `SELECT p.id AS partyId, p.name, x.credited_as AS creditedAs, x.role, x.instrument, p.ipi_name AS ipiName, p.kind,
       p.sort_name AS sortName
     FROM contribution x JOIN party p ON p.id = x.party_id
     WHERE x.subject_type = ? AND x.subject_id = ? ORDER BY x.position, x.id`,
  )
  return (type, id) => z.array(credit).parse(statement.all(type, id))
}

const workRow = z.object({
  id: z.int(),
  title: z.string(),
  alternativeTitles: z.string(),
  iswc: z.string().nullable(),
  songCode: z.string().nullable(),
})

const split = z.object({
  partyId: z.int(),
  name: z.string(),
  ipiName: z.string().nullable(),
  kind: z.enum(['person', 'group', 'organisation']),
  sortName: z.string(),
  share: z.int(),
  state: z.enum(['draft', 'agreed', 'disputed']),
})

/** Shares that hold in the U.S. today, agreed ones before drafts: a draft stands in where nothing is agreed. */
const splitsSql = `SELECT p.id AS partyId, p.name, p.ipi_name AS ipiName, p.kind, p.sort_name AS sortName, s.share, s.state
  FROM split s JOIN party p ON p.id = s.party_id
  WHERE s.subject_type = ? AND s.subject_id = ? AND s.right_kind = ? AND s.territory IN ('WW', 'US')
    AND (s.valid_to IS NULL OR s.valid_to >= strftime('%Y-%m-%d')) AND s.state <> 'disputed' ORDER BY s.id`

function createWorkReader(db: Database, credits: CreditsOf): (id: number) => MlcWork {
  const row = db.prepare(
    `SELECT w.id, w.title, w.alternative_titles AS alternativeTitles, w.iswc,
       (SELECT g.number FROM registration g JOIN registration_subject x ON x.registration_id = g.id
        WHERE g.authority = 'MLC' AND x.subject_type = 'work' AND x.subject_id = w.id ORDER BY g.id LIMIT 1) AS songCode
     FROM work w WHERE w.id = ?`,
  )
  const recordings = db.prepare(
    `SELECT r.title || CASE r.version WHEN '' THEN '' ELSE ' (' || r.version || ')' END AS title, r.artist, r.isrc,
       coalesce((SELECT l.label FROM track t JOIN release l ON l.id = t.release_id
         WHERE t.recording_id = r.id AND l.label <> '' ORDER BY t.id LIMIT 1), '') AS label
     FROM recording_work x JOIN recording r ON r.id = x.recording_id WHERE x.work_id = ? ORDER BY x.id`,
  )
  const splits = db.prepare(splitsSql)
  const recordingRows = z.array(
    z.object({ title: z.string(), artist: z.string(), isrc: z.string().nullable(), label: z.string() }),
  )
  return (id) => {
    const { alternativeTitles, ...work } = workRow.parse(row.get(id))
    return {
      ...work,
      alternativeTitles: titlesOf(alternativeTitles),
      credits: credits('work', id),
      mechanical: standing(z.array(split).parse(splits.all('work', id, 'mechanical'))).map(
        ({ share, ...party }) => ({
          party: { ...party, creditedAs: '', role: '', instrument: '' },
          share,
        }),
      ),
      recordings: recordingRows.parse(recordings.all(id)),
    }
  }
}

function standing<T extends { readonly state: string }>(rows: readonly T[]): readonly T[] {
  const agreed = rows.filter(({ state }) => state === 'agreed')
  return agreed.length > 0 ? agreed : rows
}

function titlesOf(stored: string): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(stored))
  } catch {
    return []
  }
}

const recordingFacts = z.object({
  recordingId: z.int(),
  artist: z.string(),
  title: z.string(),
  version: z.string(),
  isrc: z.string().nullable(),
  release: z.string(),
  gtin: z.string().nullable(),
  label: z.string(),
  releaseDate: z.string().nullable(),
  durationMs: z.int().nullable(),
  genre: z.string(),
  year: z.int().nullable(),
  publishedOn: z.string().nullable(),
  country: z.string(),
  pLine: z.string(),
  rightHeld: z.enum(['unknown', 'sound-recording', 'composition', 'both', 'none']),
})

function createSoundExchangeReader(
  db: Database,
  worksOf: (recordingId: number) => readonly DossierWork[],
): DossierReader['soundExchange'] {
  const facts = db.prepare(
    `SELECT r.id AS recordingId, r.artist, r.title, r.version, r.isrc, coalesce(l.title, '') AS release, l.gtin,
       coalesce(l.label, '') AS label, l.release_date AS releaseDate, r.duration_ms AS durationMs, r.genre, r.year,
       r.published_on AS publishedOn, r.country, r.p_line AS pLine, r.right_held AS rightHeld
     FROM recording r LEFT JOIN release l ON l.id = (
       SELECT t.release_id FROM track t JOIN release x ON x.id = t.release_id WHERE t.recording_id = r.id
       ORDER BY x.release_date IS NULL, x.release_date, t.id LIMIT 1)
     WHERE r.id = ?`,
  )
  const splits = db.prepare(splitsSql)
  return (id, ownNames) => ({
    ...recordingFacts.parse(facts.get(id)),
    composers: composers(worksOf(id)),
    percentage: ownPercentage(
      standing(z.array(split).parse(splits.all('recording', id, 'master'))),
      ownNames,
    ),
  })
}

function composers(works: readonly DossierWork[]): string {
  const roles = new Set(['composer', 'composer-lyricist', 'lyricist'])
  const names = works.flatMap(({ credits }: { readonly credits: readonly DossierCredit[] }) =>
    credits.filter(({ role }) => roles.has(role)).map(({ name }) => name),
  )
  return [...new Set(names)].join(', ')
}

/** The whole when no shares are entered; else that of the party with a name of the profile. */
function ownPercentage(splits: readonly z.infer<typeof split>[], ownNames: readonly string[]): string | null {
  if (splits.length === 0) return '100'
  const own = new Set(ownNames.filter((name) => name !== '').map(artistKey))
  const shares = percentages(splits.map(({ share }) => share))
  const mine = splits.flatMap(({ name }, index) => (own.has(artistKey(name)) ? [Number(shares[index])] : []))
  return mine.length === 0
    ? null
    : String(Math.round(mine.reduce((sum, share) => sum + share, 0) * 100) / 100)
}

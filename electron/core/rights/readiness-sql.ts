import type { RecordingCriterion } from '../../../shared/domain/catalogue/readiness.ts'
import { writerRoles } from '../../../shared/domain/rights/roles.ts'

/** Kinds of documents that say something about who owns what. */
const proofs = ['split-sheet', 'contract', 'assignment', 'licence', 'registration', 'session-file', 'invoice']

const quotedList = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')

/** Rows of `table` that belong to the recording `r` itself or to a release it is on. */
function ofRecordingOrRelease(table: string, rest: string): readonly [string, string] {
  return [
    `FROM ${table} x ${rest} AND x.subject_type = 'recording' AND x.subject_id = r.id`,
    `FROM track t JOIN ${table} x ON x.subject_type = 'release' AND x.subject_id = t.release_id
     ${rest} AND t.recording_id = r.id`,
  ]
}

const isProof = `JOIN document d ON d.id = x.document_id AND d.kind IN (${quotedList(proofs)}) WHERE true`
const isUsRegistration =
  "JOIN registration g ON g.id = x.registration_id AND g.authority = 'US-CO' WHERE true"

const [proofOfRecording, proofOfRelease] = ofRecordingOrRelease('document_link', isProof)
const [registrationOfRecording, registrationOfRelease] = ofRecordingOrRelease(
  'registration_subject',
  isUsRegistration,
)
const proofOfRegistration = `FROM registration_subject s
  JOIN document_link x ON x.subject_type = 'registration' AND x.subject_id = s.registration_id ${isProof}
  AND s.subject_type = 'recording' AND s.subject_id = r.id`

const masterOf = (state: string) =>
  `(SELECT 1 FROM split WHERE subject_type = 'recording' AND subject_id = r.id AND right_kind = 'master' AND state = '${state}')`
const unwritten = `FROM recording_work w WHERE w.recording_id = r.id AND NOT EXISTS (SELECT 1 FROM contribution c
  WHERE c.subject_type = 'work' AND c.subject_id = w.work_id AND c.role IN (${quotedList(writerRoles)}))`

/**
 * For each criterion the SQL test of a recording, under the alias `r`, that is true when it lacks it. The same rules
 * as `readinessOf`, so that lists and counts need not fetch what they count.
 */
export const recordingLacks: Readonly<Record<RecordingCriterion, string>> = {
  right: "(r.right_held IN ('unknown', 'none') OR trim(r.title) = '' OR trim(r.artist) = '')",
  ownership: `(NOT EXISTS (SELECT 1 ${proofOfRecording}) AND NOT EXISTS (SELECT 1 ${proofOfRelease})
    AND NOT EXISTS (SELECT 1 ${proofOfRegistration}))`,
  isrc: 'r.isrc IS NULL',
  registration: `(r.registration_number IS NULL
    AND NOT EXISTS (SELECT 1 ${registrationOfRecording} AND g.status <> 'refused')
    AND NOT EXISTS (SELECT 1 ${registrationOfRelease} AND g.status <> 'refused'))`,
  url: 'r.authorized_url IS NULL',
  fingerprint: 'NOT EXISTS (SELECT 1 FROM asset WHERE recording_id = r.id AND fingerprint IS NOT NULL)',
  release: `NOT EXISTS (SELECT 1 FROM track t JOIN release l ON l.id = t.release_id
    WHERE t.recording_id = r.id AND l.gtin IS NOT NULL)`,
  splits: `(NOT EXISTS ${masterOf('agreed')} OR EXISTS ${masterOf('disputed')})`,
  writers: `(NOT EXISTS (SELECT 1 FROM recording_work WHERE recording_id = r.id) OR EXISTS (SELECT 1 ${unwritten}))`,
  year: 'r.year IS NULL',
  duration: 'r.duration_ms IS NULL',
}

const provenBy = (links: string) =>
  `SELECT ${links} JOIN document d ON d.id = x.document_id AND d.kind IN (${quotedList(proofs)})`
const heldBy = (links: string) => `SELECT ${links} JOIN registration g ON g.id = x.registration_id
  AND g.authority = 'US-CO' AND g.status <> 'refused'`
const throughRelease = (table: string) =>
  `t.recording_id FROM ${table} x JOIN track t ON t.release_id = x.subject_id AND x.subject_type = 'release'`
const masters = (state: string) =>
  `SELECT subject_id FROM split WHERE subject_type = 'recording' AND right_kind = 'master' AND state = '${state}'`

/**
 * The recordings that meet a criterion, as a set of ids read from the tables that say so: counting a whole catalogue
 * this way takes a fraction of asking recording by recording. The rules are those of `recordingLacks`.
 */
export const recordingsMeeting = {
  ownership: `${provenBy('x.subject_id FROM document_link x')} WHERE x.subject_type = 'recording'
    UNION ${provenBy(throughRelease('document_link'))}
    UNION ${provenBy(`s.subject_id FROM registration_subject s JOIN document_link x ON x.subject_type = 'registration'
      AND x.subject_id = s.registration_id AND s.subject_type = 'recording'`)}`,
  registration: `SELECT id FROM recording WHERE registration_number IS NOT NULL
    UNION ${heldBy('x.subject_id FROM registration_subject x')} WHERE x.subject_type = 'recording'
    UNION ${heldBy(throughRelease('registration_subject'))}`,
  fingerprint:
    'SELECT DISTINCT recording_id FROM asset WHERE recording_id IS NOT NULL AND fingerprint IS NOT NULL',
  release:
    'SELECT DISTINCT t.recording_id FROM track t JOIN release l ON l.id = t.release_id WHERE l.gtin IS NOT NULL',
  splits: `${masters('agreed')} EXCEPT ${masters('disputed')}`,
  writers: `SELECT recording_id FROM recording_work EXCEPT SELECT w.recording_id FROM recording_work w
    WHERE NOT EXISTS (SELECT 1 FROM contribution c WHERE c.subject_type = 'work' AND c.subject_id = w.work_id
      AND c.role IN (${quotedList(writerRoles)}))`,
} satisfies Partial<Record<RecordingCriterion, string>>

const usRegistrations = [registrationOfRecording, registrationOfRelease]
  .map((from) => `SELECT g.id, g.effective_on, g.status ${from}`)
  .join(' UNION ')
const proofIds = [proofOfRecording, proofOfRelease, proofOfRegistration]
  .map((from) => `SELECT x.document_id ${from}`)
  .join(' UNION ')

/** Everything the score card of one recording is made of. */
export const readinessFactsSql = `
  SELECT r.title, r.artist, r.isrc, r.duration_ms AS durationMs, r.year, r.right_held AS rightHeld,
    r.registration_number AS registrationNumber, r.authorized_url AS authorizedUrl,
    coalesce(r.published_on, (SELECT min(l.release_date) FROM track t JOIN release l ON l.id = t.release_id
      WHERE t.recording_id = r.id)) AS publishedOn,
    (SELECT l.title FROM track t JOIN release l ON l.id = t.release_id WHERE t.recording_id = r.id
      ORDER BY l.gtin IS NULL, t.id LIMIT 1) AS releaseTitle,
    (SELECT l.gtin FROM track t JOIN release l ON l.id = t.release_id WHERE t.recording_id = r.id
      ORDER BY l.gtin IS NULL, t.id LIMIT 1) AS gtin,
    (SELECT count(*) FROM (${proofIds})) AS documents,
    (SELECT json_group_array(json_object('effectiveOn', effective_on, 'refused',
      json(CASE status WHEN 'refused' THEN 'true' ELSE 'false' END))) FROM (${usRegistrations})) AS registrations,
    (SELECT count(*) FROM asset WHERE recording_id = r.id) AS audioFiles,
    (SELECT count(*) FROM asset WHERE recording_id = r.id AND fingerprint IS NOT NULL) AS fingerprints,
    (SELECT count(*) FROM recording_work WHERE recording_id = r.id) AS works,
    (SELECT count(*) ${unwritten}) AS worksWithoutWriter,
    CASE WHEN EXISTS ${masterOf('disputed')} THEN 'disputed' WHEN EXISTS ${masterOf('agreed')} THEN 'agreed'
      WHEN EXISTS ${masterOf('draft')} THEN 'draft' ELSE 'none' END AS masterSplits
  FROM recording r WHERE r.id = ?`

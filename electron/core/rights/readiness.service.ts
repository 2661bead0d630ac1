import { z } from 'zod'
import { rightsHeld } from '../../../shared/contract/catalog.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import {
  type ReadinessFacts,
  readinessOf,
  recordingCriteria,
  type RecordingCriterion,
} from '../../../shared/domain/catalogue/readiness.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { readinessFactsSql, recordingLacks, recordingsMeeting } from './readiness-sql.ts'

type ReadinessHandlers = Pick<Handlers, 'readiness.get' | 'readiness.counts' | 'readiness.list'>

const registrations = z.array(z.object({ effectiveOn: z.string().nullable(), refused: z.boolean() }))
const factsRow = z.object({
  title: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  durationMs: z.int().nullable(),
  year: z.int().nullable(),
  rightHeld: z.enum(rightsHeld),
  registrationNumber: z.string().nullable(),
  authorizedUrl: z.string().nullable(),
  publishedOn: z.string().nullable(),
  releaseTitle: z.string().nullable(),
  gtin: z.string().nullable(),
  documents: z.int(),
  registrations: z.string().transform((text) => registrations.parse(JSON.parse(text))),
  audioFiles: z.int(),
  fingerprints: z.int(),
  works: z.int(),
  worksWithoutWriter: z.int(),
  masterSplits: z.enum(['none', 'draft', 'agreed', 'disputed']),
})
const profileRow = z.object({
  legal_name: z.string(),
  address: z.string(),
  email: z.string(),
  phone: z.string(),
})
const countsRow = z.object({
  recordings: z.int(),
  blocked: z.int(),
  right: z.int(),
  ownership: z.int(),
  isrc: z.int(),
  registration: z.int(),
  url: z.int(),
  fingerprint: z.int(),
  release: z.int(),
  splits: z.int(),
  writers: z.int(),
  year: z.int(),
  duration: z.int(),
})
const ofRow = (criterion: RecordingCriterion) =>
  `coalesce(sum(${recordingLacks[criterion]}), 0) AS "${criterion}"`
const meeting = Object.entries(recordingsMeeting).map(
  ([criterion, ids]) => `count(*) - (SELECT count(*) FROM (${ids})) AS "${criterion}"`,
)
const countsSql = `SELECT count(*) AS recordings, coalesce(sum(r.missing > 0), 0) AS blocked, ${[
  ...(['right', 'isrc', 'url', 'year', 'duration'] as const).map(ofRow),
  ...meeting,
].join(', ')} FROM recording r`

const listRow = z.object({
  id: z.int(),
  title: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  lacks: z.string().transform((text) => z.array(z.int()).parse(JSON.parse(text))),
})

/** Criteria without which no notice can be sent; the others are advice. */
const needed: readonly RecordingCriterion[] = ['right']

/** What each recording lacks before it could be enforced: one by one, counted, and listed. */
export function createReadinessService(context: CoreContext): ReadinessHandlers {
  const { db } = context
  const facts = db.prepare(readinessFactsSql)
  const profile = db.prepare('SELECT legal_name, address, email, phone FROM profile')
  const tests = recordingCriteria.map((criterion) => recordingLacks[criterion])
  const counts = db.prepare(countsSql)

  /** What the profile lacks to be reached by: all that a notice's contact element asks for. */
  function contactGaps(): string[] {
    const row = profile.get()
    if (row === undefined) return ['legal name', 'postal address', 'telephone number', 'e-mail address']
    const { legal_name: name, address, email, phone } = profileRow.parse(row)
    return [
      ...(name.trim() === '' ? ['legal name'] : []),
      ...(address.trim() === '' ? ['postal address'] : []),
      ...(phone.trim() === '' ? ['telephone number'] : []),
      ...(email.trim() === '' ? ['e-mail address'] : []),
    ]
  }

  return {
    'readiness.get': ({ recordingId }) => {
      const row = facts.get(recordingId)
      if (row === undefined) {
        throw new RefrainError('NOT_FOUND', 'This recording is not in the catalogue any more.')
      }
      const known: ReadinessFacts = {
        ...factsRow.parse(row),
        contactGaps: contactGaps(),
        today: context.now().slice(0, 10),
      }
      const { lines, missing, advised, next } = readinessOf(known)
      return { lines: [...lines], missing, advised, next }
    },

    'readiness.counts': () => {
      const { recordings, blocked, ...each } = countsRow.parse(counts.get())
      return { recordings, blocked, contactGaps: contactGaps(), counts: each }
    },

    'readiness.list': ({ missing, afterId, limit }) => {
      // Nearly every recording lacks something: asking for any of all is left to the rows that are read anyway.
      const asked = missing.map((criterion) => recordingLacks[criterion])
      const rows = listRow.array().parse(
        db
          .prepare(
            `SELECT r.id, r.title, r.artist, r.isrc, json_array(${tests.join(', ')}) AS lacks
             FROM recording r WHERE r.id > ? ${asked.length === 0 ? '' : `AND (${asked.join(' OR ')})`}
             ORDER BY r.id LIMIT ?`,
          )
          .all(afterId, limit),
      )
      const judged = rows.map(({ lacks: flags, ...row }) => {
        const lacks = recordingCriteria.filter((_, index) => flags[index] === 1)
        return { ...row, lacks, needed: lacks.filter((criterion) => needed.includes(criterion)) }
      })
      return {
        rows: judged.filter(({ lacks }) => lacks.length > 0),
        nextAfterId: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
      }
    },
  }
}

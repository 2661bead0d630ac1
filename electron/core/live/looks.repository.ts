import type { Database } from 'better-sqlite3'
import { pathToFileURL } from 'node:url'
import { freshSince, nextLook, nextTry, shareOf } from '../../../shared/domain/live/schedule.ts'
import type { SourceQuery } from '../../../shared/domain/live/source-listing.ts'
import { isLocalPath } from '../../../shared/domain/live/supplied-address.ts'
import type { KnownSource } from './means.ts'

/** One question to a source, ready to be asked. */
export interface Look {
  readonly sourceId: string
  readonly query: SourceQuery
  readonly subject:
    { readonly recordingId: number; readonly by: 'isrc' | 'names' } | { readonly addressId: number }
  readonly failures: number
  readonly fresh: boolean
}

interface RecordingLook {
  readonly recordingId: number
  readonly by: 'isrc' | 'names'
  readonly failures: number
  readonly fresh: number
  readonly isrc: string | null
  readonly title: string
  readonly artist: string
}

interface AddressLook {
  readonly addressId: number
  readonly url: string
  readonly failures: number
}

/** Which questions are asked: those that are due, or all not tried since a time. */
export type Choice = { readonly dueAt: string } | { readonly notSince: string }

const perPage = 200

/** The queue of questions: tables `live_look` and `source_address`. */
export function createLooksRepository(db: Database, clock: () => number) {
  const iso = (at: number) => new Date(at).toISOString()
  const add = {
    isrc: addRecordings(db, 'isrc', 'r.isrc IS NOT NULL'),
    names: addRecordings(db, 'names', "r.title <> '' AND r.artist <> ''"),
  }
  const dropUnasked = db.prepare<[string]>(
    `DELETE FROM live_look WHERE source_id = ? AND by = 'isrc'
       AND (SELECT isrc FROM recording WHERE id = recording_id) IS NULL`,
  )
  const refresh = db.prepare<[{ source: string; since: string }]>(
    `UPDATE live_look AS k SET is_fresh = NOT is_fresh
     WHERE source_id = @source AND is_fresh <> coalesce((${releasedSql('k.recording_id')}) >= @since, 0)`,
  )
  // What falls due soon is asked together; what brought no answer waits as long as it was put off.
  const dueSql = 'k.source_id = @source AND k.due_at <= @at AND (k.failures = 0 OR k.due_at <= @now)'
  const allSql = 'k.source_id = @source AND (k.tried_at IS NULL OR k.tried_at < @at)'
  const recordings = (where: string) =>
    db.prepare<[{ source: string; at: string; now: string; most: number }], RecordingLook>(
      `SELECT k.recording_id AS recordingId, k.by, k.failures, k.is_fresh AS fresh, r.isrc, r.artist,
         CASE r.version WHEN '' THEN r.title ELSE r.title || ' (' || r.version || ')' END AS title
       FROM live_look k JOIN recording r ON r.id = k.recording_id
       WHERE ${where} ORDER BY k.is_fresh DESC, k.last_at, k.recording_id, k.by LIMIT @most`,
    )
  const addresses = (where: string) =>
    db.prepare<[{ source: string; at: string; now: string; most: number }], AddressLook>(
      `SELECT k.id AS addressId, k.value AS url, k.failures FROM source_address k
       WHERE ${where} ORDER BY k.last_at, k.id LIMIT @most`,
    )
  const next = {
    due: { recordings: recordings(dueSql), addresses: addresses(dueSql) },
    all: { recordings: recordings(allSql), addresses: addresses(allSql) },
  }
  const openOne = (table: string, where: string, which: string) =>
    db.prepare<[{ source: string; at: string; now: string; id: number; by: string }], number>(
      `SELECT 1 FROM ${table} k WHERE ${where} AND ${which}`,
    )
  const recordingIs = 'k.recording_id = @id AND k.by = @by'
  const one = {
    dueRecording: openOne('live_look', dueSql, recordingIs),
    anyRecording: openOne('live_look', allSql, recordingIs),
    dueAddress: openOne('source_address', dueSql, 'k.id = @id'),
    anyAddress: openOne('source_address', allSql, 'k.id = @id'),
  }
  const counts = (where: string) =>
    db
      .prepare<[{ source: string; at: string; now: string }], number>(
        `SELECT (SELECT count(*) FROM live_look k WHERE ${where})
           + (SELECT count(*) FROM source_address k WHERE ${where})`,
      )
      .pluck()
  const dueCount = counts(dueSql)
  const untriedCount = counts(allSql)
  const allCount = counts('k.source_id = @source AND @at = @at')
  const earliest = db
    .prepare<[{ source: string }], string | null>(
      `SELECT min(due_at) FROM (SELECT min(due_at) AS due_at FROM live_look WHERE source_id = @source
         UNION ALL SELECT min(due_at) FROM source_address WHERE source_id = @source)`,
    )
    .pluck()
  const settleLook = db.prepare<[string | null, string, string, number, string, number, string]>(
    `UPDATE live_look SET last_at = coalesce(?, last_at), tried_at = ?, due_at = ?, failures = ?
     WHERE source_id = ? AND recording_id = ? AND by = ?`,
  )
  const settleAddress = db.prepare<
    [string | null, string, string, number, number | null, string | null, string | null, number]
  >(
    `UPDATE source_address SET last_at = coalesce(?, last_at), tried_at = ?, due_at = ?, failures = ?,
       listings = coalesce(?, listings), problem = ?, detail = ? WHERE id = ?`,
  )
  const reschedule = ['live_look', 'source_address'].map((table) =>
    db.prepare<[{ source: string; at: string }]>(
      `UPDATE ${table} SET due_at = @at WHERE source_id = @source AND due_at > @at`,
    ),
  )

  const settle = (look: Look, at: number, dueAt: number, failures: number, outcome: Outcome) => {
    const [answered, tried, due] = [outcome.failure === null ? iso(at) : null, iso(at), iso(dueAt)]
    if ('addressId' in look.subject) {
      const { problem = null, detail = null } = outcome.failure ?? {}
      const { addressId } = look.subject
      settleAddress.run(answered, tried, due, failures, outcome.listings, problem, detail, addressId)
    } else {
      const { recordingId, by } = look.subject
      settleLook.run(answered, tried, due, failures, look.sourceId, recordingId, by)
    }
  }

  return {
    /** Brings the queue of a source up to the catalogue: new recordings are due at once. Inside a transaction. */
    sync({ connector }: KnownSource): void {
      const [source, at] = [connector.id, iso(clock())]
      for (const by of connector.searches) if (by !== 'address') add[by].run({ source, at })
      dropUnasked.run(source)
      refresh.run({ source, since: freshSince(clock()) })
    },
    /** The next questions: new releases first, then those answered longest ago; at most 200. */
    next(source: string, choice: Choice): readonly Look[] {
      const chosen = 'dueAt' in choice ? next.due : next.all
      const at = 'dueAt' in choice ? choice.dueAt : choice.notSince
      const now = iso(clock())
      const named = chosen.addresses.all({ source, at, now, most: perPage })
      const asked = chosen.recordings.all({ source, at, now, most: perPage })
      return [
        ...named.map((row) => addressLook(source, row)),
        ...asked.map((row) => recordingLook(source, row)),
      ]
    },
    waiting(source: string, choice: Choice): number {
      const now = iso(clock())
      const waits =
        'dueAt' in choice
          ? dueCount.get({ source, at: choice.dueAt, now })
          : untriedCount.get({ source, at: choice.notSince, now })
      return waits ?? 0
    },
    /** Whether it is still to be asked: another visit may have asked it since it was read. */
    isWaiting({ sourceId, subject }: Look, choice: Choice): boolean {
      const statement = one[statementOf(subject, choice)]
      const at = 'dueAt' in choice ? choice.dueAt : choice.notSince
      const named =
        'addressId' in subject
          ? { id: subject.addressId, by: '' }
          : { id: subject.recordingId, by: subject.by }
      return statement.get({ source: sourceId, at, now: iso(clock()), ...named }) !== undefined
    },
    count: (source: string): number => allCount.get({ source, at: '', now: '' }) ?? 0,
    /** When the first question to a source is due, milliseconds; null: it has none. */
    earliestDue(source: string): number | null {
      const due = earliest.get({ source }) ?? null
      return due === null ? null : Date.parse(due)
    },
    /** Notes the answer. Inside the transaction that stores it. */
    answered(look: Look, intervalMs: number, listings: number): void {
      const at = clock()
      const share = shareOf(`${keyOf(look)} ${String(at)}`)
      const dueAt = nextLook({ answeredAt: at, intervalMs, fresh: look.fresh, share })
      settle(look, at, dueAt, 0, { listings, failure: null })
    },
    /** Notes that no answer came; it is asked again later. */
    failed(look: Look, failure: Failed, notBefore: number | null): void {
      const failures = look.failures + 1
      const share = shareOf(`${keyOf(look)} ${String(failures)}`)
      const at = clock()
      settle(look, at, nextTry({ failedAt: at, failures, share, notBefore }), failures, {
        listings: null,
        failure,
      })
    },
    /** After the interval was shortened: nothing waits longer than that. */
    bringForward(source: string, latest: number): void {
      for (const statement of reschedule) statement.run({ source, at: iso(latest) })
    },
  }
}

export type LooksRepository = ReturnType<typeof createLooksRepository>

interface Failed {
  readonly problem: string
  readonly detail: string
}

interface Outcome {
  /** Null: as many as before. */
  readonly listings: number | null
  readonly failure: Failed | null
}

/** The last day that the release date of a recording can mean. */
function releasedSql(recording: string): string {
  return `SELECT d || CASE length(d) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END FROM (
    SELECT coalesce(max(l.release_date), r.published_on) AS d FROM recording r
    LEFT JOIN track t ON t.recording_id = r.id LEFT JOIN release l ON l.id = t.release_id WHERE r.id = ${recording})`
}

function addRecordings(db: Database, by: 'isrc' | 'names', condition: string) {
  return db.prepare<[{ source: string; at: string }]>(
    `INSERT INTO live_look (source_id, recording_id, by, due_at)
     SELECT @source, r.id, '${by}', @at FROM recording r
     WHERE ${condition} AND NOT EXISTS (
       SELECT 1 FROM live_look k WHERE k.source_id = @source AND k.recording_id = r.id AND k.by = '${by}')`,
  )
}

function recordingLook(sourceId: string, row: RecordingLook): Look {
  const { recordingId, by, failures, isrc, title, artist } = row
  const query: SourceQuery = by === 'isrc' ? { by, isrc: isrc ?? '' } : { by, artist, title }
  return { sourceId, query, subject: { recordingId, by }, failures, fresh: row.fresh === 1 }
}

function addressLook(sourceId: string, { addressId, url, failures }: AddressLook): Look {
  // Kept as the artist wrote it; a connector is asked for addresses alone.
  const address = isLocalPath(url) ? pathToFileURL(url).href : url
  return { sourceId, query: { by: 'address', url: address }, subject: { addressId }, failures, fresh: false }
}

function statementOf(subject: Look['subject'], choice: Choice) {
  if ('addressId' in subject) return 'dueAt' in choice ? 'dueAddress' : 'anyAddress'
  return 'dueAt' in choice ? 'dueRecording' : 'anyRecording'
}

/** A name for the question, the same for ever. */
export function keyOf({ sourceId, subject }: Look): string {
  return 'addressId' in subject
    ? `${sourceId} address ${String(subject.addressId)}`
    : `${sourceId} ${subject.by} ${String(subject.recordingId)}`
}

import type { Database } from 'better-sqlite3'
import type { TimestampAuthority, TimestampRow } from '../../../../shared/contract/timestamps.ts'

/** An authority as the queue needs it. */
export interface StoredAuthority {
  readonly id: number
  readonly name: string
  readonly url: string
  readonly caPem: string | null
  readonly statedPem: string | null
  readonly removedAt: string | null
}

/** Something that waits for a token. */
export interface WaitingStamp {
  readonly id: number
  readonly authorityId: number
  readonly subject: string
  readonly digest: string
  readonly content: Buffer
  readonly attempts: number
}

/** A token, as a bundle carries it. */
export interface StoredToken {
  readonly authorityId: number
  readonly response: Buffer
}

export interface WantedStamp {
  readonly subject: string
  readonly digest: string
  readonly content: Uint8Array
}

type AuthorityRow = Omit<TimestampAuthority, 'root'> & { readonly caPem: string | null }

const authorityColumns = `a.id, a.name, a.url, a.ca_pem AS caPem, a.stated_pem AS statedPem, a.removed_at AS removedAt`

const summarySql = `
  SELECT a.id, a.name, a.url, a.ca_pem AS caPem, a.added_at AS addedAt,
    (SELECT count(*) FROM timestamp t WHERE t.authority_id = a.id AND t.response IS NOT NULL) AS stamped,
    (SELECT count(*) FROM timestamp t WHERE t.authority_id = a.id AND t.response IS NULL) AS waiting,
    (SELECT max(t.stamped_at) FROM timestamp t WHERE t.authority_id = a.id) AS lastStampAt,
    (SELECT t.failure FROM timestamp t WHERE t.authority_id = a.id AND t.response IS NULL AND t.failure IS NOT NULL
      ORDER BY t.attempts DESC, t.id LIMIT 1) AS failure,
    (SELECT min(t.next_at) FROM timestamp t WHERE t.authority_id = a.id AND t.response IS NULL) AS nextAt
  FROM timestamp_authority a WHERE a.removed_at IS NULL ORDER BY a.id`

const listSql = `
  SELECT t.id, t.subject, a.name AS authority, t.digest, t.asked_at AS askedAt, t.stamped_at AS stampedAt, t.attempts,
    t.failure, CASE WHEN t.response IS NULL THEN t.next_at END AS nextAt
  FROM timestamp t JOIN timestamp_authority a ON a.id = t.authority_id
  WHERE (@subject IS NULL OR t.subject = @subject) AND (@waiting = 0 OR t.response IS NULL)
  ORDER BY t.id DESC LIMIT @limit`

/** The tables `timestamp_authority` and `timestamp`. */
export function createTimestampsRepository(db: Database) {
  const authorities = db.prepare<[], StoredAuthority>(
    `SELECT ${authorityColumns} FROM timestamp_authority a ORDER BY a.id`,
  )
  const insertAuthority = db.prepare<[string, string, string | null, string]>(
    'INSERT INTO timestamp_authority (name, url, ca_pem, added_at) VALUES (?, ?, ?, ?)',
  )
  const removeAuthority = db.prepare<[string, number]>(
    'UPDATE timestamp_authority SET removed_at = ? WHERE id = ? AND removed_at IS NULL',
  )
  const dropWaiting = db.prepare<[number]>(
    'DELETE FROM timestamp WHERE authority_id = ? AND response IS NULL',
  )
  const learn = db.prepare<[string, number]>(
    'UPDATE timestamp_authority SET stated_pem = ? WHERE id = ? AND stated_pem IS NULL',
  )
  const want = db.prepare<[number, string, string, Uint8Array, string, string]>(
    `INSERT INTO timestamp (authority_id, subject, digest, content, asked_at, next_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  const due = db.prepare<[string], WaitingStamp>(
    `SELECT id, authority_id AS authorityId, subject, digest, content, attempts FROM timestamp
     WHERE response IS NULL AND next_at <= ? ORDER BY next_at, id LIMIT 500`,
  )
  const ofDigest = db.prepare<[string], WaitingStamp>(
    `SELECT id, authority_id AS authorityId, subject, digest, content, attempts FROM timestamp
     WHERE response IS NULL AND digest = ? ORDER BY authority_id`,
  )
  const isWaiting = db.prepare<[number]>('SELECT 1 FROM timestamp WHERE id = ? AND response IS NULL')
  const succeed = db.prepare<[Uint8Array, Uint8Array, string, string, number]>(
    `UPDATE timestamp SET request = ?, response = ?, stamped_at = ?, received_at = ?, failure = NULL,
       attempts = attempts + 1 WHERE id = ? AND response IS NULL`,
  )
  const fail = db.prepare<[string, string, number]>(
    'UPDATE timestamp SET failure = ?, next_at = ?, attempts = attempts + 1 WHERE id = ?',
  )
  const postpone = db.prepare<[string, number, string]>(
    'UPDATE timestamp SET next_at = ? WHERE authority_id = ? AND response IS NULL AND next_at < ?',
  )
  const nextDue = db.prepare<[], { at: string | null }>(
    'SELECT min(next_at) AS at FROM timestamp WHERE response IS NULL',
  )
  const counts = db.prepare<[], { stamped: number; waiting: number }>(
    'SELECT count(response) AS stamped, count(*) - count(response) AS waiting FROM timestamp',
  )
  const tokens = db.prepare<[string], StoredToken>(
    'SELECT authority_id AS authorityId, response FROM timestamp WHERE digest = ? AND response IS NOT NULL ORDER BY authority_id',
  )
  const summary = db.prepare<[], AuthorityRow>(summarySql)
  const list = db.prepare<[{ subject: string | null; waiting: number; limit: number }], TimestampRow>(listSql)
  const unstamped = db.prepare<[number], { id: number }>(
    `SELECT c.id FROM capture c WHERE NOT EXISTS
       (SELECT 1 FROM timestamp t WHERE t.authority_id = ? AND t.subject = 'capture:' || c.id)
     ORDER BY c.id LIMIT 500`,
  )
  const lastLogStamp = db.prepare<[number], { subject: string; askedAt: string }>(
    `SELECT subject, asked_at AS askedAt FROM timestamp WHERE authority_id = ? AND subject LIKE 'custody:%'
     ORDER BY id DESC LIMIT 1`,
  )

  return {
    /** Every authority, removed ones too. */
    authorities: (): readonly StoredAuthority[] => authorities.all(),
    active: (): readonly StoredAuthority[] => authorities.all().filter(({ removedAt }) => removedAt === null),
    insertAuthority: (name: string, url: string, caPem: string | null, at: string): number =>
      Number(insertAuthority.run(name, url, caPem, at).lastInsertRowid),
    removeAuthority(id: number, at: string): boolean {
      dropWaiting.run(id)
      return removeAuthority.run(at, id).changes > 0
    },
    learnChain: (id: number, pem: string): void => void learn.run(pem, id),
    want(authorityId: number, { subject, digest, content }: WantedStamp, at: string): void {
      want.run(authorityId, subject, digest, content, at, at)
    },
    due: (at: string): readonly WaitingStamp[] => due.all(at),
    /** False once its token is there, or it was dropped. */
    isWaiting: (id: number): boolean => isWaiting.get(id) !== undefined,
    waitingFor: (digest: string): readonly WaitingStamp[] => ofDigest.all(digest),
    succeed(
      id: number,
      token: { request: Uint8Array; response: Uint8Array; time: string; at: string },
    ): void {
      succeed.run(token.request, token.response, token.time, token.at, id)
    },
    /** Notes a failed attempt; everything of that authority waits until then. */
    fail(stamp: WaitingStamp, failure: string, nextAt: string): void {
      fail.run(failure, nextAt, stamp.id)
      postpone.run(nextAt, stamp.authorityId, nextAt)
    },
    nextDue: (): string | null => nextDue.get()?.at ?? null,
    counts: () => counts.get() ?? { stamped: 0, waiting: 0 },
    /** The tokens over a digest, in the order of the authorities. */
    tokens: (digest: string): readonly StoredToken[] => tokens.all(digest),
    summary: (): readonly AuthorityRow[] => summary.all(),
    list: (values: { subject: string | null; waiting: boolean; limit: number }): TimestampRow[] =>
      list.all({ ...values, waiting: values.waiting ? 1 : 0 }),
    /** Captures this authority was never asked for, the oldest first, at most 500. */
    unstampedCaptures: (authorityId: number) => unstamped.all(authorityId).map(({ id }) => id),
    lastLogStamp: (authorityId: number) => lastLogStamp.get(authorityId),
  }
}

export type TimestampsRepository = ReturnType<typeof createTimestampsRepository>

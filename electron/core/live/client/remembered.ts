import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'

export interface RememberedAnswer {
  readonly etag: string | null
  readonly lastModified: string | null
  readonly contentType: string
  readonly body: Buffer
}

export interface Remembered {
  /** What a source answered to exactly this before, if it may be asked for anew with a condition. */
  find(key: string): RememberedAnswer | null
  put(key: string, answer: RememberedAnswer): void
  forget(key: string): void
}

const largestBody = 512 * 1024
const mostBytes = 64 * 1024 * 1024
// The shortest time a source's terms let answers be kept (YouTube API Services, Developer Policies III.E.4).
const longestMs = 30 * 24 * 60 * 60 * 1000

/** One key for one question to one source: the address and the headers can hold secrets, so only their hash is kept. */
export function rememberKey(source: string, url: string, headers: Readonly<Record<string, string>>): string {
  return createHash('sha256')
    .update(JSON.stringify([source, url, Object.entries(headers).sort()]))
    .digest('hex')
}

/** Bodies in table `live_answer`, at most 64 MB of them and none for more than 30 days; the longest unused go first. */
export function createRemembered(db: Database, clock: () => number): Remembered {
  const read = db.prepare<[string, number], RememberedAnswer>(
    `SELECT etag, last_modified AS lastModified, content_type AS contentType, body FROM live_answer
     WHERE key = ? AND got_at > ?`,
  )
  const use = db.prepare<[number, string]>('UPDATE live_answer SET used_at = ? WHERE key = ?')
  const insert = db.prepare<[string, number, number, number, string | null, string | null, string, Buffer]>(
    `INSERT OR REPLACE INTO live_answer (key, bytes, used_at, got_at, etag, last_modified, content_type, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const drop = db.prepare<[string]>('DELETE FROM live_answer WHERE key = ?')
  const dropOld = db.prepare<[number]>('DELETE FROM live_answer WHERE got_at <= ?')
  const oldest = db.prepare<[], { key: string; bytes: number }>(
    'SELECT key, bytes FROM live_answer ORDER BY used_at LIMIT 1',
  )
  const sum = db.prepare<[], number>('SELECT coalesce(sum(bytes), 0) FROM live_answer').pluck()
  const bytesOf = db.prepare<[string], number>('SELECT bytes FROM live_answer WHERE key = ?').pluck()
  let total = sum.get() ?? 0

  const remove = (key: string) => {
    total -= bytesOf.get(key) ?? 0
    drop.run(key)
  }
  const shrink = () => {
    dropOld.run(clock() - longestMs)
    total = sum.get() ?? 0
    for (let next = oldest.get(); next !== undefined && total > mostBytes; next = oldest.get()) {
      remove(next.key)
    }
  }
  return {
    find(key) {
      const found = read.get(key, clock() - longestMs)
      if (found === undefined) return null
      use.run(clock(), key)
      return found
    },
    put(key, { etag, lastModified, contentType, body }) {
      remove(key)
      if (body.byteLength > largestBody || (etag === null && lastModified === null)) return
      const now = clock()
      insert.run(key, body.byteLength, now, now, etag, lastModified, contentType, body)
      total += body.byteLength
      if (total > mostBytes) shrink()
    },
    forget: remove,
  }
}

import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { captureSums } from '../capture/capture-sums.ts'
import type { StoredAuthority, TimestampsRepository, WantedStamp } from './timestamps.repository.ts'

const logEveryMs = 7 * 24 * 60 * 60 * 1000

/**
 * Puts into the queue what an authority should have been asked for and was not: every capture, and once a week the head
 * of the custody log, so that nobody, not even who holds the key, can make an older log anew. Call in a transaction.
 */
export function wantMissing(
  db: Database,
  repository: TimestampsRepository,
  authority: StoredAuthority,
  now: string,
): void {
  for (const id of repository.unstampedCaptures(authority.id)) {
    const content = Buffer.from(captureSums(db, id))
    repository.want(authority.id, wanted(`capture:${String(id)}`, content), now)
  }
  const last = repository.lastLogStamp(authority.id)
  if (last !== undefined && Date.parse(now) - Date.parse(last.askedAt) < logEveryMs) return
  const head = db
    .prepare<[], { seq: number; line: string }>(
      'SELECT seq, line FROM custody_event ORDER BY seq DESC LIMIT 1',
    )
    .get()
  if (head === undefined || last?.subject === `custody:${String(head.seq)}`) return
  repository.want(authority.id, wanted(`custody:${String(head.seq)}`, Buffer.from(head.line)), now)
}

/** Names content by its digest. */
export function wanted(subject: string, content: Uint8Array): WantedStamp {
  return { subject, content, digest: createHash('sha256').update(content).digest('hex') }
}

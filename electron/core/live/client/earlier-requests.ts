import type { Database } from 'better-sqlite3'

/** The code word of a source in the list of requests. */
export function purposeOf(source: string): string {
  return `source:${source}`
}

/** When a source was last asked, from the list of requests: a restart must not forget a window that is still open. */
export function earlierRequests(db: Database): (source: string, atMost: number) => readonly number[] {
  const read = db
    .prepare<[string, number], string>(
      'SELECT at FROM outgoing_request WHERE purpose = ? ORDER BY id DESC LIMIT ?',
    )
    .pluck()
  return (source, atMost) =>
    read
      .all(purposeOf(source), atMost)
      .map((at) => Date.parse(at))
      .reverse()
}

import type { Database } from 'better-sqlite3'

const dayMs = 24 * 60 * 60 * 1000
/** How long the list of requests keeps those of the watch, which are many; all others stay. */
const keptDays = 180

/** Lets go of old requests of the watch, at most once a day however often it is called. */
export function createLogTrimmer(db: Database, clock: () => number): () => void {
  // The texts from `source:` on to the next one that could follow it.
  const drop = db.prepare<[string]>(
    "DELETE FROM outgoing_request WHERE purpose >= 'source:' AND purpose < 'source;' AND at < ?",
  )
  let next = 0
  return () => {
    const now = clock()
    if (now < next) return
    next = now + dayMs
    drop.run(new Date(now - keptDays * dayMs).toISOString())
  }
}

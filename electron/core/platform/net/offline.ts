import type { Database } from 'better-sqlite3'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import { isOfflineValue, offlineSetting } from '../../../../shared/domain/live/offline.ts'
import { RefrainError } from '../../../../shared/errors.ts'

/** How to end what is under way, by the store it belongs to. */
const underWay = new WeakMap<Database, Set<() => void>>()

/** Whether the artist switched the network off in this workspace. */
export function isOffline(db: Database): boolean {
  const value = db.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(offlineSetting)
  return isOfflineValue(typeof value === 'string' ? value : null)
}

/** Throws OFFLINE while the artist keeps this workspace off the network. `kept`: what became of it, a sentence. */
export function mustBeOnline(db: Database, kept = 'Nothing was asked.'): void {
  if (isOffline(db)) throw offline(kept)
}

/** Calls `end` when the artist goes offline; the function returned says that there is nothing left to end. */
export function whenOffline(db: Database, end: () => void): () => void {
  const all = underWay.get(db) ?? new Set()
  underWay.set(db, all)
  all.add(end)
  return () => {
    all.delete(end)
  }
}

/** Ends every request and capture under way when the setting says so. To be called whenever settings change. */
export function followOfflineSetting(db: Database): void {
  if (!db.open || !isOffline(db)) return
  const all = [...(underWay.get(db) ?? [])]
  underWay.get(db)?.clear()
  for (const end of all) end()
}

/**
 * Runs work that reaches the network by other means than a request of ours (the process that captures pages) and ends it
 * when the artist goes offline. Throws OFFLINE, at once or when that happens.
 */
export async function whileOnline<T>(
  db: Database,
  signal: CancelSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  mustBeOnline(db)
  signal.throwIfAborted()
  const own = new AbortController()
  const state = { cut: false }
  const stop = () => {
    own.abort()
  }
  const forget = whenOffline(db, () => {
    state.cut = true
    own.abort()
  })
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await work(own.signal)
  } catch (error) {
    throw state.cut && !signal.aborted ? offline('It was ended.') : error
  } finally {
    forget()
    signal.removeEventListener('abort', stop)
  }
}

/** The failure of what needs the network while it is switched off. */
export function offline(kept: string): RefrainError {
  return new RefrainError(
    'OFFLINE',
    `Refrain is switched offline in this workspace. ${kept} Switch it online to go on.`,
    { setting: offlineSetting },
  )
}

import type { Database } from 'better-sqlite3'
import { isOfflineValue, offlineSetting } from '../../../shared/domain/live/offline.ts'

/** Whether the artist keeps this workspace off the network. */
export function isOffline(db: Database): boolean {
  const value = db
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck()
    .get(offlineSetting)
  return isOfflineValue(value ?? null)
}

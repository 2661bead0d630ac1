import type { Database } from 'better-sqlite3'
import { contactSetting } from '../../../shared/domain/live/user-agent.ts'

/**
 * Whom a server can write to: what the artist set for the watch, else the e-mail address of the profile, else its
 * website; null when all are empty.
 */
export function contactOf(db: Database): string | null {
  const setting = db.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(contactSetting)
  const named: unknown = typeof setting === 'string' ? JSON.parse(setting) : null
  if (typeof named === 'string' && named.trim() !== '') return named.trim()
  const profile = db
    .prepare<[], { email: string; website: string }>('SELECT email, website FROM profile')
    .get()
  return [profile?.email, profile?.website].find((one) => one !== undefined && one !== '') ?? null
}

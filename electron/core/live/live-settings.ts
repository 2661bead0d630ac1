import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { LiveSettings } from '../../../shared/contract/live.ts'

const key = 'live'
const defaults: LiveSettings = {
  notify: true,
  tray: false,
  pauseOnBattery: true,
  pauseOnMetered: true,
  contact: '',
}
const stored = z.object({
  notify: z.boolean().catch(defaults.notify),
  tray: z.boolean().catch(defaults.tray),
  pauseOnBattery: z.boolean().catch(defaults.pauseOnBattery),
  pauseOnMetered: z.boolean().catch(defaults.pauseOnMetered),
  contact: z.string().catch(defaults.contact),
})

/** What the artist set of the watch as a whole. */
export function createLiveSettings(db: Database) {
  const read = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck()
  const write = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const get = (): LiveSettings => {
    const text = read.get(key)
    return text === undefined ? defaults : stored.parse(JSON.parse(text))
  }
  return {
    get,
    /** What is left out stays as it is. */
    set(change: Partial<LiveSettings>): LiveSettings {
      const next = stored.parse({ ...get(), ...change })
      write.run(key, JSON.stringify(next))
      return next
    },
    /** Stores one plain setting of the workspace. */
    put: (name: string, value: unknown) => void write.run(name, JSON.stringify(value)),
  }
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

const stored = z.object({ theme: z.enum(themes) })
export type Preferences = z.infer<typeof stored>

/** The preferences the window needs before its page has loaded; the defaults when there are none yet. */
export function readPreferences(file: string): Preferences {
  try {
    return stored.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { theme: 'system' }
  }
}

/** Keeps the preferences. Losing them is harmless, so failing to write them is no error. */
export function writePreferences(file: string, preferences: Preferences): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(preferences))
  } catch {
    // Read-only or full disk: the choice holds until the app is closed.
  }
}

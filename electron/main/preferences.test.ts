import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPreferences, writePreferences } from './preferences.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-preferences-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('preferences', () => {
  it('come back as they were written', () => {
    const file = join(folder, 'new', 'preferences.json')
    writePreferences(file, { theme: 'dark' })
    expect(readPreferences(file)).toEqual({ theme: 'dark' })
  })

  it.each(['', '{', '{"theme":"pink"}', '[]'])('fall back to the defaults for %j', (text) => {
    const file = join(folder, 'preferences.json')
    writeFileSync(file, text)
    expect(readPreferences(file)).toEqual({ theme: 'system' })
  })

  it('cannot fail the app', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => writePreferences(join(folder, 'file', 'p.json'), { theme: 'dark' })).not.toThrow()
  })
})

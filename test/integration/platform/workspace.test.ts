import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listBackups, writeBackup } from '../../../electron/core/database/backup.ts'
import { schemaVersion } from '../../../electron/core/database/migrate.ts'
import { openPlain } from '../../../electron/core/database/open.ts'
import {
  openWorkspace,
  type OpenRequest,
  workspacePaths,
} from '../../../electron/core/platform/open-workspace.ts'
import { restoreBackup } from '../../../electron/core/platform/restore.ts'
import { testResources } from '../../support/resources.ts'
import { isRefrainError } from '../../../shared/errors.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-workspace-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function request(overrides: Partial<OpenRequest> = {}): OpenRequest {
  return {
    folder,
    create: true,
    migrations: testResources().migrations,
    sqliteBinding: null,
    appVersion: '0.0.0-test',
    now: () => '2026-11-22T10:00:00.000Z',
    ...overrides,
  }
}

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return isRefrainError(error) ? error.code : String(error)
  }
  return 'no error'
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

describe('opening a workspace', () => {
  it('refuses a folder without one unless it may make it, and leaves the folder as it was', () => {
    expect(codeOf(() => openWorkspace(request({ create: false })))).toBe('WORKSPACE_MISSING')
    expect(readdirSync(folder)).toEqual([])
  })

  it('refuses a second opener by name while the first holds it, and lets it in afterwards', () => {
    const first = openWorkspace(request())
    let message = ''
    try {
      openWorkspace(request())
    } catch (error) {
      message = isRefrainError(error) ? `${error.code} ${error.message}` : String(error)
    }
    expect(message).toContain('WORKSPACE_LOCKED')
    expect(message).toContain(`process ${String(process.pid)}`)
    first.close()
    openWorkspace(request()).close()
  })

  it('refuses a store of a newer version without touching a byte of the folder', () => {
    openWorkspace(request()).close()
    const { database } = workspacePaths(folder)
    const db = openPlain(database, { sqliteBinding: null })
    db.pragma('user_version = 999')
    db.pragma('journal_mode = DELETE')
    db.close()
    const before = readdirSync(folder).map((name) => [
      name,
      name.includes('.') ? sha256(join(folder, name)) : '',
    ])
    expect(codeOf(() => openWorkspace(request()))).toBe('WORKSPACE_NEWER')
    const after = readdirSync(folder).map((name) => [
      name,
      name.includes('.') ? sha256(join(folder, name)) : '',
    ])
    expect(after).toEqual(before)
  })

  it.each([
    ['an empty file', (file: string) => writeFileSync(file, '')],
    [
      'a text file',
      (file: string) => writeFileSync(file, 'this is not a database, however long it may be '.repeat(50)),
    ],
    [
      'pages overwritten in the middle',
      (file: string) => {
        const bytes = readFileSync(file)
        bytes.fill(0x5a, 8192, 8192 + 20_000)
        writeFileSync(file, bytes)
      },
    ],
  ])('names damage (%s), keeps the file, and restores the last backup', (_name, damage) => {
    const first = openWorkspace(request())
    first.db.prepare("INSERT INTO setting (key, value) VALUES ('kept', '1')").run()
    writeBackup(first.db, first.paths.backups, '2026-11-22T09:00:00.000Z', 'asked', null)
    first.close()
    const { database, backups } = workspacePaths(folder)
    damage(database)
    const damaged = sha256(database)

    let details: unknown
    try {
      openWorkspace(request())
    } catch (error) {
      details = isRefrainError(error) && error.code === 'WORKSPACE_CORRUPT' ? error.details : error
    }
    expect(details).toMatchObject({ lastBackup: { at: '2026-11-22T09:00:00.000Z', reason: 'asked' } })
    expect(sha256(database)).toBe(damaged)

    const restored = restoreBackup({
      workspace: folder,
      clock: () => Date.parse('2026-11-22T11:00:00Z'),
      sqliteBinding: null,
    })
    expect(sha256(restored.damagedKeptAs ?? '')).toBe(damaged)
    expect(existsSync(join(backups, 'damaged-20261122T110000000Z.sqlite3'))).toBe(true)
    const again = openWorkspace(request())
    expect(again.db.prepare("SELECT value FROM setting WHERE key = 'kept'").get()).toEqual({ value: '1' })
    again.close()
  })

  it('says so when there is no backup to restore', () => {
    openWorkspace(request()).close()
    writeFileSync(workspacePaths(folder).database, 'garbage')
    expect(codeOf(() => restoreBackup({ workspace: folder, clock: () => 0, sqliteBinding: null }))).toBe(
      'NOT_FOUND',
    )
    expect(readFileSync(workspacePaths(folder).database, 'utf8')).toBe('garbage')
  })
})

describe('migrations', () => {
  function withSecondMigration(sql: string): string {
    const migrations = join(folder, 'migrations-for-test')
    mkdirSync(migrations, { recursive: true })
    const from = testResources().migrations
    const known = readdirSync(from).filter((name) => name.endsWith('.sql'))
    for (const name of known) copyFileSync(join(from, name), join(migrations, name))
    const next = String(known.length + 1).padStart(4, '0')
    writeFileSync(join(migrations, `${next}_planted.sql`), sql)
    return migrations
  }

  it('backs up before it migrates, and keeps the data', () => {
    const first = openWorkspace(request())
    const version = schemaVersion(first.db)
    first.db.prepare("INSERT INTO setting (key, value) VALUES ('kept', '1')").run()
    first.close()
    const migrations = withSecondMigration('ALTER TABLE setting ADD COLUMN planted TEXT;')
    const second = openWorkspace(request({ migrations }))
    expect(schemaVersion(second.db)).toBe(version + 1)
    expect(second.db.prepare('SELECT key, value, planted FROM setting').all()).toEqual([
      { key: 'kept', value: '1', planted: null },
    ])
    second.close()
    const backups = listBackups(workspacePaths(folder).backups)
    expect(backups.map((backup) => backup.reason)).toEqual([`before-version-${String(version + 1)}`])
    const copy = openPlain(backups[0]!.file, { sqliteBinding: null, readonly: true })
    expect(schemaVersion(copy)).toBe(version)
    copy.close()
  })

  it('tries a migration on a copy first: one that breaks references never reaches the file', () => {
    const first = openWorkspace(request())
    const version = schemaVersion(first.db)
    first.close()
    const migrations = withSecondMigration(
      'PRAGMA defer_foreign_keys = ON; CREATE TABLE planted (r INTEGER REFERENCES recording (id)); INSERT INTO planted VALUES (12345);',
    )
    expect(codeOf(() => openWorkspace(request({ migrations })))).toBe('INTERNAL')
    const again = openWorkspace(request())
    expect(schemaVersion(again.db)).toBe(version)
    expect(again.db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'planted'").get()).toEqual({
      n: 0,
    })
    again.close()
  })
})

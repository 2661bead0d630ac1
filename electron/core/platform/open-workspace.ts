import type { Database } from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RefrainError } from '../../../shared/errors.ts'
import type { WorkspacePaths } from '../context.ts'
import { checkPassed, listBackups, writeBackup } from '../database/backup.ts'
import { migrate, type Migration, readMigrations, schemaVersion } from '../database/migrate.ts'
import { applicationId, openStore, readStoreHeader } from '../database/open.ts'
import { systemCode } from './failures.ts'
import { lockWorkspace, type WorkspaceLock } from './lock.ts'
import { getMeta, setMeta } from './meta.ts'

const checkAlwaysBelowBytes = 64 * 1024 * 1024

export interface OpenWorkspace {
  readonly db: Database
  readonly paths: WorkspacePaths
  readonly created: boolean
  close(): void
}

export interface OpenRequest {
  readonly folder: string
  readonly create: boolean
  readonly migrations: string
  readonly sqliteBinding: string | null
  readonly appVersion: string
  readonly now: () => string
}

/** Where everything lies in a workspace folder. */
export function workspacePaths(folder: string): WorkspacePaths {
  const root = resolve(folder)
  return {
    root,
    database: join(root, 'refrain.sqlite3'),
    objects: join(root, 'objects'),
    backups: join(root, 'backups'),
    exports: join(root, 'exports'),
    temporary: join(root, 'temporary'),
  }
}

/**
 * Opens (or makes) a workspace: checks that it can be written, refuses one of a newer version before touching a
 * byte, takes the lock, looks for damage, migrates after a backup.
 * Throws WORKSPACE_MISSING, WORKSPACE_NEWER, WORKSPACE_LOCKED, WORKSPACE_CORRUPT (details name the last backup),
 * READ_ONLY.
 */
export function openWorkspace(request: OpenRequest): OpenWorkspace {
  const paths = workspacePaths(request.folder)
  const exists = existsSync(paths.database)
  if (!exists && listBackups(paths.backups).length > 0) throw damaged(paths)
  if (!exists && !request.create) throw missing(paths)
  const migrations = readMigrations(request.migrations)
  if (exists) refuseForeignOrNewer(paths, migrations.length)
  makeFolders(paths)
  const lock = translatingReadOnly(paths, () =>
    lockWorkspace(paths.root, request.now(), request.sqliteBinding),
  )
  try {
    rmSync(paths.temporary, { recursive: true, force: true })
    mkdirSync(paths.temporary, { recursive: true })
    return openLocked(request, paths, lock, migrations, !exists)
  } catch (error) {
    lock.release()
    throw error
  }
}

function openLocked(
  request: OpenRequest,
  paths: WorkspacePaths,
  lock: WorkspaceLock,
  migrations: readonly Migration[],
  created: boolean,
): OpenWorkspace {
  const db = guardDamage(paths, () => {
    const store = openStore(paths.database, request.sqliteBinding)
    try {
      examine(store, paths)
    } catch (error) {
      store.close()
      throw error
    }
    return store
  })
  try {
    if (!created && schemaVersion(db) < migrations.length) {
      writeBackup(
        db,
        paths.backups,
        request.now(),
        `before-version-${String(migrations.length)}`,
        request.sqliteBinding,
      )
    }
    migrate(db, migrations, {
      rehearsal: join(paths.temporary, 'rehearsal.sqlite3'),
      sqliteBinding: request.sqliteBinding,
    })
    if (created) {
      setMeta(db, 'workspace-id', randomUUID())
      setMeta(db, 'created-at', request.now())
    }
    setMeta(db, 'closed-cleanly', 'no')
    setMeta(db, 'opened-by', request.appVersion)
  } catch (error) {
    db.close()
    throw error
  }
  return {
    db,
    paths,
    created,
    close() {
      try {
        if (db.open) {
          setMeta(db, 'closed-cleanly', 'yes')
          db.pragma('optimize')
        }
      } finally {
        db.close()
        lock.release()
      }
    },
  }
}

function examine(db: Database, paths: WorkspacePaths): void {
  if (schemaVersion(db) === 0) return
  const small = statSync(paths.database).size < checkAlwaysBelowBytes
  if (small || getMeta(db, 'closed-cleanly') !== 'yes') {
    if (!checkPassed(db)) throw damaged(paths)
  }
}

function refuseForeignOrNewer(paths: WorkspacePaths, known: number): void {
  if (statSync(paths.database).size === 0) throw damaged(paths)
  const header = readStoreHeader(paths.database)
  if (!header.isSqlite || (header.userVersion > 0 && header.applicationId !== applicationId))
    throw damaged(paths)
  if (header.userVersion > known) {
    throw new RefrainError(
      'WORKSPACE_NEWER',
      `This workspace was made by a newer Refrain (format ${String(header.userVersion)}; this version knows ${String(known)}). It was not touched. Install the newer version to open it.`,
      { found: header.userVersion, known },
    )
  }
}

function guardDamage(paths: WorkspacePaths, open: () => Database): Database {
  try {
    return open()
  } catch (error) {
    const code = systemCode(error) ?? ''
    if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) throw damaged(paths)
    throw error
  }
}

function damaged(paths: WorkspacePaths): RefrainError {
  const last = listBackups(paths.backups)[0]
  return new RefrainError(
    'WORKSPACE_CORRUPT',
    last
      ? `The workspace file is damaged or gone; what is there was left as it is. The last backup is from ${last.at}. Restore it; the damaged file will be kept in the folder “backups”.`
      : 'The workspace file is damaged and was left as it is. There is no backup in this workspace. Copy the folder before you try to repair it with other tools.',
    { lastBackup: last ? { at: last.at, bytes: last.bytes, reason: last.reason } : null },
  )
}

function missing(paths: WorkspacePaths): RefrainError {
  return new RefrainError(
    'WORKSPACE_MISSING',
    `There is no Refrain workspace in “${paths.root}”. Nothing was changed. Make one with “refrain init”, or choose another folder.`,
  )
}

function makeFolders(paths: WorkspacePaths): void {
  translatingReadOnly(paths, () => {
    for (const folder of [paths.root, paths.objects, paths.backups, paths.exports])
      mkdirSync(folder, { recursive: true })
    accessSync(paths.root, constants.W_OK)
  })
}

function translatingReadOnly<T>(paths: WorkspacePaths, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = systemCode(error) ?? ''
    if (
      ['EACCES', 'EPERM', 'EROFS'].includes(code) ||
      code.startsWith('SQLITE_READONLY') ||
      code === 'SQLITE_CANTOPEN'
    ) {
      throw new RefrainError(
        'READ_ONLY',
        `The workspace in “${paths.root}” cannot be written: the disk is read-only or the rights are missing. Nothing was changed. Make the folder writable, or copy it elsewhere and open the copy.`,
      )
    }
    throw error
  }
}

import type { Database } from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RefrainError } from '../../../shared/errors.ts'
import type { WorkspacePaths } from '../context.ts'
import { checkPassed, listBackups, writeBackup } from '../database/backup.ts'
import { migrate, type Migration, readMigrations, schemaVersion } from '../database/migrate.ts'
import { prepareWhenUsed } from '../database/deferred-statements.ts'
import { applicationId, openStore, readStoreHeader } from '../database/open.ts'
import { explainDiskFailure } from './disk-failure.ts'
import { systemCode } from './failures.ts'
import { lockWorkspace, type WorkspaceLock } from './lock.ts'
import { getMeta, setMeta } from './meta.ts'
import { removeFolder } from './remove-folder.ts'
import { makeWorkspaceFolders, type WorkspaceFolders } from './workspace-folders.ts'

const checkAlwaysBelowBytes = 64 * 1024 * 1024

export interface OpenWorkspace {
  readonly db: Database
  readonly paths: WorkspacePaths
  readonly created: boolean
  /** Closes the store and gives up the lock. Does not throw when the disk is full. */
  close(): void
  /** Closes a workspace that could not be taken into use; one that was made by this call is removed. */
  abandon(): void
}

export interface OpenRequest {
  readonly folder: string
  readonly create: boolean
  readonly migrations: string
  readonly sqliteBinding: string | null
  readonly appVersion: string
  readonly now: () => string
  /** When the statements of the store are prepared: `at-once` names every wrong one. Default `when-used`. */
  readonly statements?: 'when-used' | 'at-once' | undefined
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
 * READ_ONLY, DISK_FULL. A workspace that could not be made leaves nothing behind.
 */
export function openWorkspace(request: OpenRequest): OpenWorkspace {
  const paths = workspacePaths(request.folder)
  const exists = existsSync(paths.database)
  if (!exists && listBackups(paths.backups).length > 0) throw damaged(paths)
  if (!exists && !request.create) throw missing(paths)
  const migrations = readMigrations(request.migrations)
  if (exists) refuseForeignOrNewer(paths, migrations.length)
  try {
    const folders = makeWorkspaceFolders(paths)
    return openInFolders(request, paths, migrations, exists ? null : folders)
  } catch (error) {
    throw explainDiskFailure(paths.root, exists ? 'open' : 'create', error)
  }
}

/** `newFolders` are those of a workspace that is made by this call, or null. */
function openInFolders(
  request: OpenRequest,
  paths: WorkspacePaths,
  migrations: readonly Migration[],
  newFolders: WorkspaceFolders | null,
): OpenWorkspace {
  const lock = lockOrClear(request, paths, newFolders)
  const giveUp = () => {
    if (newFolders === null) {
      lock.release()
      return
    }
    lock.releaseAndRemove()
    newFolders.removeAll()
  }
  try {
    // A capture whose core was killed ends within half a second, and writes until then.
    removeFolder(paths.temporary)
    mkdirSync(paths.temporary, { recursive: true })
    const opened = openLocked(request, paths, lock, migrations, newFolders !== null)
    return {
      ...opened,
      abandon() {
        opened.db.close()
        giveUp()
      },
    }
  } catch (error) {
    giveUp()
    throw error
  }
}

function lockOrClear(
  request: OpenRequest,
  paths: WorkspacePaths,
  newFolders: WorkspaceFolders | null,
): WorkspaceLock {
  try {
    return lockWorkspace(paths.root, request.now(), request.sqliteBinding)
  } catch (error) {
    newFolders?.removeEmpty()
    throw error
  }
}

function openLocked(
  request: OpenRequest,
  paths: WorkspacePaths,
  lock: WorkspaceLock,
  migrations: readonly Migration[],
  created: boolean,
): Omit<OpenWorkspace, 'abandon'> {
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
    bringUpToDate(db, request, paths, migrations, created)
    db.transaction(() => {
      if (created) {
        setMeta(db, 'workspace-id', randomUUID())
        setMeta(db, 'created-at', request.now())
      }
      setMeta(db, 'closed-cleanly', 'no')
      setMeta(db, 'opened-by', request.appVersion)
    }).immediate()
    if (request.statements !== 'at-once') prepareWhenUsed(db)
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
        setMeta(db, 'closed-cleanly', 'yes')
        db.pragma('optimize')
      } catch {
        // Not noted, e.g. on a full disk: the next start looks for damage, as after a crash.
      } finally {
        db.close()
        lock.release()
      }
    },
  }
}

/** Migrates after a backup. When nothing was migrated the backup goes again: it would push out an older one. */
function bringUpToDate(
  db: Database,
  request: OpenRequest,
  paths: WorkspacePaths,
  migrations: readonly Migration[],
  created: boolean,
): void {
  const { sqliteBinding } = request
  const version = schemaVersion(db)
  const reason = `before-version-${String(migrations.length)}`
  const backup =
    !created && version < migrations.length
      ? writeBackup(db, paths.backups, request.now(), reason, sqliteBinding)
      : null
  try {
    migrate(db, migrations, { rehearsal: join(paths.temporary, 'rehearsal.sqlite3'), sqliteBinding })
  } catch (error) {
    if (backup !== null && schemaVersion(db) === version) rmSync(backup.file, { force: true })
    throw error
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

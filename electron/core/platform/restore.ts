import { existsSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import type { WorkspacePaths } from '../context.ts'
import { isSound, restoreLatestBackup } from '../database/backup.ts'
import { openPlain } from '../database/open.ts'
import { explainDiskFailure, isDiskFull } from './disk-failure.ts'
import { lockWorkspace } from './lock.ts'
import { makeFolder } from './make-folder.ts'
import { workspacePaths } from './open-workspace.ts'

interface RestoreOptions {
  readonly workspace: string
  readonly clock: () => number
  readonly sqliteBinding: string | null
  /** Go back to the backup although the store is sound: what was done since is lost. */
  readonly evenIfSound?: boolean
}

interface Restored {
  readonly restored: string
  readonly at: string
  readonly damagedKeptAs: string | null
}

/**
 * Puts the newest sound backup in the place of the store of a workspace that is not open. The file it replaces
 * is kept in `backups/`. Throws WORKSPACE_LOCKED when the workspace is open somewhere, NOT_FOUND without a backup,
 * READ_ONLY and DISK_FULL with nothing changed.
 */
export function restoreBackup(options: RestoreOptions): Restored {
  const paths = workspacePaths(options.workspace)
  try {
    makeFolder(paths.backups)
    return restoreLocked(options, paths)
  } catch (error) {
    throw explainDiskFailure(paths.root, 'restore', error)
  }
}

function restoreLocked(options: RestoreOptions, paths: WorkspacePaths): Restored {
  const now = new Date(options.clock()).toISOString()
  const { sqliteBinding } = options
  const lock = lockWorkspace(paths.root, now, sqliteBinding)
  try {
    if (options.evenIfSound !== true && isSound(paths.database, sqliteBinding)) throw nothingToRestore()
    const { backup, damagedKeptAs } = restoreLatestBackup(
      paths.database,
      paths.backups,
      now,
      sqliteBinding,
      (copy) => {
        if (existsSync(paths.database)) keepLedger(copy, paths.database, sqliteBinding)
      },
    )
    return { restored: backup.file, at: backup.at, damagedKeptAs }
  } finally {
    lock.release()
  }
}

function nothingToRestore(): RefrainError {
  return new RefrainError(
    'CONFLICT',
    'The workspace is sound, or was made by a newer Refrain: there is nothing to restore, and going back to the backup would lose what was done since. Nothing was changed.',
  )
}

const ledgerLines = z.array(
  z.object({
    isrc: z.string(),
    state: z.string(),
    recording_title: z.string(),
    reason: z.string(),
    at: z.string(),
  }),
)

/**
 * A code that was handed out after the backup must not be handed out again: what the replaced file still says
 * of its ledger is taken over. A file too damaged to be read gives nothing.
 */
function keepLedger(copy: string, replaced: string, sqliteBinding: string | null): void {
  const lines = readLedger(replaced, sqliteBinding)
  const db = openPlain(copy, { sqliteBinding })
  try {
    const known = db.prepare('SELECT 1 FROM isrc_ledger WHERE isrc = ? AND state = ? AND at = ?')
    const insert = db.prepare(
      'INSERT INTO isrc_ledger (isrc, state, recording_title, reason, at) VALUES (@isrc, @state, @recording_title, @reason, @at)',
    )
    db.transaction(() => {
      for (const line of lines) if (known.get(line.isrc, line.state, line.at) === undefined) insert.run(line)
    }).immediate()
  } finally {
    db.close()
  }
}

function readLedger(path: string, sqliteBinding: string | null): z.infer<typeof ledgerLines> {
  const aside = [`${path}-wal`, `${path}-shm`].filter((name) => !existsSync(name))
  try {
    const db = openPlain(path, { sqliteBinding, readonly: true })
    try {
      return ledgerLines.parse(
        db.prepare('SELECT isrc, state, recording_title, reason, at FROM isrc_ledger ORDER BY seq').all(),
      )
    } finally {
      db.close()
    }
  } catch (error) {
    // Without room SQLite cannot read a sound file either: that must not pass for damage.
    if (isDiskFull(path, error)) throw error
    return []
  } finally {
    // SQLite puts these beside a file it reads, and a connection that only reads cannot take them away again.
    for (const name of aside) rmSync(name, { force: true })
  }
}

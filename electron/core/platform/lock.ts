import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import { openPlain } from '../database/open.ts'
import { systemCode } from './failures.ts'

const ownerSchema = z.object({ pid: z.int(), host: z.string(), user: z.string(), since: z.string() })
export type LockOwner = z.infer<typeof ownerSchema>

/** A held workspace: one process at a time. */
export interface WorkspaceLock {
  release(): void
  /** Also removes the lock's files: for a folder that did not become a workspace. */
  releaseAndRemove(): void
}

/**
 * Takes the workspace for this process. The truth is a lock of the operating system (held through an exclusive
 * SQLite transaction on `refrain.lock.sqlite3`), so a crash never leaves a stale one; `refrain.lock` beside it
 * says in clear who holds it. Throws WORKSPACE_LOCKED naming the holder, READ_ONLY when the folder cannot be
 * written.
 */
export function lockWorkspace(root: string, since: string, sqliteBinding: string | null): WorkspaceLock {
  const ownerFile = join(root, 'refrain.lock')
  const lockFile = join(root, 'refrain.lock.sqlite3')
  const isNew = !existsSync(lockFile)
  const db = openPlain(lockFile, { sqliteBinding, timeoutMs: 0 })
  try {
    // On a file it may not write SQLite would share the lock with others and say nothing.
    accessSync(lockFile, constants.W_OK)
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
    const owner: LockOwner = { pid: process.pid, host: hostname(), user: userName(), since }
    writeFileSync(ownerFile, `${JSON.stringify(owner)}\n`)
  } catch (error) {
    const isHeld = systemCode(error)?.startsWith('SQLITE_BUSY') === true
    // No room for the owner's name, or for the lock itself: who comes next must find neither.
    if (!isHeld) rmSync(ownerFile, { force: true })
    if (!isHeld && isNew) removeOpen(lockFile)
    db.close()
    if (isHeld) throw lockedBy(readOwner(ownerFile))
    throw error
  }
  return {
    release() {
      rmSync(ownerFile, { force: true })
      db.close()
    },
    releaseAndRemove() {
      rmSync(ownerFile, { force: true })
      removeOpen(lockFile)
      db.close()
      rmSync(lockFile, { force: true })
    },
  }
}

// While it is held nobody else comes to hold it. Windows does not remove an open file.
function removeOpen(lockFile: string): void {
  if (process.platform !== 'win32') rmSync(lockFile, { force: true })
}

function lockedBy(owner: LockOwner | null): RefrainError {
  const who = owner
    ? `by process ${String(owner.pid)} of ${owner.user} on ${owner.host}, since ${owner.since}`
    : 'by another process'
  return new RefrainError(
    'WORKSPACE_LOCKED',
    `This workspace is already open ${who}. Nothing was changed. Use that window, or close it and try again.`,
    owner,
  )
}

function readOwner(file: string): LockOwner | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}

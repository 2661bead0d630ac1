import type { Database } from 'better-sqlite3'
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import { makeFolder } from '../platform/make-folder.ts'
import { openPlain, readStoreHeader } from './open.ts'

export interface Backup {
  readonly file: string
  readonly bytes: number
  readonly at: string
  readonly reason: string
}

const keep = 20
const namePattern = /^refrain-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-([a-z0-9-]+)\.sqlite3$/

/** Every backup of the folder, newest first. */
export function listBackups(folder: string): readonly Backup[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .reverse()
    .flatMap((name) => {
      const match = namePattern.exec(name)
      if (!match) return []
      const [, year, month, day, hour, minute, second, ms, reason] = match
      const at = `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}.${String(ms)}Z`
      const file = join(folder, name)
      return [{ file, bytes: statSync(file).size, at, reason: reason ?? '' }]
    })
}

/**
 * Writes a compact, consistent copy of the open store and checks it before it counts as a backup. `at` is UTC
 * ISO 8601. Old backups beyond the newest twenty are removed.
 */
export function writeBackup(
  db: Database,
  folder: string,
  at: string,
  reason: string,
  sqliteBinding: string | null,
): Backup {
  makeFolder(folder)
  const file = join(folder, `refrain-${at.replace(/[-:.]/g, '')}-${reason}.sqlite3`)
  const part = `${file}.part`
  rmSync(part, { force: true })
  try {
    db.prepare('VACUUM INTO ?').run(part)
    if (!isSound(part, sqliteBinding)) throw new Error('the copy did not pass its integrity check')
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  for (const old of listBackups(folder).slice(keep)) rmSync(old.file, { force: true })
  return { file, bytes: statSync(file).size, at, reason }
}

/**
 * Puts the newest sound backup in the place of a damaged store. The damaged file is kept in `backups/`. The
 * store must not be open. `complete` adds to the copy before it takes the place: until then nothing is touched.
 * Throws NOT_FOUND when there is no sound backup.
 */
export function restoreLatestBackup(
  database: string,
  folder: string,
  at: string,
  sqliteBinding: string | null,
  complete: (copy: string) => void,
): { readonly backup: Backup; readonly damagedKeptAs: string | null } {
  const backup = listBackups(folder).find((candidate) => isSound(candidate.file, sqliteBinding))
  if (!backup) {
    throw new RefrainError(
      'NOT_FOUND',
      'There is no sound backup of this workspace. The damaged file was left where it is. Copy the workspace folder before you try to repair it with other tools.',
    )
  }
  const stamp = at.replace(/[-:.]/g, '')
  const incoming = `${database}.restoring`
  try {
    copyFileSync(backup.file, incoming)
    complete(incoming)
    flushFile(incoming)
  } catch (error) {
    for (const suffix of ['', '-journal']) rmSync(incoming + suffix, { force: true })
    throw error
  }
  let damagedKeptAs: string | null = null
  for (const suffix of ['-wal', '-shm', '']) {
    if (!existsSync(database + suffix)) continue
    const kept = join(folder, `damaged-${stamp}.sqlite3${suffix}`)
    renameSync(database + suffix, kept)
    if (suffix === '') damagedKeptAs = kept
  }
  renameSync(incoming, database)
  return { backup, damagedKeptAs }
}

function flushFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const checkRow = z.array(z.object({ quick_check: z.string() }))

/** True when the file is a SQLite database that passes `quick_check`. Never throws. */
export function isSound(path: string, sqliteBinding: string | null): boolean {
  try {
    if (!readStoreHeader(path).isSqlite) return false
    const db = openPlain(path, { sqliteBinding, readonly: true })
    try {
      return checkPassed(db)
    } finally {
      db.close()
    }
  } catch {
    return false
  }
}

/** True when the open store passes `quick_check`. */
export function checkPassed(db: Database): boolean {
  const rows = checkRow.parse(db.pragma('quick_check(1)'))
  return rows.length === 1 && rows[0]?.quick_check === 'ok'
}

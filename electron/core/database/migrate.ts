import type { Database } from 'better-sqlite3'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import { asRefrainError } from '../platform/failures.ts'
import { defineFunctions } from './functions.ts'
import { applicationId, openPlain } from './open.ts'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

const userVersion = z.number()

/** Reads `NNNN_name.sql` files. Throws when a number is missing or stands twice: a release must not skip one. */
export function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
  return files.map((file, index) => {
    const version = Number(file.slice(0, 4))
    if (version !== index + 1)
      throw new Error(`migration ${file} is out of order: expected number ${String(index + 1)}`)
    return { version, name: file.slice(5, -4), sql: readFileSync(join(folder, file), 'utf8') }
  })
}

/** The version of the schema the open store has. */
export function schemaVersion(db: Database): number {
  return userVersion.parse(db.pragma('user_version', { simple: true }))
}

/**
 * Applies the pending migrations, each in a transaction of its own; those of a new store in one, which waits for
 * the disk once. When the store already holds data they are first replayed on a copy (`rehearsal`), with references
 * and integrity checked: a migration that fails there never touches the artist's file. Returns the versions applied.
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[],
  options: { readonly rehearsal: string; readonly sqliteBinding: string | null },
): readonly number[] {
  const current = schemaVersion(db)
  const pending = migrations.filter((migration) => migration.version > current)
  if (pending.length === 0) return []
  if (current > 0) {
    rehearse(db, pending, options)
    for (const migration of pending) apply(db, migration)
  } else {
    db.transaction(() => {
      for (const migration of pending) apply(db, migration)
    }).immediate()
  }
  return pending.map((migration) => migration.version)
}

function rehearse(
  db: Database,
  pending: readonly Migration[],
  options: { readonly rehearsal: string; readonly sqliteBinding: string | null },
): void {
  rmSync(options.rehearsal, { force: true })
  let copy: Database | null = null
  try {
    db.prepare('VACUUM INTO ?').run(options.rehearsal)
    copy = openPlain(options.rehearsal, { sqliteBinding: options.sqliteBinding })
    defineFunctions(copy)
    for (const migration of pending) apply(copy, migration)
    const problems = [
      ...asRows(copy.pragma('foreign_key_check')),
      ...asRows(copy.pragma('integrity_check')).filter(notOk),
    ]
    if (problems.length > 0)
      throw new Error(`the migrated copy is not sound: ${JSON.stringify(problems.slice(0, 3))}`)
  } catch (error) {
    if (asRefrainError(error)?.code === 'DISK_FULL') throw noRoom(error)
    throw new RefrainError(
      'INTERNAL',
      'The workspace could not be brought to this version of Refrain. It was tried on a copy first, so your file is untouched. Keep using the version you had and report this.',
      undefined,
      { cause: error },
    )
  } finally {
    copy?.close()
    for (const suffix of ['', '-journal']) rmSync(options.rehearsal + suffix, { force: true })
  }
}

function noRoom(cause: unknown): RefrainError {
  return new RefrainError(
    'DISK_FULL',
    'The disk is full: there is no room for the copy on which the workspace is first brought to this version of Refrain. Your file is untouched. Free some space and open it again.',
    undefined,
    { cause },
  )
}

function apply(db: Database, migration: Migration): void {
  db.transaction(() => {
    db.exec(migration.sql)
    db.pragma(`user_version = ${String(migration.version)}`)
    db.pragma(`application_id = ${String(applicationId)}`)
  }).immediate()
}

function asRows(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

const integrityRow = z.object({ integrity_check: z.string() })

function notOk(row: unknown): boolean {
  const parsed = integrityRow.safeParse(row)
  return !parsed.success || parsed.data.integrity_check !== 'ok'
}

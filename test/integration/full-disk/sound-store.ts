import BetterSqlite from 'better-sqlite3'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { TestCore } from '../../support/core.ts'
import { isRefrainError, type RefrainError } from '../../../shared/errors.ts'

/** One value of the store, read through another connection. */
export function valueIn(folder: string, sql: string): unknown {
  const db = new BetterSqlite(join(folder, 'refrain.sqlite3'), { readonly: true })
  try {
    return db.prepare(sql).pluck().get()
  } finally {
    db.close()
  }
}

/** Empties the write-ahead log: what was room in it before has to be found on the disk again. */
export function emptyLog(folder: string): void {
  const db = new BetterSqlite(join(folder, 'refrain.sqlite3'))
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

/** Fails the test unless every page, index and reference of the store is right and its custody log is unbroken. */
export async function expectSound(core: TestCore): Promise<void> {
  const db = new BetterSqlite(join(core.folder, 'refrain.sqlite3'), { readonly: true })
  try {
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(db.pragma('foreign_key_check')).toEqual([])
  } finally {
    db.close()
  }
  expect(await core.call('custody.verify', {})).toMatchObject({ problems: [] })
}

/** What a piece of work fails with as a RefrainError, or null when it succeeds; any other failure fails the test. */
export async function refusal(work: () => unknown): Promise<RefrainError | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (isRefrainError(error)) return error
    throw error
  }
}

/** A sentence about a full disk says what happened, what was kept and what to do. */
export function expectFullDisk(
  error: { readonly code: string; readonly message: string } | null | undefined,
): void {
  expect(error).toMatchObject({ code: 'DISK_FULL' })
  expect(error?.message).toMatch(/disk .*is full/)
  expect(error?.message).toMatch(
    /untouched|Nothing (was|is)|is in the workspace|as (it|they) (was|were)|is kept/,
  )
  expect(error?.message).toMatch(/Free (some )?space/)
}

/** Amounts of free space, from none to enough for any small write: each stops a writer at another of its steps. */
export const rooms = [0, 4096, 8192, 12_288, 16_384, 24_576, 32_768, 49_152, 65_536, 131_072] as const

import BetterSqlite from 'better-sqlite3'
import { join } from 'node:path'
import { isRefrainError, type RefrainError } from '../../../shared/errors.ts'
import type { TestCore } from '../../support/core.ts'

/** The refusal of a call; fails the test when it was not refused. */
export async function refusal(work: Promise<unknown>): Promise<RefrainError> {
  try {
    await work
  } catch (error) {
    if (isRefrainError(error)) return error
    throw error
  }
  throw new Error('the call was not refused')
}

const rightsTables = [
  'party',
  'party_alias',
  'work',
  'recording_work',
  'contribution',
  'split',
  'registration',
  'registration_subject',
  'document',
  'document_link',
  'recording',
  'release',
  'track',
  'identifier',
] as const

/** Every row of the rights tables as it is stored, to compare before and after. */
export function storedRights(core: TestCore): Record<string, unknown[]> {
  const db = new BetterSqlite(join(core.folder, 'refrain.sqlite3'), { readonly: true })
  try {
    return Object.fromEntries(
      rightsTables.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY id`).all()]),
    )
  } finally {
    db.close()
  }
}

/** Writes into the store of an open workspace as another part of the program would. */
export function write(core: TestCore, sql: string, ...params: readonly unknown[]): void {
  const db = new BetterSqlite(join(core.folder, 'refrain.sqlite3'))
  try {
    db.prepare(sql).run(...params)
  } finally {
    db.close()
  }
}

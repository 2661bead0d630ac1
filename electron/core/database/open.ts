import BetterSqlite, { type Database } from 'better-sqlite3'
import { closeSync, openSync, readSync } from 'node:fs'
import { defineFunctions } from './functions.ts'

/** Marks a file as a Refrain workspace (SQLite header, offset 68): ASCII "RFRN". */
export const applicationId = 0x5246524e

export interface PlainOptions {
  readonly sqliteBinding: string | null
  readonly timeoutMs?: number
  readonly readonly?: boolean
}

/** Opens a SQLite file without any setting of ours. */
export function openPlain(path: string, options: PlainOptions): Database {
  return new BetterSqlite(path, {
    timeout: options.timeoutMs ?? 5000,
    readonly: options.readonly ?? false,
    ...(options.sqliteBinding === null ? {} : { nativeBinding: options.sqliteBinding }),
  })
}

/**
 * Opens the store with the settings every connection to it must have: write-ahead log, full durability (a sealed
 * record must survive a power cut), enforced references, the functions statements use.
 */
export function openStore(path: string, sqliteBinding: string | null): Database {
  const db = openPlain(path, { sqliteBinding })
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -32768')
    db.pragma('recursive_triggers = OFF')
    // Pages that every transaction changes are written into the file once in four times as many: 16 MB.
    db.pragma('wal_autocheckpoint = 4000')
    db.pragma('journal_size_limit = 67108864')
    defineFunctions(db)
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

export interface StoreHeader {
  readonly isSqlite: boolean
  readonly userVersion: number
  readonly applicationId: number
}

/**
 * Reads the 100-byte header of a SQLite file without opening it as a database, so that a file from a newer
 * version stays untouched to the last byte (SQLite file format, section 1.3).
 */
export function readStoreHeader(path: string): StoreHeader {
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  try {
    const read = readSync(file, header, 0, 100, 0)
    const isSqlite = read === 100 && header.toString('latin1', 0, 16) === 'SQLite format 3\u0000'
    return { isSqlite, userVersion: header.readUInt32BE(60), applicationId: header.readUInt32BE(68) }
  } finally {
    closeSync(file)
  }
}

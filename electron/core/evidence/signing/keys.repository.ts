import type { Database } from 'better-sqlite3'
import type { KeyLock } from '../../../../shared/contract/signing.ts'

/** A public key of this workspace. */
export interface StoredKey {
  readonly id: number
  /** Base64 of 32 bytes. */
  readonly publicKey: string
  readonly createdAt: string
  readonly retiredAt: string | null
}

export interface StoredLock {
  readonly kind: KeyLock
  /** The closed secret. */
  readonly closed: string
}

export interface StoredSigner {
  readonly publicKey: string
  readonly name: string
  readonly addedAt: string
}

/** The tables `signing_key`, `signing_key_lock` and `known_signer`. */
export function createKeysRepository(db: Database) {
  const keys = db.prepare<[], StoredKey>(
    'SELECT id, public_key AS publicKey, created_at AS createdAt, retired_at AS retiredAt FROM signing_key ORDER BY id',
  )
  const insertKey = db.prepare<[string, string]>(
    'INSERT INTO signing_key (public_key, created_at) VALUES (?, ?)',
  )
  const retire = db.prepare<[string, number]>('UPDATE signing_key SET retired_at = ? WHERE id = ?')
  const locks = db.prepare<[number], StoredLock>(
    'SELECT kind, closed FROM signing_key_lock WHERE key_id = ? ORDER BY kind DESC',
  )
  const putLock = db.prepare<[number, string, string]>(
    'INSERT INTO signing_key_lock (key_id, kind, closed) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET closed = excluded.closed',
  )
  const dropLocks = db.prepare<[number]>('DELETE FROM signing_key_lock WHERE key_id = ?')
  const signers = db.prepare<[], StoredSigner>(
    'SELECT public_key AS publicKey, name, added_at AS addedAt FROM known_signer ORDER BY name, public_key',
  )
  const putSigner = db.prepare<[string, string, string]>(
    'INSERT INTO known_signer (public_key, name, added_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name',
  )
  const dropSigner = db.prepare<[string]>('DELETE FROM known_signer WHERE public_key = ?')

  return {
    /** Every key, the oldest first. */
    keys: (): readonly StoredKey[] => keys.all(),
    /** The key that signs now. */
    inUse: (): StoredKey | undefined => keys.all().find(({ retiredAt }) => retiredAt === null),
    insert: (publicKey: string, at: string): number => Number(insertKey.run(publicKey, at).lastInsertRowid),
    /** Retires a key: its public half stays, what could open its secret half goes. */
    retire(id: number, at: string): void {
      retire.run(at, id)
      dropLocks.run(id)
    },
    /** The ways to open a key, the system's store first. */
    locks: (id: number): readonly StoredLock[] => locks.all(id),
    putLock: (id: number, lock: StoredLock): void => void putLock.run(id, lock.kind, lock.closed),
    signers: (): readonly StoredSigner[] => signers.all(),
    putSigner: (publicKey: string, name: string, at: string): void => void putSigner.run(publicKey, name, at),
    dropSigner: (publicKey: string): boolean => dropSigner.run(publicKey).changes > 0,
  }
}

import { createHash, randomBytes } from 'node:crypto'
import type { KeyKeeping } from '../../../../shared/contract/signing.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext } from '../../context.ts'
import { createKeysRepository, type StoredKey, type StoredLock } from './keys.repository.ts'
import { closeBox, openBox } from './passphrase-box.ts'
import { publicKeyOf, signBytes } from './sshsig.ts'

/** The signing keys of the workspace. A secret is in memory only while it signs, or while the artist opened it. */
export interface KeyRing {
  /** Whether the key in use was opened with its passphrase. */
  isOpen(): boolean
  /** Whether a bundle can be signed without asking: false also when there is no key. */
  isReady(): Promise<boolean>
  create(keeping: KeyKeeping, replace: boolean): Promise<void>
  open(passphrase: string): Promise<void>
  close(): void
  keep(keeping: KeyKeeping): Promise<void>
  /** Throws CONFLICT when there is a key that cannot be used without its passphrase. */
  mustBeReady(): Promise<void>
  /** The public key that signs, base64; null when there is none. */
  publicKey(): string | null
  /** Signs with the key of this public half. Throws CONFLICT when it is closed or no longer in use. */
  sign(publicKey: string, message: Uint8Array): Promise<string>
}

interface OpenKey {
  readonly id: number
  readonly seed: Buffer
}

/** Builds the key ring of a workspace. */
export function createKeyRing(context: CoreContext): KeyRing {
  const { db, secrets, mutations, custody } = context
  const repository = createKeysRepository(db)
  let opened: OpenKey | null = null

  const forget = () => {
    opened?.seed.fill(0)
    opened = null
  }
  const mustHaveKey = (): StoredKey => {
    const key = repository.inUse()
    if (key !== undefined) return key
    throw new RefrainError('NOT_FOUND', 'This workspace has no signing key yet. Make one first.')
  }
  const closed = async (seed: Buffer, publicKey: string, keeping: KeyKeeping): Promise<StoredLock> => {
    if (keeping.by === 'passphrase') {
      return { kind: 'passphrase', closed: await closeBox(seed, keeping.passphrase, purposeOf(publicKey)) }
    }
    const { available, reason } = await secrets.describe()
    if (!available) throw noSecretStore(reason)
    return { kind: 'system', closed: await secrets.close(seed) }
  }
  /** The secret of the key in use without asking the artist, or null; the caller wipes what it got. */
  const secretOf = async (key: StoredKey): Promise<Buffer | null> => {
    if (opened?.id === key.id) return Buffer.from(opened.seed)
    const lock = repository.locks(key.id).find(({ kind }) => kind === 'system')
    if (lock === undefined || !(await secrets.describe()).available) return null
    const seed = Buffer.from(await secrets.open(lock.closed))
    if (seed.length === 32 && publicKeyOf(seed) === key.publicKey) return seed
    throw otherSecret()
  }

  async function create(keeping: KeyKeeping, replace: boolean): Promise<void> {
    const before = repository.inUse()
    if (before !== undefined && !replace) {
      throw new RefrainError(
        'CONFLICT',
        'This workspace has a signing key already. Nothing was changed. Replace it if you mean to.',
      )
    }
    const seed = randomBytes(32)
    const publicKey = publicKeyOf(seed)
    const lock = await closed(seed, publicKey, keeping)
    mutations.once(['settings', 'custody'], () => {
      const at = context.now()
      if (before !== undefined) {
        repository.retire(before.id, at)
        log('signing.keyRetired', before.id, before.publicKey)
      }
      const id = repository.insert(publicKey, at)
      repository.putLock(id, lock)
      log('signing.keyMade', id, publicKey)
      forget()
      if (keeping.by === 'passphrase') opened = { id, seed }
    })
    if (keeping.by === 'system') seed.fill(0)
  }

  function log(action: string, id: number, publicKey: string): void {
    const key = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
    custody.append({ action, subject: `signingKey:${String(id)}`, actor: 'artist', detail: { key } })
  }

  async function open(passphrase: string): Promise<void> {
    const key = mustHaveKey()
    const lock = repository.locks(key.id).find(({ kind }) => kind === 'passphrase')
    if (lock === undefined) {
      throw new RefrainError('CONFLICT', 'The signing key has no passphrase. It is kept by the system alone.')
    }
    const seed = await openBox(lock.closed, passphrase, purposeOf(key.publicKey))
    if (seed.length !== 32 || publicKeyOf(seed) !== key.publicKey) throw otherSecret()
    forget()
    opened = { id: key.id, seed }
    context.touched('settings')
  }

  async function keep(keeping: KeyKeeping): Promise<void> {
    const key = mustHaveKey()
    const seed = await secretOf(key)
    if (seed === null) throw lockedKey('Nothing was changed')
    const lock = await closed(seed, key.publicKey, keeping)
    seed.fill(0)
    mutations.once(['settings'], () => {
      repository.putLock(key.id, lock)
    })
  }

  async function isReady(): Promise<boolean> {
    const key = repository.inUse()
    if (key === undefined) return false
    if (opened?.id === key.id) return true
    const kept = repository.locks(key.id).some(({ kind }) => kind === 'system')
    return kept && (await secrets.describe()).available
  }

  return {
    isOpen: () => opened !== null && opened.id === repository.inUse()?.id,
    isReady,
    create,
    open,
    close() {
      forget()
      context.touched('settings')
    },
    keep,
    async mustBeReady() {
      if (repository.inUse() !== undefined && !(await isReady())) throw lockedKey('Nothing was exported')
    },
    publicKey: () => repository.inUse()?.publicKey ?? null,
    async sign(publicKey, message) {
      const key = repository.inUse()
      const seed = key?.publicKey === publicKey ? await secretOf(key) : null
      if (seed === null) throw lockedKey('Nothing was exported')
      try {
        return signBytes(seed, message)
      } finally {
        seed.fill(0)
      }
    },
  }
}

/** Binds a closed secret to its key: the box of another key does not open in its place. */
function purposeOf(publicKey: string): string {
  return `refrain-signing-key:${publicKey}`
}

function lockedKey(kept: string): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `The signing key is locked. ${kept}. Open it with its passphrase, or leave the signature out on purpose.`,
    { reason: 'key-locked' },
  )
}

function noSecretStore(reason: string | null): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `This system has no secret store that could keep the key${reason === null ? '' : ` (${reason})`}. Nothing was changed. Keep it under a passphrase instead.`,
  )
}

function otherSecret(): RefrainError {
  return new RefrainError(
    'CUSTODY_BROKEN',
    'What is kept as the signing key is the secret of another key. Nothing was signed. Restore a backup of the workspace, or make a new key.',
  )
}

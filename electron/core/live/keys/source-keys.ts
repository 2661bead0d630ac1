import type { CoreContext } from '../../context.ts'
import { closeBox, openBox } from '../../evidence/index.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { createSourceKeysRepository, type KeyKind, type StoredSourceKey } from './source-keys.repository.ts'

/** How a key is kept: by the operating system's secret store, or under a passphrase. */
export type SourceKeyKeeping =
  { readonly by: 'system' } | { readonly by: 'passphrase'; readonly passphrase: string }

/** What is shown of a key: never the key. */
export interface SourceKeyState {
  readonly source: string
  readonly kind: KeyKind
  readonly savedAt: string
  /** False while it waits for its passphrase. */
  readonly isOpen: boolean
}

/** The artist's own keys for sources. A key is in memory only while a source is asked, or while the artist opened it. */
export interface SourceKeys {
  list(): readonly SourceKeyState[]
  /** Null where there is no key for it. */
  find(source: string): SourceKeyState | null
  /** Keeps a key, in the place of the one before. Throws VALIDATION, CONFLICT where the system has no secret store. */
  set(source: string, key: string, keeping: SourceKeyKeeping): Promise<void>
  /** Returns whether there was one. */
  remove(source: string): boolean
  /** Opens every key this passphrase fits, until `close`. Throws FORBIDDEN when it fits none, NOT_FOUND when none has one. */
  open(passphrase: string): Promise<void>
  close(): void
  /** The key of a source; null when there is none or it is locked. Throws CONFLICT when it cannot be opened any more. */
  of(source: string): Promise<string | null>
}

const longestKey = 2_000

/** Builds the keys of a workspace. */
export function createSourceKeys(
  context: Pick<CoreContext, 'db' | 'secrets' | 'mutations' | 'now' | 'touched'>,
): SourceKeys {
  const { secrets, mutations } = context
  const repository = createSourceKeysRepository(context.db)
  const opened = new Map<string, string>()

  const closedBy = async (source: string, key: string, keeping: SourceKeyKeeping) => {
    const bytes = Buffer.from(key, 'utf8')
    if (keeping.by === 'passphrase') return closeBox(bytes, keeping.passphrase, purposeOf(source))
    const { available, reason } = await secrets.describe()
    if (!available) throw noSecretStore(reason)
    return secrets.close(bytes)
  }

  const stateOf = ({ source, kind, savedAt }: StoredSourceKey): SourceKeyState => ({
    ...{ source, kind, savedAt },
    isOpen: kind === 'system' || opened.has(source),
  })

  return {
    list: () => repository.all().map(stateOf),
    find(source) {
      const kept = repository.find(source)
      return kept === undefined ? null : stateOf(kept)
    },
    async set(source, key, keeping) {
      const plain = key.trim()
      if (plain === '' || plain.length > longestKey || !/^[\x21-\x7e]+$/.test(plain)) throw notAKey()
      const closed = await closedBy(source, plain, keeping)
      mutations.once(['live'], () => {
        repository.put({ source, kind: keeping.by, closed, savedAt: context.now() })
      })
      opened.delete(source)
      if (keeping.by === 'passphrase') opened.set(source, plain)
    },
    remove(source) {
      opened.delete(source)
      return mutations.once(['live'], () => repository.drop(source))
    },
    async open(passphrase) {
      const locked = repository.all().filter(({ kind }) => kind === 'passphrase')
      if (locked.length === 0) throw nothingLocked()
      let fits = 0
      for (const { source, closed } of locked) {
        const key = await openBox(closed, passphrase, purposeOf(source)).catch(() => null)
        if (key === null) continue
        fits++
        opened.set(source, key.toString('utf8'))
      }
      if (fits === 0) throw wrongPassphrase()
      context.touched('live')
    },
    close() {
      opened.clear()
      context.touched('live')
    },
    async of(source) {
      const open = opened.get(source)
      if (open !== undefined) return open
      const kept = repository.find(source)
      if (kept?.kind !== 'system' || !(await secrets.describe()).available) return null
      try {
        return Buffer.from(await secrets.open(kept.closed)).toString('utf8')
      } catch (cause) {
        throw cannotOpen(source, cause)
      }
    },
  }
}

/** Binds a closed key to its source: the box of another does not open in its place. */
function purposeOf(source: string): string {
  return `refrain-source-key:${source}`
}

function notAKey(): RefrainError {
  return new RefrainError(
    'VALIDATION',
    'This is no key: keys are one word of letters, digits and signs. Nothing was changed. Copy it again from where you got it.',
    { field: 'key' },
  )
}

function noSecretStore(reason: string | null): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `This system has no secret store${reason === null ? '' : ` (${reason})`}, and a key is never kept in the clear. Nothing was changed. Start a keyring and set the key again.`,
  )
}

function nothingLocked(): RefrainError {
  return new RefrainError('NOT_FOUND', 'No key of a source is kept under a passphrase. Nothing was changed.')
}

function wrongPassphrase(): RefrainError {
  return new RefrainError(
    'FORBIDDEN',
    'This is not the passphrase of the keys for sources. They stay locked, and nothing was changed. Try again.',
  )
}

function cannotOpen(source: string, cause: unknown): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `The key for “${source}” was kept by another account or on another computer and cannot be opened here. Nothing was asked. Enter it again.`,
    { source },
    { cause },
  )
}

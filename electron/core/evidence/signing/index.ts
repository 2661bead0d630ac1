import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Handlers } from '../../../../shared/contract/index.ts'
import type { SigningState } from '../../../../shared/contract/signing.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext } from '../../context.ts'
import { createKeysRepository, type StoredKey } from './keys.repository.ts'
import type { KeyRing } from './key-ring.ts'
import { allowedSigner, fingerprintOf, readSshKey, sshKeyText } from './sshsig.ts'

type SigningHandlers = Pick<
  Handlers,
  | 'signing.get'
  | 'signing.create'
  | 'signing.open'
  | 'signing.close'
  | 'signing.keep'
  | 'signing.export'
  | 'signers.add'
  | 'signers.remove'
>

/** The workspace's signing keys and the keys of others it knows. */
export function createSigning(context: CoreContext, ring: KeyRing): SigningHandlers {
  const repository = createKeysRepository(context.db)
  const state = () => readState(context, ring)
  return {
    'signing.get': state,
    async 'signing.create'({ keeping, replace }) {
      await ring.create(keeping, replace)
      return state()
    },
    async 'signing.open'({ passphrase }) {
      await ring.open(passphrase)
      return state()
    },
    'signing.close'() {
      ring.close()
      return state()
    },
    async 'signing.keep'({ keeping }) {
      await ring.keep(keeping)
      return state()
    },
    'signing.export'({ path }) {
      const keys = repository.keys()
      if (keys.length === 0) {
        throw new RefrainError('NOT_FOUND', 'This workspace has no signing key yet. Nothing was written.')
      }
      writeText(path, renderPublicKeys(keys))
      return { path, keys: keys.length }
    },
    'signers.add'({ name, publicKey }) {
      const key = readSshKey(publicKey)
      if (key === null) throw notAKey()
      if (repository.keys().some((own) => own.publicKey === key)) {
        throw new RefrainError('CONFLICT', 'This is a key of this workspace; it is known already.')
      }
      context.mutations.once(['settings'], () => {
        repository.putSigner(key, name, context.now())
      })
      return state()
    },
    'signers.remove'({ publicKey }) {
      const key = readSshKey(publicKey)
      context.mutations.once(['settings'], () => {
        if (key === null || !repository.dropSigner(key)) {
          throw new RefrainError('NOT_FOUND', 'No such key is known. Nothing was changed.')
        }
      })
      return state()
    },
  }
}

/** Keys a check may take for known: those of this workspace, retired ones too, and those of others it was told. */
export function knownKeys(
  context: Pick<CoreContext, 'db'>,
): readonly { publicKey: string; name: string; own: boolean }[] {
  const repository = createKeysRepository(context.db)
  return [
    ...repository.keys().map(({ publicKey }) => ({ publicKey, name: 'this workspace', own: true })),
    ...repository.signers().map(({ publicKey, name }) => ({ publicKey, name, own: false })),
  ]
}

async function readState(context: CoreContext, ring: KeyRing): Promise<SigningState> {
  const repository = createKeysRepository(context.db)
  const key = repository.inUse()
  const open = ring.isOpen()
  return {
    key:
      key === undefined
        ? null
        : { ...shown(key), locks: repository.locks(key.id).map(({ kind }) => kind), open },
    ready: await ring.isReady(),
    retired: repository
      .keys()
      .flatMap((one) => (one.retiredAt === null ? [] : [{ ...shown(one), retiredAt: one.retiredAt }]))
      .reverse(),
    known: repository.signers().map(({ name, publicKey, addedAt }) => ({
      name,
      fingerprint: fingerprintOf(publicKey),
      publicKey: sshKeyText(publicKey),
      addedAt,
    })),
    secretStore: await context.secrets.describe(),
  }
}

function shown({ id, publicKey, createdAt }: StoredKey) {
  return { id, fingerprint: fingerprintOf(publicKey), publicKey: sshKeyText(publicKey), createdAt }
}

// Dates stand in comments: a validity in the line itself would make ssh-keygen refuse what a key signed before it retired.
function renderPublicKeys(keys: readonly StoredKey[]): string {
  const head =
    '# Keys that sign the evidence bundles of one workspace. Check a bundle in its folder with:\n' +
    '#   ssh-keygen -Y verify -f THIS-FILE -I signer -n evidence-bundle -s signatures/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt\n'
  const lines = keys.map(({ publicKey, createdAt, retiredAt }) => {
    const until = retiredAt === null ? 'in use' : `retired ${retiredAt}`
    return `# ${fingerprintOf(publicKey)} made ${createdAt}, ${until}\n${allowedSigner(publicKey)}`
  })
  return head + lines.join('')
}

function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (cause) {
    const message = `“${basename(path)}” cannot be written there. Nothing was exported. Choose another place.`
    throw new RefrainError('READ_ONLY', message, undefined, { cause })
  }
}

function notAKey(): RefrainError {
  return new RefrainError(
    'VALIDATION',
    'This is not an Ed25519 key of OpenSSH. It is one line that begins with “ssh-ed25519”. Nothing was changed.',
  )
}

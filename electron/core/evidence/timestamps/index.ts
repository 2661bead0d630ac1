import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Handlers } from '../../../../shared/contract/index.ts'
import type { TimestampAuthority } from '../../../../shared/contract/timestamps.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { listOutgoing } from '../../platform/list-outgoing.ts'
import type { CoreContext } from '../../context.ts'
import { authorityAddress } from './ask-authority.ts'
import { certificatesIn, holderOf, readCertificateFile } from './certificates.ts'
import type { TimestampQueue } from './queue.ts'
import { createTimestampsRepository } from './timestamps.repository.ts'

type TimestampHandlers = Pick<
  Handlers,
  | 'timestamps.authorities'
  | 'timestamps.addAuthority'
  | 'timestamps.removeAuthority'
  | 'timestamps.list'
  | 'timestamps.run'
  | 'outgoing.list'
>

const largestCertificateFile = 1024 * 1024

/** The authorities of trusted time, and what waits for them. */
export function createTimestamps(context: CoreContext, queue: TimestampQueue): TimestampHandlers {
  const repository = createTimestampsRepository(context.db)
  const authorities = () => repository.summary().map(shown)
  return {
    'timestamps.authorities': () => ({ authorities: authorities() }),
    async 'timestamps.addAuthority'({ url, name, rootPath }) {
      const address = authorityAddress(url)
      if (repository.active().some((one) => one.url === address)) {
        throw new RefrainError('CONFLICT', 'This authority is asked already. Nothing was changed.')
      }
      const root = rootPath === null ? null : readRoot(rootPath)
      const id = context.mutations.once(['evidence', 'custody'], () => {
        const inserted = repository.insertAuthority(
          name === '' ? new URL(address).host : name,
          address,
          root,
          context.now(),
        )
        context.custody.append({
          action: 'timestamp.authorityAdded',
          subject: `authority:${String(inserted)}`,
          actor: 'artist',
        })
        return inserted
      })
      await queue.tryAuthority(id)
      return mustFind(authorities(), id)
    },
    'timestamps.removeAuthority'({ authorityId }) {
      context.mutations.once(['evidence', 'custody'], () => {
        if (!repository.removeAuthority(authorityId, context.now())) {
          throw new RefrainError('NOT_FOUND', 'There is no such authority. Nothing was changed.')
        }
        context.custody.append({
          action: 'timestamp.authorityRemoved',
          subject: `authority:${String(authorityId)}`,
          actor: 'artist',
        })
      })
      return {}
    },
    'timestamps.list': (request) => ({ rows: repository.list(request), ...repository.counts() }),
    async 'timestamps.run'() {
      const before = repository.counts().stamped
      await queue.run()
      const after = repository.counts()
      return { stamped: after.stamped - before, waiting: after.waiting }
    },
    'outgoing.list': (request) => listOutgoing(context.db, request),
  }
}

/** Roots by which this workspace trusts tokens, PEM. */
export function namedRoots(context: Pick<CoreContext, 'db'>): readonly string[] {
  return createTimestampsRepository(context.db)
    .authorities()
    .flatMap(({ caPem }) => (caPem === null ? [] : [caPem]))
}

function shown({
  caPem,
  ...row
}: ReturnType<ReturnType<typeof createTimestampsRepository>['summary']>[number]) {
  const [root] = caPem === null ? [] : certificatesIn(caPem)
  return { ...row, root: root === undefined ? null : holderOf(root) }
}

function mustFind(all: readonly TimestampAuthority[], id: number): TimestampAuthority {
  const found = all.find((one) => one.id === id)
  if (found === undefined) throw new RefrainError('CONFLICT', 'The authority was removed meanwhile.')
  return found
}

function readRoot(path: string): string {
  const name = basename(path)
  let bytes: Buffer
  try {
    if (statSync(path).size > largestCertificateFile) throw new Error('too large')
    bytes = readFileSync(path)
  } catch (cause) {
    const message = `“${name}” cannot be read as a certificate. Nothing was changed. Choose another file.`
    throw new RefrainError('FILE_UNREADABLE', message, undefined, { cause })
  }
  return readCertificateFile(bytes, name)
}

import type { Handlers } from '../../../shared/contract/index.ts'
import type { AddressKind, LiveAddress } from '../../../shared/contract/live-addresses.ts'
import { addressKindOf, readAddress } from '../../../shared/domain/live/supplied-address.ts'
import { webDomain } from '../../../shared/domain/findings/web-address.ts'
import { problemSentence } from '../../../shared/domain/live/problem-sentence.ts'
import type { SourceProblem } from '../../../shared/domain/live/source-listing.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import type { KnownSource } from './means.ts'

type AddressHandlers = Pick<Handlers, 'live.addresses' | 'live.addAddresses' | 'live.removeAddress'>

interface StoredAddress extends Omit<LiveAddress, 'problem'> {
  readonly sourceName: string
  readonly enabled: number
  readonly problem: SourceProblem | null
  readonly detail: string | null
}

const columns = `a.id, a.kind, a.value, a.note, a.added_at AS addedAt, a.last_at AS lastLookedAt,
  a.due_at AS nextLookAt, a.listings, a.problem, a.detail, o.name AS sourceName, o.enabled`

/** What the artist supplies to be looked at. Adding the first of a kind switches its source on. */
export function createAddressHandlers(
  context: CoreContext,
  deps: { readonly known: ReadonlyMap<string, KnownSource>; readonly changed: () => void },
): AddressHandlers {
  const { db } = context
  const list = db.prepare<[{ kind: string | null }], StoredAddress>(
    `SELECT ${columns} FROM source_address a JOIN live_source o ON o.id = a.source_id
     WHERE @kind IS NULL OR a.kind = @kind ORDER BY a.id`,
  )
  const one = db.prepare<[number], StoredAddress>(
    `SELECT ${columns} FROM source_address a JOIN live_source o ON o.id = a.source_id WHERE a.id = ?`,
  )
  const insert = db.prepare<[string, string, string, string, string, string]>(
    `INSERT INTO source_address (source_id, kind, value, note, added_at, due_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, value) DO NOTHING`,
  )
  const enable = db.prepare<[string]>('UPDATE live_source SET enabled = 1 WHERE id = ?')
  const remove = db.prepare<[number]>('DELETE FROM source_address WHERE id = ?')
  const takerOf = (kind: AddressKind) => [...deps.known.values()].find(({ takes }) => takes.includes(kind))

  return {
    'live.addresses': ({ kind }) => ({ addresses: list.all({ kind }).map(view) }),
    'live.addAddresses': ({ addresses }) => {
      const refused: { value: string; message: string }[] = []
      const added: number[] = []
      let known = 0
      context.mutations.once(['live'], () => {
        const at = context.now()
        for (const { kind: wanted, value: raw, note } of addresses) {
          const kind = wanted ?? addressKindOf(raw)
          const read = readAddress(kind, raw)
          const taker = takerOf(kind)
          if (!read.ok || taker === undefined) {
            refused.push({ value: raw, message: read.ok ? noTaker(kind) : read.message })
            continue
          }
          const { id } = taker.connector
          const { changes, lastInsertRowid } = insert.run(id, kind, read.value, note, at, at)
          if (changes === 0) known++
          else added.push(Number(lastInsertRowid))
          enable.run(id)
        }
      })
      deps.changed()
      return { added: added.flatMap((id) => one.all(id)).map(view), known, refused }
    },
    'live.removeAddress': ({ addressId }) => {
      const changes = context.mutations.once(['live'], () => remove.run(addressId).changes)
      if (changes === 0) {
        throw new RefrainError('NOT_FOUND', 'This address is not watched any more. Nothing was changed.')
      }
      deps.changed()
      return {}
    },
  }
}

function view({ sourceName, enabled, problem, detail, nextLookAt, ...row }: StoredAddress): LiveAddress {
  // Of a page it is its host that did not answer, and not all pages there are.
  const who = webDomain(row.value) ?? sourceName
  const message = problem === null ? null : problemSentence(who, problem, detail ?? '')
  return {
    ...row,
    nextLookAt: enabled === 1 ? nextLookAt : null,
    problem: problem === null || message === null ? null : { kind: problem, message },
  }
}

function noTaker(kind: AddressKind): string {
  return `This version has no source that looks at a ${kind}.`
}

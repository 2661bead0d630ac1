import { z } from 'zod'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import type { SplitSet } from '../../../shared/contract/rights.ts'
import {
  judgeSplits,
  type RightKind,
  rightKindLabels,
  rightKinds,
  splitStates,
} from '../../../shared/domain/rights/splits.ts'
import { parseTerritory } from '../../../shared/domain/rights/territory.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext } from '../context.ts'
import { fieldError, quoted } from '../platform/typed-fields.ts'
import type { PartiesService } from './parties.service.ts'
import type { Subject, Subjects } from './subjects.ts'

const storedSplit = z.object({
  id: z.int(),
  right_kind: z.enum(rightKinds),
  party_id: z.int(),
  name: z.string(),
  share: z.int(),
  territory: z.string(),
  valid_from: z.string().nullable(),
  valid_to: z.string().nullable(),
  state: z.enum(splitStates),
  document_id: z.int().nullable(),
})
type StoredSplit = z.infer<typeof storedSplit>

type SetKey = Pick<SplitSet, 'territory' | 'validFrom' | 'validTo' | 'state'>

export interface SplitsService {
  readonly handlers: Pick<Handlers, 'splits.set'>
  /** The shares of a subject as sets, in the order in which they were put on record. */
  readonly of: (subject: Subject) => SplitSet[]
}

/** Who owns which share of what: sets of shares that are judged as a whole before they are stored. */
export function createSplitsService(
  context: CoreContext,
  deps: { readonly subjects: Subjects; readonly parties: PartiesService },
): SplitsService {
  const { db } = context
  const { subjects, parties } = deps
  const read = db.prepare(
    `SELECT s.*, p.name FROM split s JOIN party p ON p.id = s.party_id
     WHERE s.subject_type = ? AND s.subject_id = ? ORDER BY s.id`,
  )
  const hasDocument = db.prepare('SELECT 1 FROM document WHERE id = ?')
  const rowsOf = ({ type, id }: Subject): StoredSplit[] => storedSplit.array().parse(read.all(type, id))
  const of = (subject: Subject) => inSets(rowsOf(subject))

  function insertLines(change: Change, request: Parsed<'splits.set'>, key: SetKey): void {
    const at = context.now()
    for (const { party, share } of request.shares) {
      change.insert('split', {
        subject_type: request.subject.type,
        subject_id: request.subject.id,
        right_kind: request.rightKind,
        party_id: parties.resolve(change, party).id,
        share,
        territory: key.territory,
        valid_from: key.validFrom,
        valid_to: key.validTo,
        state: key.state,
        document_id: request.documentId,
        created_at: at,
        updated_at: at,
      })
    }
  }

  return {
    of,
    handlers: {
      'splits.set': (request) => {
        const { subject, rightKind } = request
        refuseUnfitRight(subject.type, rightKind)
        const title = subjects.titleOf(subject)
        const key = { ...request, territory: readTerritory(request.territory) }
        const label = `${rightKindLabels[rightKind]} shares of ${quoted(title)}`
        const touched = [...subjects.tablesOf(subject), 'parties'] as const
        return context.mutations.undoable(label, touched, (change) => {
          if (request.documentId !== null && hasDocument.get(request.documentId) === undefined) {
            throw new RefrainError(
              'NOT_FOUND',
              'This document is not in the workspace any more. Nothing was changed.',
            )
          }
          for (const row of rowsOf(subject)) {
            if (row.right_kind !== rightKind) continue
            const replaced =
              isOfSet(row, key) || (request.replaces !== null && isOfSet(row, request.replaces))
            if (replaced) change.remove('split', row.id)
          }
          insertLines(change, request, key)
          judge(rowsOf(subject).filter((row) => row.right_kind === rightKind))
          subjects.touch(change, subject, context.now())
          return { sets: of(subject) }
        })
      },
    },
  }
}

/** @throws RefrainError VALIDATION with details `{ field, problem, shares }`; `shares` is what rounding made of them. */
function judge(rows: readonly StoredSplit[]): void {
  const lines = rows.map((row) => ({
    party: row.party_id,
    territory: row.territory,
    from: row.valid_from,
    to: row.valid_to,
    state: row.state,
    share: row.share,
  }))
  const [problem] = judgeSplits(lines)
  if (problem === undefined) return
  throw new RefrainError('VALIDATION', `${problem.message} Nothing was changed.`, {
    field: 'shares',
    problem: { code: problem.code, message: problem.message },
    suggestion: problem.suggestion,
  })
}

function inSets(rows: readonly StoredSplit[]): SplitSet[] {
  const sets = new Map<string, StoredSplit[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.right_kind, row.territory, row.valid_from, row.valid_to, row.state])
    const known = sets.get(key)
    if (known) known.push(row)
    else sets.set(key, [row])
  }
  return [...sets.values()].flatMap((lines) => {
    const [first] = lines
    if (first === undefined) return []
    return [
      {
        rightKind: first.right_kind,
        territory: first.territory,
        validFrom: first.valid_from,
        validTo: first.valid_to,
        state: first.state,
        documentId: first.document_id,
        lines: lines.map(({ party_id: partyId, name, share }) => ({ partyId, name, share })),
        sum: lines.reduce((total, { share }) => total + share, 0),
      },
    ]
  })
}

function isOfSet(row: StoredSplit, key: SetKey): boolean {
  return (
    row.territory === key.territory &&
    row.valid_from === key.validFrom &&
    row.valid_to === key.validTo &&
    row.state === key.state
  )
}

function readTerritory(raw: string): string {
  const reading = parseTerritory(raw)
  if (reading.status === 'valid') return reading.value
  const message = reading.status === 'invalid' ? reading.message : 'Name a territory, or WW for the world.'
  throw fieldError(
    'territory',
    { code: 'territory', message },
    reading.status === 'invalid' ? reading.suggestion : null,
  )
}

function refuseUnfitRight(type: 'recording' | 'work', rightKind: RightKind): void {
  if (type === 'recording' ? rightKind === 'master' : rightKind !== 'master') return
  const message =
    type === 'recording'
      ? 'In a recording the master is divided. Performance, mechanical and synchronisation rights are shares of the work.'
      : 'A work has no master. Enter the shares of the master at the recording.'
  throw fieldError('rightKind', { code: 'right', message })
}

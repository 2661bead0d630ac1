import { z } from 'zod'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import type { Contribution } from '../../../shared/contract/rights.ts'
import { spacedPhrase } from '../../../shared/domain/rights/credit-line.ts'
import { type CreditedSubject, isRole, roleLabel, rolesFor } from '../../../shared/domain/rights/roles.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext } from '../context.ts'
import { fieldError, oneLine, quoted } from '../platform/typed-fields.ts'
import type { PartiesService } from './parties.service.ts'
import type { Subject, Subjects } from './subjects.ts'

type ContributionHandlers = Pick<
  Handlers,
  'contributions.add' | 'contributions.update' | 'contributions.remove' | 'contributions.move'
>

const stored = z.object({
  id: z.int(),
  subject_type: z.enum(['recording', 'work', 'release']),
  subject_id: z.int(),
  party_id: z.int(),
  role: z.string(),
  instrument: z.string(),
  position: z.int(),
})
type Stored = z.infer<typeof stored>

export interface ContributionsService {
  readonly handlers: ContributionHandlers
  /** The credits of a subject in their order. */
  readonly of: (subject: Subject) => Contribution[]
}

/** Who did what: credits of recordings, works and releases, kept in the order in which they are printed. */
export function createContributionsService(
  context: CoreContext,
  deps: { readonly subjects: Subjects; readonly parties: PartiesService },
): ContributionsService {
  const { db } = context
  const { subjects, parties } = deps
  const list = db.prepare<[string, number], Contribution>(
    `SELECT c.id, c.party_id AS partyId, p.name, c.role, c.instrument, c.credited_as AS creditedAs,
       c.join_phrase AS joinPhrase
     FROM contribution c JOIN party p ON p.id = c.party_id
     WHERE c.subject_type = ? AND c.subject_id = ? ORDER BY c.position, c.id`,
  )
  const one = db.prepare('SELECT * FROM contribution WHERE id = ?')
  const same = db
    .prepare(
      `SELECT id FROM contribution WHERE subject_type = ? AND subject_id = ? AND party_id = ? AND role = ?
       AND instrument = ?`,
    )
    .pluck()
  const last = db
    .prepare('SELECT coalesce(max(position), 0) FROM contribution WHERE subject_type = ? AND subject_id = ?')
    .pluck()

  const of = ({ type, id }: Subject) => list.all(type, id)
  const mustGet = (id: number): Stored => {
    const row = one.get(id)
    if (row === undefined)
      throw new RefrainError('NOT_FOUND', 'This credit is not there any more. Nothing was changed.')
    return stored.parse(row)
  }
  const subjectOf = (row: Stored) => ({ type: row.subject_type, id: row.subject_id })

  function refuseTwice(row: Omit<Stored, 'id' | 'position'>, name: string, ownId: number | null): void {
    const found = same.get(row.subject_type, row.subject_id, row.party_id, row.role, row.instrument)
    if (found === undefined || found === ownId) return
    throw new RefrainError(
      'CONFLICT',
      `${quoted(name)} is credited as ${roleLabel(row.role)}${row.instrument === '' ? '' : ` (${row.instrument})`} already. Nothing was changed.`,
    )
  }

  /** `work` says whether anything changed. */
  function edit(subject: Subject, label: string, work: (change: Change) => boolean): void {
    context.mutations.undoable(label, subjects.tablesOf(subject), (change) => {
      if (work(change)) subjects.touch(change, subject, context.now())
    })
  }

  return {
    of,
    handlers: {
      'contributions.add': ({ subject, party: ref, role, ...fields }) => {
        const title = subjects.titleOf(subject)
        refuseUnfitRole(role, subject.type)
        const tables = [...subjects.tablesOf(subject), 'parties'] as const
        return context.mutations.undoable(`Credit in ${quoted(title)}`, tables, (change) => {
          const party = parties.resolve(change, ref)
          const row = {
            subject_type: subject.type,
            subject_id: subject.id,
            party_id: party.id,
            role,
            instrument: oneLine(fields.instrument ?? ''),
          }
          refuseTwice(row, party.name, null)
          const contributionId = change.insert('contribution', {
            ...row,
            position: z.int().parse(last.get(subject.type, subject.id)) + 1,
            credited_as: oneLine(fields.creditedAs ?? ''),
            join_phrase: spacedPhrase(fields.joinPhrase ?? ''),
          })
          subjects.touch(change, subject, context.now())
          return { contributionId }
        })
      },

      'contributions.update': ({ contributionId, patch }) => {
        const row = mustGet(contributionId)
        const subject = subjectOf(row)
        if (patch.role !== undefined) refuseUnfitRole(patch.role, subject.type)
        edit(subject, `Edit credit in ${quoted(subjects.titleOf(subject))}`, (change) => {
          const columns = readColumns(patch)
          const name = of(subject).find(({ id }) => id === contributionId)?.name ?? ''
          refuseTwice({ ...row, ...columns }, name, contributionId)
          return change.update('contribution', contributionId, columns)
        })
        return {}
      },

      'contributions.remove': ({ contributionId }) => {
        const subject = subjectOf(mustGet(contributionId))
        edit(subject, `Remove credit from ${quoted(subjects.titleOf(subject))}`, (change) => {
          change.remove('contribution', contributionId)
          return true
        })
        return {}
      },

      'contributions.move': ({ contributionId, to }) => {
        const subject = subjectOf(mustGet(contributionId))
        const order = of(subject).map(({ id }) => id)
        const from = order.indexOf(contributionId)
        const moved = order.toSpliced(from, 1).toSpliced(Math.min(to, order.length - 1), 0, contributionId)
        edit(subject, `Order credits of ${quoted(subjects.titleOf(subject))}`, (change) => {
          const changed = moved.map((id, index) => change.update('contribution', id, { position: index + 1 }))
          return changed.includes(true)
        })
        return {}
      },
    },
  }
}

function readColumns(patch: Parsed<'contributions.update'>['patch']) {
  return {
    ...(patch.role === undefined ? {} : { role: patch.role }),
    ...(patch.instrument === undefined ? {} : { instrument: oneLine(patch.instrument) }),
    ...(patch.creditedAs === undefined ? {} : { credited_as: oneLine(patch.creditedAs) }),
    ...(patch.joinPhrase === undefined ? {} : { join_phrase: spacedPhrase(patch.joinPhrase) }),
  }
}

function refuseUnfitRole(role: string, subject: CreditedSubject): void {
  if (rolesFor(subject).some(({ code }) => code === role)) return
  const message = isRole(role)
    ? `${roleLabel(role)} is no role in a ${subject}.`
    : `${quoted(role)} is not a role this program knows. Choose one of the list.`
  throw fieldError('role', { code: 'role', message })
}

import { z } from 'zod'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import {
  authorities,
  type RegistrationRow,
  registrationStates,
  type RegistrationSubject,
} from '../../../shared/contract/registrations.ts'
import { compact } from '../../../shared/domain/identifiers/compact.ts'
import { parseRegistration } from '../../../shared/domain/identifiers/registration.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext, RowValues } from '../context.ts'
import { removeWithDependents } from '../platform/dependents.ts'
import { fieldError, oneLine, quoted, requiredLine } from '../platform/typed-fields.ts'
import { lackingIn } from './lacking.ts'
import { anywhere, readIdPage } from './page.ts'
import { type Subjects, subjectTitleSql } from './subjects.ts'

type RegistrationHandlers = Pick<
  Handlers,
  | 'registrations.list'
  | 'registrations.add'
  | 'registrations.update'
  | 'registrations.remove'
  | 'registrations.link'
  | 'registrations.unlink'
>

const stored = z.object({
  id: z.int(),
  authority: z.enum(authorities),
  type: z.string(),
  number: z.string(),
  number_key: z.string(),
  effective_on: z.string().nullable(),
  published_on: z.string().nullable(),
  claimant: z.string(),
  status: z.enum(registrationStates),
  notes: z.string(),
})
type Stored = z.infer<typeof stored>

const subjectRows = z.array(
  z.object({ type: z.enum(['recording', 'work', 'release']), id: z.int(), title: z.string().nullable() }),
)

const subjectRefs = z.array(z.object({ type: z.enum(['recording', 'work', 'release']), id: z.int() }))
const ids = z.array(z.int())

export interface RegistrationsService {
  readonly handlers: RegistrationHandlers
  /** Registrations of a subject, and of the releases a recording is on. */
  readonly of: (subject: RegistrationSubject) => RegistrationRow[]
}

/** Registrations with a copyright office or a society; one may cover many recordings and works. */
export function createRegistrationsService(context: CoreContext, subjects: Subjects): RegistrationsService {
  const { db } = context
  const one = db.prepare('SELECT * FROM registration WHERE id = ?')
  const byNumber = db.prepare('SELECT * FROM registration WHERE authority = ? AND number_key = ?')
  const subjectsOf = db.prepare(
    `SELECT x.subject_type AS type, x.subject_id AS id, ${subjectTitleSql} AS title
     FROM registration_subject x WHERE x.registration_id = ? ORDER BY x.id LIMIT 100`,
  )
  const allSubjects = db.prepare(
    'SELECT subject_type AS type, subject_id AS id FROM registration_subject WHERE registration_id = ?',
  )
  const subjectCount = db
    .prepare('SELECT count(*) FROM registration_subject WHERE registration_id = ?')
    .pluck()
  const countOf = (id: number) => z.int().parse(subjectCount.get(id))
  const linkId = db
    .prepare(
      'SELECT id FROM registration_subject WHERE registration_id = ? AND subject_type = ? AND subject_id = ?',
    )
    .pluck()
  const idsOf = db
    .prepare(
      `SELECT DISTINCT registration_id FROM registration_subject
       WHERE (subject_type = @type AND subject_id = @id)
         OR (@type = 'recording' AND subject_type = 'release'
           AND subject_id IN (SELECT release_id FROM track WHERE recording_id = @id))
       ORDER BY registration_id`,
    )
    .pluck()

  const mustGet = (id: number): Stored => {
    const row = one.get(id)
    if (row === undefined) {
      throw new RefrainError('NOT_FOUND', 'This registration is not on record any more. Nothing was changed.')
    }
    return stored.parse(row)
  }
  const rowOf = (id: number): RegistrationRow => {
    const { number_key: _key, effective_on: effectiveOn, published_on: publishedOn, ...same } = mustGet(id)
    const covered = subjectRows
      .parse(subjectsOf.all(id))
      .map(({ title, ...subject }) => ({ ...subject, title: title ?? '' }))
    return { ...same, effectiveOn, publishedOn, subjects: covered, subjectCount: countOf(id) }
  }

  function link(change: Change, registrationId: number, to: readonly RegistrationSubject[]): void {
    for (const subject of to) {
      subjects.titleOf(subject)
      if (linkId.get(registrationId, subject.type, subject.id) !== undefined) continue
      change.insert('registration_subject', {
        registration_id: registrationId,
        subject_type: subject.type,
        subject_id: subject.id,
      })
      subjects.touch(change, subject, context.now())
    }
  }

  function find(authority: string, key: string): Stored | null {
    const row = byNumber.get(authority, key)
    return row === undefined ? null : stored.parse(row)
  }

  const touched = ['rights', 'recordings', 'releases', 'works'] as const
  return {
    of: (subject) => ids.parse(idsOf.all(subject)).map(rowOf),
    handlers: {
      'registrations.list': (request) => {
        const words = request.search.split(/\s+/).filter((word) => word !== '')
        // As it is stored, with its zeros, and as it is printed, without them.
        const tests = words.map(
          () => `(x.number_key LIKE ? OR replace(replace(upper(x.number), '-', ''), ' ', '') LIKE ?
            OR x.claimant LIKE ? ESCAPE '\\' OR x.authority LIKE ?)`,
        )
        const params = words.flatMap((word) => {
          const number = anywhere(compact(word))
          return [number, number, anywhere(word), anywhere(word)]
        })
        const from = `FROM registration x WHERE ${['true', ...tests].join(' AND ')}`
        const page = readIdPage(db, { from, params, order: 'x.number_key' }, request)
        return { rows: page.ids.map(rowOf), total: page.total, nextCursor: null }
      },

      'registrations.add': ({ subjects: to, ...fields }) => {
        const numbered = readNumber(fields.authority, fields.number)
        return context.mutations.undoable(`Add registration ${numbered.number}`, touched, (change) => {
          const known = find(fields.authority, numbered.number_key)
          if (known) {
            change.update('registration', known.id, lackingIn(known, readFields(fields)))
            link(change, known.id, to)
            return { registrationId: known.id, existed: true }
          }
          const at = context.now()
          const registrationId = change.insert('registration', {
            authority: fields.authority,
            ...readFields(fields),
            ...numbered,
            ...(numbered.type === '' ? { type: oneLine(fields.type ?? '') } : {}),
            created_at: at,
            updated_at: at,
          })
          link(change, registrationId, to)
          return { registrationId, existed: false }
        })
      },

      'registrations.update': ({ registrationId, patch }) => {
        const before = mustGet(registrationId)
        const authority = patch.authority ?? before.authority
        const renumbered =
          patch.number === undefined && patch.authority === undefined
            ? null
            : readNumber(authority, patch.number ?? before.number)
        context.mutations.undoable(`Edit registration ${before.number}`, touched, (change) => {
          const holder = renumbered === null ? null : find(authority, renumbered.number_key)
          if (holder !== null && holder.id !== registrationId) {
            throw new RefrainError(
              'CONFLICT',
              `${holder.number} is on record already. Nothing was changed.`,
              {
                field: 'number',
                registrationId: holder.id,
              },
            )
          }
          const typed = renumbered === null || renumbered.type === '' ? {} : { type: renumbered.type }
          const columns = {
            ...readFields(patch),
            ...(renumbered === null
              ? {}
              : { authority, number: renumbered.number, number_key: renumbered.number_key }),
            ...typed,
          }
          if (change.update('registration', registrationId, columns)) {
            change.update('registration', registrationId, { updated_at: context.now() })
          }
        })
        return {}
      },

      'registrations.remove': ({ registrationId }) => {
        const { number } = mustGet(registrationId)
        context.mutations.undoable(`Remove registration ${number}`, [...touched, 'documents'], (change) => {
          const at = context.now()
          for (const subject of subjectRefs.parse(allSubjects.all(registrationId)))
            subjects.touch(change, subject, at)
          removeWithDependents(db, change, 'registration', registrationId)
        })
        return {}
      },

      'registrations.link': ({ registrationId, subjects: to }) => {
        const { number } = mustGet(registrationId)
        context.mutations.undoable(`Link registration ${number}`, touched, (change) => {
          link(change, registrationId, to)
        })
        return {}
      },

      'registrations.unlink': ({ registrationId, subject }) => {
        const { number } = mustGet(registrationId)
        const id = z
          .int()
          .optional()
          .parse(linkId.get(registrationId, subject.type, subject.id))
        if (id === undefined) {
          throw new RefrainError(
            'NOT_FOUND',
            `Registration ${number} does not cover this. Nothing was changed.`,
          )
        }
        const label = `Unlink registration ${number} from ${quoted(subjects.titleOf(subject))}`
        context.mutations.undoable(label, touched, (change) => {
          change.remove('registration_subject', id)
          subjects.touch(change, subject, context.now())
        })
        return {}
      },
    },
  }
}

/** Number as shown, the form it is compared by, and the class when the number tells it. @throws VALIDATION. */
function readNumber(
  authority: RegistrationRow['authority'],
  raw: string,
): { readonly number: string; readonly number_key: string; readonly type: string } {
  const line = requiredLine('number', raw)
  if (authority !== 'US-CO') {
    const key = compact(line)
    if (key === '') throw fieldError('number', { code: 'shape', message: 'A number has letters or digits.' })
    return { number: line, number_key: key, type: '' }
  }
  const reading = parseRegistration(line)
  if (reading.status === 'invalid') throw fieldError('number', reading.problem, reading.suggestion)
  if (reading.status === 'empty')
    throw fieldError('number', { code: 'missing', message: 'The number is missing.' })
  return {
    number: reading.display,
    number_key: reading.value,
    type: /^[A-Z]+/.exec(reading.value)?.[0] ?? '',
  }
}

function readFields(patch: Parsed<'registrations.update'>['patch']): RowValues {
  return {
    ...(patch.type === undefined ? {} : { type: oneLine(patch.type) }),
    ...(patch.effectiveOn === undefined ? {} : { effective_on: patch.effectiveOn }),
    ...(patch.publishedOn === undefined ? {} : { published_on: patch.publishedOn }),
    ...(patch.claimant === undefined ? {} : { claimant: oneLine(patch.claimant) }),
    ...(patch.status === undefined ? {} : { status: patch.status }),
    ...(patch.notes === undefined ? {} : { notes: patch.notes.normalize('NFC') }),
  }
}

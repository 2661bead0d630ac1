import { z } from 'zod'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { RegistrationRow } from '../../../shared/contract/registrations.ts'
import type { RightsDetail, RightsSubject } from '../../../shared/contract/rights.ts'
import { creditLine } from '../../../shared/domain/rights/credit-line.ts'
import { registrationTiming, timingSentence } from '../../../shared/domain/rights/registration-deadline.ts'
import { writerRoles } from '../../../shared/domain/rights/roles.ts'
import type { CoreContext } from '../context.ts'
import type { ContributionsService } from './contributions.service.ts'
import type { DocumentsService } from './documents.service.ts'
import type { RegistrationsService } from './registrations.service.ts'
import type { SplitsService } from './splits.service.ts'
import type { Subjects } from './subjects.ts'
import type { WorksRepository } from './works.repository.ts'

interface Deps {
  readonly subjects: Subjects
  readonly works: WorksRepository
  readonly contributions: ContributionsService
  readonly splits: SplitsService
  readonly registrations: RegistrationsService
  readonly documents: DocumentsService
}

const published = z.string().nullable()

/** Everything on record about the rights in a recording, a work or a release, in one answer. */
export function createRightsDetail(context: CoreContext, deps: Deps): Handlers['rights.get'] {
  const { db } = context
  // A recording without a date of its own was published with the first release it is on.
  const publishedOn = {
    recording: db
      .prepare(
        `SELECT coalesce(r.published_on, (SELECT min(l.release_date) FROM track t JOIN release l ON l.id = t.release_id
           WHERE t.recording_id = r.id)) FROM recording r WHERE r.id = ?`,
      )
      .pluck(),
    release: db.prepare('SELECT release_date FROM release WHERE id = ?').pluck(),
  }

  function deadlineOf(
    { type, id }: RightsSubject,
    registrations: readonly RegistrationRow[],
  ): RightsDetail['registrationDeadline'] {
    if (type === 'work') return null
    const inUs = registrations.filter(({ authority }) => authority === 'US-CO')
    const timing = registrationTiming(
      published.parse(publishedOn[type].get(id)),
      inUs.map(({ effectiveOn, status }) => ({ effectiveOn, refused: status === 'refused' })),
      context.now().slice(0, 10),
    )
    const dueOn = 'dueOn' in timing ? timing.dueOn : null
    return { state: timing.state, dueOn, sentence: timingSentence(timing) }
  }

  return ({ subject }) => {
    deps.subjects.titleOf(subject)
    const contributions = deps.contributions.of(subject)
    const works = subject.type === 'recording' ? deps.works.worksOf(subject.id) : []
    const registrations = deps.registrations.of(subject)
    return {
      contributions,
      creditLine: creditLine(contributions),
      works: works.map(({ id, title, iswc, relation }) => ({
        id,
        title,
        iswc,
        relation,
        writers: deps.contributions.of({ type: 'work', id }).filter(({ role }) => writerRoles.includes(role)),
      })),
      splits: subject.type === 'release' ? [] : deps.splits.of(subject),
      registrations,
      registrationDeadline: deadlineOf(subject, registrations),
      documents: deps.documents.of(subject),
    }
  }
}

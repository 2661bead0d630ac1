import type { documentProcedures } from '../../../shared/contract/documents.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { partyProcedures } from '../../../shared/contract/parties.ts'
import type { readinessProcedures } from '../../../shared/contract/readiness.ts'
import type { registrationProcedures } from '../../../shared/contract/registrations.ts'
import type { rightsProcedures } from '../../../shared/contract/rights.ts'
import type { CoreContext } from '../context.ts'
import { createContributionsService } from './contributions.service.ts'
import { createDocumentsService, type FileKeeper } from './documents.service.ts'
import { createPartiesRepository } from './parties.repository.ts'
import { createPartiesService } from './parties.service.ts'
import { createReadinessService } from './readiness.service.ts'
import { createRegistrationsService } from './registrations.service.ts'
import { createRightsDetail } from './rights-detail.ts'
import { createSplitsService } from './splits.service.ts'
import { createSubjects } from './subjects.ts'
import { createWorksRepository } from './works.repository.ts'
import { createWorksService } from './works.service.ts'

export { recordingLacks } from './readiness-sql.ts'

export type RightsHandlers = Pick<
  Handlers,
  | keyof typeof partyProcedures
  | keyof typeof rightsProcedures
  | keyof typeof registrationProcedures
  | keyof typeof documentProcedures
  | keyof typeof readinessProcedures
>

/**
 * Rights in the catalogue: who made what, which work is behind a recording, who owns which share, where it is
 * registered and what proves it, and what each recording lacks before it could be enforced.
 */
export function createRights(context: CoreContext, files: FileKeeper): RightsHandlers {
  const subjects = createSubjects(context.db)
  const works = createWorksRepository(context.db)
  const parties = createPartiesService(context, createPartiesRepository(context.db))
  const contributions = createContributionsService(context, { subjects, parties })
  const splits = createSplitsService(context, { subjects, parties })
  const registrations = createRegistrationsService(context, subjects)
  const documents = createDocumentsService(context, { subjects, files })
  return {
    ...parties.handlers,
    ...contributions.handlers,
    ...splits.handlers,
    ...registrations.handlers,
    ...documents.handlers,
    ...createWorksService(context, { works, subjects }),
    ...createReadinessService(context),
    'rights.get': createRightsDetail(context, {
      subjects,
      works,
      contributions,
      splits,
      registrations,
      documents,
    }),
  }
}

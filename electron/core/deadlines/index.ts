import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { takeDue } from './told.ts'
import { createDeadlinesService } from './deadlines.service.ts'

/** Deadlines: what is due, and the same as a calendar file. */
export function createDeadlines(
  context: CoreContext,
): Pick<Handlers, 'deadlines.list' | 'deadlines.takeDue' | 'deadlines.export'> {
  const service = createDeadlinesService(context)
  return {
    'deadlines.list': (input) => service.list(input),
    'deadlines.takeDue': async () => ({
      deadlines: await takeDue(context, () => service.list({ caseId: null })),
    }),
    'deadlines.export': (input) => service.export(input),
  }
}

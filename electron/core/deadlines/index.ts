import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { createTold } from './told.ts'
import { createDeadlinesService } from './deadlines.service.ts'

/** Deadlines: what is due, and the same as a calendar file. */
export function createDeadlines(
  context: CoreContext,
): Pick<Handlers, 'deadlines.list' | 'deadlines.untold' | 'deadlines.told' | 'deadlines.export'> {
  const service = createDeadlinesService(context)
  const told = createTold(context)
  return {
    'deadlines.list': (input) => service.list(input),
    'deadlines.untold': async () => ({
      deadlines: told.isWanted() ? told.untold(await service.list({ caseId: null })) : [],
    }),
    'deadlines.told': async ({ deadlines }) => {
      const { today } = await service.list({ caseId: null })
      told.note(deadlines, today)
      return {}
    },
    'deadlines.export': (input) => service.export(input),
  }
}

import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { createDeadlinesService } from './deadlines.service.ts'

/** Deadlines: what is due, and the same as a calendar file. */
export function createDeadlines(context: CoreContext): Pick<Handlers, 'deadlines.list' | 'deadlines.export'> {
  const service = createDeadlinesService(context)
  return {
    'deadlines.list': (input) => service.list(input),
    'deadlines.export': (input) => service.export(input),
  }
}

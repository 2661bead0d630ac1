import type { NotificationTarget } from '../../shared/contract/host.ts'
import type { Route } from './routes.ts'

/** The page a notification leads to. */
export function notificationRoute(target: NotificationTarget): Route {
  if (target.kind === 'deadlines') {
    return { screen: 'deadlines', ...(target.caseId === null ? {} : { caseId: target.caseId }) }
  }
  const { since, findingId } = target
  const route = { screen: 'watch', view: 'findings', state: 'new', since } as const
  return findingId === null ? route : { ...route, findingId }
}

import { useEffect } from 'react'
import type { NotificationTarget } from '../../shared/contract/host.ts'
import { call } from '../rpc/client.ts'
import { useEvent } from '../rpc/use-event.ts'
import { navigate } from './navigation.ts'
import type { Route } from './routes.ts'

function routeOf({ since, findingId }: NotificationTarget): Route {
  const route = { screen: 'watch', view: 'findings', state: 'new', since } as const
  return findingId === null ? route : { ...route, findingId }
}

async function goToTarget(): Promise<void> {
  const { target } = await call('host.takeNotification', {})
  if (target !== null) navigate(routeOf(target))
}

/** Leads the window to where a notification points that was selected, also the one that opened it. */
export function useNotificationTarget(): void {
  const go = () => void goToTarget().catch(() => undefined)
  useEvent('notification.opened', go)
  useEffect(go, [])
}

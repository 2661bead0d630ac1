import { useEffect } from 'react'
import { call } from '../rpc/client.ts'
import { useEvent } from '../rpc/use-event.ts'
import { navigate } from './navigation.ts'
import { notificationRoute } from './notification-route.ts'

async function goToTarget(): Promise<void> {
  const { target } = await call('host.takeNotification', {})
  if (target !== null) navigate(notificationRoute(target))
}

/** Leads the window to where a notification points that was selected, also the one that opened it. */
export function useNotificationTarget(): void {
  const go = () => void goToTarget().catch(() => undefined)
  useEvent('notification.opened', go)
  useEffect(go, [])
}

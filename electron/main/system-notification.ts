import type { NotificationsOptions } from './notifications.ts'

/** A notification as the system shows it. */
export interface ShownNotification {
  on(event: 'click' | 'close' | 'failed', listener: () => void): unknown
  show(): void
}

/** The system's notifications. */
export interface NotificationSystem {
  isSupported(): boolean
  create(text: { readonly title: string; readonly body: string; readonly silent: boolean }): ShownNotification
}

/** Notifications the system no longer tells of are let go of: some desktops never say that one was closed. */
const mostHeld = 100

/** Shows notifications by the system, without a sound, and holds them: one that is collected hears no click. */
export function createSystemDisplay(system: NotificationSystem): NotificationsOptions['display'] {
  const held = new Set<ShownNotification>()
  return ({ title, body }, onClick) => {
    if (!system.isSupported()) return false
    const notification = system.create({ title, body, silent: true })
    const drop = () => void held.delete(notification)
    held.add(notification)
    for (const oldest of held) {
      if (held.size <= mostHeld) break
      held.delete(oldest)
    }
    notification.on('click', () => {
      drop()
      onClick()
    })
    notification.on('close', drop)
    notification.on('failed', drop)
    notification.show()
    return true
  }
}

import type { NotificationTarget } from '../../shared/contract/host.ts'
import type { Windows } from './windows.ts'

/** A quiet notification of the system. */
export interface QuietNotification {
  readonly title: string
  readonly body: string
  /** Where a click leads in the window. */
  readonly target: NotificationTarget
}

export interface NotificationsOptions {
  readonly windows: Pick<Windows, 'focus' | 'frontId' | 'send'>
  /**
   * Shows it by the means of the system, without a sound; `onClick` when the person selects it. False where the system
   * has none.
   */
  readonly display: (notification: QuietNotification, onClick: () => void) => boolean
  /** True while the person works in a window of the app, which shows what is new by itself. */
  readonly isInFront: () => boolean
}

/** What the program tells outside its windows. */
export interface Notifications {
  /** Shows it unless a window is in front; whether the system has shown it. */
  show(notification: QuietNotification): boolean
  /** Brings the window to the front and leads it there. */
  open(target: NotificationTarget): void
  /** Where the window has to go, told once; null when nobody asked for anything. */
  takeTarget(): NotificationTarget | null
}

/**
 * Notifications whose click leads to a place in the window. The place is kept until a page takes it: a window that is
 * opened by the click asks for it when it is ready, one that is there is told to ask.
 */
export function createNotifications({ windows, display, isInFront }: NotificationsOptions): Notifications {
  let waiting: NotificationTarget | null = null
  const open = (target: NotificationTarget) => {
    waiting = target
    windows.focus()
    const front = windows.frontId()
    if (front !== null) windows.send(front, 'notification.opened', {})
  }
  return {
    open,
    show: (notification) => !isInFront() && display(notification, () => open(notification.target)),
    takeTarget() {
      const target = waiting
      waiting = null
      return target
    },
  }
}

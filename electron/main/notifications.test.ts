import { describe, expect, it } from 'vitest'
import type { NotificationTarget } from '../../shared/contract/host.ts'
import { createNotifications, type QuietNotification } from './notifications.ts'

const target: NotificationTarget = { kind: 'findings', since: '2026-11-22T10:00:00.000Z', findingId: null }
const notification: QuietNotification = { title: 'New', body: 'Two', target }

interface Surroundings {
  readonly inFront?: boolean
  readonly frontId?: number | null
  readonly system?: boolean
}

function setUp(options: Surroundings = {}) {
  const shown: (() => void)[] = []
  const did: string[] = []
  const notifications = createNotifications({
    windows: {
      focus: () => void did.push('focus'),
      frontId: () => (options.frontId === undefined ? 7 : options.frontId),
      send: (windowId, name) => void did.push(`${name} to ${String(windowId)}`),
    },
    display: (_notification, onClick) => {
      if (options.system !== false) shown.push(onClick)
      return options.system !== false
    },
    isInFront: () => options.inFront ?? false,
  })
  return { notifications, shown, did }
}

describe('createNotifications', () => {
  it('leads the window to the place once when the notification is selected', () => {
    const { notifications, shown, did } = setUp()
    expect(notifications.show(notification)).toBe(true)
    expect(notifications.takeTarget()).toBeNull()
    shown[0]?.()
    expect(did).toEqual(['focus', 'notification.opened to 7'])
    expect(notifications.takeTarget()).toEqual(target)
    expect(notifications.takeTarget()).toBeNull()
  })

  it('keeps the place for a window that is only being opened', () => {
    const { notifications, shown, did } = setUp({ frontId: null })
    notifications.show(notification)
    shown[0]?.()
    expect(did).toEqual(['focus'])
    expect(notifications.takeTarget()).toEqual(target)
  })

  it('is silent while a window is in front', () => {
    const { notifications, shown } = setUp({ inFront: true })
    expect(notifications.show(notification)).toBe(false)
    expect(shown).toEqual([])
  })

  it('says so where the system shows none', () => {
    expect(setUp({ system: false }).notifications.show(notification)).toBe(false)
  })
})

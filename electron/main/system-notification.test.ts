import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createSystemDisplay, type NotificationSystem } from './system-notification.ts'

const notification = {
  title: 'New',
  body: 'Two',
  target: { kind: 'deadlines', caseId: null },
} as const

/** A system that holds no notification itself: only whoever shows it does. */
function systemOf(isSupported = true) {
  const shown: WeakRef<Record<string, () => void>>[] = []
  const system: NotificationSystem = {
    isSupported: () => isSupported,
    create() {
      const listeners: Record<string, () => void> = {}
      const made = Object.assign(listeners, {
        on: (event: string, listener: () => void) => void (listeners[event] = listener),
        show: () => undefined,
      })
      shown.push(new WeakRef(listeners))
      return made
    },
  }
  return { system, shown }
}

async function collect(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collectNow = runInNewContext('gc') as () => void
  // What was just made is held until the turn is over.
  await wait(1)
  collectNow()
}

describe('a notification of the system', () => {
  it('hears the click however late it comes, and is let go of then', async () => {
    const { system, shown } = systemOf()
    const clicks: number[] = []
    const display = createSystemDisplay(system)
    expect(display(notification, () => void clicks.push(1))).toBe(true)
    await collect()
    shown[0]?.deref()?.click?.()
    expect(clicks).toEqual([1])
    await collect()
    expect(shown[0]?.deref()).toBeUndefined()
    // The display itself is what held it: it is still there.
    expect(display(notification, () => undefined)).toBe(true)
  })

  it.each(['close', 'failed'])('is let go of after “%s”', async (event) => {
    const { system, shown } = systemOf()
    const display = createSystemDisplay(system)
    display(notification, () => undefined)
    shown[0]?.deref()?.[event]?.()
    await collect()
    expect(shown[0]?.deref()).toBeUndefined()
    expect(display(notification, () => undefined)).toBe(true)
  })

  it('is not shown where the system has none', () => {
    const { system, shown } = systemOf(false)
    expect(createSystemDisplay(system)(notification, () => undefined)).toBe(false)
    expect(shown).toEqual([])
  })
})

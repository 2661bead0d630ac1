import { z } from 'zod'
import { deadlineRow } from '../../shared/contract/deadlines.ts'
import { deadlineNotice } from '../../shared/domain/notices/deadlines/deadline-notice.ts'
import type { CoreSupervisor } from './core-supervisor.ts'
import type { Notifications } from './notifications.ts'
import type { Windows } from './windows.ts'

const everyMs = 60 * 60 * 1000
/** The start belongs to the window. */
const afterStartMs = 8_000
const answer = z.object({ deadlines: z.array(deadlineRow) })

export interface DeadlineNotices {
  /** The core has opened its workspace, or a preference changed. */
  soon(delayMs?: number): void
  stop(): void
}

/**
 * Tells of deadlines quietly: by the system’s notifications, or in the window where it is in front or the system has
 * none. What is due, and what was told before, the core knows; nothing is told while the artist has not asked for it,
 * and nothing counts as told that neither has shown.
 */
export function createDeadlineNotices(options: {
  readonly core: Pick<CoreSupervisor, 'call'>
  readonly windows: Pick<Windows, 'broadcast'>
  readonly notifications: Pick<Notifications, 'show'>
  readonly log: (line: string) => void
}): DeadlineNotices {
  const { core, windows, notifications, log } = options
  let waiting: NodeJS.Timeout | null = null

  const ask = (name: 'deadlines.untold' | 'deadlines.told', input: object) =>
    core.call(name, input, new AbortController().signal)

  const check = async (): Promise<void> => {
    const result = await ask('deadlines.untold', {})
    if (!result.ok) return
    const { deadlines } = answer.parse(result.value)
    const notice = deadlineNotice(deadlines)
    if (notice === null) return
    const { title, body, caseId } = notice
    const shown = deadlines.map(({ key, day }) => ({ key, day }))
    if (notifications.show({ title, body, target: { kind: 'deadlines', caseId } })) {
      await ask('deadlines.told', { deadlines: shown })
      // The log may be given to somebody: it names no provider.
      log(`told of deadlines: ${String(deadlines.length)}, by the system`)
      return
    }
    // A window says itself that it has shown them; where none is open they stay to be told.
    windows.broadcast('deadlines.due', { title, body, caseId, deadlines: shown })
    log(`deadlines to be told in the window: ${String(deadlines.length)}`)
  }

  const soon = (delayMs = afterStartMs): void => {
    if (waiting !== null) return
    waiting = setTimeout(() => {
      waiting = null
      check().catch((error: unknown) => log(`deadlines could not be told: ${String(error)}`))
    }, delayMs)
  }

  const timer = setInterval(() => soon(0), everyMs)
  return {
    soon,
    stop() {
      clearInterval(timer)
      if (waiting !== null) clearTimeout(waiting)
    },
  }
}

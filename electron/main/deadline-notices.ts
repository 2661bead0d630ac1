import { Notification } from 'electron'
import { z } from 'zod'
import { deadlineRow } from '../../shared/contract/deadlines.ts'
import { type DeadlineNotice, deadlineNotice } from '../../shared/domain/notices/deadlines/deadline-notice.ts'
import type { CoreSupervisor } from './core-supervisor.ts'
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
 * Tells of deadlines quietly: by the system’s notifications, or in the window where the system has none. What is due,
 * and what was told before, the core knows; nothing is told while the artist has not asked for it.
 */
export function createDeadlineNotices(options: {
  readonly core: Pick<CoreSupervisor, 'call'>
  readonly windows: Pick<Windows, 'broadcast' | 'focus'>
  readonly log: (line: string) => void
}): DeadlineNotices {
  const { core, windows, log } = options
  // Shown notifications are held: one that is collected hears no click.
  const shown = new Set<Notification>()
  let waiting: NodeJS.Timeout | null = null

  const open = (caseId: number | null): void => {
    windows.focus()
    windows.broadcast('deadlines.due', { how: 'open', title: '', body: '', caseId })
  }

  const tell = ({ title, body, caseId }: DeadlineNotice): string => {
    if (!Notification.isSupported()) {
      windows.broadcast('deadlines.due', { how: 'tell', title, body, caseId })
      return 'in the window'
    }
    const notification = new Notification({ title, body, silent: true })
    shown.add(notification)
    notification.on('click', () => {
      shown.delete(notification)
      open(caseId)
    })
    notification.on('close', () => shown.delete(notification))
    notification.show()
    return 'by the system'
  }

  const check = async (): Promise<void> => {
    const result = await core.call('deadlines.takeDue', {}, new AbortController().signal)
    if (!result.ok) return
    const { deadlines } = answer.parse(result.value)
    const notice = deadlineNotice(deadlines)
    // The log may be given to somebody: it names no provider.
    if (notice !== null) log(`told of deadlines: ${String(deadlines.length)}, ${tell(notice)}`)
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

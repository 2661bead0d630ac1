import type { CaptureLimits } from '../../../shared/domain/evidence/capture/capture-limits.ts'
import { reasonOf } from '../timed.ts'
import { settle, takePage, type Visit, type VisitTools } from '../visit.ts'
import type { ActionLog } from './action-log.ts'
import type { AssistedWindow } from './assisted-window.ts'
import type { ActionWatch } from './watch-actions.ts'

/** The person gave the capture up, or let its time go by: nothing is kept. */
export class GivenUp extends Error {}

export interface AssistedTools extends Omit<VisitTools, 'window' | 'deadlineAt'> {
  readonly window: AssistedWindow
  readonly log: ActionLog
  readonly watch: ActionWatch
}

export interface AssistedVisit extends Visit {
  /** When the person asked for the capture, milliseconds since the epoch. */
  readonly askedAt: number
  /** What was seen of the page then. */
  readonly viewport: ReturnType<AssistedWindow['size']>
}

const refreshMs = 250
const usualPersonMs = 15 * 60_000

/**
 * Opens the page, leaves it to the person, and takes what the window shows once they ask for it.
 * Throws GivenUp when they do not.
 */
export async function assistedVisit(tools: AssistedTools): Promise<AssistedVisit> {
  const { window, recorder, watch, log, limits, url } = tools
  let loadError: string | null = null
  log.add({ kind: 'opened', url })
  window.contents.on('did-fail-load', (_event, _code, description, _url, isMainFrame) => {
    if (isMainFrame && description !== 'ERR_ABORTED') loadError = description
  })
  window.contents.on('did-navigate', (_event, shown) => {
    if (/^https?:/i.test(shown)) loadError = null
  })
  window.contents.loadURL(url).catch((error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`)
  })
  const askedAt = await personAsks(window, limits)
  log.add({ kind: 'taken' })
  watch.stop()
  window.refresh(0, true)
  const { devtools } = recorder
  await devtools.send('Input.setIgnoreInputEvents', { ignore: true }).catch(() => undefined)
  const viewport = window.size()
  const taking = { ...tools, deadlineAt: askedAt + limits.deadlineMs }
  if (window.crashed()) return { loadError, page: null, askedAt, viewport }
  await settle(taking)
  return { ...(await takePage(taking, loadError)), askedAt, viewport }
}

async function personAsks(window: AssistedWindow, limits: CaptureLimits): Promise<number> {
  const until = Date.now() + (limits.personMs ?? usualPersonMs)
  const { promise: late, resolve: onLate } = Promise.withResolvers<'late'>()
  const show = () => {
    window.refresh(Math.max(0, Math.ceil((until - Date.now()) / 1000)), false)
  }
  const clock = setInterval(show, refreshMs)
  const end = setTimeout(() => {
    onLate('late')
  }, until - Date.now())
  try {
    show()
    if ((await Promise.race([window.decided, late])) !== 'capture') throw new GivenUp()
    return Date.now()
  } finally {
    clearInterval(clock)
    clearTimeout(end)
  }
}

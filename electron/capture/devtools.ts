import type { WebContents } from 'electron'
import { within } from './timed.ts'

type Params = Readonly<Record<string, unknown>>

/** The DevTools protocol of one page and its workers. */
export interface Devtools {
  /** Sends a command and waits at most `ms`. `session` names a worker; left out, it is the page. */
  send(method: string, params?: Params, session?: string, ms?: number): Promise<unknown>
  detach(): void
}

type Listener = (method: string, params: unknown, session: string | undefined) => void

const usualMs = 5_000

/** Attaches to a page that has a renderer; before it has one, every command would hang. */
export function attachDevtools(contents: WebContents, listener: Listener): Devtools {
  const { debugger: link } = contents
  link.attach('1.3')
  link.on('message', (_event, method: string, params: unknown, session: string) => {
    // The page's own session arrives as '', which a command does not accept.
    listener(method, params, session === '' ? undefined : session)
  })
  return {
    send: (method, params = {}, session, ms = usualMs) =>
      within(link.sendCommand(method, params, session), ms, method),
    detach() {
      if (link.isAttached()) link.detach()
    },
  }
}

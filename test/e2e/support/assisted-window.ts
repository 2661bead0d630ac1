import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

// The window of an assisted capture belongs to a process of its own. It is acted on from outside, by the input events
// of Chromium's own protocol, as a person's mouse and keyboard would.

interface Target {
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

/** One page of that window, looked at and acted on from outside. */
export interface DrivenPage {
  evaluate(expression: string): Promise<unknown>
  /** Waits until the expression is true. */
  until(expression: string): Promise<void>
  /** Presses the middle of the element. */
  press(selector: string): Promise<void>
  type(text: string): Promise<void>
  screenshot(): Promise<Buffer>
  close(): void
}

const waitMs = 60_000
const gone = 'the page is gone'

/** The window of the assisted capture that runs in `workspace`: the page, and the strip above it. */
export async function driveAssistedWindow(workspace: string): Promise<{
  readonly page: DrivenPage
  readonly strip: DrivenPage
}> {
  const port = await soon('the window of the capture', () => debuggingPort(workspace))
  const targets = await soon('both parts of the window', async () => {
    const all = await listTargets(port)
    const strip = all.find(({ url }) => url.startsWith('data:'))
    const page = all.find(({ url }) => url.startsWith('http'))
    return strip !== undefined && page !== undefined ? { strip, page } : null
  })
  return { page: await drive(targets.page), strip: await drive(targets.strip) }
}

async function listTargets(port: number): Promise<readonly Target[]> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/json/list`)
  return (await response.json()) as readonly Target[]
}

/** Chromium writes the port it listens on into its profile. */
function debuggingPort(workspace: string): number | null {
  const found = readdirSync(workspace, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('DevToolsActivePort'),
  )
  if (found === undefined || !existsSync(join(workspace, found))) return null
  const port = Number(readFileSync(join(workspace, found), 'utf8').split('\n')[0])
  return port > 0 ? port : null
}

async function soon<T>(what: string, look: () => Promise<T | null> | T | null): Promise<T> {
  const until = Date.now() + waitMs
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > until) throw new Error(`${what} did not come`)
    await pause(100)
  }
}

function unlessGone(error: unknown): void {
  if (!(error instanceof Error && error.message === gone)) throw error
}

async function drive({ webSocketDebuggerUrl }: Target): Promise<DrivenPage> {
  const socket = new WebSocket(webSocketDebuggerUrl)
  const waiting = new Map<number, (message: { result?: unknown; error?: { message: string } }) => void>()
  let count = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { id?: number; result?: unknown }
    if (message.id !== undefined) waiting.get(message.id)?.(message)
  })
  socket.addEventListener('close', () => {
    for (const answer of waiting.values()) answer({ error: { message: gone } })
  })
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve, { once: true })
  })
  const send = async (method: string, params: object): Promise<unknown> => {
    if (socket.readyState !== WebSocket.OPEN) throw new Error(gone)
    const id = ++count
    const answer = new Promise<{ result?: unknown; error?: { message: string } }>((resolve) =>
      waiting.set(id, resolve),
    )
    socket.send(JSON.stringify({ id, method, params }))
    const { result, error } = await answer
    if (error !== undefined) throw new Error(error.message === gone ? gone : `${method}: ${error.message}`)
    return result
  }
  const evaluate = async (expression: string): Promise<unknown> => {
    const options = { expression, returnByValue: true }
    const answer = (await send('Runtime.evaluate', options)) as { result: { value?: unknown } }
    return answer.result.value
  }
  const until = async (expression: string): Promise<void> => {
    await soon(expression, async () =>
      (await evaluate(expression).catch(() => false)) === true ? true : null,
    )
  }
  return {
    evaluate,
    until,
    async press(selector) {
      const name = JSON.stringify(selector)
      await until(`document.querySelector(${name}) !== null`)
      const middle = (await evaluate(
        `(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(document.querySelector(${name}).getBoundingClientRect())`,
      )) as { x: number; y: number }
      const mouse = { ...middle, button: 'left', clickCount: 1 }
      await send('Input.dispatchMouseEvent', { type: 'mousePressed', ...mouse })
      // What is pressed may close the page before it has answered.
      await send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...mouse }).catch(unlessGone)
    },
    async type(text) {
      for (const key of text) {
        await send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key })
        await send('Input.dispatchKeyEvent', { type: 'keyUp', key })
      }
    },
    async screenshot() {
      const { data } = (await send('Page.captureScreenshot', { format: 'png' })) as { data: string }
      return Buffer.from(data, 'base64')
    },
    close() {
      socket.close()
    },
  }
}

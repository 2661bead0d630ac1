import type { WebContents } from 'electron'
import { z } from 'zod'
import type { Devtools } from '../devtools.ts'
import type { ActionLog } from './action-log.ts'

const world = 'actions'
const binding = 'tellAction'

const told = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pressed'),
    x: z.int(),
    y: z.int(),
    element: z.string().regex(/^[a-z][a-z0-9-]{0,40}(?::[a-z-]{1,20})?$/),
    inFrame: z.boolean(),
  }),
  z.object({ kind: z.literal('keys'), count: z.literal(1) }),
  z.object({ kind: z.literal('pasted') }),
  z.object({ kind: z.literal('scrolled'), x: z.int(), y: z.int() }),
  z.object({ kind: z.literal('submitted'), method: z.enum(['get', 'post', 'dialog']) }),
  /** The name of a field for a password: what is sent under it is a secret. Its content is never looked at. */
  z.object({ kind: z.literal('secretField'), name: z.string().max(200) }),
])

export const bindingCalled = z.object({ name: z.string(), payload: z.string().max(2_000) })

/**
 * Runs in a world of its own in every frame, before the page's scripts, which can neither see, call nor remove it. It
 * tells only what a person really did (`isTrusted`), and nothing of what is typed.
 */
const observer = `(() => {
  const tell = (action) => globalThis.${binding}(JSON.stringify(action))
  const on = (type, listener) => addEventListener(type, (event) => { if (event.isTrusted) listener(event) }, { capture: true, passive: true })
  const kinds = 'a,button,input,select,textarea,label,option,summary,img,video,audio,canvas,svg'
  const kindOf = (target) => {
    if (!(target instanceof Element)) return 'html'
    const known = target.closest(kinds) ?? target
    const tag = /^[a-z][a-z0-9-]{0,40}$/.test(known.localName) ? known.localName : 'element'
    return tag === 'input' && /^[a-z-]{1,20}$/.test(known.type) ? 'input:' + known.type : tag
  }
  const within = (value) => Math.max(-1000000, Math.min(1000000, Math.round(value)))
  const inFrame = window !== window.top
  on('pointerdown', (event) => tell({ kind: 'pressed', x: within(event.clientX), y: within(event.clientY), element: kindOf(event.composedPath()[0]), inFrame }))
  on('keydown', () => tell({ kind: 'keys', count: 1 }))
  on('paste', () => tell({ kind: 'pasted' }))
  on('submit', (event) => {
    const method = event.target instanceof HTMLFormElement ? event.target.method : 'get'
    tell({ kind: 'submitted', method })
  })
  on('input', (event) => {
    const field = event.composedPath()[0]
    if (!(field instanceof HTMLInputElement) || field.type !== 'password') return
    for (const name of [field.name, field.id]) if (name !== '' && name.length <= 200) tell({ kind: 'secretField', name })
  })
  let waiting = false
  on('scroll', () => {
    if (waiting) return
    waiting = true
    setTimeout(() => { waiting = false; tell({ kind: 'scrolled', x: within(scrollX), y: within(scrollY) }) }, 150)
  })
})()`

/** What the page's window was found to hold besides actions. */
export interface ActionWatch {
  /** Names of fields that hide what is typed into them. */
  readonly secretFields: ReadonlySet<string>
  /** Stops: what happens from now on is the program's doing. */
  stop(): void
}

/** Logs what a person does on the page, from now on and in every page that follows. */
export async function watchActions(
  contents: WebContents,
  devtools: Devtools,
  log: ActionLog,
): Promise<ActionWatch> {
  const secretFields = new Set<string>()
  let watching = true
  contents.debugger.on('message', (_event, method: string, params: unknown) => {
    if (!watching || method !== 'Runtime.bindingCalled') return
    const called = bindingCalled.safeParse(params).data
    if (called?.name !== binding) return
    const action = told.safeParse(parseJson(called.payload)).data
    if (action === undefined) return
    if (action.kind === 'secretField') secretFields.add(action.name)
    else log.add(action)
  })
  const navigated = (url: string) => {
    if (watching && /^https?:/i.test(url)) log.add({ kind: 'navigated', url })
  }
  contents.on('did-navigate', (_event, url) => {
    navigated(url)
  })
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) navigated(url)
  })
  // Without it the binding is never made.
  await devtools.send('Runtime.enable')
  await devtools.send('Runtime.addBinding', { name: binding, executionContextName: world })
  await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: observer, worldName: world })
  return {
    secretFields,
    stop() {
      watching = false
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

import { BrowserWindow, type Session, type WebContents } from 'electron'
import type { Remarks } from './remarks.ts'
import { within } from './timed.ts'

/** The page every capture sees, in CSS pixels. */
export const viewport = { width: 1366, height: 900, scale: 1 } as const

const blankMs = 10_000

/** A page and what shows it, with nothing of ours in it. */
export interface PageWindow {
  readonly contents: WebContents
  /** What is seen of the page without scrolling, in CSS pixels, and how many pixels of the screen each takes. */
  size(): { readonly width: number; readonly height: number; readonly scale: number }
  /** True once the process that shows the page has ended. */
  crashed(): boolean
  /** Ends the page at once; it is not asked whether it wants to. */
  destroy(): void
}

/** What keeps a page in its place, whoever looks at it: no preload, no node, a session of its own. */
export function pagePreferences(session: Session) {
  return {
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    disableDialogs: true,
    autoplayPolicy: 'document-user-activation-required',
    backgroundThrottling: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  } as const
}

/** Opens an offscreen window on about:blank. A window that is merely hidden paints nothing and loads no lazy picture. */
export async function openPageWindow(session: Session, remarks: Remarks): Promise<PageWindow> {
  const window = new BrowserWindow({
    show: false,
    width: viewport.width,
    height: viewport.height,
    useContentSize: true,
    webPreferences: { ...pagePreferences(session), offscreen: true },
  })
  const contents = window.webContents
  const { crashed } = guardContents(contents, remarks, () => undefined)
  await openBlank(contents)
  return { contents, crashed, size: () => viewport, destroy: () => window.destroy() }
}

/** Chromium's commands hang until there is a renderer. */
export async function openBlank(contents: WebContents): Promise<void> {
  await within(contents.loadURL('about:blank'), blankMs, 'opening a window')
}

/** Refuses windows (`wanted` hears of each), schemes other than the web's, and questions; notices a crash. */
export function guardContents(
  contents: WebContents,
  remarks: Remarks,
  wanted: (url: string) => void,
): Pick<PageWindow, 'crashed'> {
  let crashed = false
  contents.setAudioMuted(true)
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(({ url }) => {
    remarks.note('popup-denied', url)
    if (/^https?:/i.test(url)) wanted(url)
    return { action: 'deny' }
  })
  confine(contents, remarks)
  contents.on('render-process-gone', (_event, { reason }) => {
    crashed = true
    remarks.gap('page-crashed', reason)
  })
  return { crashed: () => crashed }
}

function confine(contents: WebContents, remarks: Remarks): void {
  const keepToTheWeb = (event: { readonly url: string; preventDefault(): void }) => {
    if (/^(https?:|about:|data:|blob:)/i.test(event.url)) return
    event.preventDefault()
    remarks.note('navigation-denied', event.url)
  }
  contents.on('will-navigate', keepToTheWeb)
  contents.on('will-frame-navigate', keepToTheWeb)
  contents.on('will-redirect', keepToTheWeb)
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.on('login', (event, { url }, _info, answer) => {
    event.preventDefault()
    remarks.note('login-asked', url)
    answer()
  })
}

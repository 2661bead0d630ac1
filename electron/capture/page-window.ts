import { BrowserWindow, type Session, type WebContents } from 'electron'
import type { Remarks } from './remarks.ts'
import { within } from './timed.ts'

/** The page every capture sees, in CSS pixels. */
export const viewport = { width: 1366, height: 900, scale: 1 } as const

const blankMs = 10_000

/** A window nobody sees, with nothing of ours in it. */
export interface PageWindow {
  readonly contents: WebContents
  /** True once the process that shows the page has ended. */
  crashed(): boolean
  /** Ends the page at once; it is not asked whether it wants to. */
  destroy(): void
}

/** Opens an offscreen window on about:blank. A window that is merely hidden paints nothing and loads no lazy picture. */
export async function openPageWindow(session: Session, remarks: Remarks): Promise<PageWindow> {
  const window = new BrowserWindow({
    show: false,
    width: viewport.width,
    height: viewport.height,
    useContentSize: true,
    webPreferences: {
      session,
      offscreen: true,
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
    },
  })
  const contents = window.webContents
  let crashed = false
  contents.setAudioMuted(true)
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(({ url }) => {
    remarks.note('popup-denied', url)
    return { action: 'deny' }
  })
  confine(contents, remarks)
  contents.on('render-process-gone', (_event, { reason }) => {
    crashed = true
    remarks.gap('page-crashed', reason)
  })
  // Chromium's commands hang until there is a renderer.
  await within(contents.loadURL('about:blank'), blankMs, 'opening a window')
  return { contents, crashed: () => crashed, destroy: () => window.destroy() }
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

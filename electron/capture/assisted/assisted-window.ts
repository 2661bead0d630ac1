import { BaseWindow, Menu, screen, type Session, WebContentsView } from 'electron'
import { guardContents, openBlank, pagePreferences, type PageWindow, viewport } from '../page-window.ts'
import type { Remarks } from '../remarks.ts'
import type { ActionLog } from './action-log.ts'
import { frameColour, openControlStrip, type StripControl, stripHeight } from './control-strip.ts'

/** A visible window with a page in it, and above the page a strip that is not part of it. */
export interface AssistedWindow extends PageWindow {
  /** Resolves once the person asked for the capture, or gave it up by button, key or closing the window. */
  readonly decided: Promise<'capture' | 'cancel'>
  /** Brings the strip up to date; `busy` while the page is taken. */
  refresh(secondsLeft: number, busy: boolean): void
}

/** What the window calls itself; a page has no say in it. */
export const assistedTitle = 'Refrain: isolated capture window, nothing here is kept except the capture'

const frame = 4

/** Opens the window on about:blank. */
export async function openAssistedWindow(
  session: Session,
  remarks: Remarks,
  log: ActionLog,
): Promise<AssistedWindow> {
  const view = new WebContentsView({ webPreferences: pagePreferences(session) })
  const { webContents: contents } = view
  let wanted: string | null = null
  const page = guardContents(contents, remarks, (url) => {
    wanted = url
  })
  const { promise: decided, resolve: decide } = Promise.withResolvers<'capture' | 'cancel'>()
  const asked = (control: StripControl) => {
    if (control === 'capture' || control === 'cancel') {
      decide(control)
      return
    }
    log.add({ kind: 'used', control })
    if (control === 'back') contents.navigationHistory.goBack()
    else if (control === 'reload') contents.reload()
    else if (wanted !== null) void contents.loadURL(wanted).catch(() => undefined)
    wanted = null
  }
  contents.on('did-navigate', () => {
    wanted = null
  })
  const strip = await openControlStrip(asked)
  const window = openFrame(strip.view, view, log)
  window.on('close', () => {
    decide('cancel')
  })
  setMenu(asked)
  await openBlank(contents)
  contents.focus()
  return {
    contents,
    crashed: page.crashed,
    decided,
    size() {
      const { width, height } = view.getBounds()
      return { width, height, scale: screen.getDisplayMatching(window.getBounds()).scaleFactor }
    },
    refresh(secondsLeft, busy) {
      if (window.isDestroyed() || contents.isDestroyed()) return
      strip.show({ address: contents.getURL(), secondsLeft, wanted, busy })
    },
    destroy() {
      contents.close()
      strip.view.webContents.close()
      if (!window.isDestroyed()) window.destroy()
    },
  }
}

function openFrame(strip: WebContentsView, page: WebContentsView, log: ActionLog): BaseWindow {
  const { workAreaSize } = screen.getPrimaryDisplay()
  const window = new BaseWindow({
    title: assistedTitle,
    width: Math.min(workAreaSize.width, viewport.width + 2 * frame),
    height: Math.min(workAreaSize.height, viewport.height + stripHeight + frame),
    minWidth: 640,
    minHeight: 480,
    useContentSize: true,
    center: true,
    backgroundColor: frameColour,
  })
  window.contentView.addChildView(page)
  window.contentView.addChildView(strip)
  const layOut = () => {
    const { width, height } = window.getContentBounds()
    strip.setBounds({ x: 0, y: 0, width, height: stripHeight })
    page.setBounds({
      x: frame,
      y: stripHeight,
      width: Math.max(1, width - 2 * frame),
      height: Math.max(1, height - stripHeight - frame),
    })
  }
  layOut()
  window.on('resize', () => {
    layOut()
    const { width, height } = page.getBounds()
    log.add({ kind: 'resized', width, height })
  })
  return window
}

function setMenu(asked: (control: StripControl) => void): void {
  const item = (label: string, accelerator: string, control: StripControl) => ({
    label,
    accelerator,
    click: () => {
      asked(control)
    },
  })
  const menu = Menu.buildFromTemplate([
    {
      label: 'Capture',
      submenu: [
        item('Capture now', 'CmdOrCtrl+Shift+Enter', 'capture'),
        item('Back', 'Alt+Left', 'back'),
        item('Reload', 'CmdOrCtrl+R', 'reload'),
        { type: 'separator' },
        item('Cancel', 'CmdOrCtrl+W', 'cancel'),
      ],
    },
    {
      label: 'Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
  ])
  Menu.setApplicationMenu(menu)
}

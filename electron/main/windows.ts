import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { channels } from '../../shared/bridge.ts'
import type { EventName } from '../../shared/contract/index.ts'
import { appPage, isAppUrl } from './app-url.ts'
import { createRestartBudget } from './restart-budget.ts'
import { defaultSize, minimumSize, readWindowState, writeWindowState } from './window-state.ts'

export interface WindowsOptions {
  readonly preload: string
  /** Where the place and size of the last closed window are kept. */
  readonly stateFile: string
  readonly developerTools: boolean
  readonly log: (line: string) => void
  /** A window's page was left: it was closed, reloaded or its process died. */
  readonly onPageLeft: (windowId: number) => void
  /** The person or the page loads the page again. */
  readonly onReload: () => void
}

/** The app's windows. */
export interface Windows {
  open(): BrowserWindow
  /** Brings a window to the front, opening one if none is left. */
  focus(): void
  /** The window with this WebContents id. */
  find(windowId: number): BrowserWindow | null
  /** WebContents ids of the open windows. */
  readonly ids: ReadonlySet<number>
  /** Sends an event of the contract to every window. */
  broadcast(name: EventName, payload: unknown): void
  /** Sends an event of the contract to one window, if it is still there. */
  send(windowId: number, name: EventName, payload: unknown): void
  /** The window the person works in, or worked in last; null when none is open. */
  frontId(): number | null
}

/** As the page's own (`--rf-bg`), so that a window does not flash before the page is there. */
const backgrounds = { light: '#f6f6f8', dark: '#121216' } as const
const reloadsPerMinute = 3

export function createWindows(options: WindowsOptions): Windows {
  const windows = new Map<number, BrowserWindow>()
  const ids = new Set<number>()
  let lastFocused: number | null = null

  function open(): BrowserWindow {
    const window = createWindow(options, windows.size > 0)
    const { id } = window.webContents
    windows.set(id, window)
    ids.add(id)
    window.on('focus', () => (lastFocused = id))
    window.on('closed', () => {
      windows.delete(id)
      ids.delete(id)
      options.onPageLeft(id)
    })
    return window
  }

  /** A window is gone for a moment before it is told that it has closed. */
  function find(windowId: number): BrowserWindow | null {
    const window = windows.get(windowId)
    return window === undefined || window.isDestroyed() ? null : window
  }

  function send(windowId: number, name: EventName, payload: unknown): void {
    const contents = find(windowId)?.webContents
    if (contents !== undefined && isAppUrl(contents.getURL())) contents.send(channels.event, name, payload)
  }

  function frontId(): number | null {
    if (lastFocused !== null && find(lastFocused) !== null) return lastFocused
    return [...ids].findLast((id) => find(id) !== null) ?? null
  }

  return {
    open,
    ids,
    find,
    focus() {
      const window = find(frontId() ?? -1) ?? open()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    frontId,
    send,
    broadcast(name, payload) {
      for (const id of ids) send(id, name, payload)
    },
  }
}

function createWindow(options: WindowsOptions, isFurther: boolean): BrowserWindow {
  const { stateFile, preload, developerTools } = options
  const workAreas = screen.getAllDisplays().map((display) => display.workArea)
  const state = readWindowState(readText(stateFile), workAreas)
  const { bounds } = isFurther ? { bounds: null } : state
  const window = new BrowserWindow({
    ...defaultSize,
    ...(bounds ?? {}),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'Refrain',
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      // Chromium would fetch dictionaries from the network.
      spellcheck: false,
      devTools: developerTools,
    },
  })
  if (state.maximized && !isFurther) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => saveState(window, stateFile))
  window.on('page-title-updated', (event) => event.preventDefault())
  followPage(window, options)
  void window.loadURL(appPage)
  return window
}

/**
 * Tells when the page is left or loaded again. Loads it again when its process died; a page that keeps
 * dying is left for the person to close.
 */
function followPage(window: BrowserWindow, { log, onPageLeft, onReload }: WindowsOptions): void {
  const budget = createRestartBudget(reloadsPerMinute, 60_000, Date.now)
  const { id } = window.webContents
  let loadedBefore = false
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return
    if (loadedBefore) {
      onPageLeft(id)
      onReload()
    }
    loadedBefore = true
  })
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    onPageLeft(id)
    if (reason === 'clean-exit') return
    log(`the window's process ended: ${reason}, exit code ${String(exitCode)}`)
    if (budget.take()) void window.loadURL(appPage)
  })
}

function saveState(window: BrowserWindow, file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(
      file,
      writeWindowState({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
    )
  } catch {
    // The window's place is a comfort: a full or read-only disk must not keep it from closing.
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

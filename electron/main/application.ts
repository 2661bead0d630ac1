import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  BrowserWindow,
  Notification,
  app,
  dialog,
  ipcMain,
  nativeTheme,
  safeStorage,
  session,
  shell,
} from 'electron'
import type { CoreEvent } from '../entries/core-protocol.ts'
import { undoState } from '../../shared/contract/workspace.ts'
import { createApplicationMenu } from './application-menu.ts'
import type { ApplicationMenu } from './application-menu.ts'
import { captureProgram } from './capture-program.ts'
import { confineContents } from './contents-policy.ts'
import { startCoreChild } from './core-child.ts'
import { CoreSupervisor } from './core-supervisor.ts'
import { createDeadlineNotices } from './deadline-notices.ts'
import { createHostHandlers } from './host-handlers.ts'
import { connectIpc } from './ipc.ts'
import type { WindowLaunch } from './launch.ts'
import { chooseLocations, coreLaunch, findSqliteBinding } from './locations.ts'
import type { Locations } from './locations.ts'
import { createLiveDesktop } from './live-desktop.ts'
import type { LiveDesktop } from './live-desktop.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'
import { createNotifications } from './notifications.ts'
import { readPreferences, writePreferences } from './preferences.ts'
import type { Theme } from './preferences.ts'
import { registerAppScheme, serveApp } from './protocol.ts'
import { createRpc } from './rpc.ts'
import { isTrustedSender } from './sender.ts'
import type { Sender } from './sender.ts'
import { answerSecret } from './secret-store.ts'
import { confineSession } from './session-policy.ts'
import { createSystemDisplay } from './system-notification.ts'
import { createWindows } from './windows.ts'

/** Opens the app's window on a workspace, or hands over to the instance that already has that workspace. */
export function startApplication(launch: WindowLaunch): void {
  const locations = chooseLocations(launch, app.getPath('userData'), app.getAppPath())
  const log = createLog(locations.logs, Date.now)
  const write = (line: string) => log.write('main', line)
  if (!prepareProfile(locations)) {
    app.exit(1)
    return
  }
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write(`Refrain already has this workspace open: ${locations.workspace}\n`)
    app.exit(0)
    return
  }
  // With --no-sandbox this call would make every child process end at once.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  reportFailures(write)
  registerAppScheme()
  app.on('session-created', (created) => {
    confineSession(created, { developerTools: !app.isPackaged, log: write })
  })
  app.on('web-contents-created', (_event, contents) => {
    confineContents(contents, { log: write, openExternal: (address) => void confirmAndOpen(address) })
  })
  void app
    .whenReady()
    .then(() => openDesktop(launch, locations, log))
    .catch(failToStart(write))
}

/** Each workspace has a browser profile of its own, and with it a lock of its own against second instances. */
function prepareProfile({ instance, data }: Locations): boolean {
  try {
    mkdirSync(instance, { recursive: true })
  } catch {
    dialog.showErrorBox(
      'Refrain cannot start',
      `It cannot write to its data folder ${data}. Make room or give it permission, then start it again.`,
    )
    return false
  }
  app.setPath('userData', instance)
  app.setPath('sessionData', instance)
  return true
}

/** Puts the parts together: core, windows, calls and menu, each hearing of the others through events. */
function openDesktop(launch: WindowLaunch, locations: Locations, log: Log): void {
  const write = (line: string) => log.write('main', line)
  const preferencesFile = join(locations.data, 'preferences.json')
  const { theme } = readPreferences(preferencesFile)
  const developmentRuntime = (process.env.REFRAIN_ELECTRON_FALLBACK ?? '') !== ''
  nativeTheme.themeSource = theme

  const core = superviseCore(launch, locations, log, (event) => {
    windows.broadcast(event.name, event.payload)
    desktop.onEvent(event)
    if (mayChangeUndo(event)) void showUndo(core, menu)
    if (mayBeDue(event)) deadlines.soon()
  })
  const windows = createWindows({
    preload: join(locations.out, 'preload', 'preload.cjs'),
    stateFile: join(locations.instance, 'window.json'),
    developerTools: !app.isPackaged,
    log: write,
    onPageLeft: (windowId) => rpc.abandon(windowId),
    onReload: () => core.retry(),
  })
  const notifications = createNotifications({
    windows,
    display: createSystemDisplay({
      isSupported: () => Notification.isSupported(),
      create: (text) => new Notification(text),
    }),
    isInFront: () => BrowserWindow.getFocusedWindow() !== null,
  })
  const deadlines = createDeadlineNotices({ core, windows, notifications, log: write })
  // What nobody could show is told in the window that opens.
  app.on('browser-window-created', () => deadlines.soon())
  app.on('will-quit', () => deadlines.stop())
  const desktop = createLiveDesktop({ core, windows, notifications, log: write })
  const setTheme = (chosen: Theme): void => {
    nativeTheme.themeSource = chosen
    menu.showTheme(chosen)
    writePreferences(preferencesFile, { theme: chosen })
  }
  const menu = createApplicationMenu({ windows, locations, developmentRuntime, theme, setTheme })
  const findWindow = (windowId: number) => windows.find(windowId)
  const host = createHostHandlers({
    core,
    locations,
    developmentRuntime,
    notifications,
    findWindow,
    setTheme,
  })
  const isTrusted = (sender: Sender) => isTrustedSender(sender, windows.ids)
  const rpc = createRpc({ isTrusted, host, core, log: write })

  serveApp(session.defaultSession, join(locations.out, 'renderer'))
  connectIpc(ipcMain, {
    rpc,
    isTrusted,
    onFilesDropped: (payload, windowId) => windows.send(windowId, 'files.dropped', payload),
  })
  closeInOrder(core, desktop, write)
  app.on('second-instance', () => windows.focus())
  app.on('activate', () => windows.focus())
  write(`Refrain ${app.getVersion()} on Electron ${process.versions.electron}: ${locations.workspace}`)
  core.start()
  windows.open()
}

function superviseCore(
  launch: WindowLaunch,
  locations: Locations,
  log: Log,
  onEvent: (event: CoreEvent) => void,
): CoreSupervisor {
  const script = join(locations.out, 'core', 'core.cjs')
  const sqliteBinding = findSqliteBinding(process.env, app.isPackaged ? process.resourcesPath : null)
  const write = (line: string) => log.write('core', line)
  return new CoreSupervisor({
    launch: coreLaunch(launch, locations, app.getVersion(), sqliteBinding, captureProgram()),
    startChild: (task, listener) => startCoreChild(script, task, listener, write),
    onEvent,
    onSecret: (request) => Promise.resolve(answerSecret(safeStorage, process.platform, request)),
    log: write,
    clock: Date.now,
  })
}

function mayChangeUndo(event: CoreEvent): boolean {
  if (event.name === 'core.status') return event.payload.state === 'ready'
  return event.name === 'data.changed' && event.payload.tables.includes('undo')
}

/** A workspace was opened, or the artist chose to be told. */
function mayBeDue(event: CoreEvent): boolean {
  if (event.name === 'core.status') return event.payload.state === 'ready'
  return event.name === 'data.changed' && event.payload.tables.includes('settings')
}

async function showUndo(core: CoreSupervisor, menu: ApplicationMenu): Promise<void> {
  const result = await core.call('undo.state', {}, new AbortController().signal)
  if (result.ok) menu.showUndo(undoState.parse(result.value))
}

/**
 * Leaves when the last window is closed (on macOS, or with the icon in the tray, when told to), after the core has
 * closed the workspace.
 */
function closeInOrder(core: CoreSupervisor, desktop: LiveDesktop, log: (line: string) => void): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !desktop.staysWithoutWindow) app.quit()
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    void core.stop().then(() => {
      log('closed')
      app.exit(0)
    })
  })
}

/** Opens a link in the system's program for it, once the person has seen the whole address and agreed. */
async function confirmAndOpen(address: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Open this address outside Refrain?',
    detail: address,
    buttons: ['Open', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  })
  if (response === 0) await shell.openExternal(address)
}

function failToStart(log: (line: string) => void): (error: unknown) => void {
  return (error) => {
    log(`could not start: ${describe(error)}`)
    dialog.showErrorBox('Refrain cannot start', 'Your workspace was not touched. The log names the cause.')
    app.exit(1)
  }
}

/** What nobody foresaw goes to the log. The main process holds no data, so it goes on. */
function reportFailures(log: (line: string) => void): void {
  const report = (kind: string) => (error: unknown) => log(`${kind}: ${describe(error)}`)
  process.on('uncaughtException', report('uncaught exception'))
  process.on('unhandledRejection', report('unhandled rejection'))
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

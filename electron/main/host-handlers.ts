import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { app, dialog, shell } from 'electron'
import type { BrowserWindow } from 'electron'
import { RefrainError } from '../../shared/errors.ts'
import type { CoreSupervisor } from './core-supervisor.ts'
import type { Locations } from './locations.ts'
import type { Theme } from './preferences.ts'
import type { Notifications } from './notifications.ts'
import type { HostHandlers } from './rpc.ts'

export interface HostOptions {
  readonly core: Pick<CoreSupervisor, 'status' | 'restoreBackup'>
  readonly locations: Locations
  readonly developmentRuntime: boolean
  readonly notifications: Pick<Notifications, 'takeTarget'>
  readonly findWindow: (windowId: number) => BrowserWindow | null
  readonly setTheme: (theme: Theme) => void
}

/** The answers that need the desktop: dialogs, the file manager, the state of the core. */
export function createHostHandlers(options: HostOptions): HostHandlers {
  const { core, locations, developmentRuntime, notifications, setTheme } = options
  const ownerOf = (windowId: number): BrowserWindow => {
    const window = options.findWindow(windowId)
    if (window === null) throw new RefrainError('CANCELLED', 'The window was closed. Nothing was changed.')
    return window
  }

  return {
    'host.info': () => ({
      appVersion: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      platform: process.platform,
      developmentRuntime,
      logFolder: locations.logs,
      exportsFolder: locations.exports,
    }),

    async 'host.pickFiles'({ title, multiple, filters }, windowId) {
      const { filePaths } = await dialog.showOpenDialog(ownerOf(windowId), {
        title,
        filters,
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
      })
      return { paths: filePaths }
    },

    async 'host.pickFolder'({ title }, windowId) {
      const { filePaths } = await dialog.showOpenDialog(ownerOf(windowId), {
        title,
        properties: ['openDirectory', 'createDirectory'],
      })
      return { path: filePaths[0] ?? null }
    },

    async 'host.pickSave'({ title, defaultName }, windowId) {
      const folder = existsSync(locations.exports) ? locations.exports : app.getPath('documents')
      const { canceled, filePath } = await dialog.showSaveDialog(ownerOf(windowId), {
        title,
        defaultPath: join(folder, basename(defaultName)),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      })
      return { path: canceled || filePath === '' ? null : filePath }
    },

    'host.reveal'({ path }) {
      reveal(path)
      return {}
    },

    'host.coreStatus': () => core.status,

    async 'host.restoreBackup'() {
      const result = await core.restoreBackup()
      if (result.ok) return {}
      throw new RefrainError(result.error.code, result.error.message, result.error.details)
    },

    'host.takeNotification': () => ({ target: notifications.takeTarget() }),

    'host.setTheme'({ theme }) {
      setTheme(theme)
      return {}
    },
  }
}

/** Shows a file, or the folder it used to be in, where it lies. Network shares named by a page are refused: opening one sends credentials. */
function reveal(path: string): void {
  if (!isAbsolute(path) || path.startsWith('\\\\') || path.startsWith('//')) {
    throw new RefrainError('VALIDATION', 'This is not the full path of a file on this computer.')
  }
  const nearest = [path, dirname(path)].find((candidate) => existsSync(candidate))
  if (nearest === undefined) {
    throw new RefrainError(
      'NOT_FOUND',
      `${basename(path)} is no longer where it was. It may have been moved.`,
    )
  }
  shell.showItemInFolder(nearest)
}

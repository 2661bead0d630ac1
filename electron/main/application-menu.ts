import { BrowserWindow, Menu, app, dialog, shell } from 'electron'
import type { UndoState } from '../../shared/contract/workspace.ts'
import type { MenuCommand } from '../../shared/menu-commands.ts'
import { aboutText } from './about.ts'
import type { Locations } from './locations.ts'
import { menuTemplate } from './menu.ts'
import type { Theme } from './preferences.ts'
import type { Windows } from './windows.ts'

export interface ApplicationMenuOptions {
  readonly windows: Windows
  readonly locations: Locations
  readonly developmentRuntime: boolean
  readonly theme: Theme
  readonly setTheme: (theme: Theme) => void
}

/** The native menu, which follows the undo history and the theme. */
export interface ApplicationMenu {
  showUndo(undo: UndoState): void
  showTheme(theme: Theme): void
}

export function createApplicationMenu(options: ApplicationMenuOptions): ApplicationMenu {
  const { windows, locations, setTheme } = options
  let undo: UndoState = { undo: null, redo: null }
  let { theme } = options

  function sendToFront(command: MenuCommand): void {
    const windowId = windows.frontId()
    if (windowId !== null) windows.send(windowId, 'menu.command', { command })
  }

  function render(): void {
    const template = menuTemplate(
      { platform: process.platform, appName: app.name, undo, theme, developer: !app.isPackaged },
      {
        command: sendToFront,
        setTheme: (chosen) => {
          setTheme(chosen)
          sendToFront(`theme.${chosen}`)
        },
        newWindow: () => void windows.open(),
        revealWorkspace: () => shell.showItemInFolder(locations.workspace),
        openLogs: () => void shell.openPath(locations.logs),
        about: () => void showAbout(options),
      },
    )
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  render()
  return {
    showUndo(next) {
      if (next.undo === undo.undo && next.redo === undo.redo) return
      undo = next
      render()
    },
    showTheme(next) {
      if (next === theme) return
      theme = next
      render()
    },
  }
}

async function showAbout({ locations, developmentRuntime }: ApplicationMenuOptions): Promise<void> {
  const { message, detail } = aboutText({
    appVersion: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    developmentRuntime,
    workspace: locations.workspace,
  })
  const window = BrowserWindow.getFocusedWindow()
  const box = { type: 'info' as const, title: 'About Refrain', message, detail, buttons: ['Close'] }
  await (window === null ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box))
}

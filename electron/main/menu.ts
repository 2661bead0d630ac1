import type { MenuItemConstructorOptions } from 'electron'
import type { UndoState } from '../../shared/contract/workspace.ts'
import type { MenuCommand } from '../../shared/menu-commands.ts'
import type { Theme } from './preferences.ts'

export interface MenuState {
  readonly platform: NodeJS.Platform
  readonly appName: string
  readonly undo: UndoState
  readonly theme: Theme
  /** Reload and developer tools, for development only. */
  readonly developer: boolean
}

export interface MenuActions {
  readonly command: (command: MenuCommand) => void
  readonly setTheme: (theme: Theme) => void
  readonly newWindow: () => void
  readonly revealWorkspace: () => void
  readonly openLogs: () => void
  readonly about: () => void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }
const themeLabels: readonly (readonly [Theme, string])[] = [
  ['system', 'Follow System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
]

/** The application menu in the order each platform's people expect. */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const mac = state.platform === 'darwin'
  return [
    ...(mac ? [appMenu(state, actions)] : []),
    fileMenu(mac, actions),
    editMenu(state, actions),
    viewMenu(state, actions),
    goMenu(mac, actions),
    ...(mac ? [{ role: 'windowMenu' as const }] : []),
    helpMenu(mac, actions),
  ]
}

function appMenu({ appName }: MenuState, { about, command }: MenuActions): MenuItemConstructorOptions {
  return {
    label: appName,
    submenu: [
      { label: `About ${appName}`, click: about },
      separator,
      { label: 'Settings…', accelerator: 'Command+,', click: () => command('go.settings') },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}

function fileMenu(mac: boolean, { command, newWindow }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { label: 'New Window', accelerator: 'CommandOrControl+Shift+N', click: newWindow },
      separator,
      { label: 'Import Catalogue…', accelerator: 'CommandOrControl+I', click: () => command('file.import') },
      {
        label: 'Sweep Listings…',
        accelerator: 'CommandOrControl+Shift+O',
        click: () => command('file.sweep'),
      },
      { label: 'Look at Live Sources', click: () => command('live.run') },
      separator,
      { role: 'close' },
      ...(mac ? [] : [{ role: 'quit' as const }]),
    ],
  }
}

/** Undo and redo name what they would do; the window decides whether a text field has its own undo first. */
function editMenu({ platform, undo }: MenuState, { command }: MenuActions): MenuItemConstructorOptions {
  const redoKeys = platform === 'win32' ? 'Control+Y' : 'CommandOrControl+Shift+Z'
  return {
    label: '&Edit',
    submenu: [
      {
        label: undo.undo === null ? 'Undo' : `Undo ${escapeLabel(undo.undo)}`,
        accelerator: 'CommandOrControl+Z',
        click: () => command('edit.undo'),
      },
      {
        label: undo.redo === null ? 'Redo' : `Redo ${escapeLabel(undo.redo)}`,
        accelerator: redoKeys,
        click: () => command('edit.redo'),
      },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      { label: 'Find', accelerator: 'CommandOrControl+F', click: () => command('edit.find') },
    ],
  }
}

function viewMenu(
  { theme, developer }: MenuState,
  { command, setTheme }: MenuActions,
): MenuItemConstructorOptions {
  return {
    label: '&View',
    submenu: [
      { label: 'Command Palette…', accelerator: 'CommandOrControl+K', click: () => command('view.palette') },
      separator,
      {
        label: 'Theme',
        submenu: themeLabels.map(([value, label]) => ({
          label,
          type: 'radio',
          checked: value === theme,
          click: () => setTheme(value),
        })),
      },
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(developer ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
    ],
  }
}

function goMenu(mac: boolean, { command }: MenuActions): MenuItemConstructorOptions {
  // The keys are those of the navigation, where the settings have the fifth.
  const places: readonly (readonly [label: string, command: MenuCommand, key: string])[] = [
    ['Home', 'go.home', '1'],
    ['Catalogue', 'go.catalogue', '2'],
    ['Watch', 'go.watch', '3'],
    ['Live Watch', 'go.live', '6'],
    ['Cases', 'go.cases', '4'],
  ]
  const settings = { label: 'Settings', accelerator: 'Control+,', click: () => command('go.settings') }
  return {
    label: '&Go',
    submenu: [
      ...places.map(([label, name, key]) => ({
        label,
        accelerator: `CommandOrControl+${key}`,
        click: () => command(name),
      })),
      ...(mac ? [] : [settings]),
    ],
  }
}

function helpMenu(
  mac: boolean,
  { about, command, openLogs, revealWorkspace }: MenuActions,
): MenuItemConstructorOptions {
  return {
    role: 'help',
    submenu: [
      { label: 'Keyboard Shortcuts', click: () => command('help.shortcuts') },
      separator,
      { label: 'Show Data Folder', click: revealWorkspace },
      { label: 'Show Log Folder', click: openLogs },
      ...(mac ? [] : [separator, { label: 'About Refrain', click: about }]),
    ],
  }
}

/** A lone ampersand in a label would mark an access key. */
function escapeLabel(text: string): string {
  return text.replaceAll('&', '&&')
}

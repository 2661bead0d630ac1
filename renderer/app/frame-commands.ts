import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconArrowRight,
  IconCommand,
  IconDeviceDesktop,
  IconKeyboard,
  IconMoon,
  IconSearch,
  IconSun,
} from '@tabler/icons-react'
import { chooseTheme, type Theme } from './appearance.ts'
import type { AppCommand } from './feature.ts'
import { focusContent } from './focus-content.ts'
import { back, forward, navigate } from './navigation.ts'
import { navIcons } from './nav-icons.ts'
import type { NavName } from './routes.ts'
import { openPalette } from './palette-store.ts'
import { openShortcutList } from './shortcut-list-store.ts'
import { strings } from './strings.ts'
import { editingElement } from './typing.ts'
import { redoLast, undoLast } from '../ui/toasts.tsx'

const { commands: text, groups, nav } = strings

/** Places with the letter of their `g` shortcut and the id the menu bar uses. */
const places: readonly (readonly [nav: NavName, id: string, letter: string])[] = [
  ['home', 'go.home', 'h'],
  ['catalog', 'go.catalogue', 'c'],
  ['watch', 'go.watch', 'w'],
  ['cases', 'go.cases', 'e'],
  ['settings', 'go.settings', 's'],
  ['live', 'go.live', 'l'],
]

function goCommands(): readonly AppCommand[] {
  return places.flatMap(([name, id, letter], at) => {
    const run = () => navigate({ screen: name })
    const shared = { title: nav[name], group: groups.go, icon: navIcons[name], run }
    return [
      { ...shared, id, shortcut: `mod+${at + 1}` },
      { ...shared, id: `${id}.letter`, shortcut: `g ${letter}`, hidden: true },
    ]
  })
}

/** In a text field the field's own undo comes first. */
function undoOrRedo(native: 'undo' | 'redo', own: () => Promise<void>): () => Promise<void> | void {
  return () => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- no other call reaches a field's own undo
    if (editingElement()) document.execCommand(native)
    else return own()
  }
}

function findInScreen(): void {
  const field = document.querySelector<HTMLInputElement>('main input[data-search]')
  field?.focus()
  field?.select()
}

function themeCommand(theme: Theme, icon: AppCommand['icon']): AppCommand {
  return {
    id: `theme.${theme}`,
    title: text.theme[theme],
    group: groups.view,
    ...(icon ? { icon } : {}),
    keywords: ['appearance', 'dark', 'light', 'colour'],
    run: () => chooseTheme(theme),
  }
}

/** Commands that exist on every screen. */
export const frameCommands: readonly AppCommand[] = [
  ...goCommands(),
  {
    id: 'go.preferences',
    title: nav.settings,
    group: groups.go,
    shortcut: 'mod+,',
    hidden: true,
    run: () => navigate({ screen: 'settings' }),
  },
  {
    id: 'go.back',
    title: text.back,
    group: groups.go,
    icon: IconArrowLeft,
    shortcut: 'alt+ArrowLeft',
    run: back,
  },
  {
    id: 'go.forward',
    title: text.forward,
    group: groups.go,
    icon: IconArrowRight,
    shortcut: 'alt+ArrowRight',
    run: forward,
  },
  {
    id: 'edit.undo',
    title: text.undo,
    group: groups.edit,
    icon: IconArrowBackUp,
    shortcut: 'mod+Z',
    run: undoOrRedo('undo', undoLast),
  },
  {
    id: 'edit.redo',
    title: text.redo,
    group: groups.edit,
    icon: IconArrowForwardUp,
    shortcut: 'mod+shift+Z',
    run: undoOrRedo('redo', redoLast),
  },
  {
    id: 'edit.redo.y',
    title: text.redo,
    group: groups.edit,
    shortcut: 'mod+Y',
    hidden: true,
    run: undoOrRedo('redo', redoLast),
  },
  // With neither a list nor a field in use, nothing is selected: not all the text of the window.
  {
    id: 'edit.selectAll',
    title: text.selectAll,
    group: groups.edit,
    shortcut: 'mod+A',
    hidden: true,
    run: focusContent,
  },
  {
    id: 'edit.find',
    title: text.find,
    group: groups.edit,
    icon: IconSearch,
    shortcut: 'mod+F',
    run: findInScreen,
  },
  {
    id: 'view.palette',
    title: text.palette,
    group: groups.view,
    icon: IconCommand,
    shortcut: 'mod+K',
    run: openPalette,
  },
  themeCommand('light', IconSun),
  themeCommand('dark', IconMoon),
  themeCommand('system', IconDeviceDesktop),
  {
    id: 'help.shortcuts',
    title: text.shortcuts,
    group: groups.help,
    icon: IconKeyboard,
    shortcut: '?',
    run: openShortcutList,
  },
]

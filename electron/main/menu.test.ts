import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { aboutText } from './about.ts'
import { menuTemplate } from './menu.ts'
import type { MenuActions, MenuState } from './menu.ts'

const state: MenuState = {
  platform: 'linux',
  appName: 'Refrain',
  undo: { undo: null, redo: null },
  theme: 'system',
  developer: false,
}

function actions() {
  return {
    command: vi.fn(),
    setTheme: vi.fn(),
    newWindow: vi.fn(),
    revealWorkspace: vi.fn(),
    openLogs: vi.fn(),
    about: vi.fn(),
  } satisfies MenuActions
}

function submenu(
  template: readonly MenuItemConstructorOptions[],
  label: string,
): MenuItemConstructorOptions[] {
  const menu = template.find((item) => item.label === label || item.role === label)
  return Array.isArray(menu?.submenu) ? menu.submenu : []
}

/** Every label and role below these items. */
function names(items: readonly MenuItemConstructorOptions[]): string[] {
  return items.flatMap((item) => [
    item.label ?? item.role ?? '',
    ...(Array.isArray(item.submenu) ? names(item.submenu) : []),
  ])
}

describe('menuTemplate', () => {
  it('keeps the order of the platform', () => {
    const order = (platform: NodeJS.Platform) =>
      menuTemplate({ ...state, platform }, actions()).map((item) => item.label ?? item.role)
    expect(order('linux')).toEqual(['&File', '&Edit', '&View', '&Go', 'help'])
    expect(order('darwin')).toEqual(['Refrain', '&File', '&Edit', '&View', '&Go', 'windowMenu', 'help'])
  })

  it('has quit and about once, where the platform has them', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const all = names(menuTemplate({ ...state, platform }, actions()))
      expect(all.filter((name) => name === 'quit')).toHaveLength(1)
      expect(all.filter((name) => name === 'About Refrain')).toHaveLength(1)
    }
  })

  it('names what would be undone and redone', () => {
    const undo = { undo: 'Edit recording “Salt & Sea”', redo: 'Import of 12 rows' }
    const [first, second] = submenu(menuTemplate({ ...state, undo }, actions()), '&Edit')
    expect(first?.label).toBe('Undo Edit recording “Salt && Sea”')
    expect(second?.label).toBe('Redo Import of 12 rows')
  })

  it('stays usable in a text field when nothing of the app can be undone', () => {
    const [first] = submenu(menuTemplate(state, actions()), '&Edit')
    expect(first).toMatchObject({ label: 'Undo', accelerator: 'CommandOrControl+Z' })
    expect(first?.enabled).not.toBe(false)
  })

  it('uses the redo keys of the platform', () => {
    const redo = (platform: NodeJS.Platform) =>
      submenu(menuTemplate({ ...state, platform }, actions()), '&Edit')[1]?.accelerator
    expect([redo('linux'), redo('win32')]).toEqual(['CommandOrControl+Shift+Z', 'Control+Y'])
  })

  it('checks the present theme', () => {
    const theme = submenu(menuTemplate({ ...state, theme: 'dark' }, actions()), '&View').find(
      (item) => item.label === 'Theme',
    )
    const items = Array.isArray(theme?.submenu) ? theme.submenu : []
    expect(items.filter((item) => item.checked).map((item) => item.label)).toEqual(['Dark'])
  })

  it('leads to the live watch and has its sources looked at', () => {
    const done = actions()
    const click = (label: string, item: string) =>
      (submenu(menuTemplate(state, done), label).find((one) => one.label === item)?.click as () => void)()
    click('&Go', 'Live Watch')
    click('&File', 'Look at Live Sources')
    expect(done.command.mock.calls).toEqual([['go.live'], ['live.run']])
  })

  it('has no two items on the same keys', () => {
    const keys = (items: readonly MenuItemConstructorOptions[]): string[] =>
      items.flatMap((item) => [
        ...(typeof item.accelerator === 'string' ? [item.accelerator] : []),
        ...(Array.isArray(item.submenu) ? keys(item.submenu) : []),
      ])
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const all = keys(menuTemplate({ ...state, platform }, actions()))
      expect(new Set(all).size).toBe(all.length)
    }
  })

  it('shows developer tools to developers only', () => {
    expect(names(menuTemplate(state, actions()))).not.toContain('toggleDevTools')
    expect(names(menuTemplate({ ...state, developer: true }, actions()))).toContain('toggleDevTools')
  })
})

describe('aboutText', () => {
  const facts = {
    appVersion: '0.1.0',
    electron: '45.4.1',
    chromium: '150.0',
    node: '24.1.0',
    platform: 'linux x64',
    developmentRuntime: false,
    workspace: '/music',
  }

  it('warns of the development Electron only when it is one', () => {
    expect(aboutText(facts).detail).not.toContain('substitute')
    expect(aboutText({ ...facts, developmentRuntime: true }).detail).toContain('substitute Electron')
  })
})

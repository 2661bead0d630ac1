import { describe, expect, it } from 'vitest'
import { isPlainKey, matchShortcut, shortcutKeys, type PressedKey } from './keys.ts'

function press(key: string, modifiers: Partial<PressedKey> = {}): PressedKey {
  return { key, ctrl: false, meta: false, alt: false, shift: false, ...modifiers }
}

describe('matchShortcut', () => {
  it('takes Ctrl on a PC and Cmd on a Mac', () => {
    expect(matchShortcut([press('k', { ctrl: true })], 'mod+K', false)).toBe('done')
    expect(matchShortcut([press('k', { meta: true })], 'mod+K', true)).toBe('done')
    expect(matchShortcut([press('k', { meta: true })], 'mod+K', false)).toBe('none')
    expect(matchShortcut([press('k', { ctrl: true })], 'mod+K', true)).toBe('none')
  })

  it('tells undo from redo', () => {
    const redo = [press('Z', { ctrl: true, shift: true })]
    expect(matchShortcut(redo, 'mod+Z', false)).toBe('none')
    expect(matchShortcut(redo, 'mod+shift+Z', false)).toBe('done')
  })

  it('takes signs however the keyboard makes them', () => {
    expect(matchShortcut([press('?', { shift: true })], '?', false)).toBe('done')
    expect(matchShortcut([press('?')], '?', false)).toBe('done')
    expect(matchShortcut([press(',', { ctrl: true })], 'mod+,', false)).toBe('done')
  })

  it('follows a sequence from its last keys', () => {
    expect(matchShortcut([press('g')], 'g c', false)).toBe('started')
    expect(matchShortcut([press('x'), press('g'), press('c')], 'g c', false)).toBe('done')
    expect(matchShortcut([press('c'), press('g')], 'g c', false)).toBe('started')
    expect(matchShortcut([press('g'), press('x')], 'g c', false)).toBe('none')
    expect(matchShortcut([press('c')], 'g c', false)).toBe('none')
  })
})

describe('isPlainKey', () => {
  it.each([
    ['g c', true],
    ['?', true],
    ['F2', false],
    ['mod+K', false],
    ['alt+ArrowLeft', false],
  ])('%s: %s', (shortcut, plain) => {
    expect(isPlainKey(shortcut)).toBe(plain)
  })
})

describe('shortcutKeys', () => {
  it('names the keys as they are printed', () => {
    expect(shortcutKeys('mod+shift+Z', false)).toEqual([['Ctrl', 'Shift', 'Z']])
    expect(shortcutKeys('mod+shift+Z', true)).toEqual([['⌘', '⇧', 'Z']])
    expect(shortcutKeys('g c', false)).toEqual([['G'], ['C']])
    expect(shortcutKeys('alt+ArrowLeft', false)).toEqual([['Alt', '←']])
  })
})

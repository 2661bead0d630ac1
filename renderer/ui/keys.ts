/** True where Cmd takes the place of Ctrl. */
export const isMacPlatform =
  typeof navigator !== 'undefined' && navigator.userAgent.toLowerCase().includes('mac os')

export interface PressedKey {
  readonly key: string
  readonly ctrl: boolean
  readonly meta: boolean
  readonly alt: boolean
  readonly shift: boolean
}

interface Chord {
  readonly key: string
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/** A shortcut such as `mod+shift+Z`, `F2` or the sequence `g c`, taken apart. */
export function parseShortcut(shortcut: string): readonly Chord[] {
  return shortcut.split(' ').map((part) => {
    const names = part === '+' ? ['+'] : part.split('+')
    const key = names.at(-1) ?? ''
    const has = (name: string) => names.slice(0, -1).some((given) => given.toLowerCase() === name)
    return { key: key.toLowerCase(), mod: has('mod'), alt: has('alt'), shift: has('shift') }
  })
}

function matchesChord(pressed: PressedKey, chord: Chord, mac: boolean): boolean {
  const mod = mac ? pressed.meta : pressed.ctrl
  const other = mac ? pressed.ctrl : pressed.meta
  if (pressed.key.toLowerCase() !== chord.key || other) return false
  // "?" and the like need Shift on most keyboards: it is part of the character, not of the shortcut.
  const shiftMatters = chord.key.length > 1 || /[a-z0-9]/.test(chord.key)
  return mod === chord.mod && pressed.alt === chord.alt && (!shiftMatters || pressed.shift === chord.shift)
}

export type ShortcutMatch = 'none' | 'started' | 'done'

/** How far the keys pressed lately (the last one last) get through a shortcut. */
export function matchShortcut(
  pressed: readonly PressedKey[],
  shortcut: string,
  mac = isMacPlatform,
): ShortcutMatch {
  const chords = parseShortcut(shortcut)
  for (let length = Math.min(chords.length, pressed.length); length > 0; length--) {
    const recent = pressed.slice(-length)
    const matches = chords.slice(0, length).every((chord, at) => {
      const key = recent[at]
      return key !== undefined && matchesChord(key, chord, mac)
    })
    if (!matches) continue
    return length === chords.length ? 'done' : 'started'
  }
  return 'none'
}

/** True when the shortcut is plain typing, which must not fire while the user writes. */
export function isPlainKey(shortcut: string): boolean {
  return parseShortcut(shortcut).every(({ key, mod, alt }) => !mod && !alt && key.length === 1)
}

const symbols: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  enter: 'Enter',
  escape: 'Esc',
  ' ': 'Space',
  contextmenu: 'Menu',
}

function keyName(key: string): string {
  return symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1))
}

/** The keys of a shortcut as they are written on the keyboard, one list a chord: [["Ctrl", "K"]]. */
export function shortcutKeys(shortcut: string, mac = isMacPlatform): readonly (readonly string[])[] {
  return parseShortcut(shortcut).map(({ key, mod, alt, shift }) => [
    ...(mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [mac ? '⌥' : 'Alt'] : []),
    ...(shift ? [mac ? '⇧' : 'Shift'] : []),
    keyName(key),
  ])
}

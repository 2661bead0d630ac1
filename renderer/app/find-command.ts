import { isPlainKey, matchShortcut, parseShortcut, type PressedKey } from '../ui/keys.ts'
import type { AppCommand } from './feature.ts'

/** In a text field these belong to the field. */
const textFieldOwns = new Set(['mod+Z', 'mod+shift+Z', 'mod+Y', 'mod+A'])

/**
 * The command the keys pressed lately (the last one last) run, if any. A whole sequence wins over a shortcut
 * that is only its last key; among equals the command registered last wins.
 */
export function findCommand(
  commands: readonly AppCommand[],
  pressed: readonly PressedKey[],
  typing: boolean,
): AppCommand | undefined {
  let best: AppCommand | undefined
  let bestLength = 0
  for (const command of commands) {
    const { shortcut } = command
    if (!shortcut || (typing && (isPlainKey(shortcut) || textFieldOwns.has(shortcut)))) continue
    const { length } = parseShortcut(shortcut)
    if (length < bestLength || matchShortcut(pressed, shortcut) !== 'done') continue
    best = command
    bestLength = length
  }
  return best
}

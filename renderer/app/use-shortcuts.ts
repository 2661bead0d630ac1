import { useEffect } from 'react'
import type { PressedKey } from '../ui/keys.ts'
import { currentCommands, runCommand } from './commands.ts'
import { findCommand } from './find-command.ts'
import { editingElement, isModalOpen } from './typing.ts'

const sequencePauseMs = 1000
const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta'])

function toPressedKey(event: KeyboardEvent): PressedKey {
  return {
    key: event.key,
    ctrl: event.ctrlKey,
    meta: event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
  }
}

/** Runs commands by their shortcuts, wherever the focus is. Nothing runs behind an open dialog. */
export function useShortcuts(): void {
  useEffect(() => {
    let recent: readonly PressedKey[] = []
    let lastAt = 0
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || modifiers.has(event.key) || event.isComposing) return
      const pressed = toPressedKey(event)
      recent = event.timeStamp - lastAt > sequencePauseMs ? [pressed] : [...recent.slice(-2), pressed]
      lastAt = event.timeStamp
      if (isModalOpen()) return
      const command = findCommand(currentCommands(), recent, editingElement() !== null)
      if (!command) return
      recent = []
      event.preventDefault()
      void runCommand(command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

import { describe, expect, it } from 'vitest'
import type { PressedKey } from '../ui/keys.ts'
import type { AppCommand } from './feature.ts'
import { findCommand } from './find-command.ts'

function command(id: string, shortcut: string): AppCommand {
  return { id, shortcut, title: id, group: 'Test', run: () => undefined }
}

function keys(...pressed: readonly string[]): readonly PressedKey[] {
  return pressed.map((key) => ({ key, ctrl: false, meta: false, alt: false, shift: false }))
}

const undo: readonly PressedKey[] = [{ key: 'z', ctrl: true, meta: false, alt: false, shift: false }]

describe('findCommand', () => {
  const commands = [command('go.catalogue', 'g c'), command('confirm', 'c'), command('edit.undo', 'mod+Z')]

  it('prefers a whole sequence to its last key alone', () => {
    expect(findCommand(commands, keys('g', 'c'), false)?.id).toBe('go.catalogue')
    expect(findCommand(commands, keys('x', 'c'), false)?.id).toBe('confirm')
  })

  it('prefers the command registered last', () => {
    expect(findCommand([...commands, command('other', 'c')], keys('c'), false)?.id).toBe('other')
  })

  it('leaves letters and undo to the field in which the user writes', () => {
    expect(findCommand(commands, keys('c'), true)).toBeUndefined()
    expect(findCommand(commands, undo, true)).toBeUndefined()
    expect(findCommand(commands, undo, false)?.id).toBe('edit.undo')
  })

  it('finds nothing for other keys', () => {
    expect(findCommand(commands, keys('x'), false)).toBeUndefined()
    expect(findCommand(commands, [], false)).toBeUndefined()
  })
})

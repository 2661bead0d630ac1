import { describe, expect, it } from 'vitest'
import { gridAction, headerRow, type Cell, type GridKey } from './keyboard.ts'

function press(key: string, modifiers: Partial<GridKey> = {}): GridKey {
  return { key, shift: false, mod: false, alt: false, ...modifiers }
}

function at(row: number, column = 1) {
  return { cursor: { row, column } as Cell | null, rows: 100, columns: 4, pageRows: 10 }
}

const nowhere = { ...at(0), cursor: null }

describe('gridAction: moving', () => {
  it('puts the cursor on the first row with the first arrow key', () => {
    expect(gridAction(press('ArrowDown'), nowhere)).toEqual({
      type: 'move',
      to: { row: 0, column: 0 },
      extend: false,
    })
  })

  it.each([
    ['ArrowDown', {}, { row: 6, column: 1 }],
    ['ArrowUp', {}, { row: 4, column: 1 }],
    ['ArrowLeft', {}, { row: 5, column: 0 }],
    ['ArrowRight', {}, { row: 5, column: 2 }],
    ['PageDown', {}, { row: 15, column: 1 }],
    ['PageUp', {}, { row: 0, column: 1 }],
    ['Home', {}, { row: 5, column: 0 }],
    ['End', {}, { row: 5, column: 3 }],
    ['Home', { mod: true }, { row: 0, column: 0 }],
    ['End', { mod: true }, { row: 99, column: 3 }],
    ['ArrowDown', { mod: true }, { row: 99, column: 1 }],
    ['ArrowUp', { mod: true }, { row: 0, column: 1 }],
  ])('%s %j', (key, modifiers, to) => {
    expect(gridAction(press(key, modifiers), at(5))).toEqual({ type: 'move', to, extend: false })
  })

  it('stops at the edges, and reaches the header from the first row', () => {
    expect(gridAction(press('ArrowDown'), at(99))).toMatchObject({ to: { row: 99 } })
    expect(gridAction(press('ArrowRight'), at(5, 3))).toMatchObject({ to: { column: 3 } })
    expect(gridAction(press('ArrowUp'), at(0))).toMatchObject({ to: { row: headerRow } })
    expect(gridAction(press('ArrowUp'), at(headerRow))).toMatchObject({ to: { row: headerRow } })
  })

  it('stays in the header of an empty list', () => {
    expect(gridAction(press('ArrowDown'), { ...nowhere, rows: 0 })).toMatchObject({ to: { row: headerRow } })
  })

  it('extends the selection with Shift, but never into the header', () => {
    expect(gridAction(press('ArrowDown', { shift: true }), at(5))).toMatchObject({ extend: true })
    expect(gridAction(press('End', { shift: true, mod: true }), at(5))).toMatchObject({
      to: { row: 99 },
      extend: true,
    })
    expect(gridAction(press('ArrowUp', { shift: true }), at(0))).toMatchObject({ extend: false })
  })
})

describe('gridAction: acting', () => {
  it.each([
    ['F2', {}, 'edit'],
    ['Enter', {}, 'open'],
    [' ', {}, 'toggle'],
    ['Escape', {}, 'clear'],
    ['a', { mod: true }, 'selectAll'],
    ['c', { mod: true }, 'copy'],
    ['F10', { shift: true }, 'menu'],
    ['ContextMenu', {}, 'menu'],
  ])('%s %j', (key, modifiers, type) => {
    expect(gridAction(press(key, modifiers), at(5))).toEqual({ type })
  })

  it('sorts and resizes from the header', () => {
    expect(gridAction(press('Enter'), at(headerRow, 2))).toEqual({ type: 'sort', column: 2 })
    expect(gridAction(press('ArrowRight', { shift: true }), at(headerRow, 2))).toEqual({
      type: 'resize',
      column: 2,
      delta: 16,
    })
  })

  it('leaves everything else to the window', () => {
    expect(gridAction(press('ArrowLeft', { alt: true }), at(5))).toBeNull()
    expect(gridAction(press('g'), at(5))).toBeNull()
    expect(gridAction(press('z', { mod: true }), at(5))).toBeNull()
    expect(gridAction(press('F10'), at(5))).toBeNull()
  })
})

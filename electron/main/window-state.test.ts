import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimumSize, readWindowState, writeWindowState } from './window-state.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const second = { x: 1920, y: 0, width: 1280, height: 1024 }
const nowhere = { bounds: null, maximized: false }

describe('readWindowState', () => {
  it('restores what was written', () => {
    const state = { bounds: { x: 40, y: 30, width: 1200, height: 700 }, maximized: true }
    expect(readWindowState(writeWindowState(state), [screen])).toEqual(state)
  })

  it('restores a window on the second display, and not once that is gone', () => {
    const state = { bounds: { x: 2000, y: 10, width: 1000, height: 700 }, maximized: false }
    expect(readWindowState(writeWindowState(state), [screen, second])).toEqual(state)
    expect(readWindowState(writeWindowState(state), [screen])).toEqual(nowhere)
  })

  it('does not leave the title bar above or below the display', () => {
    for (const y of [-40, 1035]) {
      const text = writeWindowState({ bounds: { x: 0, y, width: 1000, height: 700 }, maximized: false })
      expect(readWindowState(text, [screen])).toEqual(nowhere)
    }
  })

  it('fits a window to a smaller display', () => {
    const text = writeWindowState({ bounds: { x: 0, y: 0, width: 3000, height: 2000 }, maximized: false })
    expect(readWindowState(text, [screen]).bounds).toEqual({ x: 0, y: 0, width: 1920, height: 1040 })
  })

  it.each([null, '', '{', '{}', '[]', '{"bounds":{"x":"0"},"maximized":false}', 'null'])(
    'starts at the default place when %j was kept',
    (text) => {
      expect(readWindowState(text, [screen])).toEqual(nowhere)
    },
  )

  it('does not shrink a window off its display', () => {
    const text = writeWindowState({ bounds: { x: -1920, y: 0, width: 2040, height: 800 }, maximized: false })
    expect(readWindowState(text, [screen])).toEqual(nowhere)
  })

  it('always gives a window that can be reached and is not too small', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 })
    fc.assert(
      fc.property(number, number, number, number, (x, y, width, height) => {
        const text = writeWindowState({ bounds: { x, y, width, height }, maximized: false })
        const { bounds } = readWindowState(text, [screen, second])
        if (bounds === null) return
        expect(bounds.width).toBeGreaterThanOrEqual(minimumSize.width)
        expect(bounds.height).toBeGreaterThanOrEqual(minimumSize.height)
        const onScreen = [screen, second].some(
          (area) => bounds.x < area.x + area.width && bounds.x + bounds.width > area.x && bounds.y >= area.y,
        )
        expect(onScreen).toBe(true)
      }),
    )
  })
})

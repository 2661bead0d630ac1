import { describe, expect, it, vi } from 'vitest'
import type { LiveState } from '../../shared/contract/live.ts'
import { foundNotification, trayMenu, trayTip } from './live-words.ts'

const state: LiveState = {
  offline: false,
  pause: null,
  power: { onBattery: false, metered: false },
  running: [],
  nextRunAt: null,
  enabledSources: 2,
  newFindings: 3,
}
const actions = () => ({
  open: vi.fn(),
  showNew: vi.fn(),
  lookNow: vi.fn(),
  setOffline: vi.fn(),
  quit: vi.fn(),
})
const labels = (of: LiveState) => trayMenu(of, actions()).map(({ label, type }) => label ?? type)

describe('foundNotification', () => {
  it('says how much of what is new, and where', () => {
    const since = '2026-11-22T10:00:00.000Z'
    const found = { findings: 1204, recordings: 12, sources: ['Deezer', 'iTunes'], since, findingId: null }
    expect(foundNotification(found)).toEqual({
      title: '1,204 new findings',
      body: '12 of your recordings, at Deezer and iTunes',
      target: { kind: 'findings', since, findingId: null },
    })
    expect(foundNotification({ ...found, findings: 1, sources: [], findingId: 4 })).toMatchObject({
      title: '1 new finding',
      body: '12 of your recordings',
      target: { findingId: 4 },
    })
  })
})

describe('trayMenu', () => {
  it('names what is new, and looks only where something can be asked', () => {
    expect(labels(state)).toEqual([
      'Open Refrain',
      '3 new findings',
      'separator',
      'Look Now',
      'Offline',
      'separator',
      'Quit Refrain',
    ])
    expect(labels({ ...state, newFindings: 0 })).not.toContain('3 new findings')
    const look = (of: LiveState) => trayMenu(of, actions()).find(({ label }) => label?.startsWith('Look'))
    expect(look(state)?.enabled).toBe(true)
    expect(look({ ...state, offline: true })?.enabled).toBe(false)
    expect(look({ ...state, enabledSources: 0 })?.enabled).toBe(false)
    expect(look({ ...state, running: [1] })).toMatchObject({ label: 'Looking…', enabled: false })
  })

  it('turns the offline switch over', () => {
    const offline = (of: LiveState) => {
      const done = actions()
      const item = trayMenu(of, done).find(({ label }) => label === 'Offline')
      // Electron passes the item, the window and the event; none of them is used.
      ;(item?.click as (() => void) | undefined)?.()
      return done.setOffline.mock.calls
    }
    expect(offline(state)).toEqual([[true]])
    expect(offline({ ...state, offline: true })).toEqual([[false]])
  })

  it('says on the icon when nothing is asked', () => {
    expect(trayTip(state)).toBe('Refrain: 2 sources on')
    expect(trayTip({ ...state, offline: true })).toBe('Refrain: offline')
  })
})

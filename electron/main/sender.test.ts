import { describe, expect, it } from 'vitest'
import { isPermitted } from './permissions.ts'
import { isTrustedSender } from './sender.ts'
import type { Sender } from './sender.ts'

const own: Sender = { webContentsId: 1, frameUrl: 'app://bundle/', isMainFrame: true }
const windows = new Set([1, 2])

describe('isTrustedSender', () => {
  it('trusts the top frame of an own window on the own page', () => {
    expect(isTrustedSender(own, windows)).toBe(true)
    expect(isTrustedSender({ ...own, webContentsId: 2, frameUrl: 'app://bundle/#/watch' }, windows)).toBe(
      true,
    )
  })

  it.each<[string, Partial<Sender>]>([
    ['a WebContents that is none of the windows', { webContentsId: 3 }],
    ['a frame inside the page', { isMainFrame: false }],
    ['a frame that is gone', { frameUrl: null }],
    ['another host', { frameUrl: 'app://elsewhere/' }],
    ['another scheme', { frameUrl: 'https://bundle/' }],
    ['a file', { frameUrl: 'file:///tmp/index.html' }],
    ['an empty page', { frameUrl: 'about:blank' }],
    ['no address', { frameUrl: '' }],
  ])('refuses %s', (_who, difference) => {
    expect(isTrustedSender({ ...own, ...difference }, windows)).toBe(false)
  })
})

describe('isPermitted', () => {
  it('lets the own page copy text and nothing else', () => {
    expect(isPermitted('clipboard-sanitized-write', 'app://bundle/')).toBe(true)
    expect(isPermitted('clipboard-sanitized-write', 'https://example.org/')).toBe(false)
  })

  it.each([
    'clipboard-read',
    'media',
    'display-capture',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'window-management',
    'fileSystem',
    'hid',
    'serial',
    'usb',
    'speaker-selection',
    'storage-access',
    'unknown',
  ])('denies %s', (permission) => {
    expect(isPermitted(permission, 'app://bundle/')).toBe(false)
  })
})

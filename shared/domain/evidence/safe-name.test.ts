import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundleExtension, collisionKey, isSafeBundlePath } from './safe-name.ts'

test.each(['index.html', 'data/findings/001-finding-17/row.bin', 'a/.b', 'console.txt', 'aux2/x', 'é/ü'])(
  '“%s” is safe',
  (path) => {
    expect(isSafeBundlePath(path)).toBe(true)
  },
)

test.each([
  '',
  '/etc/passwd',
  'a//b',
  './a',
  'a/../b',
  'a\\b',
  'C:x',
  'aux.txt',
  'data/NUL',
  'com1.log/x',
  'a.',
  'a /b',
  'a\nb',
  'a\u202eb',
  'a?b',
  'x'.repeat(241),
])('“%s” is not', (path) => {
  expect(isSafeBundlePath(path)).toBe(false)
})

test('names that a file system may take for one share a key', () => {
  expect(collisionKey('Index.HTML')).toBe(collisionKey('index.html'))
  expect(collisionKey('e\u0301')).toBe(collisionKey('\u00e9'))
})

test('an attachment never becomes something that a double-click runs', () => {
  expect(bundleExtension('shot.PNG')).toBe('.png')
  for (const name of [
    'a.html',
    'a.svg',
    'a.exe',
    'a.lnk',
    'a.js',
    'a.docm',
    'a',
    '.png.bat',
    'a.png\u0000.exe',
  ]) {
    expect(bundleExtension(name)).toBe('.bin')
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(bundleExtension(name)).toMatch(/^\.[a-z0-9]{1,5}$/)
    }),
  )
})

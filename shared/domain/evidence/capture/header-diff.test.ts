import { expect, test } from 'vitest'
import { diffHeaders } from './header-diff.ts'

test('headers are compared by name, whatever their case and order', () => {
  const before = [
    ['Server', 'nginx'],
    ['Set-Cookie', 'a=[redacted]'],
    ['set-cookie', 'b=[redacted]'],
    ['X-Old', '1'],
  ] as const
  const after = [
    ['x-new', '2'],
    ['set-cookie', 'a=[redacted]'],
    ['SERVER', 'nginx'],
  ] as const
  expect(diffHeaders(before, after)).toEqual([
    { name: 'server', before: 'nginx', after: 'nginx', kind: 'same' },
    { name: 'set-cookie', before: 'a=[redacted]\nb=[redacted]', after: 'a=[redacted]', kind: 'changed' },
    { name: 'x-new', before: null, after: '2', kind: 'added' },
    { name: 'x-old', before: '1', after: null, kind: 'removed' },
  ])
})

import { expect, test } from 'vitest'
import { readMetered } from './metered.ts'

test.each([
  ['(<uint32 1>,)\n', true],
  ['(<uint32 3>,)', true],
  ['(<uint32 2>,)', false],
  ['(<uint32 4>,)', false],
  ['(<uint32 0>,)', null],
  ['', null],
  ['Error: GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown', null],
])('%s means %s', (answer, metered) => {
  expect(readMetered(answer)).toBe(metered)
})

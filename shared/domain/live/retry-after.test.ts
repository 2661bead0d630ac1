import { expect, test } from 'vitest'
import { longestRetryAfterMs, readHttpDate, retryAfterMs } from './retry-after.ts'

const now = Date.UTC(2026, 10, 22, 12, 0, 0)

test.each([
  ['Sun, 06 Nov 1994 08:49:37 GMT'],
  ['Sunday, 06-Nov-94 08:49:37 GMT'],
  ['Sun Nov  6 08:49:37 1994'],
])('a date of HTTP is read in each of its forms: %s', (text) => {
  expect(readHttpDate(text)).toBe(784_111_777_000)
})

test.each([[''], ['tomorrow'], ['2026-11-22T12:00:00Z'], ['Sun, 06 Foo 1994 08:49:37 GMT']])(
  'anything else is no date: “%s”',
  (text) => {
    expect(readHttpDate(text)).toBeNull()
  },
)

test('seconds are taken as they are, and no longer than a day', () => {
  expect(retryAfterMs('120', undefined, now)).toBe(120_000)
  expect(retryAfterMs('99999999', undefined, now)).toBe(longestRetryAfterMs)
})

test('a date counts from the clock of the server that names it', () => {
  const until = 'Sun, 22 Nov 2026 12:10:00 GMT'
  expect(retryAfterMs(until, undefined, now)).toBe(600_000)
  // The server is an hour behind us: by our clock its date has passed, and still it asks for ten minutes.
  expect(retryAfterMs('Sun, 22 Nov 2026 11:10:00 GMT', 'Sun, 22 Nov 2026 11:00:00 GMT', now)).toBe(600_000)
  // A year ahead of us.
  expect(retryAfterMs('Mon, 22 Nov 2027 12:00:30 GMT', 'Mon, 22 Nov 2027 12:00:00 GMT', now)).toBe(30_000)
})

test('what cannot be used says nothing', () => {
  for (const text of [undefined, '', '0', '-5', 'soon', 'Sun, 22 Nov 2026 11:59:59 GMT']) {
    expect(retryAfterMs(text, undefined, now)).toBeNull()
  }
})

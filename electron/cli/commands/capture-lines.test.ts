import { expect, test } from 'vitest'
import { captureListText, clockText } from './capture-lines.ts'

const page = { outcome: 'page', status: 200, complete: false, gaps: 1 } as const

test('the list marks a capture a person led to its page', () => {
  expect(captureListText({ ...page, assisted: true })).toBe('page 200, 1 gap, assisted')
  expect(captureListText({ ...page, assisted: false })).toBe('page 200, 1 gap')
})

test.each([
  [-102, 'the server’s and this machine’s agree to the second'],
  [999, 'the server’s and this machine’s agree to the second'],
  [61_400, 'the server’s is 61 s ahead of this machine’s'],
  [-3_000, 'the server’s is 3 s behind this machine’s'],
])('a clock that is %d ms off is told in seconds, the right way round', (offsetMs, words) => {
  expect(clockText(offsetMs)).toBe(words)
})

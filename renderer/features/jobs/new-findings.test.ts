import { expect, test } from 'vitest'
import { newFindingsOf } from './new-findings.ts'

test('a look at live sources says what it brought, other jobs say nothing of it', () => {
  const brought = { looks: 9, listings: 4, newFindings: 3 }
  expect(newFindingsOf({ kind: 'watch.run', state: 'done', result: brought })).toBe(3)
  expect(newFindingsOf({ kind: 'watch.run', state: 'done', result: null })).toBe(0)
  expect(newFindingsOf({ kind: 'watch.run', state: 'failed', result: null })).toBeNull()
  expect(newFindingsOf({ kind: 'sweep', state: 'done', result: brought })).toBeNull()
})

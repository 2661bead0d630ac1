import { expect, it } from 'vitest'
import { notificationRoute } from './notification-route.ts'

it('leads to what was found, and to the one finding where it is one', () => {
  const since = '2026-11-22T10:00:00.000Z'
  const found = { screen: 'watch', view: 'findings', state: 'new', since }
  expect(notificationRoute({ kind: 'findings', since, findingId: null })).toEqual(found)
  expect(notificationRoute({ kind: 'findings', since, findingId: 4 })).toEqual({ ...found, findingId: 4 })
})

it('leads to what is due, and to its case where it is one', () => {
  expect(notificationRoute({ kind: 'deadlines', caseId: null })).toEqual({ screen: 'deadlines' })
  expect(notificationRoute({ kind: 'deadlines', caseId: 3 })).toEqual({ screen: 'deadlines', caseId: 3 })
})

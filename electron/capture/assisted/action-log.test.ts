import { expect, test } from 'vitest'
import { createActionLog } from './action-log.ts'

test('keys in a row are one number, and of scrolling the end counts; every other action stands alone', () => {
  let now = 0
  const log = createActionLog(() => (now += 1_000))
  log.add({ kind: 'opened', url: 'https://a.example/' })
  for (let key = 0; key < 5; key++) log.add({ kind: 'keys', count: 1 })
  log.add({ kind: 'scrolled', x: 0, y: 100 })
  log.add({ kind: 'scrolled', x: 0, y: 400 })
  log.add({ kind: 'pressed', x: 1, y: 2, element: 'button', inFrame: false })
  log.add({ kind: 'pressed', x: 1, y: 2, element: 'button', inFrame: false })
  log.add({ kind: 'keys', count: 1 })
  log.add({ kind: 'taken' })
  const seconds = (at: string) => Date.parse(at) / 1000
  expect(log.all().map(({ at, ...action }) => [seconds(at), action.kind])).toEqual([
    [1, 'opened'],
    [2, 'keys'],
    [8, 'scrolled'],
    [9, 'pressed'],
    [10, 'pressed'],
    [11, 'keys'],
    [12, 'taken'],
  ])
  expect(log.all()[1]).toMatchObject({ count: 5 })
  expect(log.all()[2]).toMatchObject({ y: 400 })
  expect(log.count()).toBe(5 + 1 + 2 + 1)
})

test('endless actions are counted, and the moment of the capture is told all the same', () => {
  const log = createActionLog(() => 0)
  for (let n = 0; n < 10_050; n++) log.add({ kind: 'pasted' })
  log.add({ kind: 'taken' })
  expect(log.all().slice(-2)).toMatchObject([{ kind: 'taken' }, { kind: 'more', count: 50 }])
  expect(log.all()).toHaveLength(10_002)
})

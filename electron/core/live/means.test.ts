import { expect, test } from 'vitest'
import { createAlarm } from './means.ts'

test('an alarm rings when the clock was set back, instead of sleeping for as long as it had gone wrong', async () => {
  let now = Date.UTC(2027, 10, 22)
  const alarm = createAlarm(() => now)
  const rung = new Promise<string>((resolve) => {
    alarm.set(now + 20, () => {
      resolve('rung')
    })
  })
  now = Date.UTC(2026, 10, 22)
  expect(await rung).toBe('rung')
})

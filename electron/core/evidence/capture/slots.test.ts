import { expect, test } from 'vitest'
import { createSlots } from './slots.ts'

const never = new AbortController().signal

/** Work that ends when it is told to. */
function held(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>()
  return {
    end: resolve,
    work: async () => {
      log.push(name)
      await promise
      return name
    },
  }
}

test('as many as there are places work at once, the others after them in their order', async () => {
  const slots = createSlots(2)
  const log: string[] = []
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => held(log, name))
  const all = [a, b, c, d].map((one) => slots.take(never, one!.work))
  await Promise.resolve()
  expect(log).toEqual(['a', 'b'])
  b!.end()
  await all[1]
  await Promise.resolve()
  expect(log).toEqual(['a', 'b', 'c'])
  for (const one of [a, c, d]) one!.end()
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
})

test('a place is given back by work that fails, and by who no longer waits for one', async () => {
  const slots = createSlots(1)
  const log: string[] = []
  const first = held(log, 'first')
  const stopped = new AbortController()
  const running = slots.take(never, first.work)
  const waiting = slots.take(stopped.signal, held(log, 'stopped').work)
  const failing = slots.take(never, () => Promise.reject(new Error('failed')))
  const last = slots.take(never, () => Promise.resolve('last'))
  stopped.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
  first.end()
  await running
  await expect(failing).rejects.toThrow('failed')
  expect(await last).toBe('last')
  expect(log).toEqual(['first'])
  await expect(slots.take(stopped.signal, () => Promise.resolve('never'))).rejects.toThrow('stopped')
})

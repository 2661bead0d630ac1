import { expect, it } from 'vitest'
import { PageCache } from './page-cache.ts'

function pageOf(bytes: number) {
  return { bytes: Buffer.alloc(bytes), starts: new Int32Array(1), ends: new Int32Array(1) }
}

it('makes a page once, until it is cleared', () => {
  const cache = new PageCache()
  let made = 0
  const ask = () =>
    cache.page(4, () => {
      made++
      return pageOf(10)
    })
  expect(ask()).toBe(ask())
  expect(made).toBe(1)
  cache.clear()
  ask()
  expect(made).toBe(2)
})

it('gives pages for which there is no room, and does not keep them', () => {
  const cache = new PageCache()
  const large = cache.page(0, () => pageOf(20 << 20))
  const tooMuch = cache.page(1, () => pageOf(20 << 20))
  expect(cache.page(0, () => pageOf(1))).toBe(large)
  expect(cache.page(1, () => pageOf(1))).not.toBe(tooMuch)
})

it('keeps nothing of what holds no texts', () => {
  const cache = new PageCache()
  expect(cache.page(0, () => null)).toBeNull()
  expect(cache.page(0, () => pageOf(1))).not.toBeNull()
})

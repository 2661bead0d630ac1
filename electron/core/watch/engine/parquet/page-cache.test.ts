import { expect, it } from 'vitest'
import { PageCache } from './page-cache.ts'
import { PageTexts } from './page-texts.ts'

function pageOf(bytes: number) {
  return new PageTexts(0, { bytes: Buffer.alloc(bytes), starts: new Int32Array(1) })
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

it('gives back the memory of pages, but of those it keeps only when it is cleared', () => {
  const cache = new PageCache()
  const kept = cache.page(0, () => pageOf(20 << 20))
  const other = cache.page(1, () => pageOf(20 << 20))
  cache.letGo(kept)
  cache.letGo(other)
  expect([kept, other].map(({ texts }) => texts.bytes.length)).toEqual([20 << 20, 0])
  cache.clear()
  expect(kept.texts.bytes).toHaveLength(0)
})

it('keeps texts that pages share as long as one of them', () => {
  const cache = new PageCache()
  const dictionary = cache.page(0, () => pageOf(20 << 20))
  cache.page(1, () => new PageTexts(0, dictionary.texts))
  expect(cache.page(2, () => pageOf(10 << 20))).toBe(cache.page(2, () => pageOf(0)))
})

import { expect, it } from 'vitest'
import { PageCache } from './page-cache.ts'
import { KnownTexts } from './page-rows.ts'
import { PageTexts } from './page-texts.ts'
import { Texts } from './texts.ts'

function pageOf({ memory }: PageCache, size: number) {
  const texts = new Texts({ bytes: memory.bytes(size), from: 0, count: () => 0 }, memory)
  return new PageTexts(0, texts, new KnownTexts(new Int32Array(0)))
}

it('makes a page once, until it is cleared', () => {
  const cache = new PageCache()
  let made = 0
  const ask = () =>
    cache.page(4, () => {
      made++
      return pageOf(cache, 10)
    })
  expect(ask()).toBe(ask())
  expect(made).toBe(1)
  cache.clear()
  ask()
  expect(made).toBe(2)
})

it('gives pages for which there is no room, and does not keep them', () => {
  const cache = new PageCache()
  const large = cache.page(0, () => pageOf(cache, 20 << 20))
  const tooMuch = cache.page(1, () => pageOf(cache, 20 << 20))
  expect(cache.page(0, () => pageOf(cache, 1))).toBe(large)
  expect(cache.page(1, () => pageOf(cache, 1))).not.toBe(tooMuch)
})

it('keeps nothing of what holds no texts', () => {
  const cache = new PageCache()
  expect(cache.page(0, () => null)).toBeNull()
  expect(cache.page(0, () => pageOf(cache, 1))).not.toBeNull()
})

it('gives back the memory of pages it does not keep', () => {
  const cache = new PageCache()
  const kept = cache.page(0, () => pageOf(cache, 20 << 20))
  const other = cache.page(1, () => pageOf(cache, 20 << 20))
  cache.letGo(kept)
  cache.letGo(other)
  expect([kept, other].map(({ texts }) => texts.bytes.buffer.byteLength > 0)).toEqual([true, false])
})

it('does not give back texts that pages to come share', () => {
  const cache = new PageCache()
  pageOf(cache, 30 << 20)
  const { texts } = pageOf(cache, 20 << 20)
  const page = new PageTexts(0, texts, new KnownTexts(new Int32Array(0)))
  cache.letGo(page, texts)
  expect(texts.bytes).toHaveLength(20 << 20)
  cache.letGo(page)
  expect(texts.bytes.buffer.byteLength).toBe(0)
})

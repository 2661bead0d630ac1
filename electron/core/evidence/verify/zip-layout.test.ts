import { expect, test } from 'vitest'
import { findGaps, type ZipRegion } from './zip-layout.ts'

const region = (path: string, start: number, end: number, descriptor = false): ZipRegion => ({
  path,
  start,
  end,
  descriptor,
})

test('entries that follow each other up to the directory leave no gap, in whatever order they are listed', () => {
  expect(findGaps([region('b', 10, 30), region('a', 0, 10)], 30)).toEqual([])
  expect(findGaps([], 0)).toEqual([])
})

test('room before, between and behind entries is found', () => {
  expect(findGaps([region('a', 5, 10), region('b', 12, 20)], 30)).toEqual([
    { path: '', bytes: 5 },
    { path: 'a', bytes: 2 },
    { path: 'b', bytes: 10 },
  ])
})

test('a data descriptor explains its own size and no other', () => {
  for (const size of [12, 16, 20, 24]) expect(findGaps([region('a', 0, 10, true)], 10 + size)).toEqual([])
  expect(findGaps([region('a', 0, 10, true)], 23)).toEqual([{ path: 'a', bytes: 13 }])
})

test('entries that share bytes are found', () => {
  expect(findGaps([region('a', 0, 10), region('b', 5, 20)], 20)).toEqual([{ path: 'a', bytes: -5 }])
})

import { expect, it } from 'vitest'
import { remembering } from './remembering.ts'

it('asks once for what is asked again, and keeps no more answers than it may', () => {
  const asked: string[] = []
  const lengthOf = remembering((text) => {
    asked.push(text)
    return text.length
  }, 2)
  expect(['a', 'bb', 'a', 'ccc', 'a'].map(lengthOf)).toEqual([1, 2, 1, 3, 1])
  expect(asked).toEqual(['a', 'bb', 'ccc', 'a'])
})

it('tells an answer that is null', () => {
  expect(remembering(() => null, 2)('a')).toBeNull()
})

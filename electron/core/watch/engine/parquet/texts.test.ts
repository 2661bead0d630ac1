import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BrokenStream } from '../broken-stream.ts'
import { PageMemory } from './page-memory.ts'
import { joinedTexts, Texts } from './texts.ts'

const words = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 20 })

it('texts are read alike by their starts and by passing over those before', () => {
  fc.assert(
    fc.property(words, fc.array(fc.nat(), { maxLength: 12 }), (parts, asked) => {
      const texts = joinedTexts(
        parts.map((part) => Buffer.from(part)),
        new PageMemory(),
      )
      const numbers = asked.map((number) => (number % (parts.length + 1)) - 1).sort((a, b) => a - b)
      const wanted = numbers.map((number) => parts[number] ?? '')
      expect(texts.read(numbers)).toEqual(wanted)
      expect(texts.count).toBe(parts.length)
      expect(texts.read(numbers)).toEqual(wanted)
    }),
  )
})

it('a text that is cut off is damage, however it is asked for', () => {
  const bytes = Buffer.from([1, 0, 0, 0, 65, 9, 0, 0, 0, 66])
  const texts = () => new Texts({ bytes, from: 0, count: () => 2 }, new PageMemory())
  expect(texts().read([0])).toEqual(['A'])
  expect(() => texts().read([1])).toThrow(BrokenStream)
  expect(() => texts().starts).toThrow(BrokenStream)
  expect(() => new Texts({ bytes, from: 0, count: () => 1 << 28 }, new PageMemory()).starts).toThrow(
    BrokenStream,
  )
})

import { expect, it } from 'vitest'
import { PageMemory } from './page-memory.ts'

it('pieces of the room do not overlap, and are used again when it is cleared', () => {
  const memory = new PageMemory()
  const one = memory.bytes(5).fill(1)
  const two = memory.numbers(3).fill(-1)
  expect([...one]).toEqual([1, 1, 1, 1, 1])
  expect(memory.keeps(one) && memory.keeps(two)).toBe(true)
  memory.clear()
  expect(memory.bytes(5).byteOffset).toBe(one.byteOffset)
})

it('what was asked for last is free again when it is given back, and nothing else', () => {
  const memory = new PageMemory()
  const one = memory.bytes(20)
  const two = memory.bytes(20)
  memory.giveBack(one)
  expect(memory.bytes(8).byteOffset).toBeGreaterThan(two.byteOffset)
  const four = memory.bytes(20)
  memory.giveBack(four)
  expect(memory.bytes(20).byteOffset).toBe(four.byteOffset)
  memory.letGo(two)
  expect(memory.bytes(20).byteOffset).toBeGreaterThan(four.byteOffset)
})

it('without room, memory that was let go is used for one who asks, and only for one', () => {
  const memory = new PageMemory()
  memory.bytes(32 << 20)
  const loose = memory.bytes(1000)
  expect(memory.keeps(loose)).toBe(false)
  memory.letGo(loose)
  memory.letGo(loose)
  expect(memory.bytes(900).buffer).toBe(loose.buffer)
  expect(memory.bytes(900).buffer).not.toBe(loose.buffer)
})

it('does not hoard: of memory that was let go the largest is kept at hand, as long as it is not too large', () => {
  const memory = new PageMemory(0)
  const pieces = [1 << 20, 5 << 20, 7 << 20].map((size) => memory.bytes(size))
  for (const piece of pieces) memory.letGo(piece)
  expect(pieces.map(({ buffer }) => buffer.byteLength)).toEqual([1 << 20, 5 << 20, 0])
  const other = memory.bytes(6 << 20)
  memory.letGo(other)
  expect(pieces.map(({ buffer }) => buffer.byteLength)).toEqual([0, 0, 0])
  expect(memory.bytes(100).buffer).toBe(other.buffer)
})

import { describe, expect, it } from 'vitest'
import { RefrainError } from '../../../shared/errors.ts'
import { PagedSource, type Page, type PageRequest } from './paged-source.ts'

interface Asked {
  readonly request: PageRequest
  readonly signal: AbortSignal
  readonly answer: (page: Page<number>) => void
  readonly fail: (error: unknown) => void
}

/** A source of the numbers 0..total-1 whose pages arrive when the test says so. */
function numbers() {
  const asked: Asked[] = []
  const source = new PagedSource<number>({
    pageSize: 10,
    load: (request, signal) =>
      new Promise((answer, fail) => {
        asked.push({ request, signal, answer, fail })
      }),
    toError: (error) => new RefrainError('INTERNAL', String(error)),
  })
  const page = (offset: number, total: number): Page<number> => {
    const rows = Array.from({ length: Math.max(0, Math.min(10, total - offset)) }, (_, at) => offset + at)
    return { rows, total, nextCursor: `c${offset + rows.length}` }
  }
  const answer = async (at: number, total: number) => {
    asked[at]!.answer(page(asked[at]!.request.offset, total))
    await Promise.resolve()
    await Promise.resolve()
  }
  return { source, asked, answer }
}

describe('PagedSource', () => {
  it('loads the pages that are needed, each once', async () => {
    const { source, asked, answer } = numbers()
    source.ensure(5, 14)
    source.ensure(5, 14)
    expect(asked.map(({ request }) => request.offset)).toEqual([0, 10])
    expect(source.total()).toBeNull()
    await answer(0, 45)
    expect(source.total()).toBe(45)
    expect(source.row(7)).toBe(7)
    expect(source.row(12)).toBeUndefined()
    source.ensure(5, 9)
    expect(asked).toHaveLength(2)
  })

  it('goes on from the key of the page before, and jumps by offset', async () => {
    const { source, asked, answer } = numbers()
    source.ensure(0, 9)
    await answer(0, 45)
    source.ensure(10, 19)
    expect(asked[1]!.request).toEqual({ offset: 10, limit: 10, cursor: 'c10' })
    source.ensure(30, 39)
    expect(asked[2]!.request).toEqual({ offset: 30, limit: 10, cursor: null })
  })

  it('cancels what was scrolled past, and asks again when it comes back', () => {
    const { source, asked } = numbers()
    source.ensure(0, 9)
    source.ensure(100, 109)
    expect(asked[0]!.signal.aborted).toBe(true)
    expect(asked[1]!.signal.aborted).toBe(false)
    source.ensure(0, 9)
    expect(asked[2]!.request.offset).toBe(0)
  })

  it('shows what it has while the list is loaded again', async () => {
    const { source, asked, answer } = numbers()
    source.ensure(0, 9)
    await answer(0, 45)
    source.invalidate()
    expect(source.row(3)).toBe(3)
    expect(asked).toHaveLength(2)
    await answer(1, 4)
    expect(source.total()).toBe(4)
    expect(source.row(5)).toBeUndefined()
  })

  it('does not show the answer to a question that a change made stale', async () => {
    const { source, answer } = numbers()
    source.ensure(0, 9)
    source.invalidate()
    await answer(0, 45)
    expect(source.total()).toBeNull()
    await answer(1, 3)
    expect(source.total()).toBe(3)
  })

  it('reports a failure and tries again when asked', async () => {
    const { source, asked, answer } = numbers()
    source.ensure(0, 9)
    asked[0]!.fail('the disk is gone')
    await new Promise((resolve) => setTimeout(resolve))
    expect(source.error()?.message).toBe('the disk is gone')
    source.ensure(0, 9)
    expect(asked).toHaveLength(1)
    source.retry()
    expect(source.error()).toBeNull()
    await answer(1, 3)
    expect(source.total()).toBe(3)
  })

  it('loads the whole of a range for a selection', async () => {
    const { source, asked, answer } = numbers()
    const range = source.range(8, 21)
    await answer(0, 45)
    await answer(1, 45)
    await answer(2, 45)
    expect(await range).toEqual(Array.from({ length: 14 }, (_, at) => at + 8))
    expect(asked).toHaveLength(3)
  })

  it('tells its listeners of every change', async () => {
    const { source, answer } = numbers()
    let told = 0
    const stop = source.subscribe(() => told++)
    source.ensure(0, 9)
    const before = source.version()
    await answer(0, 45)
    expect(told).toBe(1)
    expect(source.version()).not.toBe(before)
    stop()
    source.retry()
    expect(told).toBe(1)
  })

  it('grows while one goes down a list that was not counted, and ends where it ends', async () => {
    const { source, asked } = numbers()
    const answerWith = async (at: number, total: number, totalIsAtLeast: boolean) => {
      const { offset } = asked[at]!.request
      const rows = Array.from({ length: Math.min(10, 25 - offset) }, (_, n) => offset + n)
      asked[at]!.answer({ rows, total, totalIsAtLeast, nextCursor: null })
      await Promise.resolve()
      await Promise.resolve()
    }
    source.ensure(0, 9)
    await answerWith(0, 11, true)
    expect([source.total(), source.totalIsAtLeast()]).toEqual([11, true])
    source.ensure(0, 19)
    await answerWith(1, 21, true)
    expect(source.total()).toBe(21)
    source.ensure(20, 29)
    await answerWith(2, 25, false)
    expect([source.total(), source.totalIsAtLeast()]).toEqual([25, false])
  })
})

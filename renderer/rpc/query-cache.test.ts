import { describe, expect, it } from 'vitest'
import { RefrainError } from '../../shared/errors.ts'
import { QueryCache, queryKey } from './query-cache.ts'

interface Asked {
  readonly input: unknown
  readonly signal: AbortSignal
  readonly answer: (value: unknown) => Promise<void>
  readonly fail: (error: Error) => Promise<void>
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

function createCache(keep?: number) {
  const asked: Asked[] = []
  const cache = new QueryCache({
    load: (_name, input, signal) =>
      new Promise((resolve, reject) => {
        asked.push({
          input,
          signal,
          answer: (value) => (resolve(value), settle()),
          fail: (error) => (reject(error), settle()),
        })
      }),
    tablesRead: (name) => (name === 'sweeps.inspect' ? [] : ['recordings']),
    ...(keep === undefined ? {} : { keep }),
  })
  return { cache, asked }
}

const key = queryKey('recordings.get', { recordingId: 1 })
const watch = (cache: QueryCache, which = key) => cache.subscribe(which, () => undefined)

describe('QueryCache', () => {
  it('asks once for all who want to know', async () => {
    const { cache, asked } = createCache()
    watch(cache)
    watch(cache)
    expect(asked.map(({ input }) => input)).toEqual([{ recordingId: 1 }])
    await asked[0]!.answer('one')
    expect(cache.read(key)).toEqual({ data: 'one', error: null, fetching: false })
  })

  it('asks again when a table it reads changes, and shows the old answer meanwhile', async () => {
    const { cache, asked } = createCache()
    watch(cache)
    await asked[0]!.answer('one')
    cache.changed(['cases'])
    expect(asked).toHaveLength(1)
    cache.changed(['cases', 'recordings'])
    expect(cache.read(key)).toEqual({ data: 'one', error: null, fetching: true })
    await asked[1]!.answer('two')
    expect(cache.read(key).data).toBe('two')
  })

  it('folds changes that come while it asks into one more question', async () => {
    const { cache, asked } = createCache()
    watch(cache)
    for (let change = 0; change < 5; change++) cache.changed(['recordings'])
    expect(asked).toHaveLength(1)
    await asked[0]!.answer('one')
    expect(asked).toHaveLength(2)
    await asked[1]!.answer('two')
    expect(asked).toHaveLength(2)
    expect(cache.read(key)).toEqual({ data: 'two', error: null, fetching: false })
  })

  it('cancels a question nobody waits for, and ignores its answer', async () => {
    const { cache, asked } = createCache()
    watch(cache)()
    expect(asked[0]!.signal.aborted).toBe(true)
    await asked[0]!.answer('late')
    expect(cache.read(key).data).toBeUndefined()
    watch(cache)
    expect(asked).toHaveLength(2)
  })

  it('keeps an answer for the return, and asks again only if it went stale', async () => {
    const { cache, asked } = createCache()
    const leave = watch(cache)
    await asked[0]!.answer('one')
    leave()
    const leaveAgain = watch(cache)
    expect(asked).toHaveLength(1)
    leaveAgain()
    cache.changed(['recordings'])
    expect(asked).toHaveLength(1)
    watch(cache)
    expect(asked).toHaveLength(2)
    expect(cache.read(key).data).toBe('one')
  })

  it('keeps no answer about files on disk', async () => {
    const { cache, asked } = createCache()
    const inspect = queryKey('sweeps.inspect', { paths: ['a.csv'] })
    const leave = watch(cache, inspect)
    await asked[0]!.answer('one')
    leave()
    expect(cache.read(inspect).data).toBeUndefined()
  })

  it('tells a failure beside the last answer, and asks again on return', async () => {
    const { cache, asked } = createCache()
    const leave = watch(cache)
    await asked[0]!.answer('one')
    cache.refetch(key)
    await asked[1]!.fail(new RefrainError('BUSY', 'An import holds the store.'))
    expect(cache.read(key)).toMatchObject({ data: 'one', error: { code: 'BUSY' }, fetching: false })
    leave()
    watch(cache)
    expect(asked).toHaveLength(3)
  })

  it('forgets the answer about a thing that is gone', async () => {
    const { cache, asked } = createCache()
    watch(cache)
    await asked[0]!.answer('one')
    cache.changed(['recordings'])
    await asked[1]!.fail(new RefrainError('NOT_FOUND', 'It was deleted.'))
    expect(cache.read(key)).toMatchObject({ data: undefined, error: { code: 'NOT_FOUND' } })
  })

  it('asks everything again after the core came back', async () => {
    const { cache, asked } = createCache()
    watch(cache)
    await asked[0]!.fail(new RefrainError('CORE_CRASHED', 'Restarting.'))
    cache.changed(null)
    expect(asked).toHaveLength(2)
  })

  it('drops the answers that were left longest ago', async () => {
    const { cache, asked } = createCache(2)
    for (const id of [1, 2, 3]) {
      const leave = watch(cache, queryKey('recordings.get', { recordingId: id }))
      await asked.at(-1)!.answer(id)
      leave()
    }
    expect(cache.read(queryKey('recordings.get', { recordingId: 1 })).data).toBeUndefined()
    expect(cache.read(queryKey('recordings.get', { recordingId: 3 })).data).toBe(3)
  })

  it('is idle when every question in sight is answered', async () => {
    const { cache, asked } = createCache()
    watch(cache)
    let idle = false
    cache.whenIdle(() => (idle = true))
    expect(idle).toBe(false)
    await asked[0]!.answer('one')
    expect(idle).toBe(true)
  })
})

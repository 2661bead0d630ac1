import { openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { withFile } from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { type Crew, createWorkerCrew, hireThreads } from './crew.ts'
import { createCataloguePacker } from './packed-catalogue.ts'
import type { RangeTask, WorkerSetup } from './sweep-task.ts'

// Workers that do what the name of the file tells them to, once they have their setup.
const script = `
import { parentPort } from 'node:worker_threads'
parentPort.once('message', ({ codesOnly }) => {
  if (codesOnly) throw new Error('set up')
  parentPort.on('message', perform)
})
function perform({ id, task }) {
  if (task.fileName === 'exit') process.exit(0)
  if (task.fileName === 'throw') throw new Error('lost')
  if (task.fileName === 'defect') parentPort.postMessage({ id, ok: false, defect: new TypeError('defect') })
  if (task.fileName === 'fail') parentPort.postMessage({ id, ok: false, error: { code: 'FILE_UNREADABLE', message: 'no' } })
  if (task.fileName === 'answer') setTimeout(() => parentPort.postMessage({ id, ok: true, answer: { position: task.from } }), 20)
}
`

const setup: WorkerSetup = {
  catalogue: createCataloguePacker().finish(),
  cancelFlag: new Int32Array(new SharedArrayBuffer(4)),
  blockBytes: 1024,
}

function withScript<T>(use: (file: string) => Promise<T>): Promise<T> {
  return withFile('', (path) => {
    const file = join(path, '..', 'worker.mjs')
    writeFileSync(file, script)
    return use(file)
  })
}

function withCrew<T>(sweepers: number, use: (crew: Crew) => Promise<T>): Promise<T> {
  return withScript(async (file) => {
    const crew = createWorkerCrew(file, sweepers, setup)
    try {
      return await use(crew)
    } finally {
      await crew.close()
    }
  })
}

const task = (fileName: string, from = 0): RangeTask => ({
  ...{ kind: 'range', fileKey: 1, fd: 0, fileName, member: null, from, to: 1, aligned: true },
  layout: { format: 'csv', compression: 'none', steps: [], encoding: 'utf-8', dataStart: 0, csv: null },
})

describe('a crew of workers', () => {
  it('does more tasks than it has members, the urgent ones first', async () => {
    await withCrew(1, async (crew) => {
      const order: number[] = []
      const note = (answer: { position: number }) => order.push(answer.position)
      const all = [1, 2, 3].map((from) => crew.sweep(task('answer', from)).then(note))
      all.push(crew.sweep(task('answer', 4), true).then(note))
      await Promise.all(all)
      expect(order).toEqual([1, 4, 2, 3])
    })
  })

  it.each([
    ['exit', 'a worker of the sweep ended unexpectedly'],
    ['throw', 'lost'],
    ['defect', 'defect'],
    ['fail', 'no'],
  ])('survives a member that does: %s', async (fileName, message) => {
    await withCrew(1, async (crew) => {
      await expect(crew.sweep(task(fileName))).rejects.toThrow(message)
      expect(await crew.sweep(task('answer', 7))).toEqual({ position: 7 })
    })
  })

  it('takes threads that were started before, but none that ended meanwhile', async () => {
    await withScript(async (file) => {
      const started: Worker[] = []
      const note = (worker: Worker) => started.push(worker)
      process.on('worker', note)
      const hired = hireThreads(file, 3)
      await nextTurn()
      process.off('worker', note)
      await started.at(-1)?.terminate()
      const crew = createWorkerCrew(file, 1, setup, hired)
      expect(started).toHaveLength(3)
      expect(await crew.sweep(task('answer', 3))).toEqual({ position: 3 })
      await hired.dismiss()
      expect(started.map(({ threadId }) => threadId > 0)).toEqual([false, true, false])
      await crew.close()
      const other = createWorkerCrew(file, 1, setup, hired)
      expect(await other.sweep(task('answer', 4))).toEqual({ position: 4 })
      await other.close()
    })
  })

  it('gives up everything when it is closed', async () => {
    await withCrew(1, async (crew) => {
      const left = [crew.sweep(task('nothing')), crew.sweep(task('answer'))]
      const outcomes = Promise.allSettled(left)
      await crew.close()
      const codes = (await outcomes).map(
        (outcome) => outcome.status === 'rejected' && (outcome.reason as { code: string }).code,
      )
      expect(codes).toEqual(['CANCELLED', 'CANCELLED'])
      await expect(crew.sweep(task('answer'))).rejects.toMatchObject({ code: 'CANCELLED' })
    })
  })

  it('hashes small files without a worker and large ones in one', async () => {
    const small = await withFile('abc', (path) =>
      withCrew(1, (crew) =>
        crew.hash({ kind: 'hash', fd: openSync(path, 'r'), bytes: 3, fileName: 'small' }),
      ),
    )
    expect(small.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    await withCrew(1, async (crew) => {
      await expect(crew.hash({ kind: 'hash', fd: 0, bytes: 1e9, fileName: 'fail' })).rejects.toThrow('no')
    })
  })
})

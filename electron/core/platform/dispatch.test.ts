import { describe, expect, it } from 'vitest'
import type { Handlers } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createDispatch } from './dispatch.ts'
import { createWriteGate } from './write-gate.ts'

function dispatchWith(handlers: Partial<Handlers>) {
  const gate = createWriteGate()
  const logged: string[] = []
  // Only the procedures under test are called; the full table is checked by the compiler where the core is built.
  const call = createDispatch(handlers as Handlers, {
    gate,
    clock: () => Date.now(),
    log: (line) => logged.push(line),
  })
  return { call, gate, logged }
}

describe('dispatch', () => {
  it('refuses input that does not fit the contract, naming the field', async () => {
    const { call } = dispatchWith({ 'jobs.get': () => Promise.reject(new Error('must not run')) })
    const result = await call('jobs.get', { jobId: -1 })
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION', details: { problems: [{ field: 'jobId' }] } },
    })
  })

  it('fills defaults before the handler sees the input', async () => {
    const { call } = dispatchWith({ 'jobs.list': ({ limit }) => ({ jobs: [], limit }) })
    expect(await call('jobs.list', {})).toEqual({ ok: true, value: { jobs: [], limit: 50 } })
  })

  it('answers a cancelled call at once although its handler never ends', async () => {
    const { call } = dispatchWith({ 'jobs.list': () => Promise.withResolvers<never>().promise })
    const controller = new AbortController()
    const pending = call('jobs.list', {}, { signal: controller.signal })
    controller.abort()
    expect(await pending).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  })

  it('does not start the handler of a call cancelled before', async () => {
    let ran = false
    const { call } = dispatchWith({
      'undo.undo': () => {
        ran = true
        return { label: '', state: { undo: null, redo: null } }
      },
    })
    const result = await call('undo.undo', {}, { signal: AbortSignal.abort() })
    expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    expect(ran).toBe(false)
  })

  it('passes a failure on with code, sentence and details', async () => {
    const { call } = dispatchWith({
      'jobs.list': () => {
        throw new RefrainError('CONFLICT', 'Taken.', { by: 7 })
      },
    })
    expect(await call('jobs.list', {})).toEqual({
      ok: false,
      error: { code: 'CONFLICT', message: 'Taken.', details: { by: 7 } },
    })
  })

  it('hides a defect behind a reference that the log holds', async () => {
    const { call, logged } = dispatchWith({
      'jobs.list': () => {
        throw new TypeError('/secret/path is undefined')
      },
    })
    const result = await call('jobs.list', {})
    if (result.ok) throw new Error('expected a failure')
    expect(result.error.code).toBe('INTERNAL')
    expect(result.error.message).not.toContain('/secret/path')
    expect(logged.join('\n')).toContain(result.error.ref ?? 'no reference')
    expect(logged.join('\n')).toContain('/secret/path is undefined')
  })

  it.each([
    ['SQLITE_FULL', 'DISK_FULL'],
    ['ENOSPC', 'DISK_FULL'],
    ['SQLITE_READONLY_DBMOVED', 'READ_ONLY'],
    ['SQLITE_CORRUPT_VTAB', 'WORKSPACE_CORRUPT'],
    ['SQLITE_BUSY_SNAPSHOT', 'BUSY'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'CONFLICT'],
  ])('translates %s into %s', async (system, code) => {
    const { call } = dispatchWith({
      'jobs.list': () => {
        throw Object.assign(new Error('raw'), { code: system })
      },
    })
    expect(await call('jobs.list', {})).toMatchObject({ ok: false, error: { code } })
  })

  it('lets reads pass while a long writer holds the store, and writes wait for it', async () => {
    const order: string[] = []
    const { call, gate } = dispatchWith({
      'jobs.list': () => {
        order.push('read')
        return { jobs: [] }
      },
      'undo.undo': () => {
        order.push('write')
        return { label: '', state: { undo: null, redo: null } }
      },
    })
    const { promise, resolve } = Promise.withResolvers<void>()
    const held = gate.hold(async () => {
      await promise
      order.push('long writer ends')
    })
    const write = call('undo.undo', {})
    await call('jobs.list', {})
    resolve()
    await Promise.all([held, write])
    expect(order).toEqual(['read', 'long writer ends', 'write'])
  })
})

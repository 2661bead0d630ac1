import { describe, expect, it, vi } from 'vitest'
import { RefrainError } from '../../shared/errors.ts'
import { createRpc } from './rpc.ts'
import type { HostHandlers, RpcOptions } from './rpc.ts'
import { isTrustedSender } from './sender.ts'
import type { Sender } from './sender.ts'

const page: Sender = { webContentsId: 1, frameUrl: 'app://bundle/', isMainFrame: true }
const otherPage: Sender = { ...page, webContentsId: 2 }
const stranger: Sender = { ...page, webContentsId: 9 }
const windows = new Set([1, 2])

const unused = () => {
  throw new Error('not part of this test')
}

function setUp(host: Partial<HostHandlers> = {}) {
  const log: string[] = []
  const relayed = vi.fn<RpcOptions['core']['call']>((_name, _input, signal) => {
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve({ ok: false, error: { code: 'CANCELLED', message: 'Cancelled.' } })
      })
    })
  })
  const rpc = createRpc({
    isTrusted: (sender) => isTrustedSender(sender, windows),
    host: {
      'host.info': unused,
      'host.pickFiles': unused,
      'host.pickFolder': unused,
      'host.pickSave': unused,
      'host.reveal': unused,
      'host.coreStatus': unused,
      'host.restoreBackup': unused,
      'host.takeNotification': unused,
      'host.setTheme': unused,
      ...host,
    },
    core: { call: relayed },
    log: (line) => void log.push(line),
  })
  return { rpc, relayed, log }
}

describe('a call', () => {
  it('of the core is relayed as it came', async () => {
    const { rpc, relayed } = setUp()
    relayed.mockResolvedValueOnce({ ok: true, value: 1 })
    expect(await rpc.call(page, 'a', 'recordings.list', { limit: 5 })).toEqual({ ok: true, value: 1 })
    expect(relayed.mock.calls[0]?.slice(0, 2)).toEqual(['recordings.list', { limit: 5 }])
  })

  it('of the host is parsed and answered here, for the asking window', async () => {
    const pickFolder = vi.fn(() => ({ path: '/x' }))
    const { rpc, relayed } = setUp({ 'host.pickFolder': pickFolder })
    const answer = await rpc.call(otherPage, 'a', 'host.pickFolder', { title: 'Where?', extra: 1 })
    expect(answer).toEqual({ ok: true, value: { path: '/x' } })
    expect(pickFolder).toHaveBeenCalledWith({ title: 'Where?' }, 2)
    expect(relayed).not.toHaveBeenCalled()
  })

  it('of the host with bad input names the field', async () => {
    const { rpc } = setUp()
    expect(await rpc.call(page, 'a', 'host.setTheme', { theme: 'pink' })).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION', details: [{ path: 'theme' }] },
    })
  })

  it('from a stranger is refused and logged, whatever it asks', async () => {
    const { rpc, relayed, log } = setUp()
    for (const sender of [
      stranger,
      { ...page, isMainFrame: false },
      { ...page, frameUrl: 'https://evil.example/' },
    ]) {
      expect(await rpc.call(sender, 'a', 'workspace.info', {})).toMatchObject({
        ok: false,
        error: { code: 'FORBIDDEN' },
      })
    }
    expect(relayed).not.toHaveBeenCalled()
    expect(log).toHaveLength(3)
  })

  it.each([['workspace.destroy'], ['constructor'], ['__proto__'], [''], [null], [['workspace.info']]])(
    'of the unknown procedure %j is refused',
    async (name) => {
      const { rpc, relayed } = setUp()
      expect(await rpc.call(page, 'a', name, {})).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
      expect(relayed).not.toHaveBeenCalled()
    },
  )

  it.each([[''], [undefined], [7], ['x'.repeat(101)], [{}]])('with the id %j is refused', async (id) => {
    const { rpc } = setUp()
    expect(await rpc.call(page, id, 'workspace.info', {})).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION' },
    })
  })

  it('with the id of a running one of the same window is refused, of another window is not', async () => {
    const { rpc, relayed } = setUp()
    const first = rpc.call(page, 'a', 'home.summary', {})
    expect(await rpc.call(page, 'a', 'home.summary', {})).toMatchObject({ error: { code: 'CONFLICT' } })
    const other = rpc.call(otherPage, 'a', 'home.summary', {})
    expect(relayed).toHaveBeenCalledTimes(2)
    rpc.cancel(page, 'a')
    rpc.cancel(otherPage, 'a')
    await Promise.all([first, other])
  })
})

describe('cancelling', () => {
  it('ends the call of that window and id alone', async () => {
    const { rpc, relayed } = setUp()
    const calls = [rpc.call(page, 'a', 'home.summary', {}), rpc.call(page, 'b', 'home.summary', {})]
    rpc.cancel(otherPage, 'a')
    rpc.cancel(stranger, 'a')
    rpc.cancel(page, { a: 1 })
    expect(relayed.mock.calls.map((call) => call[2].aborted)).toEqual([false, false])
    rpc.cancel(page, 'a')
    expect(await calls[0]).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    expect(relayed.mock.calls[1]?.[2].aborted).toBe(false)
    rpc.abandon(1)
    await calls[1]
  })

  it('happens to all calls of a window whose page is gone', async () => {
    const { rpc, relayed } = setUp()
    const mine = [rpc.call(page, 'a', 'home.summary', {}), rpc.call(page, 'b', 'home.summary', {})]
    const other = rpc.call(otherPage, 'a', 'home.summary', {})
    rpc.abandon(1)
    expect(await Promise.all(mine)).toMatchObject([{ ok: false }, { ok: false }])
    expect(relayed.mock.calls[2]?.[2].aborted).toBe(false)
    rpc.abandon(2)
    await other
  })
})

describe('a failing host procedure', () => {
  it('answers with its own code', async () => {
    const { rpc } = setUp({
      'host.reveal': () => {
        throw new RefrainError('NOT_FOUND', 'Gone.', { name: 'a.csv' })
      },
    })
    expect(await rpc.call(page, 'a', 'host.reveal', { path: '/a.csv' })).toEqual({
      ok: false,
      error: { code: 'NOT_FOUND', message: 'Gone.', details: { name: 'a.csv' } },
    })
  })

  it('tells the page nothing of a defect but where the log has it', async () => {
    const { rpc, log } = setUp({
      'host.reveal': () => {
        throw new Error('/secret/path exploded')
      },
    })
    const answer = await rpc.call(page, 'a', 'host.reveal', { path: '/a.csv' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
    if (answer.ok) return
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(log.join('\n')).toContain(`[${answer.error.ref ?? ''}]`)
    expect(log.join('\n')).toContain('/secret/path exploded')
  })
})

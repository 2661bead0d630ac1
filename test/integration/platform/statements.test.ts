import type { Database } from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type OpenRequest,
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/core/platform/open-workspace.ts'
import { openTestCore } from '../../support/core.ts'
import { testResources } from '../../support/resources.ts'

let folder: string
let workspace: OpenWorkspace | null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-statements-'))
  workspace = null
})
afterEach(() => {
  workspace?.close()
  rmSync(folder, { recursive: true, force: true })
})

function openStoreOf(statements: OpenRequest['statements']): Database {
  const { migrations } = testResources()
  const at = '2026-11-20T10:00:00.000Z'
  const request = { folder, create: true, migrations, sqliteBinding: null, appVersion: '1', now: () => at }
  workspace = openWorkspace({ ...request, statements })
  return workspace.db
}

const wrong = 'SELECT title FROM recordings_of_nobody'

describe('the statements of the store', () => {
  // Elsewhere only those are prepared that a test uses.
  it('are all sound: a core opens that prepares them at once', async () => {
    const core = await openTestCore({ workspace: folder, statements: 'at-once' })
    try {
      expect(await core.call('undo.state', {})).toMatchObject({ undo: null })
    } finally {
      await core.close()
    }
  })

  it('show a wrong one where it is defined when they are prepared at once, and else where it is used', () => {
    const atOnce = openStoreOf('at-once')
    expect(() => atOnce.prepare(wrong)).toThrow('no such table')
    workspace?.close()
    const statement = openStoreOf('when-used').prepare(wrong)
    expect(() => statement.all()).toThrow('no such table')
    expect(() => statement.all()).toThrow('no such table')
  })

  it.each(['at-once', 'when-used'] as const)('give rows in the form asked for, prepared %s', (statements) => {
    const db = openStoreOf(statements)
    const two = () => db.prepare<[number]>('SELECT ? AS n, 9007199254740993 AS big')
    expect(two().get(1)).toEqual({ n: 1, big: 9007199254740992 })
    expect(two().safeIntegers().get(1)).toEqual({ n: 1, big: 9007199254740993n })
    expect(two().pluck().get(1)).toBe(1)
    expect(two().pluck().raw().get(1)).toEqual([1, 9007199254740992])
    expect(two().raw().pluck(false).all(2)).toEqual([[2, 9007199254740992]])
    expect(two().expand().get(1)).toEqual({ $: { n: 1, big: 9007199254740992 } })
    expect([...two().pluck().iterate(3)]).toEqual([3])
    const changed = two()
    expect([changed.get(1), changed.pluck().get(1)]).toEqual([{ n: 1, big: 9007199254740992 }, 1])
  })

  it.each(['at-once', 'when-used'] as const)('tell what they are, prepared %s', (statements) => {
    const db = openStoreOf(statements)
    const read = db.prepare("SELECT key FROM meta WHERE key = 'created-at'")
    const write = db.prepare("INSERT INTO meta (key, value) VALUES ('a', ?)")
    expect([read.reader, read.readonly, read.busy, read.database]).toEqual([true, true, false, db])
    expect([write.reader, write.readonly, write.source]).toEqual([
      false,
      false,
      "INSERT INTO meta (key, value) VALUES ('a', ?)",
    ])
    expect(read.columns().map(({ name, table }) => [name, table])).toEqual([['key', 'meta']])
    expect(write.bind('b').run()).toMatchObject({ changes: 1 })
    expect(() => write.pluck().run()).toThrow('only for statements that return data')
    const rows = read.iterate()
    rows.next()
    expect(read.busy).toBe(true)
    rows.return?.()
    expect(read.busy).toBe(false)
  })
})

import type { Database } from 'better-sqlite3'
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMutations, type MutationLayer } from '../../../electron/core/platform/mutations.ts'
import { type OpenWorkspace, openWorkspace } from '../../../electron/core/platform/open-workspace.ts'
import { testResources } from '../../support/resources.ts'
import type { RowValues } from '../../../electron/core/context.ts'

let folder: string
let workspace: OpenWorkspace
let db: Database
let mutations: MutationLayer

const at = '2026-11-22T10:00:00.000Z'

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-undo-'))
  workspace = openWorkspace({
    folder,
    create: true,
    migrations: testResources().migrations,
    sqliteBinding: null,
    appVersion: '0.0.0-test',
    now: () => at,
  })
  db = workspace.db
  mutations = createMutations(db, { now: () => at, touched: () => undefined })
})
afterEach(() => {
  workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

function recording(title: string): RowValues {
  return {
    title,
    artist: 'Nova Tern',
    title_key: title.toLowerCase(),
    search_key: `  ${title.toLowerCase()}`,
    artist_key: 'novatern',
    created_at: at,
    updated_at: at,
  }
}
function create(title: string): number {
  return mutations.undoable(`Add “${title}”`, ['recordings'], (change) =>
    change.insert('recording', recording(title)),
  )
}
function titles(): unknown[] {
  return db.prepare('SELECT title FROM recording ORDER BY id').pluck().all()
}

describe('undo', () => {
  it('takes back and repeats an insert, an edit and a removal, each named', () => {
    const id = create('Harbour Lights')
    mutations.undoable('Edit “Harbour Lights”', ['recordings'], (change) =>
      change.update('recording', id, { title: 'Harbor Lights' }),
    )
    mutations.undoable('Delete “Harbor Lights”', ['recordings'], (change) => {
      change.remove('recording', id)
    })
    expect(titles()).toEqual([])
    expect(mutations.undo().label).toBe('Delete “Harbor Lights”')
    expect(titles()).toEqual(['Harbor Lights'])
    expect(mutations.undo().label).toBe('Edit “Harbour Lights”')
    expect(titles()).toEqual(['Harbour Lights'])
    expect(mutations.undo().state).toEqual({ undo: null, redo: 'Add “Harbour Lights”' })
    expect(titles()).toEqual([])
    mutations.redo()
    mutations.redo()
    expect(titles()).toEqual(['Harbor Lights'])
    expect(mutations.state()).toEqual({ undo: 'Edit “Harbour Lights”', redo: 'Delete “Harbor Lights”' })
  })

  it('keeps the search index in step', () => {
    create('Harbour Lights')
    const hits = () =>
      db.prepare("SELECT rowid FROM recording_search WHERE recording_search MATCH 'har AND our'").all().length
    expect(hits()).toBe(1)
    mutations.undo()
    expect(hits()).toBe(0)
    mutations.redo()
    expect(hits()).toBe(1)
  })

  it('writes nothing and remembers nothing when the command fails half way', () => {
    expect(() =>
      mutations.undoable('Add two', ['recordings'], (change) => {
        change.insert('recording', recording('One'))
        throw new Error('half way')
      }),
    ).toThrow('half way')
    expect(titles()).toEqual([])
    expect(mutations.state()).toEqual({ undo: null, redo: null })
  })

  it('refuses to undo over a later change, and leaves that change alone', () => {
    const id = create('Harbour Lights')
    mutations.undoable('Rename', ['recordings'], (change) => change.update('recording', id, { title: 'A' }))
    db.prepare("UPDATE recording SET title = 'B' WHERE id = ?").run(id)
    expect(() => mutations.undo()).toThrow(/“Rename” cannot be undone/)
    expect(titles()).toEqual(['B'])
  })

  it('forgets redo when something new is done', () => {
    create('One')
    mutations.undo()
    create('Two')
    expect(mutations.state().redo).toBeNull()
    expect(() => mutations.redo()).toThrow('There is nothing to redo.')
  })

  it('runs the effect of a module inside the undo and never offers to repeat it', () => {
    const voided: unknown[] = []
    mutations.handleUndo('void-isrc', (value) => {
      voided.push(value)
      return ['isrc']
    })
    const id = create('One')
    mutations.undoable('Allocate', ['isrc'], (change) => {
      change.update('recording', id, { isrc: 'QZABC2600001' })
      change.onUndo({ kind: 'void-isrc', value: 'QZABC2600001' })
    })
    mutations.undo()
    expect(voided).toEqual(['QZABC2600001'])
    expect(mutations.state().redo).toBeNull()
  })

  it('returns to any earlier state through any series of edits (property)', () => {
    const edits = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('add' as const), title: fc.string({ minLength: 1, maxLength: 8 }) }),
        fc.record({
          kind: fc.constant('rename' as const),
          pick: fc.nat(),
          title: fc.string({ minLength: 1, maxLength: 8 }),
        }),
        fc.record({ kind: fc.constant('remove' as const), pick: fc.nat() }),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(edits, (steps) => {
        const states = [JSON.stringify(titles())]
        for (const step of steps) {
          const ids = db.prepare('SELECT id FROM recording ORDER BY id').pluck().all() as number[]
          const target = step.kind === 'add' ? undefined : ids[step.pick % Math.max(1, ids.length)]
          const before = mutations.state().undo
          mutations.undoable(`Step ${String(states.length)}`, ['recordings'], (change) => {
            if (step.kind === 'add') change.insert('recording', recording(step.title))
            else if (target !== undefined && step.kind === 'rename')
              change.update('recording', target, { title: step.title })
            else if (target !== undefined) change.remove('recording', target)
          })
          if (mutations.state().undo !== before) states.push(JSON.stringify(titles()))
        }
        for (let index = states.length - 2; index >= 0; index--) {
          mutations.undo()
          expect(JSON.stringify(titles())).toBe(states[index])
        }
        for (let index = 1; index < states.length; index++) {
          mutations.redo()
          expect(JSON.stringify(titles())).toBe(states[index])
        }
        while (mutations.state().undo !== null) mutations.undo()
        expect(titles()).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

import type { Database } from 'better-sqlite3'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  buildSearchAside,
  indexRecordingRange,
  rebuildSearch,
  searchSchema,
  takeBuiltSearch,
  withoutSearchTriggers,
} from '../../../electron/core/catalog/bulk-load.ts'
import { openPlain, openStore } from '../../../electron/core/database/open.ts'
import { createRandom } from '../../../electron/core/sample/random.ts'
import { titleKey } from '../../../shared/domain/text/fold.ts'
import { searchKey } from '../../../shared/domain/text/search-key.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { testResources } from '../../support/resources.ts'

// A search walks every segment of the index: written in one go it has one, whatever order the titles have.

const count = 20_000
const at = '2026-11-22T10:00:00.000Z'

let core: TestCore
let store: Database
beforeEach(async () => {
  core = await openTestCore()
  store = openStore(join(core.folder, 'refrain.sqlite3'), null)
  store.transaction(() => {
    withoutSearchTriggers(store, fill)
  })()
})
afterEach(async () => {
  store.close()
  await core.dispose()
})

/** Recordings whose titles are in another order than their ids; none is in the index. */
function fill(): void {
  const random = createRandom(16)
  const insert = store.prepare(
    `INSERT INTO recording (title, artist, title_key, artist_key, search_key, created_at, updated_at)
     VALUES (?, 'Vela', ?, 'vela', ?, ?, ?)`,
  )
  for (let n = 1; n <= count; n++) {
    const title = `${random.pick(['Silver', 'Hollow', 'Zebra', 'Ápril'])} ${String(random.below(10 ** 9))} ${String(n)}`
    insert.run(title, titleKey(title), searchKey(title, 'Vela'), at, at)
  }
}

function segments(): unknown {
  return store.prepare('SELECT count(DISTINCT segid) FROM recording_search_idx').pluck().get()
}

/** FTS5 compares the index with the recordings, row by row; throws when they differ. */
function checkIndex(): void {
  store.exec("INSERT INTO recording_search (recording_search, rank) VALUES ('integrity-check', 1)")
}

function found(text: string): unknown {
  return store
    .prepare('SELECT count(*) FROM recording_search WHERE recording_search MATCH ?')
    .pluck()
    .get(text)
}

describe('the search index, written in one go', () => {
  it('of new recordings is one segment, and a cancel is heard within it', () => {
    const heard: number[] = []
    const load = (pause: (done: number) => void) => () => {
      withoutSearchTriggers(store, () => {
        indexRecordingRange(store, 1, count, pause)
      })
    }
    const cancel = () => {
      throw new Error('cancelled')
    }
    expect(() => {
      store.transaction(load(cancel))()
    }).toThrow('cancelled')
    expect([found('"zeb"'), segments()]).toEqual([0, 0])
    store.transaction(load((done) => heard.push(done)))()
    expect(heard).toEqual([16_384, count])
    expect(segments()).toBe(1)
    checkIndex()
    expect(found('"zeb"')).toBeGreaterThan(count / 5)
  })

  it('in a database of its own is taken over as a whole, in place of what deleted recordings left', () => {
    store.transaction(() => {
      withoutSearchTriggers(store, () => {
        indexRecordingRange(store, 1, count, () => undefined)
      })
    })()
    store.exec('DELETE FROM recording WHERE id % 2 = 0')
    const leftovers = found('"zeb"')
    const aside = openPlain(join(core.folder, 'aside.sqlite3'), { sqliteBinding: null })
    aside.prepare('ATTACH ? AS draft').run(store.name)
    const heard: number[] = []
    const range = { schema: searchSchema(store), first: 1, last: count }
    buildSearchAside(aside, range, (done) => heard.push(done))
    aside.close()
    expect(heard.at(-1)).toBe(count)
    store.prepare('ATTACH ? AS built').run(join(core.folder, 'aside.sqlite3'))
    store.transaction(() => {
      takeBuiltSearch(store)
    })()
    store.exec('DETACH built')
    expect([segments(), found('"zeb"')]).toEqual([1, leftovers])
    checkIndex()
    expect(() => store.exec('DELETE FROM recording_search_data')).toThrow('may not be modified')
    store.exec("UPDATE recording SET search_key = '  bay' WHERE id = 1")
    expect(found('"bay"')).toBe(1)
    checkIndex()
  })

  it('anew is one segment, whatever was in it', () => {
    store.exec("INSERT INTO recording_search (recording_search) VALUES ('rebuild')")
    expect(segments()).toBeGreaterThan(1)
    store.exec('DELETE FROM recording WHERE id % 2 = 0')
    store.transaction(() => {
      withoutSearchTriggers(store, () => {
        rebuildSearch(store)
      })
    })()
    expect(segments()).toBe(1)
    checkIndex()
  })

  it('of a workspace of an earlier version is put in order by its migration', () => {
    store.exec("INSERT INTO recording_search (recording_search) VALUES ('rebuild')")
    const before = found('"zeb"')
    expect(segments()).toBeGreaterThan(1)
    const { migrations } = testResources()
    const file = readdirSync(migrations).find((name) => name.endsWith('_search_order.sql'))
    store.exec(readFileSync(join(migrations, String(file)), 'utf8'))
    expect([segments(), found('"zeb"')]).toEqual([1, before])
    checkIndex()
  })
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { databaseOf } from '../fixtures/sweep/database-bytes.ts'
import { openSweepCore } from '../fixtures/sweep/swept-workspace.ts'

// A database whose columns have names that say nothing: the table and its columns are chosen.

const schema = `CREATE TABLE stuff (n INTEGER PRIMARY KEY, "col a" TEXT, colB TEXT, title TEXT, code TEXT);
  CREATE TABLE other (name TEXT, artist TEXT);`
const rows = {
  stuff: [
    [1, 'Something', 'Nobody', 'Paper Moon', 'x'],
    [2, 'Paper Moon', 'Luna Vale', 'note', 'x'],
    [3, 'Another', 'Somebody', 'note', 'US-S1Z-99-00002'],
  ],
  other: [['Paper Moon', 'Luna Vale']],
}
const bytes = databaseOf(schema, rows)
const choice = { table: 'stuff', columns: { title: 'col a', artist: 'colB', isrc: 'code' } }

describe('a table chosen in a database', () => {
  it.each([
    ['plain', bytes],
    ['in zstd', zlib.zstdCompressSync(bytes)],
  ])('is the one that is swept, by the chosen columns: %s', async (_, content) => {
    const test = await openSweepCore([
      { isrc: 'USS1Z9900001', title: 'Paper Moon', artist: 'Luna Vale' },
      { isrc: 'USS1Z9900002', title: 'Harbour Lights', artist: 'Luna Vale' },
    ])
    const path = join(test.folder, 'list.db')
    writeFileSync(path, content)
    const { files } = await test.call('sweeps.inspect', { paths: [path] })
    expect(files[0]?.tables).toEqual([
      { name: 'stuff', columns: ['n', 'col a', 'colB', 'title', 'code'], fields: { title: 'title' } },
      { name: 'other', columns: ['name', 'artist'], fields: { title: 'name', artist: 'artist' } },
    ])
    const { sweepId, jobId } = await test.call('sweeps.start', {
      paths: [path],
      tables: [{ path, ...choice }],
    })
    await test.finished(jobId)
    expect((await test.call('sweeps.get', { sweepId })).files[0]).toMatchObject({ state: 'done', rows: 3 })
    const { rows: found } = await test.call('findings.list', { sort: 'listing', direction: 'asc' })
    expect(found.map((row) => [row.listingTitle, row.listingArtist, row.recordingTitle])).toEqual([
      ['Another', 'Somebody', 'Harbour Lights'],
      ['Paper Moon', 'Luna Vale', 'Paper Moon'],
    ])
    await test.dispose()
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { databaseOf } from '../fixtures/sweep/database-bytes.ts'
import { openSweepCore, storedFindings } from '../fixtures/sweep/swept-workspace.ts'
import type { TestCore } from '../support/core.ts'

// Sweeps into the workspace for codes alone, beside those that compare names as well.

const recordings = [
  { isrc: 'USS1Z9900001', title: 'Paper Moon', artist: 'Luna Vale' },
  { isrc: 'USS1Z9900002', title: 'Harbour Lights', artist: 'Luna Vale' },
]
const rows = Array.from({ length: 500 }, (_, at) => [
  `Other ${String(at)}`,
  'Nobody',
  `DEAAA${String(1e6 + at)}`,
])
rows[100] = ['Something', 'Somebody', 'US-S1Z-99-00001']
rows[200] = ['Harbour Lights', 'Luna Vale', '']
rows[300] = ['Harbour Lights', 'Luna Vale', 'uss1z 99 00002']

let test: TestCore
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-codes-'))
  test = await openSweepCore(recordings)
})
afterEach(async () => {
  await test.dispose()
  rmSync(folder, { recursive: true, force: true })
})

async function sweep(path: string, codesOnly: boolean) {
  const { sweepId, jobId } = await test.call('sweeps.start', { paths: [path], codesOnly })
  await test.finished(jobId)
  return test.call('sweeps.get', { sweepId })
}

const files: readonly [string, () => Uint8Array | string][] = [
  ['a table', () => ['title,artist,isrc', ...rows.map((row) => row.join(','))].join('\n')],
  [
    'JSON Lines',
    () => rows.map(([title, artist, isrc]) => JSON.stringify({ title, artist, isrc })).join('\n'),
  ],
  [
    'a packed database',
    () =>
      zlib.gzipSync(databaseOf('CREATE TABLE songs (title TEXT, artist TEXT, isrc TEXT)', { songs: rows })),
  ],
]

describe.each(files)('a sweep of %s for codes alone', (_, content) => {
  it('finds every spelling, and what compares names as well finds the rest once', async () => {
    const path = join(folder, 'listings')
    writeFileSync(path, content())
    const codes = await sweep(path, true)
    expect([codes.rows, codes.malformed, codes.findings]).toEqual([500, 0, 2])
    expect(storedFindings(test.folder).map(({ row }) => row)).toEqual([101, 301])
    const names = await sweep(path, false)
    expect([names.rows, names.findings]).toEqual([500, 1])
    expect((await sweep(path, true)).findings).toBe(0)
    expect(storedFindings(test.folder).map(({ row }) => row)).toEqual([101, 301, 201])
  })
})

it('is refused together with names that are written differently', async () => {
  const path = join(folder, 'listings')
  writeFileSync(path, 'title,artist,isrc\nA,B,\n')
  const both = test.call('sweeps.start', { paths: [path], codesOnly: true, fuzzy: true })
  await expect(both).rejects.toMatchObject({ code: 'VALIDATION' })
})

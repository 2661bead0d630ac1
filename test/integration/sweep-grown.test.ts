import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { type GeneratedListings, generateListings } from '../../scripts/generate-listings.ts'
import {
  addRecordings,
  openSweepCore,
  type StoredFinding,
  storedFindings,
  withStore,
} from '../fixtures/sweep/swept-workspace.ts'
import type { TestCore } from '../support/core.ts'

// A file that has become longer since it was swept, as a download does, and one that is another file by now.

let made: GeneratedListings
let table: Buffer
let whole: readonly StoredFinding[]
let fixture: string
let test: TestCore
let path: string

beforeAll(async () => {
  fixture = mkdtempSync(join(tmpdir(), 'refrain-grown-'))
  made = await generateListings({
    ...{ folder: fixture, rows: 60_000, recordings: 200, hits: 1500, decoys: 300 },
    ...{ format: 'csv', gzip: false, seed: 8 },
  })
  table = readFileSync(made.listings)
  expect(table.length).toBeGreaterThan(4 << 20)
  test = await openSweepCore(made.recordings)
  await sweep(made.listings)
  whole = storedFindings(test.folder)
  await test.dispose()
})
afterAll(() => {
  rmSync(fixture, { recursive: true, force: true })
})
beforeEach(async () => {
  test = await openSweepCore(made.recordings)
  path = join(mkdtempSync(join(fixture, 'file-')), 'listings')
})
afterEach(() => test.dispose())

async function sweep(file: string) {
  const { sweepId, jobId } = await test.call('sweeps.start', { paths: [file] })
  await test.finished(jobId)
  const [swept] = (await test.call('sweeps.get', { sweepId })).files
  if (swept === undefined) throw new Error('nothing was swept')
  return swept
}

const plain = (findings: readonly StoredFinding[]) => findings.map(({ state: _, ...rest }) => rest)

/** Cut so that the last row breaks off. */
function part(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share))
}

describe('a file that has grown since its sweep', () => {
  it('is swept on from where that one stopped, again and again, and nothing is found twice', async () => {
    const found: number[] = []
    for (const share of [0.5, 0.5003, 0.8, 1]) {
      writeFileSync(path, part(table, share))
      const swept = await sweep(path)
      expect(swept.state).toBe('done')
      if (share > 0.5)
        expect(swept.message).toMatch(/^“listings” has grown since its sweep of \d{4}-\d\d-\d\d: /)
      found.push(swept.findings)
    }
    expect(plain(storedFindings(test.folder))).toEqual(plain(whole))
    expect(found.every((findings) => findings < whole.length)).toBe(true)
    const began = withStore(test.folder, (db) =>
      db.prepare('SELECT count(*) FROM sweep_file WHERE continues_id IS NOT NULL').pluck().get(),
    )
    expect(began).toBe(3)
  })

  it('may be packed and break off before', async () => {
    const packed = zlib.zstdCompressSync(table)
    writeFileSync(path, part(packed, 0.6))
    const first = await sweep(path)
    expect([first.state, first.message]).toEqual([
      'failed',
      expect.stringContaining('breaks off before its end'),
    ])
    writeFileSync(path, packed)
    const second = await sweep(path)
    expect([second.state, second.rows]).toEqual(['done', 60_000])
    expect(second.message).toContain('went on where that one stopped')
    expect(second.findings).toBeLessThan(whole.length)
    expect(plain(storedFindings(test.folder))).toEqual(plain(whole))
  })

  it('is swept from its beginning when other recordings are looked for by now', async () => {
    writeFileSync(path, part(table, 0.5))
    await sweep(path)
    addRecordings(test.folder, [{ isrc: 'QZABC2400001', title: 'New One', artist: 'Somebody' }])
    writeFileSync(path, table)
    const { message, rows } = await sweep(path)
    expect(message).toContain('is not the same as then, so it was swept from its beginning')
    expect(rows).toBe(60_000)
  })
})

describe('another file in the place of one that was swept', () => {
  it.each([
    ['longer', Buffer.from('title,artist\nA,B\n'), true],
    ['shorter', null, true],
    ['of the same size', Buffer.from('x'), false],
  ])('is swept from its beginning, and that is said: %s', async (_, before, whole) => {
    const first = before === null ? table : whole ? before : Buffer.from(table)
    writeFileSync(path, first)
    await sweep(path)
    const other = Buffer.from(before === null ? part(table, 0.3) : table)
    if (before !== null && !whole) other[other.length - 2] = 0x58
    writeFileSync(path, other)
    const { state, message } = await sweep(path)
    expect(state).toBe('done')
    expect(message).toMatch(
      /“listings” is not the file that was swept on .*: it was swept from its beginning\./,
    )
  })

  it('says nothing when it is the same file', async () => {
    writeFileSync(path, part(table, 0.2))
    await sweep(path)
    expect((await sweep(path)).message).not.toContain('swept on')
  })
})

it.each([
  ['zstd', (bytes: Buffer) => zlib.zstdCompressSync(bytes)],
  ['gzip', (bytes: Buffer) => zlib.gzipSync(bytes)],
  ['none', (bytes: Buffer) => bytes],
])('how a file is packed is stored: %s', async (packing, pack) => {
  writeFileSync(path, pack(part(table, 0.01)))
  await sweep(path)
  const stored = withStore(test.folder, (db) =>
    db.prepare('SELECT compression FROM sweep_file').pluck().all(),
  )
  expect(stored).toEqual([packing])
})

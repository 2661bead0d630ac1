import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import type { SweepFinding } from '../../electron/core/watch/index.ts'
import { databaseOf, publishedRows, publishedSchema } from '../fixtures/sweep/database-bytes.ts'
import { sweepTogether, toldByFileTable } from '../fixtures/sweep/swept-together.ts'
import { openSweepCore } from '../fixtures/sweep/swept-workspace.ts'

// The dump keeps titles and codes in one database, and in another whose audio it holds.

const count = 3000
const idOf = (at: number) => `T${String(at).padStart(21, '0')}`
const tracks = publishedRows(count)
const metadata = {
  ...tracks,
  tracks: (tracks.tracks ?? []).map((row, at) =>
    row.map((value, column) => (column === 1 ? idOf(at) : value)),
  ),
}
const fileSchema = `CREATE TABLE track_files (status TEXT NOT NULL, track_id TEXT NOT NULL, filename TEXT,
  sha256_original TEXT, reencoded_kbit_vbr INTEGER, licensor TEXT, original_title TEXT)`
/** Own tracks are number 1500 (taken), 2998 (skipped) and 2999, which the table does not list. */
const fileRows = Array.from({ length: count - 1 }, (_, at) => {
  const isTaken = at % 2 === 0 && at !== 2998
  return [
    isTaken ? 'success' : 'skipped_low_priority',
    ...[idOf(at), isTaken ? `${idOf(at)}.ogg` : null, isTaken ? 'ab'.repeat(32) : null, 160, 'x', 'y'],
  ]
})
const metadataBytes = databaseOf(publishedSchema, metadata)
const filesBytes = databaseOf(fileSchema, { track_files: fileRows })
const bothBytes = databaseOf(`${publishedSchema}${fileSchema}`, { ...metadata, track_files: fileRows })

const nothing = (bytes: Buffer) => bytes
const zstd = (bytes: Buffer) => zlib.zstdCompressSync(bytes)

const saidOf = (findings: readonly SweepFinding[]) =>
  toldByFileTable(findings).map((found) => [
    found.recordingId,
    found.listingId,
    found.listingLocator,
    found.claimable,
    found.row,
  ])

describe('whether the audio was taken', () => {
  const expected: readonly (readonly unknown[])[] = [
    ['1', idOf(1500), `${idOf(1500)}.ogg`, true, 1501],
    ['2', idOf(2998), expect.stringMatching(/, row 2999$/), false, 2999],
  ]

  it.each([
    ['plain', nothing],
    ['in zstd', zstd],
  ])('is found in the dump’s other database, whatever comes first: %s', async (_, pack) => {
    const { reports, findings } = await sweepTogether({
      'a-files.sqlite3': pack(filesBytes),
      'b-tracks.sqlite3': pack(metadataBytes),
    })
    expect(reports.map(({ error, malformed }) => [error, malformed])).toEqual([
      [null, 0],
      [null, 0],
    ])
    expect(findings.filter(({ file }) => file.endsWith('b-tracks.sqlite3'))).toHaveLength(3)
    expect(saidOf(findings)).toEqual(expected)
    const taken = findings.find(({ listingLocator }) => listingLocator.endsWith('.ogg'))
    expect(taken).toMatchObject({ title: 'Paper Moon', isrc: 'USS1Z9900001', offers: 'file' })
    expect(taken?.reasons).toEqual([
      `Its track ID ${idOf(1500)} is that of a row found in “b-tracks.sqlite3”`,
      `The file table says that its audio was taken: “${idOf(1500)}.ogg”, SHA-256 ${'ab'.repeat(32)}`,
    ])
    expect(reports[0]?.warnings.join(' ')).toContain(
      'searched for the 3 tracks found before: the audio of 1 was taken, that of 1 was not, and it does not list the others',
    )
    expect(reports[0]?.rows).toBe(count - 1)
  })

  it.each([
    ['plain', nothing],
    ['in zstd', zstd],
  ])('is found when both tables stand in one database: %s', async (_, pack) => {
    const { reports, findings } = await sweepTogether({ 'dump.sqlite3': pack(bothBytes) })
    expect(reports[0]?.error).toBeNull()
    expect(saidOf(findings).map((said) => said.slice(0, 4))).toEqual(expected.map((said) => said.slice(0, 4)))
  })

  it('is not claimed when no track is known', async () => {
    const { reports, findings } = await sweepTogether({ 'files.sqlite3': filesBytes })
    expect(findings).toEqual([])
    expect(reports[0]?.warnings.join(' ')).toContain('No track is known to look for in it')
  })

  it('is asked of tracks that an earlier sweep found, and written down once', async () => {
    const test = await openSweepCore([
      { isrc: 'USS1Z9900001', title: 'Paper Moon', artist: 'Luna Vale' },
      { isrc: 'USS1Z9900002', title: 'Harbour Lights', artist: 'Luna Vale' },
    ])
    const sweepOnce = async (name: string, bytes: Buffer) => {
      const path = join(test.folder, name)
      writeFileSync(path, bytes)
      const { sweepId, jobId } = await test.call('sweeps.start', { paths: [path] })
      await test.finished(jobId)
      return (await test.call('sweeps.get', { sweepId })).files[0]
    }
    await sweepOnce('tracks.sqlite3', metadataBytes)
    expect(await sweepOnce('files.sqlite3', filesBytes)).toMatchObject({
      state: 'done',
      rows: count - 1,
      findings: 2,
    })
    await sweepOnce('files.sqlite3', filesBytes)
    const { rows } = await test.call('findings.list', { sort: 'listing', direction: 'asc' })
    expect(rows.map(({ listingTitle, claimable, offers }) => [listingTitle, claimable, offers])).toEqual([
      ['Harbour Lights', false, 'metadata'],
      ['Harbour Lights', false, 'metadata'],
      ['Paper Moon', false, 'metadata'],
      ['Paper Moon', true, 'file'],
      ['Paper Moon - Live', false, 'metadata'],
    ])
    await test.dispose()
  })
})

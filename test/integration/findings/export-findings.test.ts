import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportColumns } from '../../../electron/core/findings/export-row.ts'
import { restoreCsvCell } from '../../../shared/domain/text/csv-cell.ts'
import { openSweepCore, withStore } from '../../fixtures/sweep/swept-workspace.ts'
import type { TestCore } from '../../support/core.ts'

// All hits as files that other programs read, and how many there are of what.

let test: TestCore
let folder: string
const hits = 1200

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-hits-'))
  test = await openSweepCore([
    { isrc: 'USS1Z9900001', title: 'Paper Moon', artist: 'Luna Vale' },
    { isrc: 'USS1Z9900002', title: 'Harbour “Lights”, Живой', artist: 'Luna Vale' },
  ])
  withStore(test.folder, (db) => {
    db.exec(`INSERT INTO release (id, title, artist, title_key, created_at, updated_at)
        VALUES (1, 'Tides', 'Luna Vale', 'tides', 'x', 'x'), (2, 'Best', 'Luna Vale', 'best', 'x', 'x');
      INSERT INTO track (release_id, recording_id) VALUES (1, 1), (1, 2), (2, 1)`)
  })
  const rows = Array.from({ length: hits }, (_, at) => {
    const code = at % 3 === 0 ? 'USS1Z9900002' : 'USS1Z9900001'
    const title = at === 5 ? '=HYPERLINK("x")' : at === 6 ? '“q"",\n' : `Row ${String(at)}`
    return `"${title.replaceAll('"', '""')}",@artist,${code},https://x${String(at % 2)}.example/${String(at)}`
  })
  const paths = ['first.csv', 'second.csv'].map((name) => join(folder, name))
  writeFileSync(paths[0]!, ['title,artist,isrc,url', ...rows.slice(0, 800)].join('\n'))
  writeFileSync(paths[1]!, ['title,artist,isrc,url', ...rows.slice(800)].join('\n'))
  const { jobId } = await test.call('sweeps.start', { paths })
  await test.finished(jobId)
})
afterAll(async () => {
  await test.dispose()
  rmSync(folder, { recursive: true, force: true })
})

type Row = Readonly<Record<string, unknown>>

async function exported(format: 'csv' | 'json' | 'parquet', filter = {}) {
  const path = join(folder, `hits.${format}`)
  const written = await test.call('findings.export', { filter, path, format })
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  return { path, written }
}

async function jsonRows(filter = {}): Promise<readonly Row[]> {
  const { path, written } = await exported('json', filter)
  const rows = JSON.parse(readFileSync(path, 'utf8')) as Row[]
  expect(written.rows).toBe(rows.length)
  return rows
}

describe('an export of findings', () => {
  it('as JSON holds what is listed', async () => {
    const rows = await jsonRows()
    expect(rows).toHaveLength(hits)
    const { rows: listed } = await test.call('findings.list', { sort: 'found', direction: 'asc', limit: 1 })
    expect(rows[0]).toMatchObject({
      finding_id: listed[0]?.id,
      recording_title: listed[0]?.recordingTitle,
      listing_locator: listed[0]?.url,
      score: listed[0]?.score,
      reasons: listed[0]?.reasons.join('; '),
    })
  })

  it('as CSV is the same, and holds no formula', async () => {
    const { path } = await exported('csv')
    const text = readFileSync(path, 'utf8')
    const cells: string[][] = parse(text)
    for (const row of cells) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    const [names = [], ...rows] = cells
    const expected = (await jsonRows()).map((row) => names.map((name) => String(row[name])))
    expect(rows.map((row) => row.map(restoreCsvCell))).toEqual(expected)
  })

  it('as Parquet is read back by hyparquet and by DuckDB', async () => {
    const { path } = await exported('parquet')
    const expected = await jsonRows()
    const file = await asyncBufferFromFile(path)
    expect(await parquetReadObjects({ file })).toEqual(expected)
    const connection = await (await DuckDBInstance.create()).connect()
    const read = await connection.runAndReadAll(`SELECT * FROM '${path}' ORDER BY finding_id`)
    const byId = [...expected].sort((a, b) => Number(a.finding_id) - Number(b.finding_id))
    expect(read.getRowObjectsJS()).toEqual(byId)
    const types = await connection.runAndReadAll(`DESCRIBE SELECT * FROM '${path}'`)
    const sql = { INT32: 'INTEGER', STRING: 'VARCHAR', DOUBLE: 'DOUBLE' }
    expect(types.getRowsJS().map(([name, type]) => [name, type])).toEqual(
      exportColumns.map(({ name, type }) => [name, sql[type]]),
    )
    connection.closeSync()
  })

  it('takes a filter, even one that lets nothing through', async () => {
    expect(await jsonRows({ domain: 'x1.example' })).toHaveLength(hits / 2)
    expect(await jsonRows({ state: 'confirmed' })).toEqual([])
    const { path, written } = await exported('parquet', { state: 'confirmed' })
    expect(written.rows).toBe(0)
    expect(await parquetReadObjects({ file: await asyncBufferFromFile(path) })).toEqual([])
    expect(
      readFileSync((await exported('csv', { state: 'confirmed' })).path, 'utf8').split('\n'),
    ).toHaveLength(2)
  })

  it('is refused where no file can be, and leaves nothing', async () => {
    const path = join(folder, 'nowhere', 'hits.csv')
    await expect(test.call('findings.export', { path, format: 'csv' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

it('findings are counted by recording, release and file', async () => {
  const { recordings, releases, sources } = await test.call('findings.counts', {})
  const shown = ({ rows }: typeof recordings) => rows.map(({ name, findings }) => [name, findings])
  expect(shown(recordings)).toEqual([
    ['Paper Moon', 800],
    ['Harbour “Lights”, Живой', 400],
  ])
  expect(shown(releases)).toEqual([
    ['Tides', 1200],
    ['Best', 800],
  ])
  expect(shown(sources)).toEqual([
    ['first.csv', 800],
    ['second.csv', 400],
  ])
  expect(recordings.rows[0]).toMatchObject({ matches: 800, claimable: 800, detail: 'Luna Vale' })
  const some = await test.call('findings.counts', { filter: { domain: 'x0.example' } })
  expect(some.sources.rows.reduce((sum, { findings }) => sum + findings, 0)).toBe(hits / 2)
})

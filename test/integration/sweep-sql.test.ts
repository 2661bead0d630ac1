import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { generateListings } from '../../scripts/generate-listings.ts'
import { sweepFiles } from '../../electron/core/watch/index.ts'
import { useCli } from './cli/cli-run.ts'

const cli = useCli()

/** Runs statements and returns the rows of the first query. */
async function duckDb(sql: string): Promise<readonly (readonly unknown[])[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  try {
    const statements = await connection.extractStatements(sql)
    for (let index = 0; index < statements.count; index++) {
      const prepared = await statements.prepare(index)
      const result = await prepared.runAndReadAll()
      if (result.columnNames().includes('found_by')) return result.getRows()
    }
    throw new Error('no statement asked for findings')
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function generate(format: 'csv' | 'jsonl') {
  const folder = join(cli.folder(), format)
  const options = { rows: 20_000, recordings: 300, hits: 1000, decoys: 500, gzip: false, seed: 21 }
  return generateListings({ folder, format, ...options })
}

/** What we find, but for what SQL is said not to: codes that were repaired. */
async function ourOwn(listings: string, catalogue: string): Promise<readonly string[]> {
  const table = parse<Record<string, string>>(readFileSync(catalogue), { columns: true })
  const found = new Set<string>()
  await sweepFiles({
    files: [listings],
    catalogue: table.map(({ id = '', isrc = '', title = '', artist = '', duration_ms = '' }) => ({
      ...{ id, title, artist, version: '', isrcs: [isrc], durationMs: Number(duration_ms) },
    })),
    onFinding: ({ recordingId, row, reasons }) => {
      if (!reasons[0]?.includes('is no valid ISRC')) found.add(`${String(row)} ${recordingId}`)
    },
  })
  return [...found].sort()
}

describe('the sweep as SQL', () => {
  it.each(['csv', 'jsonl'] as const)('run by DuckDB finds what we find: %s', async (format) => {
    const { listings, catalogue } = await generate(format)
    const { code, out } = await cli.refrain('sweep', listings, '--catalog', catalogue, '--emit-sql', 'duckdb')
    expect(code).toBe(0)
    const rows = await duckDb(out)
    const theirs = [...new Set(rows.map((row) => `${String(row[1])} ${String(row[0])}`))].sort()
    const ours = await ourOwn(listings, catalogue)
    expect(ours.length).toBeGreaterThan(900)
    expect(theirs).toEqual(ours)
  })

  it('is written for other engines, with texts that cannot break out of their quotation marks', async () => {
    const catalogue = cli.file('mine.csv', `id,title,artist,isrc\n1,It's \\',O'Hara,USS1Z9900001\n`)
    const listings = cli.file("it's.csv", 'isrc,title,artist\nUSS1Z9900001,x,y\n')
    for (const engine of ['clickhouse', 'spark', 'duckdb']) {
      const { code, out } = await cli.refrain('sweep', listings, '--catalog', catalogue, '--emit-sql', engine)
      expect([code, out.includes('USS1Z9900001')]).toEqual([0, true])
      expect(out).toContain(
        engine === 'duckdb' ? "it''s.csv" : engine === 'spark' ? "it's.csv" : "it\\'s.csv",
      )
    }
    const rows = await duckDb(
      (await cli.refrain('sweep', listings, '--catalog', catalogue, '--emit-sql', 'duckdb')).out,
    )
    expect(rows.map((row) => [row[0], row[6]])).toEqual([['1', 'code']])
  })

  it('needs one file and a table of what to look for', async () => {
    const listings = cli.file('a.csv', 'isrc,title,artist\nUSS1Z9900001,x,y\n')
    expect((await cli.refrain('sweep', listings, '--emit-sql', 'duckdb')).code).toBe(2)
    expect((await cli.refrain('sweep', '-')).err).toContain('needs --catalog')
  })
})

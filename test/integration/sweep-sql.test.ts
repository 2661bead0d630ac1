import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { generateListings } from '../../scripts/generate-listings.ts'
import { type CatalogueEntry, sweepFiles } from '../../electron/core/watch/index.ts'
import { foldText } from '../../shared/domain/text/fold.ts'
import { parquetOf } from '../fixtures/sweep/parquet-bytes.ts'
import { useCli } from './cli/cli-run.ts'

const cli = useCli()

/** Runs statements and returns the rows of a query: the one that finds, or the one that gives pairs to compare. */
async function duckDb(
  sql: string,
  query: 'findings' | 'pairs' = 'findings',
): Promise<readonly (readonly unknown[])[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  try {
    const statements = await connection.extractStatements(sql)
    for (let index = 0; index < statements.count; index++) {
      const prepared = await statements.prepare(index)
      const result = await prepared.runAndReadAll()
      const names = result.columnNames()
      if (!names.includes('listing_row')) continue
      if (names.includes('found_by') === (query === 'findings')) return result.getRows()
    }
    throw new Error(`no statement asked for ${query}`)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function generate(format: 'csv' | 'jsonl', rows = 20_000) {
  const folder = join(cli.folder(), format)
  const options = { rows, recordings: 300, hits: 1000, decoys: 500, gzip: false, seed: 21 }
  return generateListings({ folder, format, ...options })
}

async function asParquet(table: string): Promise<string> {
  const rows = `SELECT * FROM read_csv('${table}', all_varchar = true, header = true)`
  return cli.file('listings.parquet', await parquetOf(rows, 'COMPRESSION zstd, ROW_GROUP_SIZE 4096'))
}

function recordings(catalogue: string): readonly CatalogueEntry[] {
  const table = parse<Record<string, string>>(readFileSync(catalogue), { columns: true })
  return table.map(({ id = '', isrc = '', title = '', artist = '', duration_ms = '' }) => ({
    ...{ id, title, artist, version: '', isrcs: [isrc], durationMs: Number(duration_ms) },
  }))
}

const track = z.object({
  metadata: z.object({ name: z.string(), artists: z.array(z.object({ name: z.string() })) }),
})

/** The rows of a generated listing, read by other means. */
function listed(listings: string, format: 'csv' | 'jsonl') {
  const text = readFileSync(listings, 'utf8')
  if (format === 'csv') {
    const rows = parse<Record<string, string>>(text, { columns: true })
    return rows.map(({ title = '', artist = '' }) => ({ title, artists: [artist] }))
  }
  return text
    .trimEnd()
    .split('\n')
    .map((line) => track.parse(JSON.parse(line)).metadata)
    .map(({ name, artists }) => ({ title: name, artists: artists.map((artist) => artist.name) }))
}

/** What docs/cli.md and the file itself say shares a block: folded artist, title, and the ends of both. */
function blocksOf(title: string, artists: readonly string[]): ReadonlySet<string> {
  const titleKey = foldText(title)
  return new Set(
    artists.map(foldText).flatMap((artistKey) => {
      const ends = [0, -4].map((from) => {
        const part = (key: string) => [...key].slice(from).slice(0, 4).join('')
        return `${String(from)} ${part(titleKey)} ${part(artistKey)}`
      })
      return [`artist ${artistKey}`, `title ${titleKey}`, ...ends]
    }),
  )
}

/** What we find, but for what SQL is said not to: codes that were repaired. */
async function ourOwn(listings: string, catalogue: string): Promise<readonly string[]> {
  const found = new Set<string>()
  await sweepFiles({
    files: [listings],
    catalogue: recordings(catalogue),
    onFinding: ({ recordingId, row, reasons }) => {
      if (!reasons[0]?.includes('is no valid ISRC')) found.add(`${String(row)} ${recordingId}`)
    },
  })
  return [...found].sort()
}

describe('the sweep as SQL', () => {
  it.each(['csv', 'jsonl', 'parquet'] as const)('run by DuckDB finds what we find: %s', async (format) => {
    const made = await generate(format === 'parquet' ? 'csv' : format)
    const { catalogue } = made
    const listings = format === 'parquet' ? await asParquet(made.listings) : made.listings
    const { code, out } = await cli.refrain('sweep', listings, '--catalog', catalogue, '--emit-sql', 'duckdb')
    expect(code).toBe(0)
    const rows = await duckDb(out)
    const theirs = [...new Set(rows.map((row) => `${String(row[1])} ${String(row[0])}`))].sort()
    const ours = await ourOwn(listings, catalogue)
    expect(ours.length).toBeGreaterThan(900)
    expect(theirs).toEqual(ours)
  })

  it.each(['csv', 'jsonl'] as const)('run by DuckDB pairs what shares a block: %s', async (format) => {
    const { listings, catalogue } = await generate(format, 3000)
    const { out } = await cli.refrain('sweep', listings, '--catalog', catalogue, '--emit-sql', 'duckdb')
    const pairs = new Set((await duckDb(out, 'pairs')).map((row) => `${String(row[1])} ${String(row[0])}`))
    const own = recordings(catalogue).map(({ id, title, artist }) => [id, blocksOf(title, [artist])] as const)
    const expected = listed(listings, format).flatMap(({ title, artists }, at) => {
      const blocks = blocksOf(title, artists)
      const near = own.filter(([, others]) => [...others].some((block) => blocks.has(block)))
      return near.map(([id]) => `${String(at + 1)} ${id}`)
    })
    expect(expected.length).toBeGreaterThan(600)
    expect([...pairs].sort()).toEqual(expected.sort())
    const exact = await duckDb(out)
    const byName = exact.filter((row) => row[6] === 'title and artist')
    expect(byName.length).toBeGreaterThan(300)
    expect(byName.filter((row) => !pairs.has(`${String(row[1])} ${String(row[0])}`))).toEqual([])
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

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { sweepFile, type SweepPoint, type SweptStretch } from '../../electron/core/watch/engine/file-sweep.ts'
import { openListing } from '../../electron/core/watch/engine/listing-file.ts'
import { databaseOf, publishedRows, publishedSchema } from '../fixtures/sweep/database-bytes.ts'
import { parquetOf } from '../fixtures/sweep/parquet-bytes.ts'
import { inlineCrew } from '../fixtures/sweep/sweep-bytes.ts'
import { wanted } from '../fixtures/sweep/sweep-content.ts'
import { openSweepCore } from '../fixtures/sweep/swept-workspace.ts'
import { tarOf } from '../fixtures/sweep/tar-bytes.ts'
import { hitsOf } from '../../electron/core/watch/engine/packed-hits.ts'

// So many rows concern the catalogue that every file is handed on in many stretches.
const lines = Array.from({ length: 3000 }, (_, at) =>
  at % 2 === 0 ? `Paper Moon,Luna Vale,${String(at)}` : `x,y,${String(at)}`,
)
const table = `title,artist,id\n${lines.join('\n')}\n`
const hits = 1500

let folder: string
const files: Record<string, Buffer> = {}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-resumed-'))
  const rows = Array.from({ length: 3000 }, (_, at) =>
    at % 2 === 0 ? ['Paper Moon', 'Luna Vale', at] : ['x', 'y', at],
  )
  const database = databaseOf('CREATE TABLE t (title TEXT, artist TEXT, id INT)', { t: rows })
  Object.assign(files, {
    'table.csv.zst': Buffer.concat(
      [table.slice(0, 20_000), table.slice(20_000)].map((part) => zlib.zstdCompressSync(part)),
    ),
    'tables.tar.gz': zlib.gzipSync(
      tarOf({ 'a.csv': table, 'b.csv.gz': zlib.gzipSync(table), 'c.sqlite3': database }),
    ),
    'database.sqlite3.zst': zlib.zstdCompressSync(database),
    'list.json': Buffer.from(
      JSON.stringify({ items: rows.map(([title, artist, id]) => ({ title, artist, id })) }),
    ),
    'table.parquet': await parquetOf(
      `SELECT CASE WHEN i % 2 = 0 THEN 'Paper Moon' ELSE 'x' END AS title, CASE WHEN i % 2 = 0 THEN 'Luna Vale' ELSE 'y' END AS artist, i AS id FROM range(3000) t(i)`,
    ),
    'indexed.sqlite3': databaseOf(publishedSchema, publishedRows(1000)),
  })
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Seen {
  readonly places: readonly (readonly [row: number, byteOffset: number])[]
  readonly points: readonly SweepPoint[]
}

/** Sweeps from a point on and stops after so many stretches. */
async function sweepFrom(
  name: string,
  from: SweepPoint | null,
  stretches = Number.POSITIVE_INFINITY,
): Promise<Seen> {
  const file = await openListing(join(folder, name))
  const crew = inlineCrew(wanted, 4096)
  const places: (readonly [number, number])[] = []
  const points: SweepPoint[] = []
  const accept = ({ result, before, after }: SweptStretch) => {
    for (const hit of hitsOf(result.hits)) places.push([before.rows + hit.row + 1, hit.byteOffset])
    points.push(JSON.parse(JSON.stringify(after)) as SweepPoint)
    return points.length >= stretches ? Promise.reject(new Error('stopped')) : Promise.resolve()
  }
  try {
    const start = from ?? { offset: file.layout.dataStart, rows: 0, malformed: 0 }
    await sweepFile(crew, { ...file, fileKey: 1 }, start, accept).catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'stopped') throw error
    })
  } finally {
    await crew.close()
    await file.close()
  }
  return { places, points }
}

describe('a sweep that is interrupted', () => {
  it.each([
    'table.csv.zst',
    'tables.tar.gz',
    'database.sqlite3.zst',
    'list.json',
    'table.parquet',
    'indexed.sqlite3',
  ])('goes on at any of its checkpoints without loss or repetition: %s', async (name) => {
    const whole = await sweepFrom(name, null)
    expect(whole.places.length).toBeGreaterThanOrEqual(name.startsWith('indexed') ? 3 : hits)
    expect(new Set(whole.places.map(([, offset]) => offset)).size).toBe(whole.places.length)
    for (let stretches = 1; stretches <= whole.points.length; stretches++) {
      const first = await sweepFrom(name, null, stretches)
      const rest = await sweepFrom(name, first.points.at(-1) ?? null)
      expect([...first.places, ...rest.places]).toEqual(whole.places)
    }
  })
})

describe('a sweep into a workspace, by worker threads', () => {
  it('finds the same in every kind of file', async () => {
    const test = await openSweepCore([
      { isrc: 'USS1Z9900001', title: 'Paper Moon', artist: 'Luna Vale' },
      { isrc: 'USS1Z9900002', title: 'Harbour Lights', artist: 'Luna Vale' },
    ])
    const names = Object.keys(files)
    const { sweepId, jobId } = await test.call('sweeps.start', {
      paths: names.map((name) => join(folder, name)),
    })
    expect((await test.finished(jobId)).error).toBeNull()
    const swept = await test.call('sweeps.get', { sweepId })
    expect(
      swept.files.map(({ fileName, state, findings, malformed }) => [fileName, state, findings, malformed]),
    ).toEqual(
      names.map((name) => [
        name,
        'done',
        name === 'tables.tar.gz' ? 3 * hits : name.startsWith('indexed') ? 3 : hits,
        0,
      ]),
    )
    await test.dispose()
  })
})

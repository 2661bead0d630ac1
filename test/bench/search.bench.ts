import BetterSqlite from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '../../electron/core/database/open.ts'
import { openTestCore, type TestCore } from '../support/core.ts'
import { median, percentile } from './support/statistics.ts'
import { fillWithZipfCatalogue } from './support/zipf-catalogue.ts'

// Searching a million recordings as one types, letter by letter, beside plain SQLite asked the same with LIKE. `cold`:
// the list was just opened; `warm`: the program had been idle for some seconds. Processor time is given beside the
// time on the clock, which says little on a busy machine.

const recordings = Number(process.env.REFRAIN_BENCH_RECORDINGS ?? 1_000_000)
const phrases = [
  'silver river',
  'love me',
  'the night',
  'qzd0a12',
  'été',
  'bridor live',
  'marlow',
  '1999',
  '東京',
  'of you in my',
  'zenul',
  'hushka remix',
  'x',
  'QZ-A0A',
  'tamtam',
] as const

interface Taken {
  readonly text: string
  readonly ms: number
  readonly cpuMs: number
}

async function measured(text: string, work: () => unknown): Promise<Taken> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  return { text, ms, cpuMs: (user + system) / 1000 }
}

async function typed(core: TestCore): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const phrase of phrases) {
    for (let length = 1; length <= phrase.length; length++) {
      // The pause between two letters of a quick typist.
      await wait(30)
      const search = phrase.slice(0, length)
      taken.push(await measured(search, () => core.call('recordings.list', { search, limit: 100 })))
    }
  }
  return taken
}

async function byLike(path: string): Promise<Taken[]> {
  const db = new BetterSqlite(path, { readonly: true })
  const taken: Taken[] = []
  for (const phrase of phrases) {
    const words = phrase.split(' ')
    const where = words
      .map(() => '(title LIKE ? OR version LIKE ? OR artist LIKE ? OR isrc LIKE ?)')
      .join(' AND ')
    const params = words.flatMap((word) => Array<string>(4).fill(`%${word}%`))
    const page = db.prepare(
      `SELECT * FROM recording WHERE ${where} ORDER BY title_key, artist_key, id LIMIT 100`,
    )
    const count = db.prepare(`SELECT count(*) FROM recording WHERE ${where}`)
    taken.push(await measured(phrase, () => [page.all(...params), count.get(...params)]))
  }
  db.close()
  return taken
}

function figures(taken: readonly Taken[]) {
  const of = (value: (one: Taken) => number) => {
    const all = taken.map(value)
    const [p50, p95, max] = [median(all), percentile(all, 0.95), Math.max(...all)]
    return { p50: Number(p50.toFixed(2)), p95: Number(p95.toFixed(2)), max: Number(max.toFixed(2)) }
  }
  const slowest = taken.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, 3)
  return {
    calls: taken.length,
    ms: of(({ ms }) => ms),
    cpuMs: of(({ cpuMs }) => cpuMs),
    slowest: slowest.map(({ text }) => text),
  }
}

const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
try {
  await (await openTestCore({ workspace: folder })).close()
  const path = join(folder, 'refrain.sqlite3')
  const db = openStore(path, null)
  fillWithZipfCatalogue(db, recordings)
  db.close()
  const core = await openTestCore({ workspace: folder })
  await core.call('recordings.list', { limit: 100 })
  const cold = figures(await typed(core))
  await wait(5000)
  const warm = figures(await typed(core))
  await core.close()
  console.log(
    JSON.stringify({ bench: 'search', recordings, cold, warm, sqliteLike: figures(await byLike(path)) }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

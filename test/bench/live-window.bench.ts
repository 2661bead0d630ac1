import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openStore } from '../../electron/core/database/open.ts'
import { launchApp, type RunningApp } from '../e2e/support/app.ts'
import { openTestCore } from '../support/core.ts'
import { median, percentile } from './support/statistics.ts'
import { fillWithZipfCatalogue } from './support/zipf-catalogue.ts'

// The frames of the real window while listings stream in: a source on this computer that answers each question with a
// hundred listings, as fast as the limits of Deezer let it be asked, one in four of them a finding. The peer is the
// same page before the source is turned on.

const recordings = 2_000
const perAnswer = 100
const seconds = Number(process.env.REFRAIN_BENCH_SECONDS ?? 15)
const views = { findings: 'Watch', sources: 'Live watch' } as const

interface Song {
  readonly title: string
  readonly artist: string
}

async function openSource(songs: readonly Song[]) {
  let at = 0
  const server = createServer((_request, response) => {
    const data = Array.from({ length: perAnswer }, () => {
      const id = ++at
      const song = songs[(id * 7919) % songs.length]
      const other = songs[(id * 104_729) % songs.length]
      const isHit = id % 4 === 0
      return {
        ...{ id, title: song?.title, link: `https://www.deezer.com/track/${String(id)}`, duration: 200 },
        artist: { name: isHit ? song?.artist : other?.artist },
      }
    })
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ data }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { base: `http://127.0.0.1:${String(port)}`, shown: () => at, close: () => server.close() }
}

/** Runs in the page: the time from frame to frame. */
function frameGaps(page: Page): Promise<number[]> {
  return page.evaluate(async (forMs) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const gaps: number[] = []
    const began = await frame()
    for (let last = began; last - began < forMs;) {
      const now = await frame()
      gaps.push(now - last)
      last = now
    }
    return gaps
  }, seconds * 1000)
}

function told(gaps: readonly number[]) {
  return {
    frames: gaps.length,
    perSecond: Math.round(gaps.length / seconds),
    p50: round(median(gaps)),
    p95: round(percentile(gaps, 0.95)),
    max: round(Math.max(...gaps)),
    over33ms: gaps.filter((gap) => gap > 33.4).length,
  }
}

async function go({ page }: RunningApp, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.waitForTimeout(1000)
}

const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
try {
  const workspace = join(folder, 'workspace')
  await (await openTestCore({ workspace })).close()
  const db = openStore(join(workspace, 'refrain.sqlite3'), null)
  fillWithZipfCatalogue(db, recordings)
  db.exec('UPDATE recording SET isrc = NULL')
  const songs = db.prepare<[], Song>('SELECT title, artist FROM recording').all()
  db.close()
  const source = await openSource(songs)
  const app = await launchApp({ args: ['--workspace', workspace], dataFolder: join(folder, 'data') })
  const measured: Record<string, unknown> = {}
  for (const [view, name] of Object.entries(views)) {
    await go(app, name)
    const rest = told(await frameGaps(app.page))
    await app.call('live.setSource', { sourceId: 'deezer', enabled: true, base: source.base })
    const started = await app.call('live.run', { sourceId: 'deezer' })
    if (!started.ok) throw new Error(started.error.message)
    const before = source.shown()
    const streaming = told(await frameGaps(app.page))
    const listingsPerSecond = Math.round((source.shown() - before) / seconds)
    await app.call('live.setSource', { sourceId: 'deezer', enabled: false })
    await app.call('jobs.cancel', { jobId: started.value.jobId })
    await app.page.waitForTimeout(1000)
    measured[view] = { rest, streaming, listingsPerSecond }
  }
  const findings = await app.call('findings.list', {})
  await app.close()
  source.close()
  console.log(
    JSON.stringify({
      ...{ bench: 'live-window', recordings, perAnswer, seconds },
      findings: findings.ok ? findings.value.total : 0,
      measured,
    }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function round(value: number): number {
  return Number(value.toFixed(1))
}

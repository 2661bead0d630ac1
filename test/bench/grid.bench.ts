import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openStore } from '../../electron/core/database/open.ts'
import { launchApp } from '../e2e/support/app.ts'
import { openTestCore } from '../support/core.ts'
import { median, percentile } from './support/statistics.ts'
import { fillWithZipfCatalogue } from './support/zipf-catalogue.ts'

// Scrolling the list of a million recordings in the real window, frame by frame. A frame is blank where the list
// shows neither rows nor placeholders, unread where a row in view is still a placeholder. The peer is the same page
// at rest: what a frame takes on this machine when nothing scrolls.

const recordings = Number(process.env.REFRAIN_BENCH_RECORDINGS ?? 1_000_000)
const frames = 300
/** Pixels a frame; a row is 32 high. */
const speeds = { rest: 0, wheel: 120, flick: 600, fling: 3000 } as const
const jumps = 30

interface Scrolled {
  readonly intervals: readonly number[]
  readonly blank: number
  readonly unread: number
  readonly rows: number
}

/** Runs in the page: scrolls so far each frame, and looks at what the last step left in view. */
async function scroll(page: Page, pixels: number): Promise<Scrolled> {
  return page.evaluate(
    async ({ pixels: step, frames: count }) => {
      const grid = document.querySelector('main [role=grid]')
      const scroller = [...(grid?.querySelectorAll('*') ?? []), grid].find(
        (element) => element !== null && element.scrollHeight > element.clientHeight + 1000,
      )
      if (!scroller) throw new Error('the grid does not scroll')
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      const look = () => {
        const view = scroller.getBoundingClientRect()
        const rows = [...scroller.querySelectorAll('[role=row][aria-rowindex]')]
          .map((row) => ({ row, box: row.getBoundingClientRect() }))
          .filter(({ box }) => box.bottom > view.top + 33 && box.top < view.bottom - 1)
        const covered = rows.reduce(
          (sum, { box }) => sum + Math.min(box.bottom, view.bottom) - Math.max(box.top, view.top),
          0,
        )
        return {
          blank: covered < scroller.clientHeight - 64,
          unread: rows.some(({ row }) => row.querySelector('[class*=placeholder]') !== null),
        }
      }
      const intervals: number[] = []
      let [blank, unread, last] = [0, 0, await frame()]
      const before = scroller.scrollTop
      for (let at = 0; at < count; at++) {
        scroller.scrollTop += step
        const now = await frame()
        intervals.push(now - last)
        last = now
        const seen = look()
        if (seen.blank) blank++
        if (seen.unread) unread++
      }
      return { intervals, blank, unread, rows: Math.round((scroller.scrollTop - before) / 32) }
    },
    { pixels, frames },
  )
}

/** Milliseconds from a jump to a place far away until every row in view can be read. */
async function jump(page: Page, part: number): Promise<number> {
  return page.evaluate(async (to) => {
    const grid = document.querySelector('main [role=grid]')
    const scroller = [...(grid?.querySelectorAll('*') ?? []), grid].find(
      (element) => element !== null && element.scrollHeight > element.clientHeight + 1000,
    )
    if (!scroller) throw new Error('the grid does not scroll')
    const began = performance.now()
    scroller.scrollTop = scroller.scrollHeight * to
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const rows = [...scroller.querySelectorAll('[role=row][aria-rowindex]')]
      if (rows.length > 5 && rows.every((row) => row.querySelector('[class*=placeholder]') === null))
        return performance.now() - began
    }
  }, part)
}

const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
try {
  const workspace = join(folder, 'workspace')
  await (await openTestCore({ workspace })).close()
  const db = openStore(join(workspace, 'refrain.sqlite3'), null)
  fillWithZipfCatalogue(db, recordings)
  db.close()
  const app = await launchApp({ args: ['--workspace', workspace], dataFolder: join(folder, 'data') })
  await app.page.keyboard.press('Control+2')
  await app.page.getByRole('grid', { name: 'Recordings' }).waitFor()
  await app.page.waitForTimeout(2000)
  const scrolled: Record<string, unknown> = {}
  for (const [name, pixels] of Object.entries(speeds)) {
    const { intervals, blank, unread, rows } = await scroll(app.page, pixels)
    scrolled[name] = {
      rows,
      frames: intervals.length,
      frameMs: {
        p50: round(median(intervals)),
        p95: round(percentile(intervals, 0.95)),
        max: round(Math.max(...intervals)),
      },
      blank,
      unread,
    }
    await app.page.waitForTimeout(500)
  }
  const taken: number[] = []
  for (let at = 0; at < jumps; at++) taken.push(await jump(app.page, ((at * 37) % 100) / 100))
  await app.close()
  console.log(
    JSON.stringify({
      bench: 'grid',
      recordings,
      scrolled,
      jumpMs: { jumps, p50: round(median(taken)), p95: round(percentile(taken, 0.95)) },
    }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function round(value: number): number {
  return Number(value.toFixed(1))
}

import { setTimeout as wait } from 'node:timers/promises'
import { createCapturer } from '../hostile/capture.ts'
import { html, openSite, type Pages } from '../hostile/site.ts'
import { defaultCaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import { launchApp, type RunningApp } from '../e2e/support/app.ts'
import { median } from './support/statistics.ts'
import { meterWindow } from './support/window-meter.ts'

// An ordinary page, captured one at a time by the real program from start of the process to its end, and eight of them
// asked for one by one in the app, while its window is watched. Beside the first stands what no capture can be faster
// than: the wait for a quiet network, twice. Beside the second stands the same window at rest.

const rounds = 7
const queued = 8
const restMs = 4_000

const pages: Pages = {
  '/listing': ({ send }) =>
    send(
      200,
      html,
      `<!doctype html><title>Night Ferry</title><link rel="stylesheet" href="/style.css"><h1>Night Ferry</h1>
       ${Array.from({ length: 12 }, (_, index) => `<img loading="lazy" src="/cover-${String(index)}.svg" width="300" height="300">`).join('')}
       <script src="/app.js"></script>`,
    ),
  '/style.css': ({ send }) =>
    send(200, { 'content-type': 'text/css' }, 'img { display: block; margin: 40px }'),
  '/app.js': ({ send }) => send(200, { 'content-type': 'text/javascript' }, "fetch('/songs.json')"),
  '/songs.json': ({ send }) => send(200, { 'content-type': 'application/json' }, '[]'),
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `/cover-${String(index)}.svg`,
      ({ send }: Parameters<Pages[string]>[0]) =>
        send(
          200,
          { 'content-type': 'image/svg+xml' },
          `<svg xmlns="http://www.w3.org/2000/svg"><circle cx="150" cy="150" r="${String(20 + index * 10)}"/></svg>`,
        ),
    ]),
  ),
}

const site = await openSite(pages)
const capturer = createCapturer()

async function captureSingly(): Promise<readonly number[]> {
  const single: number[] = []
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    const { end, checked } = await capturer.take(site.url('/listing'), [site.host], defaultCaptureLimits)
    if (end !== 'done' || checked?.record.complete !== true)
      throw new Error('the page was not captured whole')
    single.push(performance.now() - began)
  }
  return single
}

/** Asks for one page after the other, as a person does who goes through a list, and waits for all. */
async function captureQueued(app: RunningApp): Promise<void> {
  for (let index = 0; index < queued; index++) {
    const urls = [site.url(`/listing?visit=${String(index)}`)]
    const asked = await app.call('capture.start', { urls, allowHosts: [site.host] })
    if (!asked.ok) throw new Error(asked.error.message)
  }
  for (;;) {
    const jobs = await app.call('jobs.list', {})
    if (jobs.ok && jobs.value.jobs.every(({ state }) => state !== 'queued' && state !== 'running')) break
    await wait(100)
  }
  const captures = await app.call('capture.list', { state: 'complete' })
  if (!captures.ok || captures.value.total !== queued) {
    throw new Error('not all queued pages were captured whole')
  }
}

const app = await launchApp()
try {
  const single = await captureSingly()
  const atRest = await meterWindow(app, () => wait(restMs))
  const began = performance.now()
  const whileCapturing = await meterWindow(app, () => captureQueued(app))
  const together = performance.now() - began
  const one = median(single)
  console.log(
    JSON.stringify(
      {
        rounds,
        ordinaryPageMs: { median: Math.round(one), best: Math.round(Math.min(...single)) },
        waitsMs: { quietTwice: 2 * defaultCaptureLimits.quietMs },
        queued: {
          pages: queued,
          ms: Math.round(together),
          againstOneAfterAnother: Number(((one * queued) / together).toFixed(2)),
        },
        window: { atRest, whileCapturing },
      },
      null,
      1,
    ),
  )
} finally {
  await app.close()
  capturer.dispose()
  await site.close()
}

import { captureJobResult } from '../../shared/contract/captures.ts'
import { createCapturer } from '../hostile/capture.ts'
import { html, openSite, type Pages } from '../hostile/site.ts'
import { defaultCaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import { openEvidenceWorkspace } from '../integration/evidence/evidence-workspace.ts'
import { median } from './support/statistics.ts'

// An ordinary page, captured one at a time by the real program from start of the process to its end, and eight of them
// queued as one job. Beside it stands what no capture can be faster than: the waits for a quiet network it makes.

const rounds = 7
const queued = 8

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
const workspace = openEvidenceWorkspace({ clock: Date.now })
try {
  const single: number[] = []
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    const { end, checked } = await capturer.take(site.url('/listing'), [site.host], defaultCaptureLimits)
    if (end !== 'done' || checked?.record.complete !== true)
      throw new Error('the page was not captured whole')
    single.push(performance.now() - began)
  }
  const urls = Array.from({ length: queued }, (_, index) => site.url(`/listing?visit=${String(index)}`))
  const began = performance.now()
  const { jobId } = await workspace.evidence['capture.start'](
    { urls, findingId: null, allowHosts: [site.host] },
    { signal: new AbortController().signal },
  )
  const job = await workspace.finished(jobId)
  const batch = performance.now() - began
  const made = captureJobResult.parse(job.result).items.filter(({ capture }) => capture?.complete === true)
  if (made.length !== queued) throw new Error('not all queued pages were captured whole')
  const one = median(single)
  console.log(
    JSON.stringify(
      {
        rounds,
        ordinaryPageMs: { median: Math.round(one), best: Math.round(Math.min(...single)) },
        queued: {
          pages: queued,
          ms: Math.round(batch),
          againstOneAfterAnother: Number(((one * queued) / batch).toFixed(2)),
        },
        waitsMs: { quietTwice: 2 * defaultCaptureLimits.quietMs },
      },
      null,
      1,
    ),
  )
} finally {
  await workspace.dispose()
  capturer.dispose()
  await site.close()
}

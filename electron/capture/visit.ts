import { z } from 'zod'
import type { CaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import type { CaptureSession } from './capture-session.ts'
import type { Devtools } from './devtools.ts'
import type { OutputFiles } from './output-files.ts'
import { takeArchive, takeTiles, takeViewport } from './page-pictures.ts'
import { createPageScript, type PageScript } from './page-script.ts'
import type { PageWindow } from './page-window.ts'
import type { Recorder } from './recorder.ts'
import type { Remarks } from './remarks.ts'
import { OutOfTime, pause, reasonOf, within } from './timed.ts'

/** What a visit needs. */
export interface VisitTools {
  readonly url: string
  readonly limits: CaptureLimits
  readonly deadlineAt: number
  readonly window: PageWindow
  readonly browser: CaptureSession
  readonly recorder: Recorder
  readonly files: OutputFiles
  readonly remarks: Remarks
}

/** What the page told about itself. */
const pageFacts = z.object({
  href: z.string(),
  title: z.string(),
  language: z.string(),
  timeZone: z.string(),
})
export type PageFacts = z.infer<typeof pageFacts>

export interface Visit {
  /** Chromium's name of the failure of the start page without `net::`, or null. */
  readonly loadError: string | null
  /** Null when no page of the server was shown: then what the browser shows is its own, and is not kept. */
  readonly page: PageFacts | null
}

const timedOut = 'ERR_TIMED_OUT'
const aliveMs = 1_500
const pollMs = 50
const factsMs = 3_000
const longestText = 32 * 1024 * 1024
const stepPx = 800
const stepMs = 40
const noFramesMs = 500

/** Loads the page, takes the picture a visitor sees, scrolls through it, and takes text, DOM, tiles and archive. */
export async function visit(tools: VisitTools): Promise<Visit> {
  const { window, recorder } = tools
  const loadError = await load(tools)
  if (window.crashed()) return { loadError, page: null }
  await settle(tools)
  if (loadError === timedOut && !recorder.hasStartPage()) return { loadError, page: null }
  return takePage(tools, loadError)
}

/** Takes the page the window shows, beginning with the picture of what is seen of it. */
export async function takePage(tools: VisitTools, loadError: string | null): Promise<Visit> {
  const { window, recorder, remarks } = tools
  const { devtools } = recorder
  const script = createPageScript(devtools)
  if (!(await wake(script, devtools, remarks)) || window.crashed()) return { loadError, page: null }
  const page = await factsOf(script, remarks)
  if (page === null) return { loadError, page: null }
  const viewSize = window.size()
  await step(tools, 'viewport picture', () => takeViewport(devtools, tools.files))
  await step(tools, 'scrolling', () => scroll(tools, script))
  await settle(tools)
  await step(tools, 'text', () => takeText(tools, script))
  await step(tools, 'full picture', () => takeTiles(devtools, tools.files, tools.limits, remarks, viewSize))
  await step(tools, 'archive', () => takeArchive(devtools, tools.files))
  return { loadError, page }
}

async function load({
  url,
  limits,
  window,
  recorder,
  remarks,
  deadlineAt,
}: VisitTools): Promise<string | null> {
  const ms = Math.min(limits.loadMs, deadlineAt - Date.now())
  try {
    await within(window.contents.loadURL(url), ms, 'loading')
    return null
  } catch (error) {
    if (error instanceof OutOfTime) {
      remarks.gap('load-timeout', url)
      recorder.endLoading()
      if (!window.crashed()) window.contents.stop()
      return timedOut
    }
    return errorName(error)
  }
}

/** Waits until the network is quiet, or as long as it may take. */
export async function settle({ limits, browser, remarks, deadlineAt }: VisitTools): Promise<void> {
  const until = Math.min(Date.now() + limits.settleMs, deadlineAt)
  for (;;) {
    const { open, lastAt } = browser.traffic()
    const quietIn = open === 0 ? lastAt + limits.quietMs - Date.now() : pollMs
    if (quietIn <= 0) return
    if (Date.now() >= until) {
      remarks.gap('not-quiet', `${String(open)} requests open`)
      return
    }
    await pause(Math.min(pollMs, quietIn))
  }
}

/** True when the page answers; a script that never ends is ended. */
async function wake(script: PageScript, devtools: Devtools, remarks: Remarks): Promise<boolean> {
  if (await script.answers(aliveMs)) return true
  remarks.gap('page-unresponsive')
  await devtools.send('Runtime.terminateExecution', {}, undefined, aliveMs).catch(() => undefined)
  return script.answers(aliveMs)
}

async function factsOf(script: PageScript, remarks: Remarks): Promise<PageFacts | null> {
  const facts =
    '({ href: location.href, title: document.title, language: navigator.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })'
  try {
    const page = await script.ask(facts, pageFacts, factsMs)
    return /^https?:/.test(page.href) ? page : null
  } catch (error) {
    remarks.gap('step-failed', `address of the page: ${reasonOf(error)}`)
    return null
  }
}

/** The height of a page that has drawn two frames more, or that draws none. */
const heightAfterFrames = `new Promise((done) => {
  const tell = () => done(document.documentElement?.scrollHeight ?? 0)
  requestAnimationFrame(() => requestAnimationFrame(tell))
  setTimeout(tell, ${String(noFramesMs)})
})`

/** Goes down the page, so that what loads only when it is near is loaded, and back to its top. */
async function scroll(
  { limits, remarks, deadlineAt, window }: VisitTools,
  script: PageScript,
): Promise<void> {
  const { height: seenAtOnce } = window.size()
  const until = Math.min(Date.now() + limits.scrollMs, deadlineAt)
  // Measured a few frames after the page was told that it was scrolled: that is when it grows.
  const heightAfter = (y: number) =>
    script.ask(
      `window.scrollTo(0, ${String(y)}), new Promise((done) => setTimeout(() => done(document.documentElement?.scrollHeight ?? 0), ${String(stepMs)}))`,
      z.number(),
    )
  for (let y = 0; ; y += stepPx) {
    let height = await heightAfter(y)
    // A busy machine draws its frames later than a step takes, and only then tells the page.
    if (y + seenAtOnce >= height) height = await script.ask(heightAfterFrames, z.number())
    if (y + seenAtOnce >= height) break
    if (y + stepPx > limits.scrollPx || Date.now() > until) {
      remarks.gap('scroll-capped', `${String(y)} of ${String(Math.ceil(height))} pixels`)
      break
    }
  }
  await heightAfter(0)
}

async function takeText({ files, remarks }: VisitTools, script: PageScript): Promise<void> {
  const text = await script.ask('document.body ? document.body.innerText : ""', z.string())
  const doctype = '(document.doctype ? new XMLSerializer().serializeToString(document.doctype) + "\\n" : "")'
  const dom = await script.ask(`${doctype} + document.documentElement.outerHTML`, z.string())
  for (const [name, kind, whole] of [
    ['text.txt', 'text', text],
    ['dom.html.txt', 'dom', dom],
  ] as const) {
    if (whole.length > longestText) remarks.gap('body-truncated', `length: ${name}`)
    // A page without words has no text; the blob store takes no empty file.
    if (whole !== '') files.write(name, kind, Buffer.from(whole.slice(0, longestText), 'utf8'))
  }
}

/** One part of the capture: when it fails the others go on, and the gap is named. */
async function step({ remarks, deadlineAt, window }: VisitTools, name: string, work: () => Promise<void>) {
  const ms = deadlineAt - Date.now()
  if (ms <= 0 || window.crashed()) {
    remarks.gap('step-failed', `${name}: ${ms <= 0 ? 'no time was left' : 'the page had ended'}`)
    return
  }
  try {
    await within(work(), ms, name)
  } catch (error) {
    remarks.gap('step-failed', `${name}: ${reasonOf(error)}`)
  }
}

function errorName(error: unknown): string {
  const { code } = z.object({ code: z.string() }).safeParse(error).data ?? { code: 'ERR_FAILED' }
  return code
}

import { setTimeout as wait } from 'node:timers/promises'
import { cpus } from 'node:os'
import type { RunningApp } from '../../e2e/support/app.ts'
import { percentile } from './statistics.ts'

/** How a window fared over a time: from frame to frame, and from a question to the core to its answer. */
export interface WindowFared {
  readonly frameMs: Spread
  readonly answerMs: Spread
  /** Share of all processors' time in which they worked, whoever for. */
  readonly processorsBusy: number
}

interface Spread {
  readonly p50: number
  readonly p95: number
  readonly max: number
}

const askEveryMs = 100

/** Watches the window while `work` goes on. */
export async function meterWindow(app: RunningApp, work: () => Promise<void>): Promise<WindowFared> {
  await app.page.evaluate(() => {
    const told = { frames: [] as number[], stopped: false }
    let last = performance.now()
    const next = (now: number) => {
      told.frames.push(now - last)
      last = now
      if (!told.stopped) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    Object.assign(globalThis, { meter: told })
  })
  const before = processorTimes()
  const answers: number[] = []
  const over = new AbortController()
  const asking = (async () => {
    while (!over.signal.aborted) {
      const began = performance.now()
      await app.call('capture.list', { limit: 50 })
      answers.push(performance.now() - began)
      await wait(askEveryMs)
    }
  })()
  try {
    await work()
  } finally {
    over.abort()
    await asking
  }
  const after = processorTimes()
  const frames = await app.page.evaluate(() => {
    const { meter } = globalThis as unknown as { meter: { frames: number[]; stopped: boolean } }
    meter.stopped = true
    return meter.frames.slice(1)
  })
  return {
    frameMs: spread(frames),
    answerMs: spread(answers),
    processorsBusy: Number((1 - (after.idle - before.idle) / (after.all - before.all)).toFixed(2)),
  }
}

function processorTimes(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((processor) => processor.times)
  const idle = times.reduce((sum, time) => sum + time.idle, 0)
  return { idle, all: times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, idle) }
}

function spread(values: readonly number[]): Spread {
  const round = (value: number) => Number(value.toFixed(1))
  return {
    p50: round(percentile(values, 0.5)),
    p95: round(percentile(values, 0.95)),
    max: round(values.reduce((most, value) => Math.max(most, value), 0)),
  }
}

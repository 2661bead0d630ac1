import { plan, type ScheduledSource } from '../../../shared/domain/live/schedule.ts'
import type { Alarm } from './means.ts'

export interface SchedulerDeps {
  readonly alarm: Alarm
  clock(): number
  /** The sources that are on and can be asked, as they stand now. */
  sources(): readonly ScheduledSource[]
  /** True while a run is under way or waits: there is one at a time. */
  isBusy(): boolean
  /** True while nothing may be asked: offline, on battery. */
  isHeld(): boolean
  visit(sourceIds: readonly string[]): void
  log(line: string): void
}

/** Begins visits when they are due. What fell due while the computer slept or was off is visited once. */
export interface Scheduler {
  readonly start: () => void
  /** Something changed: a source was set, a run ended, the network is back. */
  readonly wake: () => void
  /** A run failed or was stopped: the next one waits a while. */
  readonly rest: () => void
  readonly stop: () => void
}

/** Looks again after this time in any case. */
const longestSleepMs = 60 * 60_000
const restMs = 15 * 60_000

/** Builds the scheduler; nothing happens before `start`. */
export function createScheduler(deps: SchedulerDeps): Scheduler {
  let running = false
  const look = () => {
    if (!running) return
    deps.alarm.clear()
    // The end of the run, or of what holds it, wakes us.
    if (deps.isBusy() || deps.isHeld()) return
    const now = deps.clock()
    const { visit, wakeAt } = plan(deps.sources(), now)
    if (visit.length > 0) deps.visit(visit)
    else deps.alarm.set(Math.min(wakeAt ?? Infinity, now + longestSleepMs), look)
  }
  return {
    start() {
      running = true
      look()
    },
    wake() {
      try {
        look()
      } catch (error) {
        deps.log(`the schedule of the watch failed: ${String(error)}`)
      }
    },
    rest() {
      if (running) deps.alarm.set(deps.clock() + restMs, look)
    },
    stop() {
      running = false
      deps.alarm.clear()
    },
  }
}

import type { CancelSignal } from '../../../../shared/contract/index.ts'
import type { SourceLimits } from '../connector.ts'

export type Pace = Pick<SourceLimits, 'requests' | 'perMs' | 'atOnce'>

export interface Turns {
  /**
   * Waits until one more request keeps within the paces of its source and of its host, and counts it. Who came first
   * goes first. The function returned ends the request. Rejects by signal.
   */
  take(
    source: { readonly id: string; readonly pace: Pace },
    host: { readonly name: string; readonly pace: Pace },
    signal: CancelSignal,
  ): Promise<() => void>
}

export interface TurnsOptions {
  readonly clock: () => number
  readonly sleep: (ms: number, signal: CancelSignal) => Promise<void>
  /** When requests of a source ended, as far as an earlier run of the program knows. */
  readonly earlier: (source: string, atMost: number) => readonly number[]
}

/** Requests of one source or to one host. */
interface Lane {
  inFlight: number
  /** When requests ended: until then a server may count them in its window. */
  ended: number[]
  last: Promise<unknown>
  freed: PromiseWithResolvers<void>
}

const mostLanes = 1_000

/** Rolling windows and numbers of requests at once, by source over all hosts and by host over all sources. */
export function createTurns({ clock, sleep, earlier }: TurnsOptions): Turns {
  const sources = new Map<string, Lane>()
  const hosts = new Map<string, Lane>()

  const waitFor = async (lane: Lane, pace: Pace, signal: CancelSignal) => {
    for (;;) {
      signal.throwIfAborted()
      const wait = waitOf(lane, pace, clock())
      if (wait === 0) return
      if (wait === 'full') await freedOrAborted(lane, signal)
      else await sleep(wait, signal)
    }
  }

  return {
    async take(source, host, signal) {
      const ofSource = laneIn(sources, source.id, () => earlier(source.id, source.pace.requests))
      const ofHost = laneIn(hosts, host.name, () => [])
      prune(hosts, clock())
      // Always host before source: a slow host must not hold up the others of its source.
      return inLine(ofHost, () =>
        waitFor(ofHost, host.pace, signal).then(() =>
          inLine(ofSource, async () => {
            await waitFor(ofSource, source.pace, signal)
            begin(ofSource)
            begin(ofHost)
            return once(() => {
              end(ofSource, source.pace, clock())
              end(ofHost, host.pace, clock())
            })
          }),
        ),
      )
    },
  }
}

/** Milliseconds until one more request fits into the window; `full`: when one of those under way has ended. */
function waitOf(lane: Lane, pace: Pace, now: number): number | 'full' {
  // A clock that was set back must not make us wait for the time it lost.
  lane.ended = lane.ended.map((at) => Math.min(at, now)).filter((at) => at > now - pace.perMs)
  if (lane.inFlight >= pace.atOnce) return 'full'
  const over = lane.inFlight + lane.ended.length - pace.requests
  if (over < 0) return 0
  const leaves = lane.ended.toSorted((one, other) => one - other)[over]
  return leaves === undefined ? 'full' : Math.max(1, leaves + pace.perMs - now)
}

function begin(lane: Lane): void {
  lane.inFlight++
}

function end(lane: Lane, pace: Pace, now: number): void {
  lane.inFlight--
  lane.ended.push(now)
  // A source asks a host at other paces than another does: none needs more than its own number.
  if (lane.ended.length > 4 * pace.requests + 100) lane.ended.splice(0, lane.ended.length - 4 * pace.requests)
  lane.freed.resolve()
  lane.freed = Promise.withResolvers()
}

function inLine<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  const mine = lane.last.then(work, work)
  lane.last = mine.catch(() => undefined)
  return mine
}

function laneIn(lanes: Map<string, Lane>, name: string, ended: () => readonly number[]): Lane {
  const known = lanes.get(name)
  if (known !== undefined) return known
  const made: Lane = {
    inFlight: 0,
    ended: [...ended()],
    last: Promise.resolve(),
    freed: Promise.withResolvers(),
  }
  lanes.set(name, made)
  return made
}

/** Pages lie on any number of hosts: those not asked for an hour are forgotten. */
function prune(lanes: Map<string, Lane>, now: number): void {
  if (lanes.size <= mostLanes) return
  for (const [name, lane] of lanes) {
    const latest = lane.ended.at(-1) ?? 0
    if (lane.inFlight === 0 && latest < now - 3_600_000) lanes.delete(name)
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) work()
    isDone = true
  }
}

/** Resolves when a request of the lane ends, or by signal. */
async function freedOrAborted(lane: Lane, signal: CancelSignal): Promise<void> {
  const stopped = Promise.withResolvers<void>()
  signal.addEventListener('abort', stopped.resolve, { once: true })
  await Promise.race([lane.freed.promise, stopped.promise])
  signal.removeEventListener('abort', stopped.resolve)
}

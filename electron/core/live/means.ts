import type { Database } from 'better-sqlite3'
import type { AddressKind } from '../../../shared/contract/live-addresses.ts'
import type { PoliteSource } from './client/polite-client.ts'
import type { Connector, PoliteClient } from './connector.ts'

/** A source the program knows. */
export interface KnownSource {
  readonly connector: Connector
  /** Where its interface is; null where only the artist can say (her own search engine). */
  readonly base: string | null
  /** Which of the artist's addresses it looks at. */
  readonly takes: readonly AddressKind[]
  /** How often it is visited unless the artist says otherwise. */
  readonly intervalMs: number
}

/** Rings at a time by the clock, also when the computer slept meanwhile. */
export interface Alarm {
  /** Replaces what was set before. */
  set(at: number, ring: () => void): void
  clear(): void
}

/** With what the watch reaches out. */
export interface LiveMeans {
  readonly sources: readonly KnownSource[]
  readonly alarm: Alarm
  /** `allowedHosts`: hosts that may be asked although they are not public: the artist's own. */
  readonly client: (source: PoliteSource, allowedHosts: readonly string[]) => PoliteClient
  /** Units of a source's budget that are spent today. */
  spentToday(source: KnownSource): number
}

/** What the means are made of. */
export interface LiveNeeds {
  readonly db: Database
  readonly appVersion: string
  readonly clock: () => number
  readonly now: () => string
  readonly log: (line: string) => void
  /** E-mail or web address for the user agent; empty: none. */
  readonly contact: () => string
}

/** Longer waits are cut: a timer does not run while the computer sleeps, the clock does. */
const longestWaitMs = 30_000

/** An alarm on the timers of the system. It keeps no process alive. */
export function createAlarm(clock: () => number): Alarm {
  let timer: ReturnType<typeof setTimeout> | null = null
  const clear = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const wait = (at: number, began: number, ring: () => void) => {
    clear()
    timer = setTimeout(
      () => {
        const now = clock()
        // A clock that was set back would let us sleep for as long as it had gone wrong.
        if (now < at && now >= began) wait(at, now, ring)
        else ring()
      },
      Math.max(0, Math.min(at - clock(), longestWaitMs)),
    )
    timer.unref()
  }
  return { set: (at, ring) => wait(at, clock(), ring), clear }
}

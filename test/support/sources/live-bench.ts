import type { Database } from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPoliteClients, type PoliteClients } from '../../../electron/core/live/client/polite-client.ts'
import { openWorkspace } from '../../../electron/core/platform/open-workspace.ts'
import { testResources } from '../resources.ts'

/** A clock that moves only when somebody sleeps, so that hours of waiting pass at once. */
export interface SimulatedClock {
  now: number
  readonly clock: () => number
  readonly sleep: (ms: number) => Promise<void>
}

export function simulatedClock(start = Date.UTC(2026, 10, 22, 12)): SimulatedClock {
  const state: SimulatedClock = {
    now: start,
    clock: () => state.now,
    sleep(ms) {
      const until = state.now + ms
      state.now = Math.max(state.now, until)
      return new Promise((resolve) => setImmediate(resolve))
    },
  }
  return state
}

/** A real store with the polite client on it, and a clock of its own. */
export interface LiveBench {
  readonly time: SimulatedClock
  readonly db: Database
  readonly folder: string
  readonly clients: PoliteClients
  /** The list of requests, oldest first. */
  log(): readonly LoggedRequest[]
  setting(key: string, value: unknown): void
  /** Closes the store and opens it again, as a restart does. */
  restart(): LiveBench
  dispose(): void
}

export interface LoggedRequest {
  readonly purpose: string
  readonly method: string
  readonly url: string
  readonly status: number | null
  readonly failure: string | null
  readonly received_bytes: number
  readonly sent: string | null
}

export interface LiveBenchOptions {
  readonly time?: SimulatedClock
  readonly random?: () => number
  readonly timeoutMs?: number
  readonly contact?: string | null
  readonly folder?: string
}

export function openLiveBench(options: LiveBenchOptions = {}): LiveBench {
  const {
    time = simulatedClock(),
    random = () => 0.5,
    timeoutMs = 5_000,
    contact = 'ada@example.com',
  } = options
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'refrain-live-'))
  const { migrations, sqliteBinding } = testResources()
  const now = () => new Date(time.now).toISOString()
  const workspace = openWorkspace({
    ...{ folder, create: true, migrations, sqliteBinding, now },
    appVersion: '0.0.0-test',
  })
  const { db } = workspace
  const clients = createPoliteClients({
    ...{ db, random, timeoutMs, appVersion: '1.2.0' },
    ...{ clock: time.clock, sleep: time.sleep, contact: () => contact },
  })
  return {
    ...{ time, db, folder, clients },
    log: () =>
      db
        .prepare<[], LoggedRequest>(
          'SELECT purpose, method, url, status, failure, received_bytes, sent FROM outgoing_request ORDER BY id',
        )
        .all(),
    setting(key, value) {
      db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(key, JSON.stringify(value))
    },
    restart() {
      workspace.close()
      return openLiveBench({ ...options, time, folder })
    },
    dispose() {
      if (db.open) workspace.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

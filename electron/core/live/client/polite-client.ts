import type { Database } from 'better-sqlite3'
import type { lookup } from 'node:dns'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import { userAgentOf } from '../../../../shared/domain/live/user-agent.ts'
import { createRequestLog } from '../../platform/outgoing.ts'
import { isOffline } from '../../platform/net/offline.ts'
import { type Connector, type PoliteClient, SourceFailure } from '../connector.ts'
import { createBudgets } from './budgets.ts'
import { type Asking, createAsking } from './asking.ts'
import { createPauses, type Pause } from './pauses.ts'
import { createRemembered } from './remembered.ts'
import { createRobots } from './robots.ts'
import { earlierRequests } from './earlier-requests.ts'
import { createLogTrimmer } from './trim-log.ts'
import { createTurns } from './turns.ts'

/** What the clients of one workspace share. */
export interface PoliteSurroundings {
  readonly db: Database
  readonly appVersion: string
  /** An e-mail or web address of the artist; null when there is none. Asked for at each request. */
  readonly contact: () => string | null
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** From 0 up to, not including, 1. */
  readonly random: () => number
  /** Resolves after so many milliseconds of that clock; rejects by signal. */
  readonly sleep: (ms: number, signal: CancelSignal) => Promise<void>
  /** Longest time for one answer; default 20 s. */
  readonly timeoutMs?: number
  /** Default: the system's resolver. */
  readonly resolve?: typeof lookup
}

export type PoliteSource = Pick<Connector, 'id' | 'limits'>

/** How a source stands with us. */
export interface SourceStanding {
  /** Units spent of today's budget. */
  readonly usedToday: number
  readonly perDay: number | null
  /** Why it is left alone now, and until when; null when it is not. */
  readonly pause: Pause | null
}

export interface PoliteClients {
  /** The client of one source. `allowedHosts`: hosts that may be asked although they are not public: the artist's own. */
  of(source: PoliteSource, options?: { readonly allowedHosts?: readonly string[] }): PoliteClient
  /** `base`: the address the source is asked at, whose host may be the one that is left alone. */
  standing(source: PoliteSource, base: string): SourceStanding
}

const usualTimeoutMs = 20_000

/** Builds the clients of a workspace: whatever source asks, limits of hosts, back-off and memory are one. */
export function createPoliteClients(surroundings: PoliteSurroundings): PoliteClients {
  const { db, clock, random, sleep, appVersion, contact } = surroundings
  const budgets = createBudgets(db, clock)
  const pauses = createPauses(db, clock, random)
  const trimLog = createLogTrimmer(db, clock)
  const shared: Asking = {
    ...{ budgets, pauses, clock, sleep },
    turns: createTurns({ clock, sleep, earlier: earlierRequests(db) }),
    robots: createRobots(db, clock),
    remembered: createRemembered(db, clock),
    log: createRequestLog(db, () => new Date(clock()).toISOString()),
    userAgent: () => userAgentOf(appVersion, contact()),
    timeoutMs: surroundings.timeoutMs ?? usualTimeoutMs,
    resolve: surroundings.resolve,
  }
  return {
    of(source, { allowedHosts = [] } = {}) {
      const ask = createAsking(shared, source, allowedHosts)
      return {
        async get(request, signal) {
          if (isOffline(db)) throw new SourceFailure('offline', 'is not asked while Refrain is offline')
          trimLog()
          return ask(request, signal)
        },
      }
    },
    standing: (source, base) => ({
      usedToday: budgets.used(source.id, source.limits),
      perDay: source.limits.perDay,
      pause: pauses.of(`source:${source.id}`) ?? pauses.of(`host:${new URL(base).host}`),
    }),
  }
}

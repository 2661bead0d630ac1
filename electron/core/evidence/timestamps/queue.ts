import type { CoreContext } from '../../context.ts'
import { isOffline } from '../../platform/net/offline.ts'
import { createOutgoing } from '../../platform/outgoing.ts'
import { askAuthority, NoToken, type ReceivedToken } from './ask-authority.ts'
import {
  createTimestampsRepository,
  type StoredAuthority,
  type StoredToken,
  type WaitingStamp,
} from './timestamps.repository.ts'
import { wanted, wantMissing } from './wanted.ts'

/** Brings the tokens of every authority the artist named; asks nobody when there is none. */
export interface TimestampQueue {
  /** Something was stored that may want a token. */
  changed(): void
  /** Asks for what waits, by itself from now on. */
  start(): void
  /** Asks now for all that waits, or with `due` only for what is due. Resolves when each was tried once. */
  run(options?: { readonly due?: boolean }): Promise<void>
  /** Asks a new authority for one token, so that a wrong address shows at once; the rest of its queue comes by itself. */
  tryAuthority(authorityId: number): Promise<void>
  /**
   * Wants a token of every authority over content, asks once, and returns those that are there. The rest stays in the
   * queue. Never rejects for want of a token.
   */
  stampNow(subject: string, content: Uint8Array, signal: AbortSignal): Promise<readonly StoredToken[]>
  /** Stops asking. `finishMs`: how long what waits for the first time may still be asked for. */
  stop(finishMs: number): Promise<void>
}

const minute = 60_000
/** How long an authority that gave no token is left alone: after the first failure, the second … */
const backOffMs = [1, 5, 15, 60, 240, 720, 1440].map((minutes) => minutes * minute)
const longestPauseMs = 60 * minute

/** Builds the queue. It does nothing before `start` or `run`. */
export function createTimestampQueue(context: CoreContext): TimestampQueue {
  const { db, mutations } = context
  const repository = createTimestampsRepository(db)
  const outgoing = createOutgoing(db, () => context.now())
  const stopping = new AbortController()
  const asking = new Map<number, Promise<boolean>>()
  let started = false
  let dirty = false
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> | null = null

  const queueMissing = () => {
    dirty = false
    const active = repository.active()
    if (active.length === 0) return
    db.transaction(() => {
      for (const authority of active) wantMissing(db, repository, authority, context.now())
    })()
  }

  /** Whoever wants the same token meanwhile shares the one request. */
  const ask = (stamp: WaitingStamp, authority: StoredAuthority, signal: AbortSignal): Promise<boolean> => {
    const under = asking.get(stamp.id)
    if (under !== undefined) return under
    if (!repository.isWaiting(stamp.id)) return Promise.resolve(true)
    // No failure of the authority: it keeps its place in the queue.
    if (isOffline(db)) return Promise.resolve(false)
    const asked = askOnce(stamp, authority, signal).finally(() => asking.delete(stamp.id))
    asking.set(stamp.id, asked)
    return asked
  }

  async function askOnce(
    stamp: WaitingStamp,
    authority: StoredAuthority,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      const token = await askAuthority(outgoing, authority, stamp, signal)
      if (!db.open) return false
      await context.gate.passed()
      keep(stamp, token)
      return true
    } catch (error) {
      if (signal.aborted || !db.open || isOffline(db)) return false
      if (!(error instanceof NoToken)) context.log(`timestamp ${String(stamp.id)}: ${String(error)}`)
      const failure = error instanceof NoToken ? error.message : 'The answer could not be handled.'
      const pause = backOffMs[Math.min(stamp.attempts, backOffMs.length - 1)] ?? longestPauseMs
      mutations.once(['evidence'], () => {
        repository.fail(stamp, failure, new Date(context.clock() + pause).toISOString())
      })
      return false
    }
  }

  const keep = (stamp: WaitingStamp, { request, response, facts }: ReceivedToken) => {
    mutations.once(['evidence', 'custody'], () => {
      repository.succeed(stamp.id, { request, response, time: facts.time, at: context.now() })
      repository.learnChain(stamp.authorityId, facts.chainPem)
      context.custody.append({
        action: 'timestamp.received',
        subject: stamp.subject,
        detail: { digest: stamp.digest, time: facts.time, authority: stamp.authorityId, root: facts.root },
      })
    })
  }

  async function runOnce(due: boolean, signal: AbortSignal): Promise<void> {
    queueMissing()
    const authorities = new Map(repository.active().map((one) => [one.id, one]))
    const silent = new Set<number>()
    const until = due ? context.now() : '9999'
    for (const stamp of repository.due(until)) {
      if (signal.aborted || !db.open) return
      const authority = authorities.get(stamp.authorityId)
      if (authority === undefined || silent.has(authority.id)) continue
      // One failure speaks for the authority: the rest of its queue waits with it.
      if (!(await ask(stamp, authority, signal))) silent.add(authority.id)
    }
  }

  const run = async (due: boolean): Promise<void> => {
    while (running !== null) await running
    if (stopping.signal.aborted || !db.open) return
    running = runOnce(due, stopping.signal).finally(() => {
      running = null
    })
    await running
  }

  const wake = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (!started || stopping.signal.aborted || !db.open) return
    const next = repository.nextDue()
    // Going online wakes it before that.
    const wait = next === null || isOffline(db) ? longestPauseMs : Date.parse(next) - context.clock()
    timer = setTimeout(again, Math.max(0, Math.min(wait, longestPauseMs)))
    timer.unref()
  }

  const again = () => {
    run(true)
      .catch((error: unknown) => {
        context.log(`the timestamps could not be asked for: ${String(error)}`)
      })
      .finally(wake)
  }

  return {
    changed() {
      dirty = true
      if (started && running === null && repository.active().length > 0) {
        if (timer !== null) clearTimeout(timer)
        timer = setTimeout(again, 0)
        timer.unref()
      }
    },
    start() {
      started = true
      if (repository.active().length > 0) again()
    },
    async run({ due = false } = {}) {
      await run(due)
      wake()
    },
    async tryAuthority(authorityId) {
      queueMissing()
      const authority = repository.active().find(({ id }) => id === authorityId)
      const waiting = repository.due('9999').filter((stamp) => stamp.authorityId === authorityId)
      // The log's head is always there to be stamped; a capture would do as well.
      const stamp = waiting.find(({ subject }) => subject.startsWith('custody:')) ?? waiting[0]
      if (authority !== undefined && stamp !== undefined) await ask(stamp, authority, stopping.signal)
      wake()
    },
    async stampNow(subject, content, signal) {
      const stamp = wanted(subject, content)
      const active = new Map(repository.active().map((one) => [one.id, one]))
      mutations.once(['evidence'], () => {
        for (const id of active.keys()) repository.want(id, stamp, context.now())
      })
      for (const waiting of repository.waitingFor(stamp.digest)) {
        const authority = active.get(waiting.authorityId)
        if (authority !== undefined) await ask(waiting, authority, signal)
      }
      return repository.tokens(stamp.digest)
    },
    async stop(finishMs) {
      started = false
      if (timer !== null) clearTimeout(timer)
      if (finishMs > 0 && dirty && repository.active().length > 0) {
        const limit = setTimeout(() => {
          stopping.abort()
        }, finishMs)
        await run(true).catch(() => undefined)
        clearTimeout(limit)
      }
      stopping.abort()
      await running?.catch(() => undefined)
    },
  }
}

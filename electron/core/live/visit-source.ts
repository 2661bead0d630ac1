import { setImmediate as nextTurn } from 'node:timers/promises'
import { nextTry, shareOf } from '../../../shared/domain/live/schedule.ts'
import { endsVisit } from '../../../shared/domain/live/problem-sentence.ts'
import type { SourceListing } from '../../../shared/domain/live/source-listing.ts'
import { isRefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../context.ts'
import { type SourceAccess, SourceFailure } from './connector.ts'
import type { HeldCatalogue } from './held-catalogue.ts'
import type { HeldAuthorizations } from './live-findings.ts'
import type { ListingStore } from './listing-store.ts'
import { type Choice, keyOf, type Look, type LooksRepository } from './looks.repository.ts'
import { type MatchedSourceListing, matchSourceListing } from './match-listings.ts'
import type { KnownSource } from './means.ts'
import type { Accesses } from './source-access.ts'
import type { Failure, SourcesRepository, StoredSource } from './sources.repository.ts'

/** What a visit needs; the same for all sources of a run. */
export interface VisitScope {
  readonly context: CoreContext
  readonly sources: SourcesRepository
  readonly looks: LooksRepository
  readonly store: ListingStore
  readonly catalogue: HeldCatalogue
  readonly accesses: Accesses
  readonly authorizations: HeldAuthorizations
  /** The questions that are being asked, by their keys: two visits at once ask none twice. */
  readonly asking: Set<string>
  /** Of the job it belongs to; `jobId` null where it is part of none. */
  readonly control: Pick<JobControl, 'signal'> & { readonly jobId: JobControl['jobId'] | null }
  /** True when the schedule must stop: the computer runs on battery, for instance. */
  readonly isHeld: () => boolean
  /** What was found and asked, for the progress of the run. */
  readonly note: (change: VisitChange) => void
}

export interface VisitChange {
  readonly looks: number
  readonly listings: number
  readonly fresh: readonly number[]
}

/** A visit ends after this time, so that a slow source holds up no other; the rest stays due. */
const longestVisitMs = 20 * 60_000
/** Failures in a row that may be the fault of single questions. */
const mostFailures = 3
/** Listings of one answer that are taken; a source that gives more has not understood the question. */
const mostListings = 1000
/** Of an address the artist named: a folder, a torrent or a sitemap may well hold that many. */
const mostAtAddress = 50_000
/** Listings that are compared in one go: calls are answered in between. */
const perTurn = 50

/**
 * Asks one source its questions, one after the other. Each is settled with what it brought in one transaction, so that
 * a crash asks none of them twice. A failure of the source ends the visit and leaves its questions due; one of a single
 * question is put off. Throws only when the run is stopped.
 */
export async function visitSource(scope: VisitScope, source: KnownSource, choice: Choice): Promise<void> {
  const { context, sources, looks, control } = scope
  const { id } = source.connector
  await write(context, () => {
    looks.sync(source)
  })
  if (looks.waiting(id, choice) === 0) return
  const began = context.clock()
  const runId = await write(context, () => sources.beginRun(id, control.jobId, context.now()))
  let failure: Failure | null = null
  try {
    const access = await scope.accesses.open(source, control.signal)
    const inTime = () => context.clock() - began < longestVisitMs && !scope.isHeld()
    await askAll(scope, { source, access, runId, inTime }, choice)
  } catch (error) {
    control.signal.throwIfAborted()
    failure = failureOf(scope, sources.get(id), asSourceFailure(error, context))
  }
  const ended = failure
  await write(context, () => {
    sources.endRun(runId, id, context.now(), ended)
    if (ended === null) sources.succeed(id)
    else if (ended.problem !== 'offline') sources.fail(id, ended, sources.get(id).failures + 1)
  })
}

interface Visit {
  readonly source: KnownSource
  readonly access: SourceAccess
  readonly runId: number
  readonly inTime: () => boolean
}

async function askAll(scope: VisitScope, visit: Visit, choice: Choice): Promise<void> {
  const { looks, control } = scope
  let failures = 0
  let last: SourceFailure | null = null
  for (;;) {
    const page = looks.next(visit.source.connector.id, choice)
    // What another visit is asking at this moment is left to it.
    const open = page.filter((look) => !scope.asking.has(keyOf(look)))
    if (open.length === 0) break
    for (const look of open) {
      control.signal.throwIfAborted()
      if (!visit.inTime()) return
      if (scope.asking.has(keyOf(look)) || !looks.isWaiting(look, choice)) continue
      scope.asking.add(keyOf(look))
      try {
        await askOne(scope, visit, look)
        failures = 0
        last = null
      } catch (error) {
        control.signal.throwIfAborted()
        const failed = asSourceFailure(error, scope.context)
        if (isOfSource(failed)) throw failed
        failures++
        await putOff(scope, visit, look, failed)
        last = endsVisit(failed.problem) ? failed : null
        if (last !== null && failures >= mostFailures) throw last
      } finally {
        scope.asking.delete(keyOf(look))
      }
    }
  }
  // All that was left to ask failed: the artist is to know.
  if (last !== null) throw last
}

async function askOne(scope: VisitScope, { source, access, runId }: Visit, look: Look): Promise<void> {
  const { context, store, looks, sources, control } = scope
  const said: SourceListing[] = []
  const most = look.query.by === 'address' ? mostAtAddress : mostListings
  for await (const listing of source.connector.search(look.query, access)) {
    said.push(listing)
    if (said.length >= most) break
  }
  const matched = await matchAll(scope, said)
  const intervalMs = sources.get(look.sourceId).intervalMs
  const brought = await write(context, () => {
    control.signal.throwIfAborted()
    const stored = store.store(look.sourceId, matched, context.now(), scope.authorizations.read())
    looks.answered(look, intervalMs, stored.listings)
    sources.addToRun(runId, 1, stored.listings, stored.fresh.length)
    return stored
  })
  scope.note({ looks: 1, listings: brought.listings, fresh: brought.fresh })
}

async function matchAll(scope: VisitScope, said: readonly SourceListing[]): Promise<MatchedSourceListing[]> {
  if (said.length === 0) return []
  const index = await scope.catalogue.index(scope.control.signal)
  const matched: MatchedSourceListing[] = []
  for (const listing of said) {
    matched.push(matchSourceListing(index, listing))
    if (matched.length % perTurn === 0) await nextTurn()
  }
  return matched
}

async function putOff(scope: VisitScope, { runId }: Visit, look: Look, failed: SourceFailure): Promise<void> {
  const { context, looks, sources } = scope
  const notBefore = failed.retryAfterMs === null ? null : context.clock() + failed.retryAfterMs
  await write(context, () => {
    looks.failed(look, failed, notBefore)
    sources.addToRun(runId, 1, 0, 0)
  })
  scope.note({ looks: 1, listings: 0, fresh: [] })
}

/** True for what will meet every other question as well. */
function isOfSource({ problem }: SourceFailure): boolean {
  return ['quota', 'slow-down', 'budget', 'key', 'offline'].includes(problem)
}

function failureOf({ context }: VisitScope, stored: StoredSource, failed: SourceFailure): Failure {
  const at = context.clock()
  const notBefore = failed.retryAfterMs === null ? null : at + failed.retryAfterMs
  const rest =
    notBefore ??
    (failed.problem === 'budget'
      ? nextMidnight(at)
      : nextTry({
          failedAt: at,
          failures: stored.failures + 1,
          share: shareOf(`${stored.id} ${String(stored.failures)}`),
          notBefore,
        }))
  return {
    problem: failed.problem,
    detail: failed.detail,
    problemAt: context.now(),
    restUntil: failed.problem === 'offline' ? null : new Date(rest).toISOString(),
  }
}

function nextMidnight(at: number): number {
  const day = 24 * 60 * 60 * 1000
  return (Math.floor(at / day) + 1) * day
}

/** A fault of a connector is a source that cannot be read, not an empty answer. */
function asSourceFailure(error: unknown, context: CoreContext): SourceFailure {
  if (error instanceof SourceFailure) return error
  if (isRefrainError(error)) throw error
  context.log(
    `a source could not be read: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  )
  return new SourceFailure('changed-shape', 'answered with something that could not be read')
}

async function write<T>(context: CoreContext, work: () => T): Promise<T> {
  await context.gate.passed()
  return context.mutations.once(['live', 'findings'], work)
}

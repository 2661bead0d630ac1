import type { Handlers, Output, Parsed } from '../../../../shared/contract/index.ts'
import { statusAutomaticSetting, statusCapturesSetting } from '../../../../shared/contract/status.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext } from '../../context.ts'
import { isOffline } from '../../platform/net/offline.ts'
import { type CaptureDeps, createCaptureStarter } from './captures.ts'
import type { LookMeans } from './look.ts'
import { createStandings } from './standing.ts'
import { createStateChecks } from './state-checks.repository.ts'
import { defineStatusJob, type StatusInput } from './status-job.ts'
import { createTargets } from './targets.repository.ts'

export type { LookMeans } from './look.ts'
export { createLookMeans } from './means.ts'

type StatusHandlers = Pick<Handlers, 'status.check' | 'status.ofCase' | 'status.checks' | 'status.counts'>

export interface StatusDeps extends CaptureDeps {
  /** Made anew for each job. */
  means(): LookMeans
  /** A case as far as looks go. Throws NOT_FOUND. */
  caseOf(caseId: number): Parameters<ReturnType<typeof createStandings>['ofCase']>[0]
  /** Brings an unsent case up to date; call in the transaction of the look. */
  readonly refreshCase: (caseId: number) => void
}

export interface Status {
  readonly handlers: StatusHandlers
  /** Begins to look at what is due by itself, where the artist wants that. */
  start(): void
  stop(): void
}

const kind = 'status.check'
/** How often it is found out what is due; a look itself is due days apart. */
const wakeEveryMs = 15 * 60 * 1000

/** Whether what notices were sent for is still there. Registers the job kind `status.check`. */
export function createStatus(context: CoreContext, deps: StatusDeps): Status {
  const checks = createStateChecks(context.db)
  const targets = createTargets(context.db)
  const standings = createStandings(context)
  const captures = createCaptureStarter(context, deps)
  defineStatusJob(context, { means: () => deps.means(), captures, refreshCase: deps.refreshCase })

  const begin = (findingIds: readonly number[], caseId: number | null, capture: boolean): number => {
    const input: StatusInput = { findingIds: [...findingIds], capture }
    const { length } = findingIds
    const title = `Look whether ${length === 1 ? '1 address is' : `${String(length)} addresses are`} still up`
    return context.jobs.start({ kind, title, subjectId: caseId, input })
  }

  const check = ({ caseId, findingIds, due, capture }: Parsed<'status.check'>): Output<'status.check'> => {
    const ids = new Set(findingIds)
    if (caseId !== null)
      for (const { findingId } of targets.ofCase(deps.caseOf(caseId).id)) ids.add(findingId)
    if (due) for (const id of standings.watched().due) ids.add(id)
    const found = [...ids].map((id) => {
      const target = targets.get(id)
      if (target === null) throw noSuchFinding(id)
      return target
    })
    const named = found.filter(({ url }) => url !== null)
    if (named.length === 0) throw nothingToLookAt(due && caseId === null && findingIds.length === 0)
    return {
      jobId: begin(
        named.map(({ findingId }) => findingId),
        caseId,
        capture ?? isOn(context.db, statusCapturesSetting, true),
      ),
      addresses: new Set(named.map(({ url }) => url)).size,
      skipped: found.flatMap(({ findingId, url }) => (url === null ? [findingId] : [])),
    }
  }

  let timer: ReturnType<typeof setInterval> | undefined
  const lookWhenDue = () => {
    if (!isOn(context.db, statusAutomaticSetting, false) || isOffline(context.db)) return
    if (unfinished(context.db, null) !== null) return
    const { due } = standings.watched()
    if (due.length > 0) begin(due, null, isOn(context.db, statusCapturesSetting, true))
  }

  return {
    handlers: {
      'status.check': check,
      'status.ofCase': ({ caseId }) => ({
        ...standings.ofCase(deps.caseOf(caseId)),
        jobId: unfinished(context.db, caseId),
      }),
      'status.checks': ({ findingId, caseId, limit }) => {
        if (findingId !== null) return { checks: checks.ofFinding(findingId, limit) }
        if (caseId !== null) return { checks: checks.ofCase(deps.caseOf(caseId).id, limit) }
        throw new RefrainError('VALIDATION', 'Name a case or a finding. Nothing was read.')
      },
      'status.counts': () => {
        const { counts, due, nextAt } = standings.watched()
        return { ...counts, due: due.length, nextAt: nextAt === null ? null : new Date(nextAt).toISOString() }
      },
    },
    start() {
      lookWhenDue()
      timer = setInterval(lookWhenDue, wakeEveryMs)
      timer.unref()
    },
    stop() {
      clearInterval(timer)
    },
  }
}

/** The check that is under way, of a case or of any; null when there is none. */
function unfinished(db: CoreContext['db'], caseId: number | null): number | null {
  const row = db
    .prepare<[{ kind: string; caseId: number | null }], { id: number }>(
      `SELECT id FROM job WHERE kind = @kind AND state IN ('queued', 'running')
         AND (@caseId IS NULL OR subject_id = @caseId) ORDER BY id DESC LIMIT 1`,
    )
    .get({ kind, caseId })
  return row?.id ?? null
}

function isOn(db: CoreContext['db'], key: string, otherwise: boolean): boolean {
  const value: unknown = db.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(key)
  return value === undefined ? otherwise : value === 'true'
}

function noSuchFinding(findingId: number): RefrainError {
  return new RefrainError(
    'NOT_FOUND',
    `There is no finding ${String(findingId)} in this workspace. Nothing was looked at.`,
    { findingId },
  )
}

function nothingToLookAt(isDue: boolean): RefrainError {
  if (isDue) {
    return new RefrainError(
      'CONFLICT',
      'No address of a sent case is due. Nothing was looked at. Name a case to look at it now.',
    )
  }
  return new RefrainError(
    'VALIDATION',
    'Nothing of this has a web address that could be looked at. Name a case or findings with an address.',
  )
}

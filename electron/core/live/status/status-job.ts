import { z } from 'zod'
import type { StatusCheckResult } from '../../../../shared/contract/status.ts'
import { isChange, standingOf } from '../../../../shared/domain/live/status/listing-life.ts'
import { stateOfReason } from '../../../../shared/domain/live/status/verdicts.ts'
import type { CoreContext, JobControl } from '../../context.ts'
import type { CaptureStarter } from './captures.ts'
import { createHostProbes } from './host-probes.ts'
import { lookAt, type LookMeans, type LookResult } from './look.ts'
import { createStateChecks, type NewCheck } from './state-checks.repository.ts'
import { createTargets, type StoredTarget } from './targets.repository.ts'

const statusInput = z.object({
  findingIds: z.array(z.int()),
  capture: z.boolean(),
})
export type StatusInput = z.infer<typeof statusInput>

const checkpoint = z.object({
  done: z.array(z.int()),
  /** Looks that changed something and are to be captured. */
  changed: z.array(z.object({ checkId: z.int(), findingId: z.int() })),
  told: z.object({ there: z.int(), down: z.int(), unknown: z.int() }),
})
type Progress = z.infer<typeof checkpoint>

const mostHostsAtOnce = 4
const fresh: Progress = { done: [], changed: [], told: { there: 0, down: 0, unknown: 0 } }

/** What the check needs of its surroundings. */
export interface StatusSurroundings {
  /** Made anew for each job: the artist may have allowed another host meanwhile. */
  means(): LookMeans
  readonly captures: CaptureStarter
  /** Brings an unsent case up to date whose items were looked at; call in the transaction of the look. */
  readonly refreshCase: (caseId: number) => void
}

/** Tells the job runner how addresses are looked at again. A resumed job goes on where it was. */
export function defineStatusJob(context: CoreContext, surroundings: StatusSurroundings): void {
  context.jobs.define({
    kind: 'status.check',
    resumable: true,
    run: (input, control, before) =>
      runCheck(
        context,
        surroundings,
        statusInput.parse(input),
        control,
        checkpoint.safeParse(before).data ?? fresh,
      ),
  })
}

async function runCheck(
  context: CoreContext,
  surroundings: StatusSurroundings,
  input: StatusInput,
  control: JobControl,
  before: Progress,
): Promise<StatusCheckResult> {
  const { signal } = control
  const targets = createTargets(context.db)
  const probes = createHostProbes(context.db, () => context.clock())
  const means = surroundings.means()
  const record = createRecorder(context, surroundings, input, before)
  const tell = (note: string) => {
    control.progress({
      done: record.progress().done.length,
      total: input.findingIds.length,
      unit: 'steps',
      note,
    })
  }
  const done = new Set(before.done)
  const left = byHost(input.findingIds.flatMap((id) => (done.has(id) ? [] : (targets.get(id) ?? []))))
  const work = async () => {
    for (let host = left.shift(); host !== undefined; host = left.shift()) {
      for (const [url, atUrl] of host) {
        tell(url)
        for (const target of atUrl) {
          signal.throwIfAborted()
          const look = await lookAt(
            means,
            probes,
            { url, sought: target.sought, before: record.before(target.findingId) },
            signal,
          )
          record.keep(target.findingId, url, look, control)
        }
      }
    }
  }
  tell('')
  const all = await Promise.allSettled(Array.from({ length: Math.min(mostHostsAtOnce, left.length) }, work))
  const failed = all.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  signal.throwIfAborted()
  return record.finish()
}

/** Writes looks down, and starts the captures of what changed when all are made. */
function createRecorder(
  context: CoreContext,
  { captures, refreshCase }: StatusSurroundings,
  { capture, findingIds }: StatusInput,
  before: Progress,
) {
  const checks = createStateChecks(context.db)
  const targets = createTargets(context.db)
  let so = before
  const keep = (findingId: number, url: string, look: LookResult, control: JobControl) => {
    const at = context.now()
    const state = stateOfReason(look.reason)
    const looks = checks.looksAt(findingId)
    const was = standingOf(looks)
    const now = standingOf([...looks, { at: Date.parse(at), reason: look.reason }])
    const changed = isChange(was, now)
    const { reason, snippet, source, status, finalUrl, bodySha256, pageTitle, canonical } = look
    const check: NewCheck = {
      ...{ findingId, url, checkedAt: at, source, status, finalUrl, bodySha256, pageTitle, canonical },
      ...{ state, reason, snippet, changed: changed ? 1 : 0 },
      notCaptured: changed ? captures.obstacle(capture, url) : '',
    }
    context.mutations.once(['cases', 'findings', 'custody'], () => {
      const checkId = checks.insert(check)
      if (changed) {
        context.custody.append({
          action: 'listing.stateChanged',
          subject: `finding:${String(findingId)}`,
          actor: 'app',
          detail: {
            from: was.life,
            to: now.life,
            reason,
            ...(status === null ? {} : { status }),
            ...(bodySha256 === null ? {} : { body: bodySha256 }),
          },
          caseId: targets.caseOf(findingId),
        })
      }
      const isToCapture = changed && check.notCaptured === ''
      const kind = state === 'there' || state === 'unknown' ? state : 'down'
      so = {
        done: [...so.done, findingId],
        changed: isToCapture ? [...so.changed, { checkId, findingId }] : so.changed,
        told: { ...so.told, [kind]: so.told[kind] + 1 },
      }
      control.checkpoint(so)
      for (const caseId of targets.unsentCasesOf(findingId)) refreshCase(caseId)
    })
  }
  return {
    keep,
    progress: () => so,
    before: (findingId: number) => checks.lastSeen(findingId),
    finish(): StatusCheckResult {
      if (so.changed.length > 0) {
        context.mutations.once(['cases', 'evidence'], () => {
          const jobs = captures.start(so.changed.map(({ findingId }) => findingId))
          for (const { checkId, findingId } of so.changed) {
            const jobId = jobs.get(findingId)
            if (jobId !== undefined) checks.setCapture(checkId, jobId)
          }
        })
      }
      const done = new Set(findingIds)
      const changed = so.done.filter((id) => done.has(id) && checks.ofFinding(id, 1)[0]?.changed === true)
      return { checked: so.done.length, ...so.told, changed }
    },
  }
}

type Host = readonly (readonly [url: string, targets: readonly StoredTarget[]])[]

/** Addresses by host, each once, with all findings at it: one host is asked one thing at a time. */
function byHost(targets: readonly StoredTarget[]): Host[] {
  const hosts = new Map<string, Map<string, StoredTarget[]>>()
  for (const target of targets) {
    if (target.url === null) continue
    const { host } = new URL(target.url)
    const urls = hosts.get(host) ?? new Map<string, StoredTarget[]>()
    urls.set(target.url, [...(urls.get(target.url) ?? []), target])
    hosts.set(host, urls)
  }
  return [...hosts.values()].map((urls) => [...urls])
}

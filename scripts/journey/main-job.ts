import type { CoreProcedureName, Input, Output, Result } from '../../shared/contract/index.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import type { Profile } from '../../shared/contract/profile.ts'
import { RefrainError } from '../../shared/errors.ts'

/** A connection to a running Refrain, whatever carries it. */
export type JourneyCall = <P extends CoreProcedureName>(
  name: P,
  input: Input<P>,
) => Promise<Result<Output<P>>>

export interface JourneyInput {
  readonly profile: Profile
  readonly isrcBlock: { readonly prefix: string; readonly from: number; readonly to: number }
  readonly catalogueFile: string
  readonly listingFiles: readonly string[]
  /** A label line that is the artist's own; its listings are settled by a rule. Null: no rule. */
  readonly ownLabel: string | null
  /** Where notices and bundles are written. */
  readonly outputFolder: string
}

export interface JourneyStep {
  readonly step: string
  readonly ms: number
  readonly outcome: string
}

export interface JourneyReport {
  readonly steps: readonly JourneyStep[]
  readonly recordings: number
  readonly findings: number
  readonly confirmed: number
  readonly cases: number
  readonly notices: readonly string[]
  readonly bundles: readonly string[]
}

type Ask = <P extends CoreProcedureName>(name: P, input: Input<P>) => Promise<Output<P>>

interface Progress {
  readonly ask: Ask
  readonly finish: (jobId: number) => Promise<Job>
  readonly step: <T>(name: string, work: () => Promise<readonly [outcome: string, value: T]>) => Promise<T>
}

/**
 * The main job of the product from a catalogue file to a verified bundle, through the same procedures the window
 * uses. Reports each step with its time. Throws the first failure.
 */
export async function runMainJob(
  call: JourneyCall,
  input: JourneyInput,
  onStep: (step: JourneyStep) => void,
): Promise<JourneyReport> {
  const steps: JourneyStep[] = []
  const progress = createProgress(call, (step) => {
    steps.push(step)
    onStep(step)
  })
  await setUp(progress, input)
  const recordings = await importCatalogue(progress, input.catalogueFile)
  await allocate(progress)
  const findings = await sweep(progress, input)
  const confirmed = await decide(progress)
  const caseIds = await group(progress)
  const notices: string[] = []
  const bundles: string[] = []
  for (const caseId of caseIds) {
    notices.push(...(await notify(progress, caseId, input)))
    bundles.push(await proveCase(progress, caseId, input.outputFolder))
  }
  return { steps, recordings, findings, confirmed, cases: caseIds.length, notices, bundles }
}

function createProgress(call: JourneyCall, onStep: (step: JourneyStep) => void): Progress {
  const ask: Ask = async (name, input) => {
    const result = await call(name, input)
    if (result.ok) return result.value
    throw new RefrainError(result.error.code, `${name}: ${result.error.message}`, result.error.details)
  }
  return {
    ask,
    async finish(jobId) {
      for (;;) {
        const job = await ask('jobs.get', { jobId })
        if (job.state === 'done') return job
        if (job.state === 'failed' || job.state === 'cancelled') {
          throw new RefrainError(
            job.error?.code ?? 'CANCELLED',
            job.error?.message ?? `The job “${job.title}” was cancelled.`,
          )
        }
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    },
    async step(name, work) {
      const began = performance.now()
      const [outcome, value] = await work()
      onStep({ step: name, ms: Math.round(performance.now() - began), outcome })
      return value
    },
  }
}

async function setUp({ ask, step }: Progress, input: JourneyInput): Promise<void> {
  await step('Set up the rights-holder and the ISRC range', async () => {
    await ask('profile.save', input.profile)
    const { blocks } = await ask('isrc.blocks', {})
    if (blocks.length === 0) await ask('isrc.blockAdd', input.isrcBlock)
    return [`${input.profile.legalName}, ${input.isrcBlock.prefix}`, undefined]
  })
}

async function importCatalogue({ ask, finish, step }: Progress, path: string): Promise<number> {
  return step('Import the catalogue', async () => {
    const { dialect, mapping } = await ask('imports.inspect', { path })
    const { importId, jobId } = await ask('imports.preview', { path, dialect, mapping })
    await finish(jobId)
    await finish((await ask('imports.commit', { importId })).jobId)
    const { counts } = await ask('imports.get', { importId })
    return [`${counts.create} recordings added, ${counts.rejected} rows rejected`, counts.create]
  })
}

async function allocate({ ask, step }: Progress): Promise<void> {
  await step('Give a recording without a code the next ISRC', async () => {
    const { rows } = await ask('recordings.list', { missingIsrc: true, limit: 500 })
    const ready = rows.find((row) => row.durationMs !== null && row.year !== null)
    if (!ready) return [`none of ${rows.length} without a code has all six reference fields`, undefined]
    const { isrc } = await ask('isrc.allocate', { recordingId: ready.id })
    return [`${isrc} for “${ready.title}”`, undefined]
  })
}

async function sweep({ ask, finish, step }: Progress, input: JourneyInput): Promise<number> {
  if (input.ownLabel !== null)
    await ask('rules.create', { kind: 'label', value: input.ownLabel, note: 'My own label' })
  return step('Sweep the listings', async () => {
    const { sweepId, jobId } = await ask('sweeps.start', { paths: [...input.listingFiles], title: 'Journey' })
    await finish(jobId)
    const result = await ask('sweeps.get', { sweepId })
    return [
      `${result.rows} rows, ${result.findings} findings of ${result.recordings} recordings, ${result.malformed} rows unreadable`,
      result.findings,
    ]
  })
}

async function idsOf(ask: Ask, claimable: boolean): Promise<number[]> {
  const ids: number[] = []
  let cursor: string | null = null
  do {
    const page: Output<'findings.list'> = await ask('findings.list', {
      filter: { state: 'new', claimable },
      limit: 500,
      cursor,
      offset: ids.length,
    })
    ids.push(...page.rows.map((row) => row.id))
    cursor = page.nextCursor
  } while (cursor !== null)
  return ids
}

async function decide({ ask, step }: Progress): Promise<number> {
  return step('Decide: confirm what is offered, monitor what is only named', async () => {
    const offered = await idsOf(ask, true)
    const named = await idsOf(ask, false)
    const confirmed = await inChunks(offered, (findingIds) =>
      ask('findings.decide', { findingIds, decision: 'confirm' }),
    )
    const monitored = await inChunks(named, (findingIds) =>
      ask('findings.decide', { findingIds, decision: 'monitor' }),
    )
    return [`${confirmed} confirmed, ${monitored} monitored`, confirmed]
  })
}

async function inChunks(
  ids: readonly number[],
  decideSome: (ids: number[]) => Promise<Output<'findings.decide'>>,
): Promise<number> {
  let changed = 0
  for (let from = 0; from < ids.length; from += 5000)
    changed += (await decideSome(ids.slice(from, from + 5000))).changed
  return changed
}

async function group({ ask, step }: Progress): Promise<readonly number[]> {
  return step('Group into cases by service provider', async () => {
    const { created, added, caseIds } = await ask('cases.group', {})
    return [`${created} cases with ${added} findings`, caseIds]
  })
}

async function notify(
  { ask, step }: Progress,
  caseId: number,
  input: JourneyInput,
): Promise<readonly string[]> {
  return step(`Draft, check, sign and export the notice of case ${caseId}`, async () => {
    const { itemsList, providerName } = await ask('cases.get', { caseId })
    const fairUse = {
      purpose: 'Copies the whole recording for download; adds nothing.',
      nature: 'A published creative work.',
      amount: 'All of it.',
      market: 'Takes the place of the sale and the stream.',
      conclusion: 'not-fair-use' as const,
    }
    const findingIds = itemsList.map((item) => item.findingId)
    await ask('cases.itemUpdate', { caseId, findingIds, patch: { rightHeld: 'sound-recording', fairUse } })
    await ask('cases.itemsSeen', { caseId, findingIds })
    const draft = await ask('notices.draft', { caseId })
    const refused = draft.elements.filter((element) => element.status !== 'present').length
    const patch = { goodFaith: true, accurate: true, signature: input.profile.legalName }
    const signed = await ask('notices.update', { noticeId: draft.id, patch })
    if (!signed.complete) {
      const missing = signed.elements
        .filter((element) => element.status !== 'present')
        .map((element) => element.message)
      return [`${providerName}: refused, as it should be: ${missing.join(' ')}`, []]
    }
    const base = `${input.outputFolder}/notice-case-${caseId}`
    const text = await ask('notices.export', { noticeId: draft.id, format: 'txt', path: `${base}.txt` })
    const pdf = await ask('notices.export', { noticeId: draft.id, format: 'pdf', path: `${base}.pdf` })
    return [
      `${providerName}: ${itemsList.length} items; ${refused} elements were open before signing, none now`,
      [text.path, pdf.path],
    ]
  })
}

async function proveCase({ ask, finish, step }: Progress, caseId: number, folder: string): Promise<string> {
  return step(`Export and verify the evidence of case ${caseId}`, async () => {
    const exported = await finish((await ask('bundle.export', { caseId, folder })).jobId)
    const { zip } = bundleResult(exported.result)
    const verified = await finish((await ask('bundle.verify', { path: zip })).jobId)
    const { integrity, signature, timestamp } = verifyResult(verified.result)
    if (integrity !== 'intact')
      throw new RefrainError('CUSTODY_BROKEN', `The bundle just written is ${integrity}.`, verified.result)
    return [`${integrity}; signature ${signature}, timestamp ${timestamp}`, zip]
  })
}

function bundleResult(result: unknown): { readonly zip: string } {
  if (typeof result === 'object' && result !== null && 'zip' in result && typeof result.zip === 'string')
    return { zip: result.zip }
  throw new Error('the export of a bundle named no zip')
}

function verifyResult(result: unknown): {
  readonly integrity: string
  readonly signature: string
  readonly timestamp: string
} {
  const read = (name: string) =>
    typeof result === 'object' && result !== null && name in result
      ? String(result[name as keyof typeof result])
      : 'unknown'
  return { integrity: read('integrity'), signature: read('signature'), timestamp: read('timestamp') }
}

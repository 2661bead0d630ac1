import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { captureJobResult } from '../../../../shared/contract/captures.ts'
import { captureItem, type CaptureItem } from '../../../../shared/contract/captures.ts'
import { allowedHostList } from '../../../../shared/domain/evidence/capture/allowed-hosts.ts'
import {
  assistedCaptureLimits,
  defaultCaptureLimits,
} from '../../../../shared/domain/evidence/capture/capture-limits.ts'
import { parseWebAddress } from '../../../../shared/domain/findings/web-address.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../../context.ts'
import { asRefrainError, toErrorShape } from '../../platform/failures.ts'
import { mustBeOnline, whileOnline } from '../../platform/net/offline.ts'
import type { CaptureProgram } from '../../ports.ts'
import { createRecordsRepository } from '../records.repository.ts'
import { captureAddresses, settingHosts } from './addresses.ts'
import { createCapturesRepository } from './captures.repository.ts'
import { checkCapture, untrusted } from './check-result.ts'
import { keepCapture } from './keep-capture.ts'
import { type CaptureEnd, runCaptureProcess } from './run-process.ts'
import { capturesAtOnce, createSlots, type Slots } from './slots.ts'

const captureInput = z.object({
  urls: z.array(z.string()),
  /** The finding all of them belong to. */
  findingId: z.int().nullable(),
  /** The finding of each address, by its place, where they belong to several. */
  findingIds: z.array(z.int()).optional(),
  allowedHosts: allowedHostList,
  /** A person leads a visible window to the page. */
  assisted: z.boolean().optional(),
})
type CaptureInput = z.infer<typeof captureInput>

/** What is done so far, by the place of the address in the batch. */
const captureCheckpoint = z.record(z.string(), captureItem)

/** Tells the job runner how pages are captured. A resumed job leaves alone what it has captured already. */
export function defineCaptureJob(context: CoreContext): void {
  const slots = createSlots(capturesAtOnce())
  context.jobs.define({
    kind: 'capture',
    resumable: true,
    atOnce: slots.count,
    run: (input, control, checkpoint) =>
      runBatch(
        { context, slots },
        captureInput.parse(input),
        control,
        captureCheckpoint.safeParse(checkpoint).data ?? {},
      ),
  })
  // Not taken up again by itself: a window that opens unasked would be nobody's.
  context.jobs.define({
    kind: 'capture.assisted',
    resumable: false,
    waitsForPerson: true,
    run: (input, control) =>
      runBatch({ context, slots: createSlots(1) }, captureInput.parse(input), control, {}),
  })
}

/**
 * Opens a visible, isolated window on an address, in which a person passes what stands before the page and asks for the
 * capture. Throws as `startCapture`, and CONFLICT where there is no screen.
 */
export function startAssistedCapture(
  context: CoreContext,
  request: {
    readonly url: string
    readonly findingId: number | null
    readonly allowHosts: readonly string[]
  },
): number {
  mustHaveProgram(context)
  mustHaveScreen()
  const { findingId } = request
  const allowedHosts = allowedIn(context, request.allowHosts)
  const urls = [...captureAddresses([request.url], allowedHosts)]
  mustBeFinding(context, findingId)
  return startJob(context, { urls, findingId, allowedHosts, assisted: true })
}

/**
 * Starts the capture of a batch. Throws VALIDATION or FORBIDDEN for an address that cannot be captured, NOT_FOUND for
 * a finding that is not there, CONFLICT where no capture program is at hand, OFFLINE; no job exists then.
 */
export function startCapture(
  context: CoreContext,
  request: {
    readonly urls: readonly string[]
    readonly findingId: number | null
    readonly allowHosts: readonly string[]
  },
): number {
  mustHaveProgram(context)
  const allowedHosts = allowedIn(context, request.allowHosts)
  const urls = [...new Set(captureAddresses(request.urls, allowedHosts))]
  const { findingId } = request
  mustBeFinding(context, findingId)
  return startJob(context, { urls, findingId, allowedHosts })
}

/** What became of the request to capture the addresses of findings. */
export interface StartedFindings {
  readonly jobId: number
  readonly pages: number
  /** Findings without a web address. */
  readonly skipped: number[]
}

/**
 * Starts the capture of the addresses findings were found at, each address once. Throws as `startCapture`, and
 * VALIDATION when none of them has a web address.
 */
export function startFindingsCapture(
  context: CoreContext,
  request: { readonly findingIds: readonly number[]; readonly allowHosts: readonly string[] },
): StartedFindings {
  mustHaveProgram(context)
  const allowedHosts = allowedIn(context, request.allowHosts)
  const captures = createCapturesRepository(context.db)
  const found = [...new Set(request.findingIds)].map((findingId) => {
    const url = captures.addressOfFinding(findingId)
    if (url === undefined) throw noSuchFinding()
    return { findingId, url }
  })
  const named = found.flatMap(({ findingId, url }) =>
    url === null || parseWebAddress(url) === null ? [] : [{ findingId, url }],
  )
  const urls = captureAddresses(
    named.map(({ url }) => url),
    allowedHosts,
  )
  const first = new Map<string, number>()
  for (const [place, url] of urls.entries()) {
    const findingId = named[place]?.findingId
    if (findingId !== undefined && !first.has(url)) first.set(url, findingId)
  }
  if (first.size === 0) {
    throw new RefrainError(
      'VALIDATION',
      'What was found names no web address, so there is no page to capture. Nothing was captured.',
    )
  }
  const [only] = first.values()
  const jobId = startJob(context, {
    urls: [...first.keys()],
    findingId: first.size === 1 ? (only ?? null) : null,
    findingIds: [...first.values()],
    allowedHosts,
  })
  const kept = new Set(named.map(({ findingId }) => findingId))
  const skipped = found.flatMap(({ findingId }) => (kept.has(findingId) ? [] : [findingId]))
  return { jobId, pages: first.size, skipped }
}

function mustBeFinding(context: CoreContext, findingId: number | null): void {
  const { caseOfFinding } = createRecordsRepository(context.db)
  if (findingId !== null && caseOfFinding(findingId) === undefined) throw noSuchFinding()
}

function startJob(context: CoreContext, input: CaptureInput): number {
  const [first = ''] = input.urls
  const { length } = input.urls
  return context.jobs.start({
    kind: input.assisted === true ? 'capture.assisted' : 'capture',
    title: length === 1 ? `Capture ${new URL(first).host}` : `Capture ${String(length)} pages`,
    subjectId: input.findingId,
    input,
  })
}

function allowedIn(context: CoreContext, asked: readonly string[]): string[] {
  return [...new Set([...settingHosts(context.db), ...asked])]
}

function noSuchFinding(): RefrainError {
  return new RefrainError('NOT_FOUND', 'There is no such finding in this workspace. Nothing was captured.')
}

async function runBatch(
  { context, slots }: { readonly context: CoreContext; readonly slots: Slots },
  input: CaptureInput,
  control: JobControl,
  known: Readonly<Record<string, CaptureItem>>,
): Promise<z.infer<typeof captureJobResult>> {
  const done = new Map(Object.entries(known))
  const waiting = input.urls.map((url, index) => ({ url, place: String(index) }))
  const left = waiting.filter(({ place }) => !done.has(place))
  const tell = (note: string) => {
    control.progress({ done: done.size, total: input.urls.length, unit: 'steps', note })
  }
  const finish = (place: string, item: CaptureItem) => {
    done.set(place, item)
    control.checkpoint(Object.fromEntries(done))
  }
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { url, place } = next
      const findingId = input.findingIds?.[Number(place)] ?? input.findingId
      const error = await slots
        .take(control.signal, () => {
          tell(url)
          return captureOne(context, { ...input, findingId }, url, control, (item) => {
            finish(place, item)
          })
        })
        .catch((cause: unknown) => {
          // What stands in the way of this one stands in the way of all.
          left.length = 0
          throw cause
        })
      if (error !== null) finish(place, { url, capture: null, error: failureOf(context, error) })
      tell(url)
    }
  }
  await allSettled(Array.from({ length: Math.min(slots.count, left.length) }, work))
  control.signal.throwIfAborted()
  const items = waiting.flatMap(({ place }) => done.get(place) ?? [])
  return { items }
}

/**
 * Captures one page. Resolves with what kept it from being captured, or null. `keep` is called in the transaction
 * that stores it. Rejects with CANCELLED, and with what stands in the way of every capture (a full disk, OFFLINE).
 */
async function captureOne(
  context: CoreContext,
  input: CaptureInput,
  url: string,
  control: JobControl,
  keep: (item: CaptureItem) => void,
): Promise<RefrainError | null> {
  const folder = join(context.paths.temporary, `capture-${randomUUID()}`)
  const { signal } = control
  try {
    const isAssisted = input.assisted === true
    const request = {
      url,
      limits: isAssisted ? assistedCaptureLimits : defaultCaptureLimits,
      allowedHosts: input.allowedHosts,
      appVersion: context.appVersion,
      ...(isAssisted ? { assisted: true as const } : {}),
    }
    const program = mustHaveProgram(context)
    const log = (line: string) => {
      context.log(line)
    }
    const end = await whileOnline(context.db, signal, (online) =>
      runCaptureProcess(program, request, folder, { signal: online, log }),
    )
    if (end === 'given-up') throw givenUp(url)
    if (end !== 'done') return endedEarly(url, end)
    const checked = checkCapture(folder, url)
    if ((checked.record.assisted !== undefined) !== isAssisted) {
      return untrusted('its record was made in another way than was asked for')
    }
    await keepCapture(context, checked, input.findingId, {
      signal,
      alongside(id) {
        const { outcome, status, complete, gaps } = checked.record
        keep({ url, capture: { id, outcome, status, complete, gaps: gaps.length }, error: null })
      },
    })
    return null
  } catch (error) {
    const known = asRefrainError(error)
    if (known?.code === 'CAPTURE_FAILED' || known?.code === 'FORBIDDEN') return known
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function givenUp(url: string): RefrainError {
  return new RefrainError(
    'CANCELLED',
    `The window on ${new URL(url).host} was closed, or its time went by, before anything was captured. Nothing was kept.`,
    { url },
  )
}

function endedEarly(url: string, end: Exclude<CaptureEnd, 'done' | 'given-up'>): RefrainError {
  const { host } = new URL(url)
  const what = {
    deadline: 'took longer than a capture may and was ended',
    memory: 'filled more memory than a capture may hold, so it was ended',
    crash: 'made the browser that captured it end unexpectedly',
  }[end]
  return new RefrainError(
    'CAPTURE_FAILED',
    `The page at ${host} ${what}. Nothing of it was kept, and everything else is untouched. Try again, or attach a picture you take yourself.`,
    { url, reason: end },
  )
}

function failureOf(context: CoreContext, error: RefrainError) {
  return toErrorShape(error, (line) => {
    context.log(line)
  })
}

function mustHaveProgram(context: CoreContext): CaptureProgram {
  mustBeOnline(context.db, 'Nothing was captured.')
  const { captureProgram } = context.resources
  if (captureProgram !== null) return captureProgram
  throw new RefrainError(
    'CONFLICT',
    'Web pages are captured by the Refrain app, which is not at hand here. Nothing was captured. Run this command with the app’s own program.',
  )
}

function mustHaveScreen(): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform !== 'linux' || (DISPLAY ?? WAYLAND_DISPLAY ?? '') !== '') return
  throw new RefrainError(
    'CONFLICT',
    'There is no screen a window could be shown on. Nothing was captured. Run this where you have a desktop, or capture without help.',
  )
}

/** Waits for all, then rejects with the first failure: none must still write when the job has ended. */
async function allSettled(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

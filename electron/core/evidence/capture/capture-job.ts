import { z } from 'zod'
import type { captureJobResult } from '../../../../shared/contract/captures.ts'
import { captureItem, type CaptureItem } from '../../../../shared/contract/captures.ts'
import {
  assistedCaptureLimits,
  defaultCaptureLimits,
} from '../../../../shared/domain/evidence/capture/capture-limits.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../../context.ts'
import { asRefrainError, toErrorShape } from '../../platform/failures.ts'
import { whileOnline } from '../../platform/net/offline.ts'
import { type CaptureFolders, captureFoldersIn } from './capture-folders.ts'
import { mustHaveProgram } from './capture-program.ts'
import { checkCapture, untrusted } from './check-result.ts'
import { keepCapture } from './keep-capture.ts'
import { type CaptureEnd, runCaptureProcess } from './run-process.ts'
import { capturesAtOnce, createSlots, type Slots } from './slots.ts'
import { type CaptureInput, captureInput } from './start-capture.ts'

/** What is done so far, by the place of the address in the batch. */
const captureCheckpoint = z.record(z.string(), captureItem)

/** Tells the job runner how pages are captured. A resumed job leaves alone what it has captured already. */
export function defineCaptureJob(context: CoreContext): void {
  const slots = createSlots(capturesAtOnce())
  const folders = captureFoldersIn(context.paths.temporary)
  context.jobs.define({
    kind: 'capture',
    resumable: true,
    atOnce: slots.count,
    run: (input, control, checkpoint) =>
      runBatch(
        { context, folders, slots },
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
      runBatch({ context, folders, slots: createSlots(1) }, captureInput.parse(input), control, {}),
  })
}

/** What captures run in: the workspace, the folders of their processes, and how many run at once. */
interface Surroundings {
  readonly context: CoreContext
  readonly folders: CaptureFolders
  readonly slots: Slots
}

async function runBatch(
  surroundings: Surroundings,
  input: CaptureInput,
  control: JobControl,
  known: Readonly<Record<string, CaptureItem>>,
): Promise<z.infer<typeof captureJobResult>> {
  const { context, slots } = surroundings
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
          return captureOne(surroundings, { ...input, findingId }, url, control, (item) => {
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
  { context, folders }: Surroundings,
  input: CaptureInput,
  url: string,
  control: JobControl,
  keep: (item: CaptureItem) => void,
): Promise<RefrainError | null> {
  const folder = folders.take()
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
    folders.release(folder)
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

/** Waits for all, then rejects with the first failure: none must still write when the job has ended. */
async function allSettled(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

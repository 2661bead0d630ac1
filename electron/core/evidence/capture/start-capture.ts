import { z } from 'zod'
import { allowedHostList } from '../../../../shared/domain/evidence/capture/allowed-hosts.ts'
import { parseWebAddress } from '../../../../shared/domain/findings/web-address.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext } from '../../context.ts'
import { createRecordsRepository } from '../records.repository.ts'
import { captureAddresses, settingHosts } from './addresses.ts'
import { mustHaveProgram, mustHaveScreen } from './capture-program.ts'
import { createCapturesRepository } from './captures.repository.ts'

/** What a capture job is asked for. */
export const captureInput = z.object({
  urls: z.array(z.string()),
  /** The finding all of them belong to. */
  findingId: z.int().nullable(),
  /** The finding of each address, by its place, where they belong to several. */
  findingIds: z.array(z.int()).optional(),
  allowedHosts: allowedHostList,
  /** A person leads a visible window to the page. */
  assisted: z.boolean().optional(),
})
export type CaptureInput = z.infer<typeof captureInput>

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

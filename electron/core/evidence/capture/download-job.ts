import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { AudioComparison } from '../../../../shared/contract/audio.ts'
import type {
  CaptureAudioOffer,
  captureDownloadResult,
  CaptureSummary,
} from '../../../../shared/contract/captures.ts'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import { audioOffers, type PageLink } from '../../../../shared/domain/evidence/capture/audio-offers.ts'
import type { CaptureRecord } from '../../../../shared/domain/evidence/capture/capture-record.ts'
import {
  downloadLimits,
  downloadMethod,
  downloadName,
  type DownloadRecord,
} from '../../../../shared/domain/evidence/capture/download-record.ts'
import { redactHeaders } from '../../../../shared/domain/evidence/capture/redact-headers.ts'
import { isRefrainError, RefrainError } from '../../../../shared/errors.ts'
import { compareSound } from '../../audio/index.ts'
import type { CoreContext, JobControl } from '../../context.ts'
import { mustBeOnline } from '../../platform/net/offline.ts'
import { createRequestLog } from '../../platform/outgoing.ts'
import { removeFolder } from '../../platform/remove-folder.ts'
import { storeObject } from '../attach.ts'
import { copyKeptFile, keepFile } from '../kept-files.ts'
import type { TakenFile } from '../objects.ts'
import { captureAddress, settingHosts } from './addresses.ts'
import { type Downloaded, downloadFile } from './download-file.ts'
import { createDownloadsRepository } from './downloads.repository.ts'
import { pageLinks } from './page-links.ts'
import { readText } from './read-part.ts'

const jobInput = z.object({ captureId: z.int(), url: z.string() })

/** A capture as the store knows it. */
export interface KnownCapture {
  readonly summary: CaptureSummary
  readonly record: CaptureRecord
}

/** How the job finds the capture whose page offers a file. Throws NOT_FOUND, CUSTODY_BROKEN. */
export type FindCapture = (captureId: number) => KnownCapture

/** Tells the job runner how whole files are downloaded. A download that was interrupted is begun anew. */
export function defineDownloadJob(context: CoreContext, find: FindCapture): void {
  context.jobs.define({
    kind: 'capture.download',
    resumable: false,
    run: (input, control) => download(context, find, jobInput.parse(input), control),
  })
}

/** The links and players of a captured page, and the address they are relative to. */
export async function pageOf(
  context: CoreContext,
  { record }: KnownCapture,
): Promise<{ readonly links: readonly PageLink[]; readonly base: string }> {
  const dom = record.files.find(({ kind }) => kind === 'dom')
  const page = dom === undefined ? null : await pageLinks(readText(context.paths.objects, dom.sha256))
  const address = record.finalUrl ?? record.requestedUrl
  const base = page?.base === null || page === null ? address : absolute(page.base, address)
  return { links: page?.links ?? [], base }
}

/** The files with sound a captured page offers. */
export async function offersOf(context: CoreContext, known: KnownCapture): Promise<CaptureAudioOffer[]> {
  const { links, base } = await pageOf(context, known)
  return [...audioOffers(known.record.exchanges, links, base)]
}

/** Starts the download of a file the page offers. Throws VALIDATION, FORBIDDEN, OFFLINE; no job exists then. */
export async function startDownload(context: CoreContext, known: KnownCapture, url: string): Promise<number> {
  mustBeOnline(context.db, 'Nothing was downloaded.')
  const offers = await offersOf(context, known)
  if (!offers.some((offer) => offer.url === url)) {
    throw new RefrainError('VALIDATION', 'The captured page offers no such file. Nothing was downloaded.', {
      url,
    })
  }
  captureAddress(url, allowedFor(context, known.record))
  const { id } = known.summary
  return context.mutations.once(['jobs'], () =>
    context.jobs.start({
      kind: 'capture.download',
      title: `Download from ${new URL(url).host}`,
      subjectId: id,
      input: { captureId: id, url } satisfies z.infer<typeof jobInput>,
    }),
  )
}

/** Copies a downloaded file out. Throws NOT_FOUND, CUSTODY_BROKEN, DISK_FULL, CANCELLED. */
export async function saveDownload(
  context: CoreContext,
  request: { readonly downloadId: number; readonly path: string },
  signal: CancelSignal,
) {
  const found = createDownloadsRepository(context.db).get(request.downloadId)
  if (found === null) throw new RefrainError('NOT_FOUND', 'There is no such file in this workspace.')
  const path = resolve(request.path)
  return { path, bytes: await copyKeptFile(context, found.sha256, path, signal), sha256: found.sha256 }
}

function allowedFor(context: CoreContext, record: CaptureRecord): readonly string[] {
  return [...new Set([...settingHosts(context.db), ...record.allowedHosts])]
}

async function download(
  context: CoreContext,
  find: FindCapture,
  { captureId, url }: z.infer<typeof jobInput>,
  control: JobControl,
): Promise<z.infer<typeof captureDownloadResult>> {
  const known = find(captureId)
  const folder = join(context.paths.temporary, `download-${randomUUID()}`)
  mkdirSync(folder, { recursive: true })
  try {
    const offer = (await offersOf(context, known)).find((one) => one.url === url)
    const name = downloadName(new URL(url).pathname, offer?.mime ?? '')
    const path = join(folder, name)
    const headers = {
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': known.record.environment.userAgent,
    }
    const allowedHosts = allowedFor(context, known.record)
    const startedAt = context.now()
    const got = await downloadFile({
      url,
      path,
      headers,
      allowedHosts,
      signal: control.signal,
      limits: downloadLimits,
      log: createRequestLog(context.db, () => context.now()),
      progress(done, total) {
        control.progress({ done, total, unit: 'bytes', note: name })
      },
    })
    const endedAt = context.now()
    const { comparison, notCompared } = await compare(context, path, control)
    control.signal.throwIfAborted()
    const downloadId = await keepFile(context, { path, name, signal: control.signal }, (file, register) =>
      context.mutations.once(['evidence', 'custody'], () => {
        register()
        const facts = { url, name, headers, allowedHosts, startedAt, endedAt }
        return store(context, known, recordOf(context, known, facts, got, file), file, {
          comparison,
          notCompared,
        })
      }),
    )
    return { downloadId }
  } finally {
    removeFolder(folder)
  }
}

interface Compared {
  readonly comparison: AudioComparison | null
  /** Why it could not be compared; empty when it was. */
  readonly notCompared: string
}

/** What cannot be compared is kept all the same: the file is the evidence. */
async function compare(context: CoreContext, path: string, control: JobControl): Promise<Compared> {
  try {
    return { comparison: await compareSound(context, path, control), notCompared: '' }
  } catch (error) {
    control.signal.throwIfAborted()
    if (!isRefrainError(error)) throw error
    return { comparison: null, notCompared: error.message }
  }
}

interface Facts {
  readonly url: string
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly allowedHosts: readonly string[]
  readonly startedAt: string
  readonly endedAt: string
}

function recordOf(
  { appVersion }: CoreContext,
  { summary }: KnownCapture,
  facts: Facts,
  got: Downloaded,
  file: TakenFile,
): DownloadRecord {
  const { headers, redacted } = redactHeaders(got.headers)
  return {
    format: 'refrain-download/1',
    capture: summary.recordSha256,
    url: facts.url,
    finalUrl: got.url,
    redirects: [...got.redirects],
    requestHeaders: Object.entries(facts.headers),
    status: got.status,
    responseHeaders: headers.map(([name, value]) => [name, value]),
    redacted: [...redacted],
    peer: got.peer,
    startedAt: facts.startedAt,
    endedAt: facts.endedAt,
    file: { name: facts.name, bytes: file.bytes, sha256: file.sha256 },
    framing: got.framing,
    app: `Refrain ${appVersion}`,
    allowedHosts: [...facts.allowedHosts],
    limits: { ...downloadLimits },
    method: [...downloadMethod],
  }
}

function store(
  context: CoreContext,
  { summary }: KnownCapture,
  record: DownloadRecord,
  file: TakenFile,
  { comparison, notCompared }: Compared,
): number {
  const bytes = Buffer.from(`${JSON.stringify(record, null, 1)}\n`, 'utf8')
  const blob = storeObject(context, bytes, 'download.json')
  const verdict = comparison?.verdict ?? 'not-compared'
  const custodySeq = context.custody.append({
    action: 'capture.fileDownloaded',
    subject: `capture:${String(summary.id)}`,
    actor: 'artist',
    detail: { record: blob.sha256, file: file.sha256, bytes: file.bytes, verdict },
    caseId: summary.caseId,
  })
  const mime = record.responseHeaders.findLast(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  return createDownloadsRepository(context.db).insert({
    captureId: summary.id,
    url: record.url,
    fileName: record.file.name,
    status: record.status,
    mime: mime.split(';')[0]?.trim().toLowerCase() ?? '',
    bytes: file.bytes,
    sha256: file.sha256,
    recordSha256: blob.sha256,
    comparison: comparison === null ? null : { ...withoutPath(comparison), fileName: record.file.name },
    notCompared,
    framing: record.framing ?? '',
    downloadedAt: record.endedAt,
    custodySeq,
  })
}

function withoutPath({ path: _path, ...rest }: AudioComparison): Omit<AudioComparison, 'path'> {
  return rest
}

function absolute(href: string, base: string): string {
  return URL.canParse(href, base) ? new URL(href, base).href : base
}

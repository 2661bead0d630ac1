import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { app } from 'electron'
import type { CaptureRecord } from '../../shared/domain/evidence/capture/capture-record.ts'
import type { CaptureRequest } from '../../shared/domain/evidence/capture/capture-request.ts'
import { type CaptureSession, openCaptureSession, type SeenResponse } from './capture-session.ts'
import { connectedPeers } from './net-log.ts'
import { createOutputFiles, type OutputFiles } from './output-files.ts'
import { openPageWindow } from './page-window.ts'
import { type Environment, makeRecord } from './make-record.ts'
import { redactExchanges } from './redact-exchanges.ts'
import { startRecorder } from './recorder.ts'
import { createRemarks, type Remarks } from './remarks.ts'
import type { RecordedExchange } from './exchange.ts'
import { reasonOf } from './timed.ts'
import { visit } from './visit.ts'
import { createWarcWriter } from './warc-writer.ts'

/** A capture that must not be kept, with the sentence that says why. */
export class CaptureRefused extends Error {}

const warcName = 'capture.warc.gz'
const netLogName = 'netlog.json.gz'

/**
 * Captures one page into `folder` and returns its record; the record itself is not written. Whatever the page does,
 * this ends soon after the deadline. Throws CaptureRefused when a connection went where none may go.
 */
export async function capturePage(request: CaptureRequest, folder: string): Promise<CaptureRecord> {
  const startedAt = Date.now()
  const { limits } = request
  const remarks = createRemarks()
  const files = createOutputFiles(folder)
  const browser = await openCaptureSession({ ...request, appName: app.getName(), remarks })
  const netLog = join(folder, 'netlog.json')
  const [window] = await Promise.all([
    openPageWindow(browser.session, remarks),
    browser.session.netLog.startLogging(netLog, { captureMode: 'default' }),
  ])
  const recorder = await startRecorder(window.contents, limits, remarks)
  const deadlineAt = startedAt + limits.deadlineMs
  const tools = { url: request.url, limits, deadlineAt, window, browser, recorder, files, remarks }
  const seen = await visit(tools)
  await recorder.finish()
  window.destroy()
  await browser.session.netLog.stopLogging()
  const connections = takeNetLog(netLog, files)
  mustBeExpected(connections, browser)
  const exchanges = redactExchanges(recorder.exchanges, remarks)
  nameWhatIsMissing(exchanges, exchanges, browser.seen, remarks)
  const environment = describeEnvironment(request, browser, seen.page)
  writeWarc(files, exchanges, environment, remarks)
  const certificates = writeCertificates(files, browser)
  return makeRecord({
    request,
    startedAt,
    viewport: window.size(),
    assisted: null,
    seen,
    exchanges,
    environment,
    connections,
    certificates,
    files,
    remarks,
  })
}

/** Compresses the network log, without what `clean` takes out of it, and gives the peers of all connections in it. */
export function takeNetLog(
  path: string,
  files: OutputFiles,
  clean: (text: string) => string = (text) => text,
): readonly string[] {
  const text = readFileSync(path, 'utf8')
  files.write(netLogName, 'netlog', gzipSync(clean(text)))
  rmSync(path)
  return connectedPeers(text)
}

/** A name can resolve to another address when Chromium asks again: what counts is where it connected. */
export function mustBeExpected(connections: readonly string[], browser: CaptureSession): void {
  const stray = connections.find((peer) => !browser.guard.isExpectedPeer(peer))
  if (stray !== undefined) throw new CaptureRefused(stray)
}

/** Names what of the `exchanges` was not read, and what was seen that is not even among `all`. */
export function nameWhatIsMissing(
  exchanges: readonly RecordedExchange[],
  all: readonly RecordedExchange[],
  seen: readonly SeenResponse[],
  remarks: Remarks,
): void {
  const recorded = new Set(all.map(({ request }) => request.url))
  for (const { request, type, response, body, truncated, error } of exchanges) {
    // The failure of any other request has been named where it was seen.
    const isUnexplained = truncated === null && (error === null || type === 'Document')
    const isRedirect = response !== null && response.status >= 300 && response.status < 400
    if (response !== null && body === null && !isRedirect && isUnexplained) {
      remarks.gap('body-not-read', request.url)
    }
  }
  for (const { url, status, type } of seen) {
    const plain = url.replace(/#.*$/s, '')
    if (!recorded.has(plain)) remarks.gap('seen-not-captured', `${type} ${String(status)} ${plain}`)
  }
}

export function writeWarc(
  files: OutputFiles,
  exchanges: readonly RecordedExchange[],
  environment: Environment,
  remarks: Remarks,
): void {
  const writer = createWarcWriter(join(files.folder, warcName), warcName, [
    ['software', environment.app],
    ['format', 'WARC File Format 1.1'],
    ['conformsTo', 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
    ['browser', `Electron ${environment.electron}, Chromium ${environment.chromium}`],
    ['http-header-user-agent', environment.userAgent],
    [
      'description',
      'Bodies are recorded after content decoding; headers that described the coded bytes are kept as X-Archive-Orig-*. Values of cookies and credentials are replaced by [redacted].',
    ],
  ])
  try {
    for (const exchange of exchanges) writer.exchange(exchange)
  } catch (error) {
    remarks.gap('step-failed', `WARC: ${reasonOf(error)}`)
  }
  writer.close()
  files.list(warcName, 'warc')
}

export function writeCertificates(
  files: OutputFiles,
  { certificates }: CaptureSession,
): CaptureRecord['certificates'] {
  return [...certificates.values()].map((seen, index) => {
    const file = `tls-${String(index + 1).padStart(2, '0')}.pem`
    files.write(file, 'certificate', Buffer.from(seen.pem, 'utf8'))
    const { host, verdict, subject, issuer, fingerprint } = seen
    const validFrom = new Date(seen.validFrom * 1000).toISOString()
    const validTo = new Date(seen.validTo * 1000).toISOString()
    return { host, file, verdict, subject, issuer, validFrom, validTo, fingerprint }
  })
}

export function describeEnvironment(
  { appVersion }: CaptureRequest,
  { userAgent }: CaptureSession,
  page: { readonly language: string; readonly timeZone: string } | null,
): Environment {
  return {
    app: `Refrain ${appVersion}`,
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    system: `${process.platform} ${process.getSystemVersion()} ${process.arch}`,
    userAgent,
    language: page?.language ?? app.getLocale(),
    timeZone: page?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

import type { WebContents } from 'electron'
import type { CaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import { attachDevtools, type Devtools } from './devtools.ts'
import * as incoming from './devtools-events.ts'
import { createExchangeLog, type ExchangeLog } from './exchange-log.ts'
import { headerValues, type RecordedExchange, startDocuments } from './exchange.ts'
import { type ReadBody, readBody } from './read-body.ts'
import { createPageTurns, type PageTurns } from './page-turns.ts'
import type { Remarks } from './remarks.ts'
import { reasonOf } from './timed.ts'

/** Records every exchange of a page and its workers with exact bodies. */
export interface Recorder {
  readonly devtools: Devtools
  readonly exchanges: readonly RecordedExchange[]
  /** Says that loading took too long and was ended: what fails to be read from then on was cut off by time. */
  endLoading(): void
  /** True when the body of the start page is here; a page that never ended is not one to take pictures of. */
  hasStartPage(): boolean
  /** The exchanges of the page that is shown now, its redirects first; all of them unless pages are told apart. */
  shown(): readonly RecordedExchange[]
  /** Values of cookies that responses set, so far. */
  cookies(): readonly string[]
  /** Lets paused requests go and waits a moment for bodies that are being read. */
  finish(): Promise<void>
}

interface Recording {
  readonly devtools: Devtools
  readonly log: ExchangeLog
  readonly limits: CaptureLimits
  readonly remarks: Remarks
  bytes: number
  loadingEnded: boolean
  readonly pages: PageTurns | null
}

const workers = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }
const finishMs = 1_500

/** Starts recording on a page that has loaded about:blank. */
export async function startRecorder(
  contents: WebContents,
  limits: CaptureLimits,
  remarks: Remarks,
  options: { readonly tellPagesApart: boolean } = { tellPagesApart: false },
): Promise<Recorder> {
  const log = createExchangeLog()
  const underWay = new Set<Promise<void>>()
  const devtools = attachDevtools(contents, (method, params, session) => {
    const work = handle(recording, method, params, session).catch((error: unknown) => {
      remarks.gap('step-failed', `${method}: ${reasonOf(error)}`)
    })
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  })
  const pages = options.tellPagesApart ? createPageTurns(log, remarks) : null
  const recording: Recording = { devtools, log, limits, remarks, bytes: 0, loadingEnded: false, pages }
  await devtools.send('Page.enable')
  await arm(devtools, undefined)
  return {
    devtools,
    exchanges: log.all,
    endLoading() {
      recording.loadingEnded = true
    },
    hasStartPage: () => (startDocuments(log.all).at(-1)?.body ?? null) !== null,
    shown: () => log.all.slice(pages?.start() ?? 0),
    cookies: () => log.cookies(),
    async finish() {
      await devtools.send('Fetch.disable', {}, undefined, finishMs).catch(() => undefined)
      const { promise: late, resolve } = Promise.withResolvers<void>()
      setTimeout(resolve, finishMs)
      await Promise.race([Promise.all(underWay), late])
      devtools.detach()
      log.finish()
    },
  }
}

/** Commands of a worker that waits for its start are answered in any order: all are sent at once. */
async function arm(devtools: Devtools, session: string | undefined): Promise<void> {
  const patterns = [{ urlPattern: '*', requestStage: 'Response' }]
  const filter = [{ type: 'worker' }, { type: 'shared_worker' }]
  await Promise.all([
    devtools.send('Network.enable', {}, session),
    devtools.send('Network.setCacheDisabled', { cacheDisabled: true }, session),
    devtools.send('Network.setBypassServiceWorker', { bypass: true }, session).catch(() => undefined),
    devtools.send('Fetch.enable', { patterns }, session),
    devtools.send('Target.setAutoAttach', { ...workers, filter }, session).catch(() => undefined),
  ])
}

async function handle(
  recording: Recording,
  method: string,
  params: unknown,
  session: string | undefined,
): Promise<void> {
  const { log, devtools, remarks } = recording
  switch (method) {
    case 'Network.requestWillBeSent': {
      const { requestId, request, type, wallTime, redirectResponse, loaderId } =
        incoming.requestWillBeSent.parse(params)
      if (redirectResponse === undefined && requestId === loaderId) recording.pages?.asked(loaderId)
      if (isWeb(request.url)) log.sent(requestId, request, type ?? 'Other', wallTime * 1000, redirectResponse)
      return
    }
    case 'Network.requestWillBeSentExtraInfo': {
      const { requestId, headers } = incoming.requestExtraInfo.parse(params)
      log.sentHeaders(requestId, headers)
      return
    }
    case 'Network.responseReceived': {
      const { requestId, response } = incoming.responseReceived.parse(params)
      log.received(requestId, response)
      return
    }
    case 'Network.responseReceivedExtraInfo': {
      const { requestId, headers } = incoming.requestExtraInfo.parse(params)
      log.setCookies(requestId, headers)
      return
    }
    case 'Page.frameNavigated': {
      const { frame } = incoming.frameNavigated.parse(params)
      if (frame.parentId === undefined && recording.pages?.turned(frame.loaderId) === true) {
        recording.bytes = recording.pages.bytes()
      }
      return
    }
    case 'Network.loadingFailed': {
      failed(recording, params)
      return
    }
    case 'Fetch.requestPaused':
      return paused(recording, incoming.requestPaused.parse(params), session)
    case 'Target.attachedToTarget': {
      const { sessionId } = incoming.attachedToTarget.parse(params)
      await Promise.all([
        arm(devtools, sessionId),
        devtools.send('Runtime.runIfWaitingForDebugger', {}, sessionId),
      ])
      return
    }
    case 'Page.javascriptDialogOpening': {
      const { type, message } = incoming.dialogOpening.parse(params)
      remarks.note('dialog-dismissed', `${type}: ${message}`)
      await devtools.send('Page.handleJavaScriptDialog', { accept: false })
    }
  }
}

function failed({ log, remarks }: Recording, params: unknown): void {
  const { requestId, errorText, canceled, blockedReason, corsErrorStatus } =
    incoming.loadingFailed.parse(params)
  const exchange = log.latest(requestId)
  if (exchange === undefined) return
  exchange.error ??= errorText.replace(/^net::/, '')
  // Ours: cut at a limit, or stopped by the address rules, which have said so.
  if (exchange.truncated !== null || errorText.includes('ERR_BLOCKED_BY_CLIENT')) return
  // The start page is judged by its outcome; a body that was read whole is here, whatever became of it in the page.
  if (exchange.type === 'Document' || exchange.body !== null) return
  const byPage = canceled === true || blockedReason !== undefined || corsErrorStatus !== undefined
  const detail = `${exchange.error} ${exchange.request.url}`
  if (byPage) remarks.note('client-aborted', detail)
  else remarks.gap('request-failed', detail)
}

async function paused(
  recording: Recording,
  request: incoming.RequestPaused,
  session: string | undefined,
): Promise<void> {
  const { devtools, log, limits, remarks } = recording
  const { requestId, responseStatusCode: status } = request
  const go = (method: string, params: object = {}) =>
    devtools.send(method, { requestId, ...params }, session).then(
      () => undefined,
      // The page may have given the request up meanwhile.
      () => undefined,
    )
  if (request.responseErrorReason !== undefined || status === undefined || !isWeb(request.request.url)) {
    return go('Fetch.continueRequest')
  }
  const exchange = log.paused(request)
  if (isRedirect(status, exchange)) return go('Fetch.continueRequest')
  const budget = limits.totalBytes - recording.bytes
  const read = await readBody(devtools, request, session, limits, budget)
  exchange.body = read.body
  exchange.truncated = read.truncated === 'unspecified' && recording.loadingEnded ? 'time' : read.truncated
  recording.bytes += read.body?.byteLength ?? 0
  const { truncated } = exchange
  if (truncated !== null) {
    const size = read.body === null ? 'nothing' : `${String(read.body.byteLength)} bytes`
    const code = truncated === 'unspecified' ? 'body-not-read' : 'body-truncated'
    remarks.gap(code, `${truncated}, ${size} kept: ${exchange.request.url}`)
  }
  return resume(go, request, read)
}

function resume(
  go: (method: string, params?: object) => Promise<undefined>,
  request: incoming.RequestPaused,
  { next, body }: ReadBody,
): Promise<undefined> {
  if (next === 'continue') return go('Fetch.continueRequest')
  if (next === 'fail') return go('Fetch.failRequest', { errorReason: 'Aborted' })
  const responseHeaders = (request.responseHeaders ?? []).filter(
    ({ name }) => !/^(content-encoding|transfer-encoding)$/i.test(name),
  )
  return go('Fetch.fulfillRequest', {
    responseCode: request.responseStatusCode,
    responseHeaders,
    body: (body ?? Buffer.alloc(0)).toString('base64'),
  })
}

function isRedirect(status: number, { response }: RecordedExchange): boolean {
  return status >= 300 && status < 400 && headerValues(response?.headers ?? [], 'location').length > 0
}

function isWeb(url: string): boolean {
  return /^https?:/i.test(url)
}

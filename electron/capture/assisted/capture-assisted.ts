import { join } from 'node:path'
import { app } from 'electron'
import { captureActionsFile } from '../../../shared/domain/evidence/capture/capture-actions.ts'
import type { CaptureRecord } from '../../../shared/domain/evidence/capture/capture-record.ts'
import type { CaptureRequest } from '../../../shared/domain/evidence/capture/capture-request.ts'
import {
  describeEnvironment,
  mustBeExpected,
  nameWhatIsMissing,
  takeNetLog,
  writeCertificates,
  writeWarc,
} from '../capture-page.ts'
import { type CaptureSession, openCaptureSession } from '../capture-session.ts'
import type { RecordedExchange } from '../exchange.ts'
import { makeRecord } from '../make-record.ts'
import { createOutputFiles, type OutputFiles } from '../output-files.ts'
import { type Recorder, startRecorder } from '../recorder.ts'
import { redactExchanges } from '../redact-exchanges.ts'
import { createRemarks, type Remarks } from '../remarks.ts'
import { type ActionLog, createActionLog } from './action-log.ts'
import { assistedVisit } from './assisted-visit.ts'
import { openAssistedWindow } from './assisted-window.ts'
import { cleanExchanges } from './clean-exchanges.ts'
import { holdFiles } from './held-files.ts'
import { collectSecrets, type Secrets } from './secrets.ts'
import { watchActions } from './watch-actions.ts'

/**
 * Opens a visible window on a page, leaves it to a person, and captures into `folder` what it shows once they ask for
 * it. Returns the record, which is not written. Throws GivenUp when they do not ask, and as `capturePage`.
 */
export async function captureAssisted(request: CaptureRequest, folder: string): Promise<CaptureRecord> {
  const startedAt = Date.now()
  const { limits } = request
  const remarks = createRemarks()
  const files = createOutputFiles(folder)
  const held = holdFiles(files, remarks)
  const browser = await openCaptureSession({ ...request, appName: app.getName(), remarks })
  const netLog = join(folder, 'netlog.json')
  await browser.session.netLog.startLogging(netLog, { captureMode: 'default' })
  const log = createActionLog(Date.now)
  const window = await openAssistedWindow(browser.session, remarks, log)
  const recorder = await startRecorder(window.contents, limits, remarks, { tellPagesApart: true })
  const watch = await watchActions(window.contents, recorder.devtools, log)
  const tools = { url: request.url, limits, window, browser, recorder, files: held, remarks, log, watch }
  const seen = await assistedVisit(tools)
  await recorder.finish()
  window.destroy()
  await browser.session.netLog.stopLogging()
  const secrets = collectSecrets(recorder.exchanges, recorder.cookies(), watch.secretFields)
  const connections = takeNetLog(netLog, files, secrets.address)
  mustBeExpected(connections, browser)
  held.release(secrets)
  const exchanges = keepShown(recorder, browser, secrets, remarks)
  remarks.rewrite(secrets.address)
  const page = seen.page && {
    ...seen.page,
    href: secrets.address(seen.page.href),
    title: secrets.text(seen.page.title),
  }
  const environment = describeEnvironment(request, browser, page)
  writeWarc(files, exchanges, environment, remarks)
  const certificates = writeCertificates(files, browser)
  writeActions(log, files, secrets)
  return makeRecord({
    request,
    startedAt,
    viewport: seen.viewport,
    assisted: {
      actions: log.count(),
      openedAt: new Date(startedAt).toISOString(),
      takenAt: new Date(seen.askedAt).toISOString(),
    },
    seen: { loadError: seen.loadError, page },
    exchanges,
    environment,
    connections,
    certificates,
    files,
    remarks,
  })
}

/** The exchanges of the page that was shown, without secrets. Of those before it, their number is told. */
function keepShown(
  recorder: Recorder,
  browser: CaptureSession,
  secrets: Secrets,
  remarks: Remarks,
): readonly RecordedExchange[] {
  const shown = recorder.shown()
  const since = Date.parse(shown[0]?.at ?? new Date().toISOString())
  const seen = browser.seen.filter(({ at }) => at >= since)
  nameWhatIsMissing(shown, recorder.exchanges, seen, remarks)
  const earlier = recorder.exchanges.length - shown.length
  if (earlier > 0) remarks.note('earlier-pages-left-out', `${String(earlier)} requests`)
  return cleanExchanges(redactExchanges(shown, remarks), secrets, remarks)
}

function writeActions(log: ActionLog, files: OutputFiles, secrets: Secrets): void {
  const lines = log.all().map((action) => {
    const clean = 'url' in action ? { ...action, url: secrets.address(action.url) } : action
    return `${JSON.stringify(clean)}\n`
  })
  files.write(captureActionsFile, 'actions', Buffer.from(lines.join(''), 'utf8'))
}

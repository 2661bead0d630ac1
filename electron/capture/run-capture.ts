import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import {
  captureExitGivenUp,
  captureExitMemory,
  captureOutputFolder,
  captureRecordFile,
  captureRefusalFile,
  type CaptureRefusal,
  type CaptureRequest,
  captureRequest,
  captureRequestFile,
} from '../../shared/domain/evidence/capture/capture-request.ts'
import { GivenUp } from './assisted/assisted-visit.ts'
import { captureAssisted } from './assisted/capture-assisted.ts'
import { capturePage, CaptureRefused } from './capture-page.ts'
import { writeNew } from './output-files.ts'

const watchEveryMs = 250

/**
 * Prepares this process for one capture; call before Electron is ready. Site isolation is switched off so that
 * frames of other sites are recorded like the page: the process holds nothing it could protect. Names are resolved
 * by the system alone and QUIC is off, so that every connection is one the network log shows as TCP.
 */
export function prepareCapture(folder: string): void {
  // Before anything is made there: whose app was killed may find the folder cleared already.
  const isAssisted = readRequest(folder).assisted === true
  app.setPath('userData', join(folder, 'profile'))
  app.setPath('sessionData', join(folder, 'profile'))
  app.disableHardwareAcceleration()
  if (!isAssisted) app.dock?.hide()
  for (const name of ['disable-site-isolation-trials', 'disable-quic', 'disable-background-networking']) {
    app.commandLine.appendSwitch(name)
  }
  // A page that is gone back to must come from its server again, and a covered window must go on painting.
  const off = isAssisted ? ',BackForwardCache,CalculateNativeWinOcclusion' : ''
  app.commandLine.appendSwitch(
    'disable-features',
    `IsolateOrigins,site-per-process,AsyncDns,DnsOverHttps${off}`,
  )
  app.commandLine.appendSwitch('lang', 'en-US')
  // With --no-sandbox this call would make every child process end at once.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.on('window-all-closed', () => undefined)
}

/** Reads the request in `folder`, captures, and leaves the record or the refusal there. Returns the exit code. */
export async function runCapture(folder: string): Promise<number> {
  if (!existsSync(join(folder, captureRequestFile))) vanish(folder)
  const request = readRequest(folder)
  endWith(request, folder)
  const output = join(folder, captureOutputFolder)
  mkdirSync(output)
  try {
    const capture = request.assisted === true ? captureAssisted : capturePage
    const record = await capture(request, output)
    writeNew(join(folder, captureRecordFile), Buffer.from(`${JSON.stringify(record, null, 1)}\n`))
    return 0
  } catch (error) {
    if (error instanceof GivenUp) return captureExitGivenUp
    if (!(error instanceof CaptureRefused)) throw error
    const refusal: CaptureRefusal = { reason: 'peer-not-public', peer: error.message }
    writeNew(join(folder, captureRefusalFile), Buffer.from(JSON.stringify(refusal)))
    return 0
  }
}

function readRequest(folder: string): CaptureRequest {
  return captureRequest.parse(JSON.parse(readFileSync(join(folder, captureRequestFile), 'utf8')))
}

/**
 * Ends this process when its parent is gone, when it and its children hold more memory than they may, or when it
 * outlived the time after which it would be killed.
 */
function endWith({ parentPid, limits }: CaptureRequest, folder: string): void {
  setInterval(() => {
    const kilobytes = app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0)
    if (kilobytes * 1024 > limits.memoryBytes) app.exit(captureExitMemory)
    try {
      process.kill(parentPid, 0)
    } catch {
      vanish(folder)
    }
  }, watchEveryMs).unref()
  setTimeout(() => app.exit(1), limits.killMs).unref()
}

/**
 * Ends at once and leaves nothing: who asked for the capture is gone. A workspace that was opened again meanwhile has
 * cleared its folder for such things, and this process has made its own there anew.
 */
function vanish(folder: string): never {
  // Its helpers first: they would write on.
  for (const { pid } of app.getAppMetrics()) if (pid !== process.pid) end(pid)
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    // Something still writes there: the next start of the app clears it.
  }
  end(process.pid)
  throw new Error('a process outlived its own end')
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CheckedCapture, checkCapture } from '../../electron/core/evidence/capture/check-result.ts'
import { type CaptureEnd, runCaptureProcess } from '../../electron/core/evidence/capture/run-process.ts'
import {
  type CaptureLimits,
  defaultCaptureLimits,
} from '../../shared/domain/evidence/capture/capture-limits.ts'
import { testResources } from '../support/resources.ts'

/** What one capture by the real program came to. */
export interface Taken {
  readonly end: CaptureEnd
  /** Null when the process left nothing. */
  readonly checked: CheckedCapture | null
  readonly log: readonly string[]
  readonly read: (name: string) => Buffer
}

/** Limits under which a page that never ends is soon taken as far as it came. */
export const tightLimits: CaptureLimits = {
  ...defaultCaptureLimits,
  loadMs: 4_000,
  settleMs: 1_500,
  scrollPx: 4_000,
  scrollMs: 2_000,
  picturePx: 6_000,
  tilePx: 4_000,
  bodyBytes: 2 * 1024 * 1024,
  totalBytes: 6 * 1024 * 1024,
  requests: 40,
  deadlineMs: 25_000,
  killMs: 40_000,
  memoryBytes: 1024 * 1024 * 1024,
}

/** Captures pages for tests; every folder goes when the test file is done. */
export function createCapturer() {
  const program = testResources().captureProgram
  if (program === null) {
    throw new Error('The application is not built: "npm test -- --only build" builds it.')
  }
  const root = mkdtempSync(join(tmpdir(), 'refrain-captures-'))
  let count = 0
  return {
    async take(url: string, allowedHosts: readonly string[], limits = tightLimits): Promise<Taken> {
      const folder = join(root, String(++count))
      const log: string[] = []
      const request = { url, limits, allowedHosts: [...allowedHosts], appVersion: '0.0.0-test' }
      const end = await runCaptureProcess(program, request, folder, {
        signal: new AbortController().signal,
        log: (line) => void log.push(line),
      })
      const checked = end === 'done' ? checkCapture(folder, url) : null
      return { end, checked, log, read: (name) => readFileSync(join(folder, 'files', name)) }
    },
    dispose() {
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

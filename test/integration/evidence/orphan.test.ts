import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultCaptureLimits } from '../../../shared/domain/evidence/capture/capture-limits.ts'
import {
  captureRequestFile,
  type CaptureRequest,
} from '../../../shared/domain/evidence/capture/capture-request.ts'
import { html, openSite, type Site } from '../../hostile/site.ts'
import { testResources } from '../../support/resources.ts'

let root: string
let site: Site
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'refrain-orphan-'))
  // A page that never comes: the capture is under way until it notices.
  site = await openSite({ '/listing': () => undefined, '/': ({ send }) => send(200, html, '') })
})
afterEach(async () => {
  await site.close()
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
})

test('a capture whose app is gone ends by itself and takes its folder along', async () => {
  const folder = join(root, 'capture-1')
  mkdirSync(folder)
  const request: CaptureRequest = {
    url: site.url('/listing'),
    limits: defaultCaptureLimits,
    allowedHosts: [site.host],
    appVersion: '0.0.0-test',
    // A process that was and is no more.
    parentPid: spawnSync(process.execPath, ['--version']).pid,
  }
  writeFileSync(join(folder, captureRequestFile), JSON.stringify(request))
  const { command, args } = testResources().captureProgram!
  const headless = process.platform === 'linux' ? ['--ozone-platform=headless'] : []
  const child = spawn(command, [...headless, ...args, `--refrain-capture=${folder}`], { stdio: 'ignore' })
  await new Promise((resolve) => child.once('exit', resolve))
  expect(child.exitCode).not.toBe(0)
  expect(existsSync(folder)).toBe(false)
})

import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { artist, isrcBlock, label } from '../../electron/core/sample/artist.ts'
import { catalogueCsv, mirrorJsonLines, scrapeCsv, shopCsv } from '../../electron/core/sample/listings.ts'
import { type JourneyCall, runMainJob } from '../../scripts/journey/main-job.ts'
import { packagedTag } from '../../scripts/checks/steps.mjs'
import { readFuses, wrongFuses } from '../../scripts/packaging/fuses.mjs'
import { packagedApp } from '../../scripts/packaging/packaged-app.mjs'

// The packaged application as users get it: every fuse set, so it cannot be driven through its inspector. A
// remote debugging port, which Chromium itself offers, is enough to talk to its page.

test.describe('the packaged application', { tag: packagedTag }, () => {
  let folder: string
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'refrain-packaged-'))
  })
  test.afterEach(() => rm(folder, { recursive: true, force: true }))

  test('has every fuse as required', async () => {
    expect(wrongFuses(await readFuses(packagedApp().executable))).toEqual([])
  })

  test('starts and does the main job', async () => {
    test.setTimeout(300_000)
    const app = await startPackaged(join(folder, 'data'))
    try {
      const file = async (name: string, content: string | Buffer) => {
        const path = join(folder, name)
        await writeFile(path, content)
        return path
      }
      const report = await runMainJob(
        callThrough(app.page),
        {
          profile: artist,
          isrcBlock,
          catalogueFile: await file('catalogue.csv', catalogueCsv()),
          listingFiles: [
            await file('scrape.csv', scrapeCsv(20_000)),
            await file('mirror.jsonl.gz', mirrorJsonLines(2_400)),
            await file('shop.csv', shopCsv()),
          ],
          ownLabel: label,
          outputFolder: folder,
        },
        () => undefined,
      )
      expect(report).toMatchObject({ recordings: 30, findings: 110, cases: 3 })
      expect(report.bundles).toHaveLength(3)
      expect(report.notices).toHaveLength(6)
    } finally {
      await app.stop()
    }
  })
})

interface PackagedRun {
  readonly page: Page
  stop(): Promise<void>
}

async function startPackaged(dataFolder: string): Promise<PackagedRun> {
  const switches = ['--remote-debugging-port=0', '--disable-gpu', `--user-data-dir=${dataFolder}`]
  if (process.getuid?.() === 0) switches.push('--no-sandbox')
  const child = spawn(packagedApp().executable, switches, { stdio: ['ignore', 'ignore', 'pipe'] })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await debuggerAddress(child.stderr)
  await pageIsThere(address)
  const browser = await attach(address)
  const page = browser.contexts()[0]?.pages()[0]
  if (!page) throw new Error('the packaged app has no page')
  await page.waitForSelector('[data-app-state="ready"]', { state: 'attached' })
  return {
    page,
    async stop() {
      await browser.close()
      child.kill('SIGTERM')
      await exited
    },
  }
}

function debuggerAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found?.[1] !== undefined) resolve(found[1])
    })
    stderr.once('end', () => reject(new Error(`the packaged app ended before it listened:\n${said}`)))
  })
}

const targets = z.array(z.object({ type: z.string(), url: z.string() }))

/**
 * Waits until the app's window shows its page. Attaching to Chromium while it is still creating the window leaves
 * the attaching without an answer now and then.
 */
async function pageIsThere(address: string): Promise<void> {
  const list = `http://${new URL(address).host}/json/list`
  await expect
    .poll(
      async () => {
        const open = targets.parse(await (await fetch(list)).json())
        return open.some(({ type, url }) => type === 'page' && url.startsWith('app://'))
      },
      { timeout: 60_000 },
    )
    .toBe(true)
}

/** Attaching is tried again once: it says nothing about the app, and Chromium may still have been busy. */
async function attach(address: string): Promise<Browser> {
  const limit = { timeout: 20_000 }
  return chromium.connectOverCDP(address, limit).catch(() => chromium.connectOverCDP(address, limit))
}

function callThrough(page: Page): JourneyCall {
  return async (name, input) =>
    (await page.evaluate<unknown, { name: string; input: unknown }>(
      (request) => window.refrain.call(crypto.randomUUID(), request.name, request.input),
      { name, input },
    )) as Awaited<ReturnType<JourneyCall>> as never
}

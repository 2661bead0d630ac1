import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { html, openSite, type Site } from '../hostile/site.ts'
import { casesFor, completeCase } from '../support/cases.ts'
import { openTestCore } from '../support/core.ts'
import { openSeed } from '../support/seed.ts'
import { launchApp, type RunningApp } from './support/app.ts'
import { accessibilityProblems } from './support/axe.ts'
import { quiet } from './support/captures.ts'
import { expect, test } from './support/fixtures.ts'

// A sent case whose page comes down between two days and comes back: as the artist sees it, by keyboard.

const day = 86_400_000
const song =
  '<title>Harbour Lights</title><h1>Harbour Lights</h1><p>Luna Vale</p><audio src="/f/1.mp3"></audio>'
const removed =
  '<title>TuneVault</title><h1>This track has been removed at the request of the rights holder.</h1>'

let site: Site
let workspace: string
let page: string
let app: RunningApp | null = null

test.beforeEach(async () => {
  page = song
  site = await openSite({ '/one': ({ send }) => send(200, html, page) })
  workspace = await mkdtemp(join(tmpdir(), 'refrain-still-up-'))
})
test.afterEach(async () => {
  await app?.close()
  app = null
  await site.close()
  await rm(workspace, { recursive: true, force: true })
})

/** The days before: a notice is sent, the page is looked at on that day and on the next, when it is down. */
async function daysBefore(): Promise<void> {
  let now = Date.now() - 3 * day
  const began = Date.now()
  const core = await openTestCore({ workspace, clock: () => now + Date.now() - began })
  const seed = openSeed(core.folder)
  try {
    await core.call('settings.set', { key: 'capture.allowedHosts', value: [site.host] })
    await core.call('settings.set', { key: 'status.captures', value: false })
    const [detail] = await casesFor(core, seed, [site.url('/one')])
    const caseId = detail?.id ?? 0
    await completeCase(core, caseId)
    await core.call('cases.recordSent', {
      caseId,
      at: new Date(now).toISOString(),
      channel: 'E-mail',
      reference: 'T-7',
    })
    const look = async () => {
      const { jobId } = await core.call('status.check', { caseId })
      await core.finished(jobId)
    }
    await look()
    page = removed
    now += day
    await look()
    await core.call('settings.set', { key: 'status.captures', value: true })
  } finally {
    seed.close()
    await core.close()
  }
}

async function judge(window: Page, name: string): Promise<void> {
  await quiet(window)
  const target = process.env.REFRAIN_SHOTS
  if (target !== undefined) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme })
      await window.waitForTimeout(300)
      await window.screenshot({ path: join(target, `still-up-${name}-${colorScheme}.png`) })
    }
  }
  expect(await accessibilityProblems(window)).toEqual([])
}

async function press(window: Page, name: string): Promise<void> {
  await window.getByRole('button', { name, exact: true }).first().focus()
  await window.keyboard.press('Enter')
}

test('a page that came down is told, recorded with one click, and found again when it is back', async () => {
  test.setTimeout(300_000)
  await daysBefore()
  app = await launchApp({ args: ['--workspace', workspace] })
  const window = app.page
  await window.keyboard.press('Control+4')
  await window.getByRole('button', { name: '127.0.0.1', exact: true }).focus()
  await window.keyboard.press('Enter')
  await window.getByRole('radiogroup', { name: 'Part of the case' }).getByText('Items').click()
  const bar = window.getByRole('region', { name: 'What the addresses show' })
  await expect(bar).toContainText('1 not there, once')
  await window.getByRole('gridcell', { name: /Not there, once/ }).click()
  const pane = window.getByRole('complementary', { name: 'Item' })
  await expect(pane).toContainText('This track has been removed at the request of the rights holder.')
  await judge(window, 'suspected')

  await press(window, 'Check now')
  await expect(bar).toContainText('The address is down', { timeout: 60_000 })
  await pane.getByText('All checks').click()
  await expect(pane.getByRole('listitem')).toHaveCount(3)
  // The change was captured.
  await expect(pane.getByRole('button', { name: /^Capture \d+$/ })).toBeVisible({ timeout: 60_000 })
  await judge(window, 'down')

  await press(window, 'Record as removed')
  await expect(bar).not.toContainText('The address is down')
  expect(await stateOf(app)).toBe('removed')

  page = song
  await press(window, 'Check now')
  await expect(bar).toContainText('One address is back', { timeout: 60_000 })
  await expect(bar).toContainText('reference T-7')
  await judge(window, 'back')
  await press(window, 'Take up again')
  await expect(bar).not.toContainText('One address is back')
  expect(await stateOf(app)).toBe('reopened')
  expect(app.takeProblems()).toEqual([])
})

async function stateOf(running: RunningApp): Promise<string> {
  const listed = await running.call('cases.list', {})
  if (!listed.ok) throw new Error(listed.error.message)
  return listed.value.cases[0]?.state ?? ''
}

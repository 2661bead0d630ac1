import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { CaseDetail } from '../../shared/contract/cases.ts'
import { accessibilityProblems } from './support/axe.ts'
import type { RunningApp } from './support/app.ts'
import { chooseSavePath } from './support/dialogs.ts'
import { ask } from './support/ask.ts'
import { expect, test } from './support/fixtures.ts'
import { runFromPalette } from './support/palette.ts'

// Sixty confirmed findings on seven providers become seven sent cases, with the keyboard alone.

test.use({ launch: { args: ['--demo'] } })

let folder: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-notices-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

/** Each with the regime its recipient should get and how its addresses look. */
const providers = [
  ['Audiomack', 'us-512c', (n: number) => `https://audiomack.com/copyist/song/track-${n}`],
  ['Vimeo', 'us-512c', (n: number) => `https://vimeo.com/9000${n}`],
  ['Dailymotion', 'us-512c', (n: number) => `https://www.dailymotion.com/video/x8copy${n}`],
  [
    'Hugging Face',
    'dataset-host',
    (n: number) => `https://huggingface.co/datasets/copyist/songs/blob/main/${n}.mp3`,
  ],
  ['musik-ablage.de', 'eu-dsa-16', (n: number) => `https://musik-ablage.de/d/${n}/song.mp3`],
  ['lockers.ca', 'ca-notice', (n: number) => `https://lockers.ca/d/${n}/song.mp3`],
  ['lockers.co.uk', 'uk-notice', (n: number) => `https://lockers.co.uk/d/${n}/song.mp3`],
] as const
const findings = 60

/** Sweeps a listing of sixty rows over the seven providers and confirms what it finds. */
async function confirmSixty(app: RunningApp): Promise<void> {
  const { rows } = await ask(app.call('recordings.list', { limit: 50 }))
  const known = rows.filter(({ isrc }) => isrc !== null)
  const lines = Array.from({ length: findings }, (_, at) => {
    const recording = known[at % known.length]
    const [, , address] = providers[at % providers.length] ?? providers[0]
    return [
      recording?.isrc ?? '',
      `"${recording?.title ?? ''}"`,
      recording?.artist ?? '',
      address(1000 + at),
    ].join(',')
  })
  const path = join(folder, 'listing.csv')
  await writeFile(path, ['isrc,title,artist,url', ...lines, ''].join('\n'))
  const { sweepId, jobId } = await ask(app.call('sweeps.start', { paths: [path], title: 'Sixty' }))
  await expect.poll(async () => (await ask(app.call('jobs.get', { jobId }))).state).toBe('done')
  const found = await ask(app.call('findings.list', { limit: 500, filter: { sweepId, claimable: true } }))
  expect(found.total).toBe(findings)
  const findingIds = found.rows.map(({ id }) => id)
  await ask(app.call('findings.decide', { findingIds, decision: 'confirm' }))
}

/** Presses Tab, or Shift and Tab where it lies before, until this has the focus, as somebody without a pointer does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let looks = 0; looks < 60; looks += 1) {
    const { way, presses } = await target.evaluate((element) => {
      const { activeElement } = document
      if (element === activeElement) return { way: '', presses: 0 }
      const stops = [...document.querySelectorAll('a[href], button, input, textarea, select, [tabindex="0"]')]
      const at = activeElement === null ? -1 : stops.indexOf(activeElement)
      const distance = stops.indexOf(element) - at
      // Half of the way, for not each of these is a stop: a group of radio buttons is one, what is hidden none.
      return {
        way: distance < 0 ? 'Shift+Tab' : 'Tab',
        presses: Math.max(1, Math.floor(Math.abs(distance) / 2)),
      }
    })
    if (way === '') return
    for (let pressed = 0; pressed < presses; pressed += 1) await page.keyboard.press(way)
  }
  throw new Error(`${String(target)} cannot be reached with the Tab key`)
}

async function press(page: Page, name: string | RegExp, within?: Locator): Promise<void> {
  await tabTo(page, (within ?? page).getByRole('button', { name, exact: typeof name === 'string' }).first())
  await page.keyboard.press('Enter')
}

async function caseOf(app: RunningApp, provider: string): Promise<CaseDetail> {
  const { cases } = await ask(app.call('cases.list', {}))
  const row = cases.find(({ providerName }) => providerName === provider)
  return ask(app.call('cases.get', { caseId: row?.id ?? 0 }))
}

/** From an opened case to its complete notice. */
async function complete(page: Page): Promise<void> {
  await press(page, 'Consider fair use')
  await press(page, 'Select all')
  await tabTo(page, page.getByLabel('1. Purpose and character of the use'))
  await page.keyboard.insertText('Offered whole, for download.')
  // The conclusions are one stop; the arrow keys choose among them.
  await tabTo(page, page.getByRole('radio', { checked: true, name: /considered/i }).last())
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Every item is answered.')).toBeVisible()
  await press(page, 'Draft the notice')
  const missing = page.getByRole('dialog', { name: 'The notice is not complete' })
  await expect(page.getByRole('article')).toBeVisible()
  await runFromPalette(page, 'Export notice as PDF…')
  await press(page, /^I looked: still there…/, missing)
  await press(page, 'I looked: still there', page.getByRole('dialog'))
  await expect(page.getByText('Recorded as still there').first()).toBeVisible()
  // What is still missing is asked for by going on: the dialog leads to the first statement, or to the signature.
  await runFromPalette(page, 'Export notice as PDF…')
  await press(page, /^(?:Make the statement|Sign)…/, missing)
  await expect(missing).toHaveCount(0)
  for (const box of await page.getByRole('checkbox').all()) {
    await tabTo(page, box)
    await page.keyboard.press('Space')
    await expect(box).toBeChecked()
  }
  await tabTo(page, page.getByRole('textbox', { name: 'Signature' }))
  await page.keyboard.insertText('Mira Halvorsen')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The notice is complete.')).toBeVisible()
}

test('sixty findings on seven providers become sent cases by keyboard alone', async ({ refrain }) => {
  test.setTimeout(900_000)
  const { page } = refrain
  // The sample has cases of its own, some of them sent.
  const before = new Set((await ask(refrain.call('cases.list', {}))).cases.map(({ id }) => id))
  const sealsOf = async () => {
    const { events } = await ask(refrain.call('custody.list', { limit: 500 }))
    return events.filter(({ action }) => action === 'notice.sent')
  }
  const sealsBefore = (await sealsOf()).length
  await confirmSixty(refrain)
  await page.keyboard.press('Control+4')
  await press(page, /^Group 60 confirmed findings/)
  await expect(page.getByText(/60 findings put into/).first()).toBeVisible()

  for (const [provider, regime] of providers) {
    await test.step(provider, async () => {
      await page.keyboard.press('Control+4')
      await expect(page.getByRole('button', { name: provider, exact: true })).toBeVisible()
      await page.keyboard.press('Control+f')
      await page.keyboard.insertText(provider)
      await press(page, provider)
      await expect(page.getByRole('heading', { level: 1, name: provider })).toBeVisible()
      await complete(page)
      const path = join(folder, `${provider.replaceAll(/\W+/g, '-')}.pdf`)
      await chooseSavePath(refrain, path)
      await runFromPalette(page, 'Export notice as PDF…')
      await expect.poll(() => readdir(folder)).toContain(path.slice(folder.length + 1))
      await runFromPalette(page, 'Record that I sent the notice…')
      await press(page, 'Record as sent', page.getByRole('dialog'))
      await expect(page.getByText('The notice as it was sent')).toBeVisible()
      const detail = await caseOf(refrain, provider)
      expect(detail).toMatchObject({ state: 'sent', notice: { regime, status: 'sent', complete: true } })
    })
  }

  const { cases } = await ask(refrain.call('cases.list', {}))
  const sent = cases.filter(({ id, state }) => state === 'sent' && !before.has(id))
  expect(sent.map(({ providerName }) => providerName).sort()).toEqual(providers.map(([name]) => name).sort())
  expect(sent.reduce((sum, { items }) => sum + items, 0)).toBe(findings)
  const all = await sealsOf()
  const seals = all.slice(0, all.length - sealsBefore)
  expect(seals).toHaveLength(providers.length)
  for (const { detail } of seals) expect(JSON.stringify(detail.files)).toMatch(/"pdf".*"txt"/)
  expect(await ask(refrain.call('custody.verify', {}))).toMatchObject({ problems: [] })
})

test('every sentence says where it comes from; other letters, hard stops and the form helper', async ({
  refrain,
}) => {
  test.setTimeout(240_000)
  const { page } = refrain
  const { id } = await caseOf(refrain, 'YouTube')
  await ask(refrain.call('notices.draft', { caseId: id }))
  await page.keyboard.press('Control+4')
  await press(page, 'YouTube')
  await page.getByRole('radiogroup', { name: 'Part of the case' }).getByText('Notice').first().click()
  expect(await accessibilityProblems(page), 'draft').toEqual([])

  await tabTo(page, page.getByRole('region', { name: 'The notice' }).getByRole('button').first())
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Where this comes from' })).toContainText(
    '17 U.S.C. 102, 106, 501(b)',
  )

  await page.getByRole('combobox', { name: 'Law it follows' }).click()
  await page.getByRole('option', { name: 'European Union (Art. 16 DSA)' }).click()
  await expect(page.getByText('Regulation (EU) 2022/2065, Art. 16').first()).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(1)
  await expect(page.getByText(/Proposed: United States, host/)).toBeVisible()
  expect(await accessibilityProblems(page), 'another law').toEqual([])
  await page.getByRole('button', { name: 'Use what is proposed' }).click()
  await expect(page.getByRole('checkbox')).toHaveCount(2)

  const findingIds = (await caseOf(refrain, 'YouTube')).itemsList.map(({ findingId }) => findingId)
  await ask(
    refrain.call('cases.itemUpdate', {
      caseId: id,
      findingIds: findingIds.slice(0, 1),
      patch: { exclusivity: 'leased' },
    }),
  )
  await expect(page.getByRole('heading', { name: 'Must not go out' })).toBeVisible()
  await expect(page.getByText('[ not to be sent: No exclusive right ]')).toBeVisible()
  expect(await accessibilityProblems(page), 'stopped').toEqual([])
  await page.getByRole('button', { name: 'Take them out: No exclusive right' }).click()
  await expect(page.getByRole('heading', { name: 'Must not go out' })).toHaveCount(0)
  expect((await caseOf(refrain, 'YouTube')).items).toBe(findingIds.length - 1)

  await ask(
    refrain.call('cases.itemUpdate', {
      caseId: id,
      findingIds: findingIds.slice(1),
      patch: { fairUse: { conclusion: 'not-fair-use' } },
    }),
  )
  await page.getByLabel('Words to add').fill('You are liable for every copy.')
  await page.keyboard.press('Tab')
  await expect(page.getByText('A threat')).toBeVisible()
  await page.getByLabel('Words to add').fill('I wrote to the uploader twice.')
  await page.keyboard.press('Tab')
  await expect(page.getByText('A threat')).toHaveCount(0)
  await expect(page.getByRole('article').getByText('I wrote to the uploader twice.')).toBeVisible()

  const { id: noticeId } = (await caseOf(refrain, 'YouTube')).notice ?? { id: 0 }
  await ask(refrain.call('cases.itemsSeen', { caseId: id, findingIds: findingIds.slice(1) }))
  await ask(refrain.call('notices.update', { noticeId, patch: { goodFaith: true, accurate: true } }))
  await ask(refrain.call('notices.update', { noticeId, patch: { signature: 'Mira Halvorsen' } }))
  await page.getByRole('button', { name: 'Fill in the web form…' }).click()
  const form = page.getByRole('dialog', { name: 'The notice for a web form' })
  await expect(form.getByText('https://www.youtube.com/copyright_complaint_page')).toBeVisible()
  await expect(form.getByText(/Under penalty of perjury/).first()).toBeVisible()
  expect(await accessibilityProblems(page), 'form').toEqual([])
})

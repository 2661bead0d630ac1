import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { CaseHistory } from '../../shared/contract/case-states.ts'
import type { RunningApp } from './support/app.ts'
import { accessibilityProblems } from './support/axe.ts'
import { chooseFiles, chooseSavePath } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'
import { runFromPalette } from './support/palette.ts'

// What comes after the notice, and any notice at all: with the keyboard alone.

test.use({ launch: { args: ['--demo'] } })

let folder: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-follow-up-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

const notice = [
  'Dear agent,',
  'Work: Harbour Lights by Luna Vale',
  'Infringing URL: https://tunevault.example/d/1',
  'E-mail: rights@lunavale.example',
  'I have a good faith belief that the use is not authorized by the owner, its agent, or the law.',
  'The information in this notification is accurate. I am authorized to act for the owner.',
  'Sincerely,',
  'Ana Valera Ruiz',
].join('\n\n')

/** Presses Tab until the element has the focus, as somebody without a pointer gets there. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  await expect(element).toBeAttached()
  for (let step = 0; step < 120; step++) {
    if (await element.evaluate((node) => node === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('The element is not reached with the Tab key.')
}

/** Chooses in a list field that has the focus. */
async function choose(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Enter')
  const options = page.getByRole('option')
  const wanted = page.getByRole('option', { name: label, exact: true })
  await expect(wanted).toBeVisible()
  for (let step = 0; step < (await options.count()); step++) {
    if ((await wanted.getAttribute('data-combobox-selected')) === 'true') break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect(wanted).toBeHidden()
}

async function historyOf(app: RunningApp, provider: string): Promise<CaseHistory> {
  const listed = await app.call('cases.list', {})
  if (!listed.ok) throw new Error(listed.error.message)
  const row = listed.value.cases.find(({ providerName }) => providerName === provider)
  const history = await app.call('cases.history', { caseId: row?.id ?? 0 })
  if (!history.ok) throw new Error(history.error.message)
  return history.value
}

async function openFollowUp(page: Page, provider: string): Promise<void> {
  await page.keyboard.press('Control+4')
  await tabTo(page, page.getByRole('button', { name: provider, exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: provider })).toBeVisible()
  const sections = page.getByRole('radiogroup', { name: 'Part of the case' })
  await tabTo(page, sections.getByRole('radio', { name: 'Items' }))
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('region', { name: 'Where it stands' })).toBeVisible()
}

test('a pasted notice and a saved e-mail are read, and the words are shown', async ({ refrain }) => {
  const { page } = refrain
  await runFromPalette(page, 'Analyse a notice…')
  await expect(page.getByRole('textbox', { name: 'Text of the notice' })).toBeFocused()
  await page.keyboard.insertText(notice)
  const result = page.getByRole('complementary', { name: 'What was found' })
  await expect(result).toContainText('6 of 7 elements are fully there')
  await expect(result.getByRole('listitem').filter({ hasText: 'Authority' }).first()).toContainText('Partial')
  await tabTo(page, result.getByRole('button', { name: /Show the words for Good faith/ }))
  await page.keyboard.press('Enter')
  await expect(page.locator('mark[data-chosen]')).toContainText('I have a good faith belief')
  await expect(result).toContainText('Lenz v. Universal')
  expect(await accessibilityProblems(page)).toEqual([])

  const mail = join(folder, 'received.eml')
  await writeFile(mail, `From: dmca@tunevault.example\nSubject: Re: notice\nMIME-Version: 1.0\n\n${notice}\n`)
  await chooseFiles(refrain, [mail])
  await runFromPalette(page, 'Analyse a notice from a file…')
  await expect(page.getByText('From dmca@tunevault.example')).toBeVisible()
})

test('a case moves on the board, is corrected, and its log only grows', async ({ refrain }) => {
  const { page } = refrain
  await page.keyboard.press('Control+4')
  await tabTo(page, page.getByRole('radio', { name: 'Table' }))
  await page.keyboard.press('ArrowRight')
  const waiting = page.getByRole('region', { name: 'Waiting for an answer' })
  await expect(waiting).toContainText('Bandcamp')
  expect(await accessibilityProblems(page)).toEqual([])
  await tabTo(page, page.getByRole('region', { name: 'To send' }).getByRole('button').first())
  await page.keyboard.press('ArrowRight')
  await expect(waiting.getByRole('button', { name: 'Bandcamp', exact: true })).toBeFocused()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: /What became of this case/ })
  await expect(dialog.getByRole('combobox', { name: 'What happened' })).toBeFocused()
  await choose(page, 'Rejected')
  await tabTo(page, dialog.getByRole('combobox', { name: 'The reason they give' }))
  await choose(page, 'It is not hosted there')
  await tabTo(page, dialog.getByRole('textbox', { name: 'Their answer' }))
  await page.keyboard.insertText('We do not host this file.')
  expect(await accessibilityProblems(page)).toEqual([])
  await tabTo(page, dialog.getByRole('button', { name: 'Record', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Answer to follow up' })).toContainText('Bandcamp')
  expect(await historyOf(refrain, 'Bandcamp')).toMatchObject({
    state: 'rejected',
    events: [{ reason: 'not-hosted-there', file: { name: 'answer.txt' } }],
  })

  // The board is what is shown the next time, too.
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+4')
  await tabTo(page, page.getByRole('button', { name: 'Bandcamp', exact: true }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Follow up' }))
  await page.keyboard.press('Enter')
  const standing = page.getByRole('region', { name: 'Where it stands' })
  await expect(standing).toContainText('Follow the link to where the file lies')
  await tabTo(page, page.getByRole('button', { name: 'Analyse the answer' }))
  await tabTo(page, standing.getByRole('button', { name: 'Take back the last change…' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Take back', exact: true }))
  await page.keyboard.press('Enter')
  await expect(standing).toContainText('Sent')
  const after = await historyOf(refrain, 'Bandcamp')
  expect([after.state, after.events.map(({ corrects }) => corrects !== null)]).toEqual([
    'sent',
    [false, true],
  ])
})

test('a counter-notice is read and its days go into the calendar', async ({ refrain }) => {
  const { page } = refrain
  await openFollowUp(page, 'Internet Archive')
  const standing = page.getByRole('region', { name: 'Where it stands' })
  await expect(standing).toContainText('Nothing the law asks for is missing.')
  await expect(standing).toContainText('File a claim with the Copyright Claims Board')
  await expect(page.getByRole('region', { name: 'Deadlines' })).toContainText('Last day to report an action')
  expect(await accessibilityProblems(page)).toEqual([])

  await runFromPalette(page, 'Deadlines')
  await expect(page.getByRole('region', { name: 'Later' })).toContainText('Internet Archive')
  expect(await accessibilityProblems(page)).toEqual([])
  await chooseSavePath(refrain, join(folder, 'due'))
  await tabTo(page, page.getByRole('button', { name: 'Export for the calendar…' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('3 deadlines written')).toBeVisible()
  const calendar = await readFile(join(folder, 'due.ics'), 'utf8')
  expect(calendar.match(/^BEGIN:VEVENT/gm)).toHaveLength(3)
  expect(calendar).toContain('Internet Archive: Last day to report an action')
})

test('a case is carried on to the host in a linked case', async ({ refrain }) => {
  const { page } = refrain
  await openFollowUp(page, 'mp3harbor.example')
  await tabTo(page, page.getByRole('button', { name: /Open a case… The hosting company/ }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /the hosting company/ })
  await expect(dialog.getByRole('combobox', { name: 'Provider' })).toBeFocused()
  await choose(page, 'Another one, by its domain')
  await tabTo(page, dialog.getByRole('textbox', { name: /Its domain/ }))
  await page.keyboard.type('bigrack.example')
  expect(await accessibilityProblems(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'bigrack.example' })).toBeVisible()
  await expect(page.getByText('5 items · 5 recordings')).toBeVisible()
})

test('axe finds nothing in the directory, the exposure and the reservation files', async ({ refrain }) => {
  const { page } = refrain
  for (const [command, heading] of [
    ['Provider directory', 'Provider directory'],
    ['Exposure', 'Exposure'],
    ['Reserve text and data mining on your site…', 'Reserve text and data mining'],
  ] as const) {
    await runFromPalette(page, command)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    expect(await accessibilityProblems(page), heading).toEqual([])
  }
})

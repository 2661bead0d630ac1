import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { CaseDetail } from '../../shared/contract/cases.ts'
import { accessibilityProblems } from './support/axe.ts'
import type { RunningApp } from './support/app.ts'
import { chooseFiles, chooseSavePath } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'
import { runFromPalette } from './support/palette.ts'

// A case from its first item to the verified bundle, all of it in the window.

test.use({ launch: { args: ['--demo'] } })

let folder: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-cases-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

async function openCase({ page }: RunningApp, provider: string): Promise<void> {
  await page.keyboard.press('Control+4')
  await page.getByRole('button', { name: provider, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: provider })).toBeVisible()
}

/** Clicks a part of a segmented control. */
async function segment(page: Page, group: string, name: RegExp): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByText(name).first().click()
}

async function caseOf(app: RunningApp, provider: string): Promise<CaseDetail> {
  const listed = await app.call('cases.list', {})
  if (!listed.ok) throw new Error(listed.error.message)
  const row = listed.value.cases.find(({ providerName }) => providerName === provider)
  const detail = await app.call('cases.get', { caseId: row?.id ?? 0 })
  if (!detail.ok) throw new Error(detail.error.message)
  return detail.value
}

/** Answers fair use for every item of the open case, in the pane of all of them. */
async function considerFairUse(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Consider fair use' }).click()
  await page.getByRole('button', { name: 'Select all' }).click()
  await page.getByLabel('1. Purpose and character of the use').fill('Offered whole, with advertising.')
  await page.keyboard.press('Tab')
  await page.getByRole('radio', { name: /^Not fair use/ }).check()
  await expect(page.getByText('Every item is answered.')).toBeVisible()
}

async function declareAndSign(page: Page): Promise<void> {
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('textbox', { name: 'Signature' }).fill('Nova Tern')
  await page.getByRole('button', { name: 'Use Mira Halvorsen' }).click()
  await page.getByRole('button', { name: 'Sign the notice' }).click()
  await expect(page.getByText(/Signed “Mira Halvorsen”/)).toBeVisible()
}

test('a notice is answered, drafted, refused, completed, exported, recorded as sent', async ({ refrain }) => {
  const { page } = refrain
  await openCase(refrain, 'YouTube')
  await considerFairUse(page)
  const { itemsList } = await caseOf(refrain, 'YouTube')
  expect(new Set(itemsList.map(({ fairUse }) => fairUse.purpose))).toEqual(
    new Set(['Offered whole, with advertising.']),
  )

  await page.getByRole('button', { name: 'Draft the notice' }).first().click()
  await expect(page.getByText('[ missing: date of signature ]').first()).toBeVisible()

  await chooseSavePath(refrain, join(folder, 'notice.pdf'))
  await page.getByRole('button', { name: 'Export as PDF…' }).first().click()
  const missing = page.getByRole('dialog', { name: 'The notice is not complete' })
  await expect(missing.getByRole('listitem')).toHaveText([
    /^Still there\?/,
    /^Good faith/,
    /^Accuracy and authority/,
    /^Signature/,
  ])
  expect(await readdir(folder)).toEqual([])
  await missing.getByRole('button', { name: /Still there/ }).click()
  await page.getByRole('button', { name: 'I looked: still there', exact: true }).click()
  await expect(page.getByText('Recorded as still there')).toBeVisible()
  await page.getByRole('button', { name: 'Make the statement…: Good faith' }).click()
  await expect(page.getByRole('checkbox').first()).toBeFocused()

  await declareAndSign(page)
  await expect(page.getByText('[ missing:')).toHaveCount(0)
  await page.getByRole('button', { name: 'Export as PDF…' }).first().click()
  await expect.poll(() => readdir(folder)).toEqual(['notice.pdf'])

  await page.getByRole('button', { name: 'I sent it…' }).first().click()
  const sent = page.getByRole('dialog', { name: 'Record that you sent the notice' })
  const now = await sent.getByLabel('When').inputValue()
  await sent.getByLabel('When').fill('2099-01-01T10:00')
  await expect(sent.getByText('This lies in the future.')).toBeVisible()
  await expect(sent.getByRole('button', { name: 'Record as sent' })).toBeDisabled()
  await sent.getByLabel('When').fill('2026-01-02T10:04')
  await expect(sent.getByText(/An address of the letter was first seen later/)).toBeVisible()
  await expect(sent.getByRole('button', { name: 'Record as sent' })).toBeDisabled()
  await sent.getByLabel('When').fill(now)
  await sent.getByLabel('Reference').fill('ticket 4711')
  await sent.getByRole('button', { name: 'Record as sent' }).click()
  await expect(page.getByText('The notice as it was sent')).toBeVisible()
  const detail = await caseOf(refrain, 'YouTube')
  expect(detail.state).toBe('sent')
  expect(detail.sent).toMatchObject({ channel: 'E-mail', reference: 'ticket 4711' })
})

test('items are taken out and put back, and nothing typed is lost on the way', async ({ refrain }) => {
  const { page } = refrain
  await openCase(refrain, 'files.tunevault.example')
  await expect(page.getByText('Look this recipient up before you send.')).toBeVisible()
  const before = (await caseOf(refrain, 'files.tunevault.example')).items
  await page.getByRole('grid').getByRole('row').nth(1).click()
  await page.getByRole('button', { name: 'Remove from the case' }).click()
  await expect(page.getByText(/1 item removed from the case/)).toBeVisible()
  expect((await caseOf(refrain, 'files.tunevault.example')).items).toBe(before - 1)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await caseOf(refrain, 'files.tunevault.example')).items).toBe(before)

  await page.getByRole('grid').getByRole('row').nth(2).click()
  await page.getByLabel('4. Effect on its market').fill('It takes the place of a sale.')
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('heading', { level: 1, name: 'Nova Tern' })).toBeVisible()
  await expect
    .poll(async () => {
      const { itemsList } = await caseOf(refrain, 'files.tunevault.example')
      return itemsList.filter(({ fairUse }) => fairUse.market === 'It takes the place of a sale.').length
    })
    .toBe(1)
})

test('a bundle is exported and verified; a changed one is named by its file', async ({ refrain }) => {
  const { page } = refrain
  await openCase(refrain, 'YouTube')
  await segment(page, 'Part of the case', /^Evidence$/)
  await chooseFiles(refrain, [folder])
  await page.getByRole('button', { name: 'Export bundle…' }).click()
  await expect(page.getByRole('heading', { name: 'Bundle exported' })).toBeVisible()
  const zip = (await readdir(folder)).find((name) => /^evidence-.*\.zip$/.test(name)) ?? ''

  await page.getByRole('button', { name: 'Verify it' }).click()
  const answers = {
    integrity: page.getByRole('region', { name: 'Are the files unchanged?' }),
    signature: page.getByRole('region', { name: 'Who made it?' }),
    timestamp: page.getByRole('region', { name: 'Since when does it exist?' }),
  }
  await expect(answers.integrity).toContainText('Intact')
  await expect(answers.signature).toContainText('Not signed')
  await expect(answers.timestamp).toContainText('No timestamp')
  expect(await accessibilityProblems(page)).toEqual([])

  const bytes = await readFile(join(folder, zip))
  const at = bytes.indexOf('"format"')
  bytes.writeUInt8(bytes.readUInt8(at + 1) ^ 1, at + 1)
  const changed = join(folder, `changed-${zip}`)
  await writeFile(changed, bytes)
  await chooseFiles(refrain, [changed])
  await page.getByRole('button', { name: 'Another bundle…' }).click()
  await expect(answers.integrity).toContainText('Changed')
  await expect(page.getByRole('row', { name: /Differs.*data\/.*changed/ }).first()).toBeVisible()
})

test('the custody log shows its events and its chain is verified', async ({ refrain }) => {
  const { page } = refrain
  await runFromPalette(page, 'Custody log')
  const grid = page.getByRole('grid', { name: 'Custody log' })
  await page.getByRole('button', { name: 'Verify the chain' }).click()
  await expect(page.getByText(/events checked: no line was changed/)).toBeVisible()
  await grid.focus()
  await page.keyboard.press('Control+End')
  await expect(grid.getByRole('row', { name: /Workspace created/ })).toBeVisible()
  for (const event of [/Findings put into the case/, /State of the case changed/]) {
    // The newest stand first, and only rows in view are in the page.
    const row = grid.getByRole('row', { name: event }).first()
    for (let pages = 0; pages < 20 && !(await row.isVisible()); pages++) await page.keyboard.press('PageUp')
    await expect(row).toBeVisible()
    await row.click()
  }
  await page.getByRole('button', { name: 'Open the case' }).click()
  await expect(page.getByRole('radiogroup', { name: 'Part of the case' })).toBeVisible()
})

test('axe finds nothing in any part of a case', async ({ refrain }) => {
  const { page } = refrain
  await openCase(refrain, 'YouTube')
  await page.getByText('Recipient details').click()
  await page.getByRole('grid').getByRole('row').nth(1).click()
  await expect(page.getByRole('complementary', { name: 'Item' })).toBeVisible()
  expect(await accessibilityProblems(page), 'items').toEqual([])
  const { id } = await caseOf(refrain, 'YouTube')
  await refrain.call('notices.draft', { caseId: id })
  for (const part of ['Notice', 'Evidence']) {
    await segment(page, 'Part of the case', new RegExp(`^${part}$`))
    await expect(page.getByRole('complementary')).toBeVisible()
    expect(await accessibilityProblems(page), part).toEqual([])
  }
})

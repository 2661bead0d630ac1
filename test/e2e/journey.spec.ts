import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { catalogueCsv, mirrorJsonLines, scrapeCsv, shopCsv } from '../../electron/core/sample/listings.ts'
import { accessibilityProblems } from './support/axe.ts'
import { chooseFiles, chooseSavePath } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'

// One artist's first day with the program, by mouse and keyboard, in the real window: from a catalogue file to a
// bundle that sha256sum passes.

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).first().click()
}

/** Clicks a part of a segmented control. */
async function segment(page: Page, name: string): Promise<void> {
  await page.getByRole('radiogroup').getByText(name, { exact: true }).first().click()
}

test('from a catalogue file to a verified bundle', async ({ refrain }) => {
  test.setTimeout(300_000)
  const { page } = refrain
  const folder = await mkdtemp(join(tmpdir(), 'refrain-journey-'))
  const file = async (name: string, content: string | Buffer) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }

  await test.step('set up the rights-holder', async () => {
    await go(page, 'Settings')
    for (const [label, value] of [
      ['Legal name', 'Mira Halvorsen'],
      ['Artist name', 'Nova Tern'],
      ['E-mail', 'mira@novatern.example'],
      ['Phone', '+1 207 555 0142'],
      ['Postal address', '14 Ropewalk Lane, Portland, ME 04101'],
      ['Country', 'United States'],
    ] as const) {
      await page.getByLabel(label, { exact: false }).first().fill(value)
      await page.keyboard.press('Tab')
    }
    await expect(page.getByText('Complete for a notice')).toBeVisible()
  })

  await test.step('register the ISRC range, validated as typed', async () => {
    const prefix = page.getByLabel('Prefix code')
    await prefix.fill('Q1')
    await prefix.blur()
    await expect(page.getByRole('button', { name: 'Add allocation' })).toBeDisabled()
    await prefix.fill('QZ-9ZZ')
    await page.getByLabel('First designation').fill('1')
    await page.getByLabel('Last designation').fill('4999')
    await page.getByRole('button', { name: 'Add allocation' }).click()
    await expect(page.getByText('used this year').first()).toBeVisible()
  })

  await test.step('import the catalogue, with a bad row listed by row and field', async () => {
    const bad =
      'Broken Row,Nova Tern,Harbour Lights,0190295810726,USS1Z99O000,3:00,2021,9,2021-03-19,Slow Ferry Records\n'
    await chooseFiles(refrain, [await file('catalogue.csv', catalogueCsv() + bad)])
    await go(page, 'Catalogue')
    await page.getByRole('button', { name: 'Import…' }).first().click()
    await expect(page.getByRole('rowheader', { name: 'Track Title' })).toBeVisible()
    await page.getByRole('button', { name: 'Check the file' }).click()
    await page.getByRole('button', { name: 'Import 30 rows' }).click()
    await expect(page.getByText('30 recordings added')).toBeVisible()
    const rejected = page
      .getByRole('grid', { name: 'Rows of the file' })
      .getByRole('row', { name: /Broken Row/ })
    await expect(rejected).toContainText('32')
    await expect(rejected).toContainText('ISRC: ')
  })

  await test.step('undo takes the import back, redo is by importing again', async () => {
    await go(page, 'Catalogue')
    const grid = page.getByRole('grid', { name: 'Recordings' })
    await expect(grid.getByRole('row', { name: /Harbour Lights/ }).first()).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('Your recordings go here')).toBeVisible()
    await page.getByRole('button', { name: 'Import…' }).first().click()
    await page.getByRole('button', { name: 'Check the file' }).click()
    await page.getByRole('button', { name: 'Import 30 rows' }).click()
    await expect(page.getByText('30 recordings added')).toBeVisible()
  })

  await test.step('edit in the grid, allocate the next ISRC', async () => {
    await go(page, 'Catalogue')
    await segment(page, 'Without ISRC')
    const row = page.getByRole('grid', { name: 'Recordings' }).getByRole('row', { name: /Customs/ })
    await row.getByText('Customs').click()
    await page.keyboard.press('F2')
    await page.keyboard.type('Customs House')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('row', { name: /Customs.*House|Customs House/ }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Allocate next ISRC' }).click()
    await expect(page.getByText(/ISRC QZ-9ZZ-\d\d-00001 assigned/)).toBeVisible()
  })

  await test.step('sweep three files', async () => {
    await chooseFiles(refrain, [
      await file('scrape.csv', scrapeCsv(30_000)),
      await file('mirror.jsonl.gz', mirrorJsonLines(2_400)),
      await file('shop.csv', shopCsv()),
    ])
    await go(page, 'Watch')
    await page.getByRole('button', { name: 'Sweep files…' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name of this sweep').fill('First sweep')
    await dialog.getByRole('button', { name: 'Sweep files' }).click()
    await expect(page.getByRole('heading', { name: 'First sweep' })).toBeVisible()
    await expect(page.getByText(/32,430 rows read/)).toBeVisible({ timeout: 90_000 })
  })

  await test.step('a row that is metadata only can only be monitored, and the app says why', async () => {
    await segment(page, 'Findings')
    const grid = page.getByRole('grid', { name: 'Findings' })
    await grid
      .getByRole('row', { name: /scrape\.csv/ })
      .first()
      .click()
    await expect(page.getByText('This can only be monitored')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Confirm', exact: true })).toHaveCount(0)
    await page.getByRole('button', { name: 'Monitor', exact: true }).first().click()
    await expect(page.getByText('1 finding monitored').first()).toBeVisible()
  })

  await test.step('a rule settles all its kind and says how many', async () => {
    await segment(page, 'Authorization rules')
    await page.getByRole('button', { name: 'New rule…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Domain').last().fill('slowferry.example')
    await expect(dialog.getByText(/Settles \d+ findings now/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Authorize' }).click()
    await expect(page.getByText(/The rule settles \d+ findings/)).toBeVisible()
  })

  await test.step('bulk confirm by keyboard', async () => {
    await segment(page, 'Findings')
    await segment(page, 'Claimable only')
    await page.getByRole('radiogroup', { name: 'State' }).getByText('New').click()
    const grid = page.getByRole('grid', { name: 'Findings' })
    await grid.getByRole('row').nth(1).click()
    await grid.press('Control+a')
    await expect(page.getByText(/findings selected/)).toBeVisible()
    await page
      .getByRole('toolbar', { name: 'Decide the selected findings' })
      .getByRole('button', { name: 'Confirm' })
      .click()
    await expect(page.getByText(/\d+ findings confirmed/).first()).toBeVisible()
  })

  await test.step('group by provider, answer for the items', async () => {
    await go(page, 'Cases')
    await page
      .getByRole('button', { name: /^Group/ })
      .first()
      .click()
    await expect(page.getByText('YouTube').first()).toBeVisible()
  })

  const caseId = await youTubeCase(refrain)

  await test.step('the notice refuses to be exported while something is missing, and says what', async () => {
    const drafted = await refrain.call('notices.draft', { caseId })
    if (!drafted.ok) throw new Error(drafted.error.message)
    const refused = await refrain.call('notices.export', {
      noticeId: drafted.value.id,
      format: 'txt',
      path: join(folder, 'early.txt'),
    })
    expect(refused).toMatchObject({ ok: false, error: { code: 'NOTICE_INCOMPLETE' } })
    expect(await readdir(folder)).not.toContain('early.txt')
  })

  await test.step('consider fair use, name the right, make the statements, sign, export', async () => {
    const detail = await refrain.call('cases.get', { caseId })
    if (!detail.ok) throw new Error(detail.error.message)
    const findingIds = detail.value.itemsList.map((item) => item.findingId)
    const fairUse = {
      purpose: 'Whole copy',
      nature: 'Published music',
      amount: 'All of it',
      market: 'Replaces a sale',
      conclusion: 'not-fair-use' as const,
    }
    await refrain.call('cases.itemUpdate', {
      caseId,
      findingIds,
      patch: { rightHeld: 'sound-recording', fairUse },
    })
    await refrain.call('cases.itemsSeen', { caseId, findingIds })
    await page.keyboard.press('Control+4')
    await page.getByRole('button', { name: 'YouTube', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'YouTube' })).toBeVisible()
    await segment(page, 'Notice')
    for (const box of await page.getByRole('checkbox').all()) {
      if (await box.isVisible()) await box.check()
    }
    await page.getByRole('textbox', { name: 'Signature' }).fill('Mira Halvorsen')
    await page.getByRole('button', { name: 'Sign the notice' }).click()
    await expect(page.getByText(/Signed “Mira Halvorsen”/)).toBeVisible()
    await chooseSavePath(refrain, join(folder, 'notice.txt'))
    await page.getByRole('button', { name: 'More formats' }).click()
    await page.getByRole('menuitem', { name: 'Export as text…' }).click()
    await expect.poll(() => readdir(folder)).toContain('notice.txt')
    await chooseSavePath(refrain, join(folder, 'notice.pdf'))
    const pane = page.getByRole('complementary', { name: 'What the notice needs' })
    await pane.getByRole('button', { name: 'Export as PDF…' }).click()
    await expect.poll(() => readdir(folder)).toContain('notice.pdf')
    const text = (await readFile(join(folder, 'notice.txt'), 'utf8')).replace(/\s+/g, ' ')
    expect(text).toContain('Mira Halvorsen')
    expect(text).toContain(
      'Under penalty of perjury, I state that I am authorized to act on behalf of the owner',
    )
    expect((await readFile(join(folder, 'notice.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
  })

  await test.step('export the evidence; sha256sum passes', async () => {
    await segment(page, 'Evidence')
    await chooseFiles(refrain, [folder])
    await page.getByRole('button', { name: 'Export bundle…' }).click()
    await expect(page.getByText('Bundle exported', { exact: true }).first()).toBeVisible({ timeout: 90_000 })
    const bundle = (await readdir(folder, { withFileTypes: true })).find(
      (entry) => entry.isDirectory() && entry.name.startsWith('evidence-'),
    )
    const cwd = join(folder, bundle?.name ?? 'missing')
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      execFileSync('sha256sum', ['--check', '--strict', '--quiet', manifest], { cwd })
    }
  })

  await rm(folder, { recursive: true, force: true })
})

async function youTubeCase(refrain: Parameters<Parameters<typeof test>[2]>[0]['refrain']): Promise<number> {
  const listed = await refrain.call('cases.list', {})
  if (!listed.ok) throw new Error(listed.error.message)
  const found = listed.value.cases.find((row) => row.providerName === 'YouTube')
  if (!found) throw new Error('no case for YouTube')
  return found.id
}

test.describe('accessibility', () => {
  test.use({ launch: { args: ['--demo'] } })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on any screen (${colorScheme})`, async ({ refrain }) => {
      test.setTimeout(300_000)
      const { page } = refrain
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      for (const screen of ['Home', 'Catalogue', 'Watch', 'Live watch', 'Cases', 'Settings']) {
        await go(page, screen)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForTimeout(400)
        expect(await accessibilityProblems(page), screen).toEqual([])
        const grid = page.getByRole('grid').first()
        if (screen === 'Catalogue' || screen === 'Watch') {
          await grid.getByRole('row').nth(2).click()
          await page.waitForTimeout(400)
          expect(await accessibilityProblems(page), `${screen} with details`).toEqual([])
        }
      }
    })
  }
})

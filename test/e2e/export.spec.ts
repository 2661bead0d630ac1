import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessibilityProblems } from './support/axe.ts'
import { shot } from './support/captures.ts'
import { chooseFiles, chooseSavePath } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'

let folder: string

test.beforeEach(async ({ refrain }) => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-export-e2e-'))
  for (const title of ['Salt & Sea', '=Harbour']) {
    const release = await refrain.call('releases.create', { title, artist: 'The Quiet Tides' })
    expect(release.ok).toBe(true)
    if (!release.ok) return
    const { releaseId } = release.value
    await refrain.call('recordings.create', { title, artist: 'The Quiet Tides', releaseId })
  }
  await refrain.page.getByRole('navigation').getByText('Catalogue', { exact: true }).first().click()
})
test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('a table is saved where the dialog says, and shown', async ({ refrain }) => {
  const { page } = refrain
  const path = join(folder, 'mine.csv')
  await chooseSavePath(refrain, path)
  await page.keyboard.press('ControlOrMeta+e')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(dialog.getByText('2 rows')).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect(dialog.getByText('1 file written')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Show in folder' })).toBeVisible()
  const text = readFileSync(path, 'utf8')
  expect(text).toContain('Salt & Sea')
  expect(text).toContain("'=Harbour")
  expect(readdirSync(folder)).toEqual(['mine.csv'])
})

test('a draft for a distributor says what is missing and leads there', async ({ refrain }) => {
  const { page } = refrain
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: 'DDEX ERN 4.3 draft' }).check()
  await expect(dialog.getByText(/things needed before it would be accepted/)).toBeVisible()
  await expect(
    dialog.getByText('Enter the barcode (UPC or EAN); your distributor can give you one.').first(),
  ).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await chooseFiles(refrain, [folder])
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect(dialog.getByText('2 files written')).toBeVisible()
  expect(readdirSync(folder).sort()).toEqual([
    'The Quiet Tides - =Harbour.xml',
    'The Quiet Tides - Salt & Sea.xml',
  ])
  await dialog.getByRole('button', { name: 'Export more' }).click()
  await dialog.getByRole('radio', { name: 'DDEX ERN 4.3 draft' }).check()
  await dialog
    .getByRole('button', { name: /^Show “Salt & Sea”/ })
    .first()
    .click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Salt & Sea' })).toBeVisible()
})

test('the whole catalogue goes to another place and comes back as one step', async ({ refrain }) => {
  const { page } = refrain
  const path = join(folder, 'all.json')
  await chooseSavePath(refrain, path)
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: 'Whole catalogue (JSON)' }).check()
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect(dialog.getByText('1 file written')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
  const { value } = (await refrain.call('recordings.list', {})) as { value: { rows: { id: number }[] } }
  await refrain.call('recordings.delete', { recordingIds: value.rows.map(({ id }) => id) })
  await chooseFiles(refrain, [path])
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('Refrain catalogue file')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 recordings would be added')).toBeVisible()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText('2 recordings imported')).toBeVisible()
  expect(await refrain.call('recordings.list', {})).toMatchObject({ ok: true, value: { total: 2 } })
  await refrain.call('undo.undo', {})
  expect(await refrain.call('recordings.list', {})).toMatchObject({ ok: true, value: { total: 0 } })
})

test('label copy names the release that no font can set, and writes the others', async ({ refrain }) => {
  const { page } = refrain
  await refrain.call('releases.create', { title: 'ทะเล', artist: 'The Quiet Tides' })
  await refrain.call('releases.create', { title: '夜の港', artist: 'The Quiet Tides' })
  await chooseFiles(refrain, [folder])
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: 'Label copy' }).check()
  await expect(dialog.getByText('What lacks them is left out.')).toBeVisible()
  await expect(dialog.getByText(/The PDF's fonts cannot set ท/)).toBeVisible()
  await shot(page, 'label-copy-left-out')
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect(dialog.getByText('3 files written')).toBeVisible()
  await expect(dialog.getByText('1 record was left out.')).toBeVisible()
  await shot(page, 'label-copy-written')
  expect(readdirSync(folder).sort()).toEqual([
    ...['The Quiet Tides - =Harbour.pdf', 'The Quiet Tides - Salt & Sea.pdf', 'The Quiet Tides - 夜の港.pdf'],
  ])
})

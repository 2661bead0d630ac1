import type { Input, Output, ProcedureName } from '../../shared/contract/index.ts'
import type { RunningApp } from './support/app.ts'
import { accessibilityProblems } from './support/axe.ts'
import { expect, test } from './support/fixtures.ts'
import { runFromPalette } from './support/palette.ts'

async function value<P extends ProcedureName>(app: RunningApp, name: P, input: Input<P>): Promise<Output<P>> {
  const result = await app.call(name, input)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

async function fill(
  app: RunningApp,
): Promise<{ readonly ids: readonly number[]; readonly releaseId: number }> {
  await value(app, 'isrc.blockAdd', { prefix: 'QZABC', from: 0, to: 99 })
  const { releaseId } = await value(app, 'releases.create', { title: 'Nightfall', artist: 'Vela' })
  const ids: number[] = []
  for (const title of ['Harbour Lights', 'Harbour Lights!', 'Night Bus (Live)']) {
    const fields = { title, artist: 'Vela', durationMs: 181_000, year: 2026, releaseId }
    ids.push((await value(app, 'recordings.create', fields)).recordingId)
  }
  return { ids, releaseId }
}

test('recordings are edited together, searched and replaced, merged and restored', async ({
  refrain: app,
}) => {
  const { ids } = await fill(app)
  const { page } = app
  await page.keyboard.press('Control+2')
  const grid = page.getByRole('grid', { name: 'Recordings' })
  await expect(grid.getByText('Night Bus (Live)')).toBeVisible()
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Edit 3 together…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Version', { exact: true }).check()
  await dialog.getByLabel('Change version').fill('Demo')
  await expect(dialog.getByText('3 changes')).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(grid.getByText('Night Bus (Live) (Demo)')).toBeVisible()

  await page.keyboard.press('Control+Shift+f')
  await expect(dialog.getByLabel('Find', { exact: true })).toBeFocused()
  await dialog.getByLabel('Find', { exact: true }).fill('live')
  await dialog.getByLabel('Replace by').fill('Studio')
  await expect(dialog.getByText('Night Bus (Studio)')).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Replace', exact: true }).click()
  await expect(grid.getByText('Night Bus (Studio) (Demo)')).toBeVisible()

  await runFromPalette(page, 'Find duplicates')
  await dialog.getByRole('button', { name: 'Compare and merge…' }).click()
  await expect(dialog.getByText('Stays')).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect.poll(async () => (await value(app, 'recordings.list', {})).total).toBe(2)
  await expect(dialog.getByText('No two recordings look like the same one.')).toBeVisible()
  await page.keyboard.press('Escape')

  const last = ids[2] ?? 0
  await grid.getByText('Night Bus (Studio) (Demo)').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'History…' }).click()
  await expect(dialog.getByText('Add recording “Night Bus (Live)”')).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Restore these values' }).last().click()
  await expect
    .poll(async () => (await value(app, 'recordings.get', { recordingId: last })).title)
    .toBe('Night Bus (Live)')
})

test('a step that a later one spoilt does not bar undo, and a release can be deleted', async ({
  refrain: app,
}) => {
  const { page } = app
  await value(app, 'isrc.blockAdd', { prefix: 'USS1Z', from: 0, to: 9 })
  const facts = { artist: 'Vela', year: 2026, durationMs: 1000 }
  const { recordingId } = await value(app, 'recordings.create', { title: 'Song', ...facts })
  const { releaseId } = await value(app, 'releases.create', { title: 'Album' })
  const { isrc } = await value(app, 'isrc.allocate', { recordingId })
  await value(app, 'isrc.void', { isrc, reason: 'Never used' })
  await page.keyboard.press('Control+z')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('This step cannot be undone')
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await expect(page.getByText('Left as it is: Assign ISRC to “Song”')).toBeVisible()

  await page.keyboard.press('Control+2')
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Releases').click()
  await page.getByRole('grid', { name: 'Releases' }).getByText('Album').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('1 release deleted')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await value(app, 'releases.list', {})).rows[0]?.id).toBe(releaseId)
})

test('codes are assigned to a release, decided about, reserved and entered', async ({ refrain: app }) => {
  const { ids } = await fill(app)
  const { page } = app
  await page.keyboard.press('Control+2')
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Releases').click()
  await page.getByRole('grid', { name: 'Releases' }).getByText('Nightfall').click()
  await page.getByRole('button', { name: 'Assign ISRCs…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('QZ-ABC-26-00002')).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Assign codes' }).click()
  await expect
    .poll(async () => (await value(app, 'recordings.get', { recordingId: ids[2] ?? 0 })).isrc)
    .toBe('QZABC2600002')

  await page.getByRole('button', { name: 'Night Bus (Live)' }).click()
  await page.getByRole('button', { name: 'Does it need a new code?' }).click()
  await dialog.getByLabel('It is remastered or restored').check()
  await dialog.getByLabel('A full sonic restoration, without creative input').check()
  await dialog.getByLabel('Less than 5 seconds').check()
  await expect(dialog.getByText('You decide: the sources differ')).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Record this' }).click()
  await expect
    .poll(async () => (await value(app, 'isrc.decisions', { recordingId: ids[2] ?? 0 })).decisions.length)
    .toBe(1)

  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'Enter codes used elsewhere…' }).click()
  await dialog.getByLabel('Codes', { exact: true }).fill('QZ-ABC-26-00003 Old one\nnonsense')
  await expect(dialog.getByText('1 new, 0 known already, 1 not readable')).toBeVisible()
  await dialog.getByLabel(/Where they are used/).fill('Old label')
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enter 1 code' }).click()
  await expect(page.getByText('QZ-ABC-26-00003').first()).toBeVisible()
  expect((await value(app, 'isrc.blocks', {})).blocks[0]?.nextIsrc).toBe('QZABC2600004')
})

test('a value is filled down over the selected rows, by keyboard, and taken back', async ({
  refrain: app,
}) => {
  const { ids } = await fill(app)
  const [first = 0, ...others] = ids
  await value(app, 'recordings.update', { recordingId: first, patch: { artist: 'Orion', year: 2019 } })
  const { page } = app
  const facts = async () =>
    Promise.all(
      ids.map(async (recordingId) => {
        const { artist, year } = await value(app, 'recordings.get', { recordingId })
        return [artist, year]
      }),
    )
  await page.keyboard.press('Control+2')
  const grid = page.getByRole('grid', { name: 'Recordings' })
  await expect(grid.getByText('Night Bus (Live)')).toBeVisible()
  await grid.getByRole('gridcell', { name: 'Orion' }).click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  await expect.poll(facts).toEqual([
    ['Orion', 2019],
    ['Orion', 2026],
    ['Orion', 2026],
  ])
  expect(others).toHaveLength(2)
  await expect(page.getByText(/2 .*artist/i).first()).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect.poll(facts).toEqual([
    ['Orion', 2019],
    ['Vela', 2026],
    ['Vela', 2026],
  ])
})

test('the menu opens by keyboard before any row is current, and the titles can be read beside the details', async ({
  refrain: app,
}) => {
  await fill(app)
  const { page } = app
  await page.keyboard.press('Control+2')
  const grid = page.getByRole('grid', { name: 'Recordings' })
  await expect(grid.getByText('Night Bus (Live)')).toBeVisible()
  await grid.focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'History…' }).click()
  await expect(page.getByRole('dialog')).toContainText('Harbour Lights')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: 'Recording' })).toBeVisible()
  const title = await grid.getByRole('gridcell', { name: 'Night Bus (Live)' }).boundingBox()
  expect(title?.width).toBeGreaterThanOrEqual(200)
})

test('a saved filter is not replaced unasked, and comes back after it was deleted', async ({
  refrain: app,
}) => {
  await fill(app)
  const { page } = app
  await page.keyboard.press('Control+2')
  const search = page.getByRole('main').getByRole('searchbox')
  const saved = page.getByRole('button', { name: 'Saved filters' })
  const names = async () =>
    (await value(app, 'filters.list', { screen: 'catalog.recordings' })).filters.map(
      ({ name, filter }) => `${name}: ${String(filter.search)}`,
    )
  const save = async (text: string) => {
    await search.fill(text)
    await expect(page.getByRole('grid', { name: 'Recordings' })).toContainText(text)
    await saved.click()
    await page.getByRole('menuitem', { name: 'Save this filter…' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('Mine')
    await page.keyboard.press('Enter')
  }
  await save('Harbour')
  await expect.poll(names).toEqual(['Mine: Harbour'])
  await save('Night')
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(await names()).toEqual(['Mine: Harbour'])
  await save('Night')
  await page.getByRole('button', { name: 'Replace', exact: true }).click()
  await expect.poll(names).toEqual(['Mine: Night'])

  await saved.click()
  await page.getByRole('menuitem', { name: 'Delete the filter Mine' }).click()
  await expect.poll(names).toEqual([])
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect.poll(names).toEqual(['Mine: Night'])
})

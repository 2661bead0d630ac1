import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { accessibilityProblems } from './support/axe.ts'
import { chooseFiles, chooseSavePath } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'
import { runFromPalette } from './support/palette.ts'

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-rights-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

const section = (page: Page, title: string) => page.locator(`[data-section="${title}"]`)
const dialog = (page: Page) => page.getByRole('dialog')

test('rights of a recording: from the score card to agreed shares, and all of it by undo', async ({
  refrain,
}) => {
  test.setTimeout(300_000)
  const { page } = refrain
  const made = await refrain.call('recordings.create', { title: 'Harbour Lights', artist: 'Vela' })
  expect(made.ok).toBe(true)
  await page.getByRole('navigation').getByText('Catalogue', { exact: true }).click()
  await page.getByRole('row', { name: /Harbour Lights/ }).click()
  const card = section(page, 'Readiness')
  await expect(card).toContainText('0 of 12')

  await test.step('the next thing leads to its field', async () => {
    await card.getByRole('button', { name: 'Say what you hold' }).click()
    await expect(page.getByLabel('What you hold')).toBeFocused()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'The sound recording' }).click()
    await expect(card).toContainText('1 of 12')
    await expect(card.getByRole('button', { name: 'Complete your profile' })).toBeVisible()
  })

  await test.step('credits are added and ordered by keyboard', async () => {
    const credits = section(page, 'Credits')
    for (const [name, role] of [
      ['Orin', 'Main artist'],
      ['Vela', 'Main artist'],
    ] as const) {
      await credits.getByRole('button', { name: 'Add credit' }).click()
      await dialog(page).getByLabel('Name', { exact: true }).fill(name)
      await expect(dialog(page).getByLabel('Role')).toHaveValue(role)
      await dialog(page).getByRole('button', { name: 'Add credit' }).click()
      await expect(credits.getByText(name, { exact: true })).toBeVisible()
    }
    await expect(credits).toContainText('Artist line: Orin & Vela')
    await credits.getByRole('button', { name: 'Edit credit of Vela' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(credits).toContainText('Artist line: Vela & Orin')
    await credits.getByRole('button', { name: 'Use as artist' }).click()
    await expect(page.getByLabel('Artist', { exact: true })).toHaveValue('Vela & Orin')
  })

  await test.step('a work is linked with its writers', async () => {
    await section(page, 'Works and writers').getByRole('button', { name: 'Link work' }).click()
    await dialog(page).getByLabel('Writers').fill('Ada Writer, Bo Words')
    expect(await accessibilityProblems(page)).toEqual([])
    await dialog(page).getByRole('button', { name: 'Add and link' }).click()
    await expect(section(page, 'Works and writers')).toContainText('Ada Writer, Bo Words')
  })

  await test.step('shares: the sum is shown, thirds are completed, agreed at 100 % only', async () => {
    await section(page, 'Ownership').getByRole('button', { name: 'Enter shares' }).click()
    const shares = dialog(page)
    for (const [index, name] of ['Vela', 'Orin', 'Tam'].entries()) {
      if (index > 0) await shares.getByRole('button', { name: 'Add party' }).click()
      await shares.getByLabel(`Party ${String(index + 1)}`, { exact: true }).fill(name)
      await shares.getByLabel(`Share ${String(index + 1)} (%)`).fill('33.33')
    }
    await shares.getByLabel('State').click()
    await page.getByRole('option', { name: 'Agreed' }).click()
    await expect(shares.getByText(/these are 99\.99 %/)).toBeVisible()
    await expect(shares.getByRole('button', { name: 'Save shares' })).toBeDisabled()
    expect(await accessibilityProblems(page)).toEqual([])
    await shares.getByRole('button', { name: 'Make it 100 %' }).click()
    await shares.getByRole('button', { name: 'Save shares' }).click()
    const ownership = section(page, 'Ownership')
    await expect(ownership).toContainText('33.3334 %')
    await expect(ownership).toContainText('Agreed')
    await expect(ownership.getByRole('img', { name: '100 % of 100 %' })).toBeVisible()
  })

  await test.step('a registration shows the deadline', async () => {
    await section(page, 'Publication').getByLabel('First published').fill('2020-01-31')
    await page.keyboard.press('Enter')
    await expect(section(page, 'Registrations')).toContainText('2020-04-30')
    await section(page, 'Registrations').getByRole('button', { name: 'Add registration' }).click()
    await dialog(page)
      .getByLabel(/^Number/)
      .fill('sr 320-918')
    await dialog(page).getByLabel('Effective on').fill('2020-04-01')
    await dialog(page).getByRole('button', { name: 'Add registration' }).click()
    await expect(section(page, 'Registrations')).toContainText('within three months of publication')
  })

  await test.step('a document is kept, and leaves as a copy', async () => {
    const deed = join(folder, 'deed.txt')
    await writeFile(deed, 'a deed')
    await chooseFiles(refrain, [deed])
    await section(page, 'Documents').getByRole('button', { name: 'Add document' }).click()
    await dialog(page).getByLabel('Signed by').fill('Vela')
    await dialog(page).getByRole('button', { name: 'Add document' }).click()
    await expect(section(page, 'Documents')).toContainText('signed by Vela')
    await chooseSavePath(refrain, join(folder, 'copy.txt'))
    await section(page, 'Documents').getByRole('button', { name: 'Export a copy of deed.txt' }).click()
    await expect(page.getByText('Copy exported')).toBeVisible()
    expect(await readFile(join(folder, 'copy.txt'), 'utf8')).toBe('a deed')
    expect(await accessibilityProblems(page)).toEqual([])
  })

  await test.step('the catalogue is filtered by what is missing', async () => {
    await page.getByRole('button', { name: 'Missing', exact: true }).click()
    await page.getByLabel('Agreed shares').click()
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await page.getByLabel('ISRC', { exact: true }).last().click()
    await expect(page.getByRole('row', { name: /Harbour Lights/ })).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.keyboard.press('Escape')
  })

  await test.step('works and people have their lists, and the palette leads there', async () => {
    await runFromPalette(page, 'People and companies')
    const people = page.getByRole('grid', { name: 'People' })
    await expect(people.getByRole('row', { name: /Ada Writer/ })).toBeVisible()
    await people.getByRole('row', { name: /Vela/ }).click()
    await expect(section(page, 'Credits').getByRole('button', { name: 'Harbour Lights' })).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('radiogroup').getByText('Works').click()
    await page.getByRole('row', { name: /Ada Writer, Bo Words/ }).click()
    await expect(section(page, 'Credits')).toContainText('Bo Words')
    expect(await accessibilityProblems(page)).toEqual([])
  })

  await test.step('undo takes it back, step by step', async () => {
    let label: string | null = null
    do {
      const undone = await refrain.call('undo.undo', {})
      label = undone.ok ? undone.value.state.undo : null
    } while (label !== null && !label.startsWith('Add recording'))
    await page.getByRole('radiogroup').getByText('Recordings').click()
    await page.getByRole('row', { name: /Harbour Lights/ }).click()
    await expect(section(page, 'Readiness')).toContainText('0 of 12')
  })
})

test('what a recording was made from, and its title on a release, by keyboard', async ({ refrain }, info) => {
  const { page } = refrain
  await refrain.call('recordings.create', { title: 'Harbour Lights', artist: 'Vela', isrc: 'USS1Z9900001' })
  const release = await refrain.call('releases.create', { title: 'Remixes', artist: 'Vela' })
  if (!release.ok) throw new Error(release.error.message)
  const { releaseId } = release.value
  const remix = await refrain.call('recordings.create', {
    title: 'Harbour Lights (Dub)',
    artist: 'Orion',
    releaseId,
  })
  if (!remix.ok) throw new Error(remix.error.message)
  const { recordingId } = remix.value
  const detail = async () => {
    const result = await refrain.call('recordings.get', { recordingId })
    return result.ok ? result.value : null
  }
  await page.getByRole('navigation').getByText('Catalogue', { exact: true }).click()
  await page.getByRole('row', { name: /Dub/ }).click()
  const publication = section(page, 'Publication')

  await test.step('the recording it was made from is searched by its code', async () => {
    await expect(publication.getByLabel('Which recording')).toHaveCount(0)
    await publication.getByLabel('Made from another recording as').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Remix', exact: true }).click()
    await publication.getByRole('combobox', { name: 'Which recording' }).focus()
    await page.keyboard.type('USS1Z99')
    await expect(page.getByRole('option', { name: /Harbour Lights · Vela/ })).toBeVisible()
    await expect(page.getByRole('option', { name: /Dub/ })).toHaveCount(0)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await detail())?.parentTitle).toBe('Harbour Lights')
    await expect(publication.getByRole('button', { name: 'Open “Harbour Lights”' })).toBeVisible()
  })

  await test.step('the release prints another title', async () => {
    const field = page.getByLabel('Title on this release')
    await field.fill('Dub of the Harbour')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await detail())?.tracks[0]?.titleOverride).toBe('Dub of the Harbour')
    expect(await accessibilityProblems(page)).toEqual([])
    await field.scrollIntoViewIfNeeded()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: info.outputPath(`${colorScheme}.png`) })
    }
    expect(await accessibilityProblems(page)).toEqual([])
  })

  await test.step('an original has no such field', async () => {
    await publication.getByLabel('Made from another recording as').click()
    await page.getByRole('option', { name: 'It is an original' }).click()
    await expect.poll(async () => (await detail())?.parentId).toBeNull()
    await expect(publication.getByLabel('Which recording')).toHaveCount(0)
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { hasOpenssl, type LocalAuthority, openAuthority } from '../support/local-authority.ts'
import { accessibilityProblems } from './support/axe.ts'
import { chooseFiles } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'

// From no key to a bundle that is signed, stamped and verified, all of it in the window.

test.use({ launch: { args: ['--demo'] } })

const passphrase = 'several words and more'
const pictures = process.env.REFRAIN_PICTURES

let folder: string
let authority: LocalAuthority | null = null
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-trust-'))
  authority = hasOpenssl ? await openAuthority('Open Time') : null
})
test.afterEach(async () => {
  await authority?.close()
  await rm(folder, { recursive: true, force: true })
})

async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
}

async function section(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+,')
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name }).click()
  await page.waitForTimeout(300)
}

test('a key and an authority are named, a bundle is signed and stamped, and the answers say so', async ({
  refrain,
}) => {
  // The authority that stamps is openssl's own; the step that needs none is tested in signing.test.ts.
  test.skip(authority === null, 'openssl is missing')
  test.slow()
  const { page } = refrain
  await section(page, 'Signing')
  await picture(page, 'signing-none')
  await page.getByRole('button', { name: 'Make a key…' }).click()
  const make = page.getByRole('dialog', { name: 'Make a signing key' })
  await make.getByLabel('Passphrase').fill('short')
  await make.getByLabel('The same again').fill('other')
  await expect(make.getByText('At least 12 characters are needed.')).toBeVisible()
  await picture(page, 'signing-dialog')
  expect(await accessibilityProblems(page)).toEqual([])
  await make.getByLabel('Passphrase').fill(passphrase)
  await make.getByLabel('The same again').fill(passphrase)
  await make.getByRole('button', { name: 'Make a signing key' }).click()
  await expect(page.getByText(/^SHA256:/).first()).toBeVisible()
  await expect(page.getByText('Ready to sign')).toBeVisible()
  await page.waitForTimeout(300)
  await picture(page, 'signing-key')

  await section(page, 'Time stamps')
  await picture(page, 'timestamps-none')
  await page.getByRole('button', { name: 'Add an authority…' }).click()
  const add = page.getByRole('dialog', { name: 'Add a timestamping authority' })
  await add.getByLabel('Address').fill(authority!.url)
  await chooseFiles(refrain, [authority!.rootPath])
  await add.getByRole('button', { name: 'Choose a file…' }).click()
  await picture(page, 'timestamps-dialog')
  expect(await accessibilityProblems(page)).toEqual([])
  await add.getByRole('button', { name: 'Add and ask it' }).click()
  await expect(page.getByText('Answering')).toBeVisible()
  await expect(page.getByText('Open Time Root')).toBeVisible()
  await page.waitForTimeout(300)
  await picture(page, 'timestamps-one')
  expect(await accessibilityProblems(page)).toEqual([])

  await section(page, 'Signing')
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(page.getByText('Locked until its passphrase is given')).toBeVisible()
  await page.keyboard.press('Control+4')
  await page.getByRole('button', { name: 'YouTube', exact: true }).click()
  await page
    .getByRole('radiogroup')
    .getByText(/^Evidence/)
    .first()
    .click()
  await chooseFiles(refrain, [folder])
  await page.getByRole('button', { name: 'Export bundle…' }).first().click()
  const open = page.getByRole('dialog', { name: 'Open the signing key' })
  await picture(page, 'export-passphrase')
  await open.getByLabel('Passphrase').fill(passphrase)
  await open.getByRole('button', { name: 'Open and export' }).click()
  await expect(page.getByRole('heading', { name: 'Bundle exported' })).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText('1 time stamp', { exact: true })).toBeVisible()
  await picture(page, 'bundle-card')

  await page.getByRole('button', { name: 'Verify it' }).click()
  await expect(page.getByText('Signed by a known key')).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText('Stamped, root trusted')).toBeVisible()
  await expect(page.getByText('Open Time proper')).toBeVisible()
  await picture(page, 'verify')
  expect(await accessibilityProblems(page)).toEqual([])

  await page.getByRole('radiogroup', { name: 'View' }).getByText('Stored evidence').click()
  await page.getByRole('button', { name: 'Check everything now' }).click()
  await expect(page.getByText(/what (?:they were|it was)$/)).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText(/^Bundle of case/)).toBeVisible()
  await expect(page.getByText(/^2 requests so far/)).toBeVisible()
  await picture(page, 'checks')
  expect(await accessibilityProblems(page)).toEqual([])
  if (pictures !== undefined) {
    await refrain.call('host.setTheme', { theme: 'dark' })
    await page.waitForTimeout(500)
    await picture(page, 'checks-dark')
    await section(page, 'Signing')
    await picture(page, 'signing-dark')
  }
})

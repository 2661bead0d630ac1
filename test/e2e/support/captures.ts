import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Site } from '../../hostile/site.ts'
import { accessibilityProblems } from './axe.ts'
import { expect } from './fixtures.ts'

// What the specs of captures share: the look of their pages, and how a person goes about.

/** The style of the pages that are captured. */
export const style = `<style>
  body { margin: 0; font: 16px/1.5 sans-serif; color: #222 }
  header { background: #20314f; color: #fff; padding: 24px 48px }
  main { padding: 24px 48px; display: grid; gap: 12px }
  article { border: 1px solid #ccd; padding: 16px; border-radius: 8px }
</style>`

/** A picture of the screen in both themes, where pictures are wanted. */
export async function shot(page: Page, name: string): Promise<void> {
  const target = process.env.REFRAIN_SHOTS
  if (target === undefined) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(target, `capture-${name}-${colorScheme}.png`) })
  }
}

/** Closes what is said at the edge of the window. */
export async function quiet(page: Page): Promise<void> {
  await page.mouse.move(640, 20)
  // Another may come while one is closed.
  await expect(async () => {
    for (const button of await page.getByRole('button', { name: 'Dismiss', exact: true }).all()) {
      await button.click({ timeout: 1000 }).catch(() => undefined)
    }
    await expect(page.locator('.mantine-Notification-root')).toHaveCount(0, { timeout: 1000 })
  }).toPass({ timeout: 30_000 })
}

/** The screen as it is when nothing is said at its edge; toasts that fade have no colours to judge. */
export async function judge(page: Page, name: string): Promise<void> {
  await quiet(page)
  await shot(page, name)
  expect(await accessibilityProblems(page)).toEqual([])
}

/** Clicks a part of a segmented control. */
export async function segment(page: Page, group: string, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByText(name, { exact: true }).click()
}

/** Opens the dialog by its shortcut. */
export async function openDialog(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+Shift+P')
  const dialog = page.getByRole('dialog', { name: 'Capture pages' })
  await expect(dialog.getByRole('textbox', { name: 'Web addresses' })).toBeFocused()
  return dialog
}

/** Follows the message that a capture is done. */
export async function showResult(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show result' }).first().click({ timeout: 40_000 })
}

/** Captures one address of the site and opens it. */
export async function captureAndOpen(page: Page, site: Site, path: string): Promise<void> {
  const dialog = await openDialog(page)
  await page.keyboard.insertText(site.url(path))
  await dialog.getByRole('checkbox', { name: `Allow ${site.host} for these captures` }).check()
  await dialog.getByRole('button', { name: 'Capture 1 page' }).click()
  await showResult(page)
}

import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** Runs the command of the palette that has this title, with the keyboard alone. */
export async function runFromPalette(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText(title)
  await expect(page.getByRole('option', { name: title }).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
}

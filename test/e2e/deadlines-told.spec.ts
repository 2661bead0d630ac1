import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunningApp } from './support/app.ts'
import { accessibilityProblems } from './support/axe.ts'
import { expect, test } from './support/fixtures.ts'
import { runFromPalette } from './support/palette.ts'

// A deadline is told by the system where it can, else in the window; never before it is asked for, and never twice.

test.use({ launch: { args: ['--demo'] } })

/** Everything the app has written to its log. */
async function logOf(refrain: RunningApp): Promise<string> {
  const info = await refrain.call('host.info', {})
  if (!info.ok) throw new Error(info.error.message)
  const names = await readdir(info.value.logFolder)
  const texts = await Promise.all(names.map((name) => readFile(join(info.value.logFolder, name), 'utf8')))
  return texts.join('')
}

test('deadlines are told once they are asked for, and once only', async ({ refrain }) => {
  const { page } = refrain
  await runFromPalette(page, 'Deadlines')
  await expect(page.getByRole('heading', { name: 'Deadlines', level: 1 })).toBeVisible()
  expect(await refrain.call('deadlines.untold', {})).toEqual({ ok: true, value: { deadlines: [] } })
  const choice = page.getByRole('combobox', { name: 'Tell me of deadlines' })
  await choice.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'A week before' }).click()
  await expect
    .poll(() => logOf(refrain), { timeout: 90_000 })
    .toMatch(/told of deadlines: \d+, by the system|deadlines to be told in the window: \d+/)
  await expect
    .poll(() => refrain.call('deadlines.untold', {}))
    .toEqual({ ok: true, value: { deadlines: [] } })
  expect(await accessibilityProblems(page)).toEqual([])
})

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flac, wav } from '../support/audio-bytes.ts'
import { synthMusic } from '../support/synth-music.ts'
import { accessibilityProblems } from './support/axe.ts'
import { chooseFiles } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'

test('a folder of audio goes into the catalogue, and a copy of it is recognised', async ({ refrain }) => {
  const { page } = refrain
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-audio-'))
  const album = join(folder, 'Salt and Copper')
  await mkdir(album)
  const song = synthMusic(1, 40)
  await writeFile(join(album, '01 - Luna Vale - Harbour Lights.wav'), wav({ samples: song }))
  await writeFile(join(album, '02 - Luna Vale - Ropewalk.wav'), wav({ samples: synthMusic(2, 30) }))
  await writeFile(
    join(folder, 'single.flac'),
    flac({
      seconds: 200,
      comments: [
        ['TITLE', 'Tidal'],
        ['ARTIST', 'Luna Vale'],
        ['ALBUM', 'Tidal'],
        ['ISRC', 'US-S1Z-26-00007'],
      ],
    }),
  )
  await writeFile(join(folder, 'broken.mp3'), 'no audio')
  try {
    await page.keyboard.press('Control+2')
    await chooseFiles(refrain, [folder])
    await page.getByRole('button', { name: 'Add audio folder…' }).click()
    await expect(page.getByRole('button', { name: 'Add 3 recordings' })).toBeVisible()
    await expect(page.getByRole('grid', { name: 'Releases' })).toContainText('Salt and Copper')
    await shot('preview')
    expect(await accessibilityProblems(page)).toEqual([])
    await page.locator('label', { hasText: 'Rejected' }).click()
    await expect(page.getByRole('grid', { name: 'Rejected' })).toContainText('broken.mp3')
    await shot('rejected')
    await page.getByRole('button', { name: 'Add 3 recordings' }).click()
    await expect(page.getByText('In the catalogue').first()).toBeVisible()

    await page.getByRole('button', { name: 'Open the catalogue' }).click()
    await page.getByRole('gridcell', { name: 'Harbour Lights' }).click()
    await expect(page.getByRole('heading', { name: 'Audio files' })).toBeVisible()
    await expect(page.getByText('Computed', { exact: true })).toBeVisible({ timeout: 90_000 })
    await page.getByRole('heading', { name: 'Audio files' }).scrollIntoViewIfNeeded()
    await shot('detail')

    const copy = join(folder, 'upload.wav')
    await writeFile(copy, wav({ samples: song.subarray(5 * 44_100, 35 * 44_100) }))
    await chooseFiles(refrain, [copy])
    await page.keyboard.press('Control+K')
    await page.keyboard.type('Compare a file')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Compare with your catalogue' })
    await expect(dialog).toContainText('This is “Harbour Lights”', { timeout: 90_000 })
    await expect(dialog).toContainText('From 0:00 to 0:3')
    await shot('compare')
    expect(await accessibilityProblems(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Show the recording' }).click()
    await expect(dialog).toBeHidden()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }

  async function shot(name: string): Promise<void> {
    const target = process.env.REFRAIN_SHOTS
    if (target === undefined) return
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(300)
      await page.screenshot({ path: join(target, `audio-${name}-${colorScheme}.png`) })
    }
  }
})

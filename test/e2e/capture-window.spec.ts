import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { html, openSite, type Site } from '../hostile/site.ts'
import { wav } from '../support/audio-bytes.ts'
import { synthMusic } from '../support/synth-music.ts'
import { accessibilityProblems } from './support/axe.ts'
import type { RunningApp } from './support/app.ts'
import { chooseFiles, chooseSavePath } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'

// Captures as a person makes and reads them: pasted, dropped, from a finding, from a case; viewed and compared.

const style = `<style>
  body { margin: 0; font: 16px/1.5 sans-serif; color: #222 }
  header { background: #20314f; color: #fff; padding: 24px 48px }
  main { padding: 24px 48px; display: grid; gap: 12px }
  article { border: 1px solid #ccd; padding: 16px; border-radius: 8px }
</style>`

/** What the shop asks for the song at the moment. */
let price = '9 EUR'

const song = synthMusic(1, 40)

const songs = Array.from(
  { length: 30 },
  (_, index) => `<article><h2>Night Ferry, copy ${String(index + 1)}</h2><p>Harbour Lights</p></article>`,
).join('\n')

let site: Site
let folder: string
test.beforeAll(async () => {
  site = await openSite({
    '/listing': ({ send, port }) =>
      send(
        200,
        { ...html, 'set-cookie': 'visitor=4711; Path=/', 'x-price': price },
        `<!doctype html><title>Night Ferry – Tune Vault</title>${style}
         <header><h1>Tune Vault</h1><p>Every song, ${price}</p></header>
         <main><img src="/missing.png" alt="cover"><img src="http://10.0.0.1/pixel.gif" alt="">
         ${songs}</main><script>fetch('http://127.0.0.1:${String(port)}/songs.json')</script>`,
      ),
    '/songs.json': ({ send }) => send(200, { 'content-type': 'application/json' }, '[]'),
    '/player': ({ send }) =>
      send(
        200,
        html,
        `<!doctype html><title>Player</title>${style}<header><h1>Night Ferry</h1></header>
         <main><audio controls preload="none" src="/night-ferry.wav"></audio></main>`,
      ),
    '/night-ferry.wav': ({ send }) =>
      send(200, { 'content-type': 'audio/wav' }, wav({ samples: song.subarray(5 * 44_100, 35 * 44_100) })),
    '/second': ({ send }) =>
      send(200, html, `<!doctype html><title>Second page</title>${style}<h1>Second</h1>`),
    '/removed': ({ send }) => send(410, html, `<!doctype html><title>Removed</title><h1>Removed</h1>`),
  })
})
test.afterAll(() => site.close())
test.beforeEach(async () => {
  price = '9 EUR'
  folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-captures-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

async function shot(page: Page, name: string): Promise<void> {
  const target = process.env.REFRAIN_SHOTS
  if (target === undefined) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(target, `capture-${name}-${colorScheme}.png`) })
  }
}

/** Closes what is said at the edge of the window. */
async function quiet(page: Page): Promise<void> {
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
async function judge(page: Page, name: string): Promise<void> {
  await quiet(page)
  await shot(page, name)
  expect(await accessibilityProblems(page)).toEqual([])
}

/** Clicks a part of a segmented control. */
async function segment(page: Page, group: string, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByText(name, { exact: true }).click()
}

async function openDialog(page: Page) {
  await page.keyboard.press('Control+Shift+P')
  const dialog = page.getByRole('dialog', { name: 'Capture pages' })
  await expect(dialog.getByRole('textbox', { name: 'Web addresses' })).toBeFocused()
  return dialog
}

async function showResult(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show result' }).first().click({ timeout: 40_000 })
}

/** Captures one address of the site and opens it. */
async function captureAndOpen(page: Page, path: string): Promise<void> {
  const dialog = await openDialog(page)
  await page.keyboard.insertText(site.url(path))
  await dialog.getByRole('checkbox', { name: `Allow ${site.host} for these captures` }).check()
  await dialog.getByRole('button', { name: 'Capture 1 page' }).click()
  await showResult(page)
}

test('pasted addresses are judged line by line, captured after permission, and looked at', async ({
  refrain,
}) => {
  test.setTimeout(120_000)
  const { page } = refrain
  const dialog = await openDialog(page)
  const lines = [site.url('/listing'), 'tune vault', `${site.url('/listing')}#top`, site.url('/removed')]
  await page.keyboard.insertText(lines.join('\n'))
  await expect(dialog.getByText('Line 2: “tune vault” is not a web address')).toBeVisible()
  await expect(dialog.getByText('1 repeated address is captured once.')).toBeVisible()
  const start = dialog.getByRole('button', { name: /^Capture/ })
  await expect(start).toBeDisabled()
  await judge(page, 'dialog')
  await dialog.getByRole('checkbox', { name: `Allow ${site.host} for these captures` }).check()
  await expect(start).toHaveText('Capture 2 pages')
  await start.click()
  await expect(dialog).toBeHidden()
  await showResult(page)

  const grid = page.getByRole('grid', { name: 'Captured pages' })
  await expect(grid).toContainText('Page is gone')
  await expect(grid).toContainText('With gaps')
  await grid.getByRole('gridcell', { name: /Night Ferry/ }).click()
  await expect(page.getByAltText(/What a visitor sees first/)).toBeVisible()
  await judge(page, 'list')
  await grid.getByRole('gridcell', { name: /Night Ferry/ }).dblclick()

  await expect(page.getByRole('heading', { level: 1, name: 'Night Ferry – Tune Vault' })).toBeVisible()
  const facts = page.getByRole('complementary', { name: 'Facts' })
  await expect(facts).toContainText('A request to a place outside the public web was stopped')
  await expect(facts).toContainText('10.0.0.1')
  await expect(facts).toContainText('Web page captured')
  await expect(page.getByAltText(/What a visitor sees first/)).toBeVisible()
  await judge(page, 'viewer')
  await segment(page, 'Picture', 'Whole page')
  await expect(page.getByAltText('The whole page, part 1 of 1')).toBeVisible()

  await segment(page, 'Parts of the capture', 'Text')
  await expect(page.getByLabel('Visible text of the page')).toContainText('Every song, 9 EUR')
  await page
    .getByRole('radiogroup', { name: 'Parts of the capture' })
    .getByText(/^Requests/)
    .click()
  const requests = page.getByRole('grid', { name: 'Requests of the page' })
  await expect(requests).toContainText('stopped')
  const chosen = page.getByRole('region', { name: 'The chosen request' })
  await expect(chosen).toContainText('visitor=[redacted]')
  await expect(chosen).toContainText('Values of cookies and credentials stand as [redacted]')
  await expect(chosen).toContainText('User-Agent')
  await judge(page, 'requests')
  await segment(page, 'Parts of the capture', 'Server')
  await expect(page.getByText(site.host).first()).toBeVisible()
  await page.getByRole('button', { name: 'Look up the provider' }).click()
  const question = page.getByRole('dialog', { name: 'Ask name servers and registries?' })
  await expect(question).toContainText('Every question and every answer is kept')
  await judge(page, 'provider-question')
  await question.getByRole('button', { name: 'Allow and look up' }).click()
  // The page lies on loopback: there is nobody to ask, which is a result too.
  await expect(page.getByText('What was asked: 0 questions')).toBeVisible()
  await judge(page, 'server')
  await page
    .getByRole('radiogroup', { name: 'Parts of the capture' })
    .getByText(/^Files/)
    .click()
  await judge(page, 'files')
  await chooseSavePath(refrain, join(folder, 'words.txt'))
  await page.getByRole('button', { name: 'Save a copy of text.txt…' }).click()
  await expect(page.getByText('text.txt saved')).toBeVisible()
  await chooseFiles(refrain, [folder])
  await page.getByRole('button', { name: 'Save all files…' }).click()
  await expect(page.getByText(/\d+ files saved/)).toBeVisible()
  expect(await readdir(folder)).toEqual(
    expect.arrayContaining(['words.txt', 'capture.json', 'capture.warc.gz']),
  )
})

test('two captures of a page are compared by text, picture and headers', async ({ refrain }) => {
  test.setTimeout(120_000)
  const { page } = refrain
  await captureAndOpen(page, '/listing')
  await page.getByRole('button', { name: 'Compare…' }).click()
  await expect(page.getByText('There is no other capture of this address yet')).toBeVisible()
  await page.getByRole('button', { name: 'The capture' }).click()
  price = '12 EUR'
  await page.getByRole('button', { name: 'Capture again' }).click()
  await showResult(page)
  await page.getByRole('button', { name: 'Compare…' }).click()

  await expect(page.getByText('1 line added, 1 line removed')).toBeVisible()
  const difference = page.getByRole('region', { name: 'Difference of the texts' })
  await expect(difference).toContainText('RemovedEvery song, 9 EUR')
  await expect(difference).toContainText('AddedEvery song, 12 EUR')
  await page.getByRole('button', { name: 'Next difference' }).press('Enter')
  await expect(difference.locator('[data-change]')).toBeFocused()
  await judge(page, 'compare-text')

  await segment(page, 'What is compared', 'Pictures')
  await expect(page.getByText('Less than 0.1% of the pixels differ')).toBeVisible()
  await shot(page, 'compare-side')
  await segment(page, 'View', 'Overlay')
  await page.getByRole('slider').press('ArrowRight')
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuenow', '51')
  await segment(page, 'View', 'Difference')
  await expect(page.getByAltText(/every different pixel/)).toBeVisible()
  await judge(page, 'compare-difference')

  await segment(page, 'What is compared', 'Headers')
  const row = page.getByRole('row', { name: /x-price/ })
  await expect(row).toContainText('Changed')
  await expect(row).toContainText('12 EUR')
  await judge(page, 'compare-headers')
})

async function findOnSite(refrain: RunningApp): Promise<void> {
  const { page } = refrain
  for (const [title, isrc] of [
    ['Night Ferry', 'USS1Z9900001'],
    ['Slow Tide', 'USS1Z9900002'],
  ] as const) {
    const made = await refrain.call('recordings.create', { title, artist: 'Harbour Lights', isrc })
    expect(made.ok).toBe(true)
  }
  const listings = join(folder, 'listings.csv')
  const rows = [
    `Night Ferry,Harbour Lights,USS1Z9900001,${site.url('/listing')}`,
    `Slow Tide,Harbour Lights,USS1Z9900002,${site.url('/second')}`,
  ]
  await writeFile(listings, `title,artist,isrc,url\n${rows.join('\n')}\n`)
  const started = await refrain.call('sweeps.start', { paths: [listings], title: 'Tune Vault' })
  if (!started.ok) throw new Error(started.error.message)
  await expect
    .poll(async () => {
      const job = await refrain.call('jobs.get', { jobId: started.value.jobId })
      return job.ok ? job.value.state : job.error.message
    })
    .toBe('done')
  await page.keyboard.press('Control+3')
}

test('a finding is captured with one key, and the pages of its case together', async ({ refrain }) => {
  test.setTimeout(120_000)
  const { page } = refrain
  await findOnSite(refrain)
  const findings = page.getByRole('grid', { name: 'Findings' })
  await findings
    .getByRole('gridcell', { name: /Night Ferry/ })
    .first()
    .click()
  await expect(page.getByText('The page has not been captured.')).toBeVisible()
  await page.keyboard.press('p')
  const question = page.getByRole('dialog', { name: 'Allow this host?' })
  await expect(question).toContainText(site.host)
  await question.getByRole('button', { name: 'Allow and capture' }).click()
  const section = page.locator('[data-section="Captures of the page"]')
  await expect(section.getByText('With gaps')).toBeVisible({ timeout: 40_000 })
  await judge(page, 'finding')

  const listed = await refrain.call('findings.list', { limit: 10 })
  if (!listed.ok) throw new Error(listed.error.message)
  const findingIds = listed.value.rows.map(({ id }) => id)
  await refrain.call('findings.decide', { findingIds, decision: 'confirm' })
  const grouped = await refrain.call('cases.group', {})
  if (!grouped.ok) throw new Error(grouped.error.message)
  await page.keyboard.press('Control+4')
  await page.locator('[data-case]').first().click()
  await segment(page, 'Part of the case', 'Evidence')
  const items = page.getByRole('grid', { name: 'Items and their sealed records' })
  await expect(items).toContainText('Not captured')
  await page.getByRole('button', { name: 'Capture 1 page', exact: true }).click()
  await page.getByRole('button', { name: 'Allow and capture' }).click()
  await expect(items).toContainText('Complete', { timeout: 40_000 })
  await items
    .getByRole('gridcell', { name: /Slow Tide/ })
    .first()
    .click()
  await expect(page.locator('[data-section="Captures of the page"]').getByText('Complete')).toBeVisible()
  await judge(page, 'case')
})

/** Reads the song into the catalogue and waits for its fingerprint. */
async function ownSong(refrain: RunningApp): Promise<void> {
  const album = join(folder, 'Salt and Copper')
  await mkdir(album)
  await writeFile(join(album, '01 - Harbour Lights - Night Ferry.wav'), wav({ samples: song }))
  const scan = await refrain.call('audio.scan', { path: album })
  if (!scan.ok) throw new Error(scan.error.message)
  const { scanId } = scan.value
  await expect
    .poll(async () => {
      const state = await refrain.call('audio.scanGet', { scanId })
      return state.ok ? state.value.state : state.error.message
    })
    .toBe('scanned')
  expect((await refrain.call('audio.commit', { scanId })).ok).toBe(true)
  await expect
    .poll(
      async () => {
        const state = await refrain.call('audio.fingerprintState', {})
        return state.ok ? state.value.computed : 0
      },
      { timeout: 30_000 },
    )
    .toBe(1)
}

test('the whole of an offered file is downloaded after a confirmation, and recognised', async ({
  refrain,
}) => {
  test.setTimeout(120_000)
  const { page } = refrain
  await ownSong(refrain)
  await quiet(page)
  await captureAndOpen(page, '/player')
  await segment(page, 'Parts of the capture', 'Audio')
  await page.getByRole('button', { name: 'Download the whole file…' }).click()
  const question = page.getByRole('dialog', { name: 'Download the whole file?' })
  await expect(question).toContainText('the download is written into the custody log')
  await judge(page, 'download-question')
  await question.getByRole('button', { name: 'Download and seal' }).click()
  await expect(page.getByText('This is “Night Ferry” by Harbour Lights')).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText('Whole file downloaded')
  await judge(page, 'download')
  await chooseSavePath(refrain, join(folder, 'copy.wav'))
  await page.getByRole('button', { name: 'Save a copy…' }).click()
  await expect(page.getByText('night-ferry.wav saved')).toBeVisible()
})

test('a link dropped on the window is offered for capture', async ({ refrain }) => {
  const { page } = refrain
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.setData('text/uri-list', 'https://tune-vault.example/song/7')
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    }
  })
  const dialog = page.getByRole('dialog', { name: 'Capture pages' })
  await expect(dialog.getByRole('textbox')).toHaveValue('https://tune-vault.example/song/7')
  await expect(dialog.getByRole('button', { name: 'Capture 1 page' })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

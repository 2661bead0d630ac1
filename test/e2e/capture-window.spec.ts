import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { html, openSite, type Site } from '../hostile/site.ts'
import type { RunningApp } from './support/app.ts'
import { captureAndOpen, judge, openDialog, segment, shot, showResult, style } from './support/captures.ts'
import { chooseFiles, chooseSavePath } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'

// Captures as a person makes and reads them: pasted, dropped, from a finding, from a case; viewed and compared.

/** What the shop asks for the song at the moment. */
let price = '9 EUR'

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

test('pasted addresses are judged line by line, captured after permission, and looked at', async ({
  refrain,
}) => {
  test.setTimeout(300_000)
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
  test.setTimeout(300_000)
  const { page } = refrain
  await captureAndOpen(page, site, '/listing')
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
  test.setTimeout(300_000)
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
  await expect(section.getByText('With gaps')).toBeVisible({ timeout: 90_000 })
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
  await expect(items).toContainText('Complete', { timeout: 90_000 })
  await items
    .getByRole('gridcell', { name: /Slow Tide/ })
    .first()
    .click()
  await expect(page.locator('[data-section="Captures of the page"]').getByText('Complete')).toBeVisible()
  await judge(page, 'case')
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

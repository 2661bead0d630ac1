import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { catalogueCsv } from '../../electron/core/sample/listings.ts'
import { launchApp, type RunningApp } from '../../test/e2e/support/app.ts'
import { chooseFiles } from '../../test/e2e/support/dialogs.ts'
import { inProject } from '../lib/paths.mjs'
import { openCaptures } from './open-captures.ts'
import { openCases } from './open-cases.ts'

/**
 * Pictures of every screen, or of those alone whose names have the words given behind the folder in them: of the sample
 * workspace with cases opened from its findings, and of an empty one.
 */
const wantedNames = process.argv.slice(3)
const folder = resolve(process.argv[2] ?? inProject('.refrain', 'screenshots'))
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const themes = ['light', 'dark'] as const

interface Shot {
  readonly name: string
  readonly open: (app: RunningApp) => Promise<void>
}

const settled = (page: Page) => page.waitForTimeout(500)

async function go({ page }: RunningApp, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
}

async function segment({ page }: RunningApp, name: string): Promise<void> {
  await page
    .getByRole('radiogroup')
    .getByText(new RegExp(`^${name}`))
    .first()
    .click()
  await settled(page)
}

async function firstRowOf({ page }: RunningApp, row: number): Promise<void> {
  await page.getByRole('grid').first().getByRole('row').nth(row).click()
  await settled(page)
}

const firstRow = (app: RunningApp) => firstRowOf(app, 3)

/** A screen, then what is done on it. */
function shot(name: string, screen: string, ...steps: readonly ((app: RunningApp) => Promise<void>)[]): Shot {
  return {
    name,
    async open(app) {
      await app.page.keyboard.press('Escape')
      await go(app, screen)
      for (const step of steps) await step(app)
    },
  }
}

const openCase = async ({ page }: RunningApp) => {
  await page.getByRole('button', { name: 'YouTube', exact: true }).click()
  await settled(page)
}
const openNamed =
  (name: string) =>
  async ({ page }: RunningApp) => {
    await page.getByRole('button', { name, exact: true }).click()
    await settled(page)
  }
const segmentOf = (name: string) => (app: RunningApp) => segment(app, name)
const part = (name: string) => (app: RunningApp) => segment(app, name)
const press = (key: string) => async (app: RunningApp) => {
  await app.page.keyboard.press(key)
  await settled(app.page)
}

const button = (name: string) => async (app: RunningApp) => {
  await app.page.getByRole('button', { name, exact: true }).first().click()
  await settled(app.page)
}
const menuItem = (name: string) => async (app: RunningApp) => {
  await app.page.getByRole('menuitem', { name }).click()
  await settled(app.page)
}
const type = (text: string) => async (app: RunningApp) => {
  await app.page.keyboard.type(text)
  await settled(app.page)
}
const editTogether = async (app: RunningApp) => {
  await firstRow(app)
  for (const key of ['Control+a', 'Shift+F10']) await press(key)(app)
  await menuItem('together…')(app)
}
const scrollDetail = async (app: RunningApp) => {
  await firstRow(app)
  await app.page.locator('[data-section="Ownership"]').scrollIntoViewIfNeeded()
  await settled(app.page)
}

const scratch = mkdtempSync(join(tmpdir(), 'refrain-screenshots-'))
const table = join(scratch, 'distributor-report.csv')
writeFileSync(
  table,
  `${catalogueCsv()}Broken Row,Nova Tern,Harbour Lights,0190295810726,USS1Z99O000,3:00,2021,9,2021-03-19,Slow Ferry\n`,
)
const startImport = async (app: RunningApp) => {
  await chooseFiles(app, [table])
  await app.page.getByRole('button', { name: 'Import…' }).first().click()
  await settled(app.page)
}
const checkImport = async (app: RunningApp) => {
  await app.page.getByRole('button', { name: 'Check the file' }).click()
  await app.page.waitForTimeout(1000)
}

const startSweep = async (app: RunningApp) => {
  await chooseFiles(app, [table])
  await button('Sweep files…')(app)
  await app.page.getByRole('dialog').getByRole('region').first().waitFor()
}

const openCapturesList = async (app: RunningApp) => {
  await button('More about cases')(app)
  await menuItem('Custody log')(app)
  await segment(app, 'Captures')
  await firstRowOf(app, 1)
}
const openNewestCapture = button('Open')

/** What was just done would lie over every picture. */
const withoutToasts = async ({ page }: RunningApp) => {
  const dismiss = page.getByRole('button', { name: 'Dismiss', exact: true })
  while ((await dismiss.count()) > 0) {
    await dismiss.first().click()
    await settled(page)
  }
}

const shots: readonly Shot[] = [
  shot('home', 'Home'),
  shot('catalogue', 'Catalogue'),
  shot('catalogue-recording', 'Catalogue', firstRow),
  shot('catalogue-releases', 'Catalogue', part('Releases')),
  shot('catalogue-shares', 'Catalogue', scrollDetail),
  shot('catalogue-release', 'Catalogue', part('Releases'), firstRow),
  shot('catalogue-works', 'Catalogue', part('Works')),
  shot('catalogue-people', 'Catalogue', part('People')),
  shot('catalogue-export', 'Catalogue', button('Export…')),
  shot('catalogue-edit-together', 'Catalogue', editTogether),
  shot('catalogue-replace', 'Catalogue', press('Control+Shift+F'), type('light')),
  shot('catalogue-duplicates', 'Catalogue', button('More for the catalogue'), menuItem('uplicates')),
  shot('import-columns', 'Catalogue', startImport),
  shot('import-preview', 'Catalogue', startImport, checkImport),
  shot('watch', 'Watch'),
  shot('watch-finding', 'Watch', firstRow),
  shot('watch-sweeps', 'Watch', part('Sweeps')),
  shot('watch-start-sweep', 'Watch', startSweep),
  shot('watch-rules', 'Watch', part('Authorization rules')),
  shot('live', 'Live watch'),
  shot('live-source', 'Live watch', openNamed('Deezer')),
  shot('live-addresses', 'Live watch', part('Addresses')),
  shot('live-overview', 'Live watch', part('Overview')),
  shot('live-requests', 'Live watch', part('Requests')),
  shot('live-links', 'Live watch', press('Control+k'), type('officially'), press('Enter')),
  shot('cases', 'Cases'),
  shot('case-items', 'Cases', openCase, firstRow),
  shot('case-notice', 'Cases', openCase, part('Notice')),
  shot('case-evidence', 'Cases', openCase, part('Evidence')),
  shot('captures', 'Cases', openCapturesList),
  shot('capture', 'Cases', openCapturesList, openNewestCapture),
  shot('capture-compare', 'Cases', openCapturesList, openNewestCapture, button('Compare…')),
  shot('cases-board', 'Cases', segmentOf('Board')),
  shot('cases-table', 'Cases', segmentOf('Table')),
  shot('case-follow-up', 'Cases', openNamed('Internet Archive'), part('Follow-up')),
  shot('deadlines', 'Cases', button('Deadlines')),
  ...['Analyse a notice', 'Provider directory', 'Exposure', 'Reserve text and data mining'].map((name) =>
    shot(name.toLowerCase().replaceAll(' ', '-'), 'Cases', button('More about cases'), menuItem(name)),
  ),
  shot('settings', 'Settings'),
]

/** Lies over whatever is open, so it comes last. */
const palette = shot('palette', 'Home', press('Control+k'))

const emptyShots: readonly Shot[] = ['Home', 'Catalogue', 'Watch', 'Live watch', 'Cases'].map((screen) =>
  shot(`empty-${screen.toLowerCase().replaceAll(' ', '-')}`, screen),
)

async function resize(
  app: RunningApp,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, content) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(content.width, content.height)
  }, size)
  await app.page.waitForTimeout(300)
}

function isWanted({ name }: Shot): boolean {
  return wantedNames.length === 0 || wantedNames.some((word) => name.includes(word))
}

async function takeAll(app: RunningApp, wanted: readonly Shot[]): Promise<void> {
  for (const size of sizes) {
    await resize(app, size)
    for (const theme of themes) {
      await app.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      for (const { name, open } of wanted.filter(isWanted)) {
        await open(app)
        const path = join(folder, `${name}-${String(size.width)}-${theme}.png`)
        await app.page.screenshot({ path, animations: 'disabled', caret: 'hide' })
        console.log(path)
      }
      await app.page.keyboard.press('Escape')
    }
  }
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
try {
  const sample = await launchApp({ args: ['--demo'] })
  await openCases(sample)
  await openCaptures(sample)
  await withoutToasts(sample)
  await takeAll(sample, [...shots, palette]).finally(() => sample.close())
  const empty = await launchApp()
  await takeAll(empty, emptyShots).finally(() => empty.close())
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

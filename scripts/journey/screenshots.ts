import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { launchApp, type RunningApp } from '../../test/e2e/support/app.ts'
import { inProject } from '../lib/paths.mjs'

/** Pictures of every screen of the sample workspace. */
const folder = resolve(process.argv[2] ?? inProject('.refrain', 'screenshots'))
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const themes = ['light', 'dark'] as const

interface Shot {
  readonly name: string
  readonly open: (page: Page) => Promise<void>
}

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForTimeout(500)
}

async function firstRow(page: Page): Promise<void> {
  await page.getByRole('grid').first().getByRole('row').nth(3).click()
  await page.waitForTimeout(500)
}

const shots: readonly Shot[] = [
  { name: 'home', open: (page) => go(page, 'Home') },
  { name: 'catalogue', open: (page) => go(page, 'Catalogue') },
  {
    name: 'catalogue-recording',
    open: async (page) => {
      await go(page, 'Catalogue')
      await firstRow(page)
    },
  },
  { name: 'watch', open: (page) => go(page, 'Watch') },
  {
    name: 'watch-finding',
    open: async (page) => {
      await go(page, 'Watch')
      await firstRow(page)
    },
  },
  {
    name: 'watch-sweeps',
    open: async (page) => {
      await go(page, 'Watch')
      await page.getByText('Sweeps', { exact: true }).first().click()
      await page.waitForTimeout(500)
    },
  },
  { name: 'cases', open: (page) => go(page, 'Cases') },
  { name: 'settings', open: (page) => go(page, 'Settings') },
]

async function resize(
  app: RunningApp,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, content) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(content.width, content.height)
  }, size)
  await app.page.waitForTimeout(300)
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const app = await launchApp({ args: ['--demo'] })
try {
  for (const size of sizes) {
    await resize(app, size)
    for (const theme of themes) {
      await app.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      for (const shot of shots) {
        await shot.open(app.page)
        const path = join(folder, `${shot.name}-${String(size.width)}-${theme}.png`)
        await app.page.screenshot({ path, animations: 'disabled', caret: 'hide' })
        console.log(path)
      }
    }
  }
} finally {
  await app.close()
}

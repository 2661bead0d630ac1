import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { accessibilityProblems } from './support/axe.ts'
import type { RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { readLog } from './support/main-process.ts'

// The live watch in the real window: a source of the test on this computer, behaving as Deezer's interface does.

const isrc = 'USS1Z9900001'

/** A server with one track; what it says of it can change. */
interface Source {
  readonly base: string
  readonly asked: string[]
  title: string
  close(): Promise<void>
}

async function openSource(): Promise<Source> {
  const asked: string[] = []
  const state = { title: 'Paper Moon' }
  const track = () => ({
    id: 3135556,
    title: state.title,
    link: 'https://www.deezer.com/track/3135556',
    duration: 201,
    artist: { name: 'Luna Vale' },
    isrc,
    readable: true,
  })
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const isSearch = request.url?.startsWith('/search') ?? false
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isSearch ? { data: [track()] } : track()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    base: `http://127.0.0.1:${String(port)}`,
    asked,
    get title() {
      return state.title
    },
    set title(next) {
      state.title = next
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}

let source: Source
test.beforeEach(async ({ refrain }) => {
  source = await openSource()
  const made = await refrain.call('recordings.create', { title: 'Paper Moon', artist: 'Luna Vale', isrc })
  expect(made.ok).toBe(true)
  await openLive(refrain.page)
})
test.afterEach(() => source.close())

async function openLive(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('Live watch', { exact: true }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Live watch')
}

async function view(page: Page, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'View' }).getByText(name, { exact: true }).click()
}

/** Points Deezer at the test's server, in its panel, and turns it on. */
async function turnOn({ page }: RunningApp): Promise<void> {
  await page.getByRole('button', { name: 'Deezer', exact: true }).click()
  const panel = page.getByRole('complementary', { name: 'Source' })
  await panel.getByRole('button', { name: 'Ask it at another address…' }).click()
  const address = panel.getByRole('textbox', { name: 'Address of your own server' })
  await address.fill('no address')
  await expect(panel.getByText('This is no web address.')).toBeVisible()
  await address.fill(source.base)
  await address.press('Enter')
  await panel.getByRole('switch', { name: 'Look at Deezer' }).press('Space')
}

async function idle(refrain: RunningApp): Promise<void> {
  await expect
    .poll(async () => {
      const state = await refrain.call('live.state', {})
      return state.ok ? state.value.running.length : -1
    })
    .toBe(0)
}

test('a source turned on finds a recording, tells of it, and keeps how the listing changed', async ({
  refrain,
}) => {
  const { page } = refrain
  await expect(page.getByRole('region', { name: 'Where are your recordings today?' })).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await turnOn(refrain)
  const row = page.getByRole('row').filter({ hasText: 'Deezer' })
  const fresh = row.getByRole('button', { name: '1: New findings of Deezer of the last seven days' })
  await expect(fresh).toBeVisible()
  await expect(row.getByText('Works', { exact: true })).toBeVisible()
  expect(source.asked).toContain(`/track/isrc:${isrc}`)
  expect(await accessibilityProblems(page)).toEqual([])

  await idle(refrain)
  source.title = 'Paper Moon (sped up)'
  await page.getByRole('button', { name: 'Look now' }).first().click()
  await expect
    .poll(async () => {
      const listings = await refrain.call('live.listings', {})
      return listings.ok ? listings.value.rows.map(({ changes }) => changes) : []
    })
    .toEqual([1])

  await fresh.click()
  const grid = page.getByRole('grid', { name: 'Findings' })
  await grid.getByRole('row').filter({ hasText: 'Paper Moon' }).first().click()
  const detail = page.getByRole('complementary', { name: 'Finding' })
  await expect(detail.getByText('Seen over time')).toBeVisible()
  await expect(detail.getByText('Title: “Paper Moon” became “Paper Moon (sped up)”')).toBeVisible()
  await expect(detail.getByText('Live source', { exact: true })).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
})

test('every request stands in the list, and offline nothing is asked', async ({ refrain }) => {
  const { page } = refrain
  await turnOn(refrain)
  await expect.poll(() => source.asked.length).toBeGreaterThan(0)
  await idle(refrain)
  await view(page, 'Requests')
  const table = page.getByRole('table', { name: 'Outgoing requests' })
  await table.getByRole('button', { name: new RegExp(`/track/isrc:${isrc}`) }).click()
  const pane = page.getByRole('complementary', { name: 'Request' })
  await expect(pane.getByText(/user-agent: Refrain\//i)).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'Deezer' }).first()).toContainText('200')
  expect(await accessibilityProblems(page)).toEqual([])

  await page.getByRole('switch', { name: 'Offline: ask nothing of the network' }).press('Space')
  await expect(page.getByRole('status').filter({ hasText: 'Nothing gets around this switch' })).toBeVisible()
  await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Offline' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Look now' })).toBeDisabled()
  expect(await accessibilityProblems(page)).toEqual([])
  const before = source.asked.length
  expect(await refrain.call('live.run', {})).toMatchObject({ ok: false })
  expect(source.asked).toHaveLength(before)
  await page.getByRole('button', { name: 'Go online' }).click()
  await expect(page.getByRole('button', { name: 'Look now' })).toBeEnabled()
})

test('addresses are named several at once, what is refused stays to be mended, and removal is undone', async ({
  refrain,
}) => {
  const { page } = refrain
  // The addresses are invented: nobody is to be asked for them.
  await refrain.call('live.setOffline', { offline: true })
  await view(page, 'Addresses')
  await page.getByRole('button', { name: 'Add addresses…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Watch these addresses' })
  const lines = dialog.getByRole('textbox', { name: 'Addresses' })
  await lines.fill('https://forum.example/threads/7\nnonsense\nhttps://blog.example/feed.xml')
  await dialog.getByRole('button', { name: 'Watch 3 addresses' }).click()
  await expect(dialog.getByText('1 line is not watched.')).toBeVisible()
  await expect(lines).toHaveValue('nonsense')
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  const table = page.getByRole('table', { name: 'Addresses' })
  const forum = table.getByRole('row').filter({ hasText: 'https://forum.example/threads/7' })
  await forum.getByRole('button', { name: 'Remove https://forum.example/threads/7' }).click()
  await expect(forum).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(forum).toHaveCount(1)
  expect(await accessibilityProblems(page)).toEqual([])
})

test('official links become rules, and the overview has a table beside its chart', async ({ refrain }) => {
  const { page } = refrain
  await page.getByRole('button', { name: 'Say what is officially yours' }).click()
  await page
    .getByRole('textbox', { name: 'Your pages and channels' })
    .fill('https://soundcloud.com/luna-vale\nhttps://lunavale.example\nhttps://open.spotify.com/')
  await page.getByRole('textbox', { name: 'Your labels and your distributor' }).fill('Slow Ferry Records')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText(/Nothing can be made of it/)).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.getByRole('button', { name: 'Make 3 rules' }).click()
  await expect(page.getByRole('heading', { name: '3 rules made' })).toBeVisible()
  const rules = await refrain.call('rules.list', {})
  expect(rules.ok && rules.value.rules.map(({ kind }) => kind).toSorted()).toEqual([
    'account',
    'domain',
    'label',
  ])

  await page.getByRole('button', { name: 'Go on to the sources' }).click()
  await view(page, 'Overview')
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Table').click()
  await expect(page.getByRole('columnheader', { name: 'Week from' })).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])
})

test('with the icon in the tray the program stays when its window is closed', async ({ refrain }) => {
  const { electron, page } = refrain
  await page.getByRole('navigation').getByText('Settings').click()
  const tray = page.getByRole('checkbox', { name: /Keep watching in the tray/ })
  await tray.click()
  await expect(tray).toBeChecked()
  expect(await accessibilityProblems(page)).toEqual([])
  await expect.poll(() => readLog(refrain)).toContain('the icon is in the tray')
  await page.close()
  const opened = electron.waitForEvent('window')
  await electron.evaluate(({ app }) => app.emit('activate'))
  const again = await opened
  await again.waitForSelector('[data-app-state="ready"]', { state: 'attached' })
})

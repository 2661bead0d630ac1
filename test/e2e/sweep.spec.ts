import BetterSqlite from 'better-sqlite3'
import { parquetWriteFile } from 'hyparquet-writer'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as zlib from 'node:zlib'
import type { Locator } from '@playwright/test'
import { tarOf } from '../fixtures/sweep/tar-bytes.ts'
import { accessibilityProblems } from './support/axe.ts'
import { chooseFiles, chooseSavePath } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'

// Sweeps in the real window: sources of every kind, a chosen table, fuzzy names, findings while it runs.

let folder: string

test.beforeEach(async ({ refrain }) => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-sweep-e2e-'))
  const artist = 'Luna Vale'
  for (const { title, isrc } of [
    { title: 'Paper Moon', isrc: 'USS1Z9900001' },
    { title: 'Harbour Lights', isrc: 'USS1Z9900002' },
  ])
    expect((await refrain.call('recordings.create', { title, artist, isrc })).ok).toBe(true)
  await refrain.page.getByRole('navigation').getByText('Watch', { exact: true }).first().click()
})
test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const table = 'title,artist,isrc\nSomething,Nobody,\nOne,Two,US-S1Z-99-00001\nbroken,row\n'

function writeSources(into: string): void {
  mkdirSync(into)
  writeFileSync(join(into, 'a.csv.zst'), zlib.zstdCompressSync(table))
  writeFileSync(join(into, 'b.tar.gz'), zlib.gzipSync(tarOf({ 'inside.csv': table })))
  const rows = { title: ['Paper Moons', 'x'], artist: ['Luna Vale', 'y'] }
  parquetWriteFile({
    filename: join(into, 'c.parquet'),
    columnData: Object.entries(rows).map(([name, data]) => ({ name, data, type: 'STRING' as const })),
  })
  const db = new BetterSqlite(join(into, 'd.sqlite3'))
  db.exec('CREATE TABLE stuff (colA TEXT, colB TEXT)')
  db.prepare('INSERT INTO stuff VALUES (?, ?), (?, ?)').run('Harbour Lights', 'Luna Vale', 'x', 'y')
  db.close()
  writeFileSync(join(into, 'notes.pdf'), '%PDF-1.7')
}

async function pick(dialog: Locator, label: string, option: string): Promise<void> {
  await dialog.getByRole('combobox', { name: label, exact: true }).click()
  await dialog.page().getByRole('option', { name: option, exact: true }).click()
}

test('a folder of packed files, an archive, a database and Parquet are swept, with a chosen table and fuzzy names', async ({
  refrain,
}) => {
  const { page } = refrain
  const sources = join(folder, 'sources')
  writeSources(sources)
  await chooseFiles(refrain, [sources])
  await page.getByRole('button', { name: 'Sweep files…' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Sweep for your recordings' })
  await expect(dialog.getByRole('region', { name: 'a.csv.zst' })).toContainText('table, zstd')
  await expect(dialog.getByRole('region', { name: 'b.tar.gz' })).toContainText('table, tar, gzip')
  await expect(dialog.getByRole('region', { name: 'c.parquet' })).toContainText('Parquet')
  await expect(dialog.getByText('1 file in the folder holds no listing and was passed over.')).toBeVisible()
  const database = dialog.getByRole('region', { name: 'd.sqlite3' })
  await pick(database, 'Table', 'stuff')
  await pick(database, 'Title', 'colA')
  await pick(database, 'Artist', 'colB')
  await dialog.getByRole('radio', { name: /written differently/ }).check()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Sweep files' }).click()

  await expect(page.getByText('Done', { exact: true })).toHaveCount(5)
  await page.getByRole('button', { name: '2 rows could not be read' }).click()
  await expect(page.getByText('broken,row')).toHaveCount(2)
  await expect(page.getByText(/The row has 2 cells/).first()).toBeVisible()
  expect(await accessibilityProblems(page)).toEqual([])

  await page.getByRole('button', { name: '4 findings' }).click()
  const grid = page.getByRole('grid', { name: 'Findings' })
  await expect(grid.getByRole('row').filter({ hasText: 'Paper Moons' })).toHaveCount(1)
  await expect(grid.getByRole('row').filter({ hasText: 'Harbour Lights' })).toHaveCount(1)

  const saved = join(folder, 'hits.csv')
  await chooseSavePath(refrain, saved)
  await page.getByRole('button', { name: 'Export all…' }).click()
  await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click()
  await expect(page.getByText('4 findings saved')).toBeVisible()
  expect(readFileSync(saved, 'utf8').split('\n')).toHaveLength(6)

  await page.getByRole('radiogroup', { name: 'View' }).getByText('Counts').click()
  await expect(page.getByRole('row').filter({ hasText: 'd.sqlite3' })).toContainText('1')
  expect(await accessibilityProblems(page)).toEqual([])
})

test('findings appear while a sweep still runs', async ({ refrain }) => {
  const { page } = refrain
  const path = join(folder, 'large.csv')
  const rows = Array.from({ length: 80_000 }, (_, at) => `Row ${String(at)},Nobody,USS1Z9900001`)
  writeFileSync(path, `title,artist,isrc\n${rows.join('\n')}\n`)
  await chooseFiles(refrain, [path])
  await page.getByRole('button', { name: 'Sweep files…' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sweep files' }).click()
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Findings').click()
  const grid = page.getByRole('grid', { name: 'Findings' })
  await expect(
    grid
      .getByRole('row')
      .filter({ hasText: /Row \d+/ })
      .first(),
  ).toBeVisible()
  const listed = await refrain.call('sweeps.list', {})
  expect(listed.ok && listed.value.sweeps[0]?.state).toBe('running')
  const { jobId } = (listed.ok ? listed.value.sweeps[0] : undefined) ?? {}
  expect(jobId).toEqual(expect.any(Number))
  await refrain.call('jobs.cancel', { jobId: jobId ?? 0 })
})

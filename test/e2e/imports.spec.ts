import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mlcColumns } from '../../shared/domain/export/mlc.ts'
import { numbered, writeWorkbook } from '../support/xlsx.ts'
import type { RunningApp } from './support/app.ts'
import { accessibilityProblems } from './support/axe.ts'
import { shot } from './support/captures.ts'
import { expect, test } from './support/fixtures.ts'

/** Drops a file on the window and chooses to import it. */
async function dropFile(
  { page, electron }: Pick<RunningApp, 'page' | 'electron'>,
  file: string,
): Promise<void> {
  const client = await electron.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await page.getByRole('button', { name: /Import into the catalogue/ }).click()
}

const columns = ['Title', 'Artist', 'ISRC', 'Year', 'Album', 'UPC']

test('a workbook is imported, and contradicting values are decided by keyboard', async ({ refrain }) => {
  const { page, electron } = refrain
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-import-'))
  const drop = (file: string) => dropFile({ page, electron }, file)
  try {
    const csv = join(folder, 'catalogue.csv')
    await writeFile(
      csv,
      `${columns.join(',')}\nHarbour Lights,Vela,USS1Z9900001,2020,Nightfall,190295810726\n`,
    )
    await drop(csv)
    await page.getByRole('button', { name: 'Check the file' }).click()
    await page.getByRole('button', { name: 'Import 1 row' }).click()
    await expect(page.getByText('1 recording added')).toBeVisible()

    const book = await writeWorkbook(join(folder, 'report.xlsx'), {
      sheets: [
        { name: 'Read me', rows: numbered([['How to read this']]) },
        {
          name: 'Songs',
          rows: numbered([
            columns,
            ['Harbor Nights', 'Vela', 'USS1Z9900001', '2021', 'Nightfalls', '190295810726'],
            ['Harbor Nights', 'Vela', 'USS1Z9900001', '2021', 'Nightfalls', '190295810726'],
            ['Winter', 'Vela', 'USS1Z9900002', '2021', 'Nightfall', '190295810726'],
          ]),
        },
      ],
    })
    await drop(book)
    await expect(page.getByLabel('Sheet', { exact: true })).toHaveValue('Songs')
    await expect(page.getByText('Rows that repeat')).toHaveCount(0)
    await page.getByRole('button', { name: 'Check the file' }).click()
    const grid = page.getByRole('grid', { name: 'Values that contradict' })
    await expect(grid.getByText('Harbor Nights')).toBeVisible()
    await expect(page.getByText('0 of 3 taken from the file')).toHaveCount(2)
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('t')
    await expect(page.getByText('1 of 3 taken from the file').first()).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByText('2 of 3 taken from the file').first()).toBeVisible()
    await page.keyboard.press('k')
    await expect(page.getByText('1 of 3 taken from the file').first()).toBeVisible()
    await page.getByRole('button', { name: /^Import 1 row$/ }).click()
    await expect(page.getByText('1 recording added')).toBeVisible()
    await page.getByRole('button', { name: 'Open the catalogue' }).click()
    await expect(page.getByText('Harbor Nights')).toBeVisible()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('shares of an MLC form are counted before the import, and one that does not fit is named', async ({
  refrain,
}) => {
  const { page } = refrain
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-shares-'))
  try {
    const row = (writer: string, share: string) =>
      mlcColumns.map((column) => {
        if (column === 'PRIMARY TITLE *' || column === 'RECORDING TITLE †') return 'Harbour'
        if (column === 'WRITER LAST NAME *') return writer
        if (column === 'RECORDING ARTIST NAME †') return 'Vela'
        return column === 'COLLECTION SHARE *' ? share : ''
      })
    const file = join(folder, 'mlc.csv')
    const rows = [mlcColumns, row('Vale', '70'), row('Roe', '50'), row('Storm', '30')]
    await writeFile(file, rows.map((cells) => cells.join(',')).join('\n'))
    await dropFile(refrain, file)
    await shot(page, 'mlc-columns')
    await page.getByRole('button', { name: 'Check the file' }).click()
    await expect(page.getByText('Drafted shares')).toBeVisible()
    await expect(
      page.getByText(/^Publisher: share it collects: .*would come to 120 %, which is more than 100 %/),
    ).toBeVisible()
    await shot(page, 'mlc-preview')
    expect(await accessibilityProblems(page)).toEqual([])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { numbered, writeWorkbook } from '../support/xlsx.ts'
import { expect, test } from './support/fixtures.ts'

const columns = ['Title', 'Artist', 'ISRC', 'Year', 'Album', 'UPC']

test('a workbook is imported, and contradicting values are decided by keyboard', async ({ refrain }) => {
  const { page, electron } = refrain
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-import-'))
  const drop = async (file: string) => {
    const client = await electron.context().newCDPSession(page)
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await client.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
    await page.getByRole('button', { name: /Import into the catalogue/ }).click()
  }
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

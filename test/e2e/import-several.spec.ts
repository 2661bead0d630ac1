import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessibilityProblems } from './support/axe.ts'
import { chooseFiles } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'

const song = (title: string, isrc: string) => `${title},Vela,${isrc}\n`

test('several files are checked and imported as one list, each undone by itself', async ({ refrain }) => {
  const { page, electron } = refrain
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-several-'))
  const file = async (name: string, content: string) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  const drop = async (files: readonly string[]) => {
    const client = await electron.context().newCDPSession(page)
    const data = { items: [], files: [...files], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await client.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
    await page.getByRole('button', { name: /Import into the catalogue/ }).click()
  }
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  try {
    const first = await file('2023.csv', `Piece,Who,Code\n${song('Harbour Lights', 'USS1Z9900001')}`)
    const second = await file(
      '2024.csv',
      `Piece,Who,Code\n${song('Winter', 'USS1Z9900002')}${song('Summer', 'USS1Z9900003')}`,
    )
    const third = await file('label.csv', `Title,Artist,ISRC\n${song('Autumn', 'USS1Z9900004')},Vela,\n`)
    const empty = await file('empty.csv', '')
    await drop([first, second, third, empty])

    await expect(page.getByRole('heading', { name: 'Import 4 files' })).toBeVisible()
    await expect(row('empty.csv').getByText('Cannot be read')).toBeVisible()
    await expect(row('empty.csv').getByText(/empty/)).toHaveCount(2)
    await expect(row('label.csv').getByText('Not checked yet')).toBeVisible()
    await expect(row('2023.csv').getByText('Say which column holds the titles')).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])

    // One mapping for the files of one kind, by keyboard.
    await row('2023.csv').getByRole('button', { name: 'Columns of 2023.csv' }).press('Enter')
    await expect(page.getByText('1 of 4: 2023.csv')).toBeVisible()
    for (const [column, field] of [
      ['Piece', 'Title'],
      ['Who', 'Artist'],
      ['Code', 'ISRC'],
    ] as const) {
      const select = page.getByRole('combobox', { name: `Field of ${column}` })
      if ((await select.inputValue()) === field) continue
      await select.click()
      await page.getByRole('option', { name: field, exact: true }).click()
    }
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'Check this and 1 more of its kind' }).press('Enter')
    await expect(row('2023.csv').getByText('Checked; nothing is written yet')).toBeVisible()
    await expect(row('2024.csv').getByRole('cell').nth(2)).toHaveText('2')

    // The rest as detected; one file is looked at more closely.
    await page.getByRole('button', { name: 'Check 1 file' }).press('Enter')
    await expect(row('label.csv').getByText('Checked; nothing is written yet')).toBeVisible()
    await page.getByRole('button', { name: 'label.csv', exact: true }).press('Enter')
    await expect(page.getByText('3 of 4: label.csv')).toBeVisible()
    await expect(page.getByText('title: The title is missing.')).toBeVisible()
    await page.getByRole('button', { name: 'Previous file' }).press('Enter')
    await expect(page.getByText('2 of 4: 2024.csv')).toBeVisible()
    await page.getByRole('button', { name: 'All 4 files' }).first().press('Enter')

    await page.getByRole('button', { name: 'Import 3 files' }).press('Enter')
    await expect(page.getByRole('status').getByText(/3 files imported: 4 recordings added/)).toBeVisible()
    await expect(page.getByText('1 row was not imported', { exact: false })).toBeVisible()
    await expect(page.getByText('1 file could not be read', { exact: false })).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])

    // Each file is a step of its own.
    await page.keyboard.press('ControlOrMeta+z')
    await expect(row('label.csv').getByText('Undone or discarded')).toBeVisible()
    await expect(row('2024.csv').getByText('Imported', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Open the catalogue' }).click()
    await expect(page.getByText('Winter')).toBeVisible()
    await expect(page.getByText('Autumn')).toHaveCount(0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('files are chosen together, added and left out; what is no file does not stop the others', async ({
  refrain,
}) => {
  const { page } = refrain
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-several-'))
  try {
    const paths = ['one.csv', 'two.csv', 'three.csv'].map((name) => join(folder, name))
    for (const [index, path] of paths.entries())
      await writeFile(
        path,
        `Title,Artist,ISRC\n${song(`Song ${String(index)}`, `USS1Z990000${String(index)}`)}`,
      )
    const directory = join(folder, 'folder.csv')
    await mkdir(directory)
    const [one = '', two = '', three = ''] = paths
    await chooseFiles(refrain, [one, directory, two])
    await page.keyboard.press('ControlOrMeta+i')
    await expect(page.getByRole('heading', { name: 'Import 3 files' })).toBeVisible()
    await expect(page.getByRole('row', { name: /folder\.csv/ }).getByText('Cannot be read')).toBeVisible()
    await page.getByRole('button', { name: 'Leave out folder.csv' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Import 2 files' })).toBeVisible()
    await chooseFiles(refrain, [two, three])
    await page.getByRole('button', { name: 'Add files…' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Import 3 files' })).toBeVisible()
    await page.getByRole('button', { name: 'Check 3 files' }).press('Enter')
    await page.getByRole('button', { name: 'Import 3 files' }).press('Enter')
    await expect(page.getByText(/3 files imported: 3 recordings added/)).toBeVisible()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('work on several files is not begun twice, and stops where it is told to', async ({ refrain }) => {
  const { page } = refrain
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-stop-'))
  const file = async (name: string, lines: number) => {
    const rows = Array.from({ length: lines }, (_, at) => `${name} ${String(at)},Vela,\n`)
    await writeFile(join(folder, name), `Title,Artist,ISRC\n${rows.join('')}`)
    return join(folder, name)
  }
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })
  const total = async () => {
    const listed = await refrain.call('recordings.list', {})
    return listed.ok ? listed.value.total : null
  }
  try {
    await chooseFiles(refrain, [await file('large.csv', 150_000), await file('small.csv', 3)])
    await page.keyboard.press('ControlOrMeta+i')
    await page.getByRole('button', { name: 'Check 2 files' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(row('large.csv').getByText('Not checked yet')).toBeVisible()
    await expect(row('small.csv').getByText('Not checked yet')).toBeVisible()

    await page.getByRole('button', { name: 'Check 2 files' }).click()
    await expect(row('small.csv').getByText('Checked; nothing is written yet')).toBeVisible({
      timeout: 60_000,
    })
    await page.getByRole('button', { name: 'Import 2 files' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('button', { name: 'Import 2 files' }).waitFor()
    await expect(row('large.csv').getByText('Checked; nothing is written yet')).toBeVisible()
    await expect(row('small.csv').getByText('Checked; nothing is written yet')).toBeVisible()
    expect(await total()).toBe(0)

    await page.getByRole('button', { name: 'Leave out large.csv' }).click()
    await page.getByRole('button', { name: 'Import 1 file' }).dblclick()
    await expect(page.getByRole('status').getByText(/1 file imported: 3 recordings added/)).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
    expect(await total()).toBe(3)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

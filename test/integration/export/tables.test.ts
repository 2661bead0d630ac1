import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parse } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { tableHeader } from '../../../shared/domain/export/table.ts'
import { restoreCsvCell } from '../../../shared/domain/text/csv-cell.ts'
import { openTestCore } from '../../support/core.ts'
import { catalogueOf, importFile, keptRows } from '../catalog/support.ts'
import { at, exported, hostileTitles, seedFullCatalogue, startExport } from './full-catalogue.ts'
import { useExportCore } from './export-core.ts'

const given = useExportCore()

async function csv(name = 'c.csv'): Promise<string[][]> {
  await exported(given.core, { format: 'csv', path: given.out.file(name) })
  const text = readFileSync(given.out.file(name), 'utf8')
  expect(text.startsWith('\ufeffTitle,')).toBe(true)
  expect(text.endsWith('\r\n')).toBe(true)
  return parse(text, { bom: true })
}

/** Unpacks with the system's unzip and reads the sheet's cells with an XML parser. */
function sheetCells(path: string): {
  readonly rows: string[][]
  readonly formulas: number
  readonly sheet: string
} {
  execFileSync('unzip', ['-tq', path])
  const member = (name: string) =>
    execFileSync('unzip', ['-p', path, name], { maxBuffer: 1 << 30 }).toString('utf8')
  const rows: string[][] = []
  let formulas = 0
  let text: string | null = null
  let column = 0
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') rows.push(Array<string>(tableHeader.length).fill(''))
    if (name === 'c') {
      const letters = String(attributes.r).replace(/\d+/, '')
      column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
      expect(attributes.t).toBe('inlineStr')
    }
    if (name === 'f') formulas++
    if (name === 't') text = ''
  })
  parser.on('text', (piece) => {
    if (text !== null) text += piece
  })
  parser.on('closetag', ({ name }) => {
    if (name !== 't') return
    rows.at(-1)![column] = text!.replace(/_x([0-9A-F]{4})_/g, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    )
    text = null
  })
  parser.write(member('xl/worksheets/sheet1.xml')).close()
  return { rows, formulas, sheet: /<sheet name="([^"]*)"/.exec(member('xl/workbook.xml'))![1]! }
}

describe('CSV', () => {
  it('has one row per track and per recording on no release, codes and titles intact', async () => {
    seedFullCatalogue(given.seed)
    const [header, ...rows] = await csv()
    expect(header).toEqual(tableHeader)
    expect(rows).toHaveLength(2 + 1 + hostileTitles.length + 2)
    expect(rows[0]).toEqual([
      'Harbour Lights', '', 'Luna Vale', 'USS1Z2600001', '3:01.250', '2026', 'Harbour Lights', '190295810726',
      'Vale Records', '2026-03-06', '1', '1', 'SR0000320918', 'https://lunavale.example/harbour',
      'Luna Vale', 'single', 'VR-001', 'Folk', '2026 Luna Vale', '2026 Vale Records', '2026 Vale Records',
      'not-explicit', 'US', 'audio', 'both', 'yes', 'Harbour Lights', 'T-034.524.680-1', 'Luna Vale', 'Harbour Music',
      'Luna (Main artist); The "Tide" & Co (double bass, Producer)', 'a\tb',
    ]) // prettier-ignore
    const titles = rows.map(([title]) => restoreCsvCell(title!))
    expect(titles).toEqual(expect.arrayContaining([...hostileTitles]))
    for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  })

  it('imported into an empty workspace maps by itself and gives the same catalogue', async () => {
    seedFullCatalogue(given.seed)
    await csv()
    const other = await openTestCore()
    try {
      const { inspection, batch } = await importFile(other, given.out.file('c.csv'))
      expect(inspection.warnings).toEqual([])
      expect(Object.keys(inspection.mapping.columns)).toHaveLength(tableHeader.length)
      expect(batch.counts).toMatchObject({ rejected: 0 })
      expect(await keptRows(other, batch.id, 'rejected')).toEqual([])
      await exported(other, { format: 'csv', path: given.out.file('again.csv') })
      const facts = (name: string) =>
        parse(readFileSync(given.out.file(name), 'utf8'), { bom: true })
          .map((row: string[]) => [row[3], row[4], row[7], row[9], row[12]].join('|'))
          .filter((row: string) => row.startsWith('USS1Z'))
          .sort()
      expect(facts('again.csv')).toEqual(facts('c.csv'))
      expect(await catalogueOf(other)).toMatchObject({ releases: expect.any(Array) as unknown })
    } finally {
      await other.dispose()
    }
  })

  it('of chosen recordings or releases has theirs only', async () => {
    const { remix, release } = seedFullCatalogue(given.seed)
    const titles = async (recordingIds: number[], releaseIds: number[]) => {
      const path = given.out.file(`${recordingIds.length}-${releaseIds.length}.csv`)
      await exported(given.core, { format: 'csv', path, selection: { recordingIds, releaseIds } })
      const rows: string[][] = parse(readFileSync(path, 'utf8'), { bom: true, from: 2 })
      return rows.map(([title, version]) => [title, version])
    }
    expect(await titles([], [release])).toEqual([
      ['Harbour Lights', ''],
      ['Harbour Lights', 'Night Remix'],
    ])
    expect(await titles([remix], [])).toContainEqual(['Harbour Lights', 'Night Remix'])
  })
})

describe('XLSX', () => {
  it('read by an independent reader holds the same cells as text, and no formula', async () => {
    seedFullCatalogue(given.seed)
    const expected = (await csv()).map((row) => row.map(restoreCsvCell))
    const result = await exported(given.core, { format: 'xlsx', path: given.out.file('c.xlsx') })
    expect(result).toMatchObject({ fileCount: 1, subjects: expected.length - 1 })
    const { rows, formulas, sheet } = sheetCells(given.out.file('c.xlsx'))
    expect(rows).toEqual(expected)
    expect(formulas).toBe(0)
    expect(sheet).toBe('Catalogue')
  })

  it('of the same catalogue is the same to the byte', async () => {
    seedFullCatalogue(given.seed)
    await exported(given.core, { format: 'xlsx', path: given.out.file('a.xlsx') })
    await exported(given.core, { format: 'xlsx', path: given.out.file('b.xlsx') })
    expect(readFileSync(given.out.file('a.xlsx')).equals(readFileSync(given.out.file('b.xlsx')))).toBe(true)
  })
})

describe('a large catalogue', () => {
  const many = 10_000

  function seedMany(): void {
    const release = given.seed.release('Large')
    given.seed.db.transaction(() => {
      for (let index = 0; index < many; index++) {
        const id = given.seed.recording(`Song ${index} ${'x'.repeat(200)}`, {
          isrc: `USS1Z26${String(index).padStart(5, '0')}`,
          duration_ms: 100_000 + index,
        })
        given.seed.insert('identifier', {
          recording_id: id, scheme: 'isrc', value: 'QZ9ZZ2100001', raw: 'x', source: 's', state: 'alias', created_at: at,
        }) // prettier-ignore
        given.seed.insert('track', { release_id: release, recording_id: id, number: index + 1 })
      }
    })()
  }

  it('goes out in memory that does not grow with it', { timeout: 120_000 }, async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    seedMany()
    for (const format of ['csv', 'xlsx', 'json'] as const) {
      collect()
      const before = process.memoryUsage().rss
      let highest = before
      const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 5)
      await exported(given.core, { format, path: given.out.file(`c.${format}`) })
      clearInterval(watch)
      expect(highest - before, format).toBeLessThan(100 * 1024 * 1024)
    }
  })

  it('comes out complete in every table format', { timeout: 120_000 }, async () => {
    seedMany()
    await exported(given.core, { format: 'xlsx', path: given.out.file('c.xlsx') })
    const { rows } = sheetCells(given.out.file('c.xlsx'))
    expect(rows).toHaveLength(many + 1)
    expect(rows.at(-1)!.slice(0, 4)).toEqual([
      `Song 9999 ${'x'.repeat(200)}`,
      '',
      'Luna Vale',
      'USS1Z2609999',
    ])
    expect(await csv()).toEqual(rows)
  })

  it('cancelled in the middle leaves nothing', { timeout: 60_000 }, async () => {
    seedMany()
    for (const format of ['csv', 'xlsx', 'json'] as const) {
      const { jobId } = await given.core.call('exports.start', {
        format,
        path: given.out.file(`c.${format}`),
      })
      while (given.out.names().length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      await given.core.call('jobs.cancel', { jobId })
      expect(await given.core.finished(jobId)).toMatchObject({ state: 'cancelled' })
      expect(given.out.names()).toEqual([])
    }
  })

  it('shows what was there when it began, whatever changes meanwhile', { timeout: 60_000 }, async () => {
    seedMany()
    const { jobId } = await given.core.call('exports.start', { format: 'csv', path: given.out.file('c.csv') })
    while (given.out.names().length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    given.seed.db.prepare("UPDATE recording SET title = 'Changed' WHERE id % 2 = 0").run()
    expect(await given.core.finished(jobId)).toMatchObject({ state: 'done' })
    expect(readFileSync(given.out.file('c.csv'), 'utf8')).not.toContain('Changed')
  })
})

describe('the place it is written to', () => {
  it('is never a file that is there, unless that was allowed', async () => {
    given.seed.recording('One')
    const path = given.out.file('c.csv')
    writeFileSync(path, 'mine')
    await expect(given.core.call('exports.start', { format: 'csv', path })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect(readFileSync(path, 'utf8')).toBe('mine')
    await exported(given.core, { format: 'csv', path, overwrite: true })
    expect(readFileSync(path, 'utf8')).toContain('One')
    expect(given.out.names()).toEqual(['c.csv'])
  })

  it('also not one that appeared while it was written', async () => {
    given.seed.recording('One')
    const { jobId } = await given.core.call('exports.start', { format: 'csv', path: given.out.file('c.csv') })
    writeFileSync(given.out.file('c.csv'), 'mine')
    expect(await given.core.finished(jobId)).toMatchObject({ state: 'failed', error: { code: 'CONFLICT' } })
    expect(readFileSync(given.out.file('c.csv'), 'utf8')).toBe('mine')
    expect(given.out.names()).toEqual(['c.csv'])
  })

  it('that is no place is refused before anything is done', async () => {
    mkdirSync(given.out.file('folder'))
    for (const [path, code] of [
      [given.out.file('none/c.csv'), 'NOT_FOUND'],
      [given.out.file('folder'), 'VALIDATION'],
    ] as const) {
      await expect(given.core.call('exports.start', { format: 'csv', path })).rejects.toMatchObject({ code })
    }
    expect((await given.core.call('jobs.list', {})).jobs).toEqual([])
  })

  it('on a full disk keeps nothing and says so', { timeout: 60_000 }, async ({ skip }) => {
    const small = given.out.file('small')
    mkdirSync(small)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]).status === 0
    if (!mounted) skip('needs the right to mount a small file system')
    try {
      given.seed.db.transaction(() => {
        for (let index = 0; index < 3000; index++) given.seed.recording(`Song ${index} ${Math.sin(index)}`)
      })()
      for (const format of ['csv', 'xlsx', 'json'] as const) {
        const job = await startExport(given.core, { format, path: `${small}/c.${format}` })
        expect(job).toMatchObject({ state: 'failed', error: { code: 'DISK_FULL' } })
        expect(readdirSync(small)).toEqual([])
      }
    } finally {
      spawnSync('umount', [small])
    }
  })
})

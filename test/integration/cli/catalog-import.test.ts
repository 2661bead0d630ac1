import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../../../electron/cli/program.ts'
import { testResources } from '../../support/resources.ts'
import { numbered, writeWorkbook } from '../../support/xlsx.ts'

let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-cli-import-'))
  expect((await refrain('init')).code).toBe(0)
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function refrain(...args: readonly string[]) {
  let out = ''
  let err = ''
  const code = await runCli(args, {
    streams: { out: (text) => void (out += text), err: (text) => void (err += text), interactive: false },
    resources: testResources(),
    appVersion: '0.0.0-test',
    defaultWorkspace: join(folder, 'workspace'),
    signal: new AbortController().signal,
    log: () => undefined,
  })
  return { code, out, err }
}

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const yearOf = async () => {
  const { out } = await refrain('catalog', 'list', '--json')
  return out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { year: number }).year)
}

describe('catalog import', () => {
  it('says what to do next as the cause asks for it', async () => {
    const nextOf = async (...args: readonly string[]) => {
      const ran = await refrain(...args)
      expect(ran.code).toBe(3)
      return ran.err
    }
    const entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><ern:NewReleaseMessage/>'
    const refused = await nextOf('catalog', 'import', file('message.xml', entity), '--format', 'ern')
    expect(refused).toContain('DOCTYPE')
    expect(refused).toContain('Ask the sender for the file without it.')
    expect(refused).not.toContain('Next:')
    const book = await writeWorkbook(join(folder, 'book.xlsx'), {
      sheets: [{ name: 'First', rows: numbered([['Title', 'Artist']]) }],
    })
    truncateSync(book, statSync(book).size - 60)
    const damaged = await nextOf('catalog', 'import', book)
    expect(damaged).toContain('Download or save it again.')
    expect(damaged).not.toContain('Next:')
    const absent = await nextOf('catalog', 'import', join(folder, 'nowhere.csv'))
    expect(absent).toContain('Next: Check the name and the rights')
  })

  it('a catalogue without works has none for the MLC, and is told so', async () => {
    await refrain('catalog', 'import', file('c.csv', 'Title,Artist\nOne,Vela\n'))
    const out = join(folder, 'mlc.xlsx')
    const ran = await refrain('catalog', 'export', '--format', 'mlc', '--out', out)
    expect(ran.err).toContain('There is no work to register with the MLC.')
    expect(ran.err).not.toContain('None of the')
  })

  it('takes several files of different kinds, and a sheet by its name', async () => {
    const book = await writeWorkbook(join(folder, 'book.xlsx'), {
      sheets: [
        {
          name: 'First',
          rows: numbered([
            ['Title', 'Artist'],
            ['One', 'Vela'],
          ]),
        },
        {
          name: 'Second',
          rows: numbered([
            ['Title', 'Artist'],
            ['Two', 'Vela'],
            ['Three', 'Vela'],
          ]),
        },
      ],
    })
    const message = new URL('../../fixtures/import/ern-3.8.xml', import.meta.url).pathname
    const both = await refrain('catalog', 'import', book, message)
    expect(both).toMatchObject({ code: 0 })
    expect(both.out).toContain('book.xlsx: 1 rows, 1 added')
    expect(both.out).toContain('ern-3.8.xml: 2 rows, 2 added')
    const second = await refrain('catalog', 'import', book, '--sheet', 'Second', '--format', 'xlsx')
    expect(second.out).toContain('book.xlsx: 2 rows, 2 added')
    const none = await refrain('catalog', 'import', message, '--sheet', 'Second')
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('is no workbook')])
    const wrong = await refrain('catalog', 'import', message, '--format', 'xlsx')
    expect([wrong.code, wrong.err]).toEqual([3, expect.stringContaining('no Excel workbook')])
  })

  it('keeps, takes or only lists what contradicts', async () => {
    const columns = 'Title,Artist,ISRC,Year\n'
    await refrain('catalog', 'import', file('a.csv', `${columns}One,Vela,USS1Z9900001,2020\n`))
    const changed = file('b.csv', `${columns}One,Vela,USS1Z9900001,2021\nTwo,Vela,USS1Z9900002,2021\n`)
    const listed = await refrain('catalog', 'import', changed, '--on-conflict', 'list')
    expect(listed.code).toBe(1)
    expect(listed.out).toContain('1 would be added')
    expect(listed.out).toContain('row 2, conflict: year of “One”: 2020 | 2021 (kept)')
    expect(await yearOf()).toEqual([2020])
    const dry = await refrain('catalog', 'import', changed, '--dry-run', '--json')
    expect(JSON.parse(dry.out)).toMatchObject([
      {
        dryRun: true,
        imported: false,
        counts: { conflicts: 1, taken: 0 },
        conflicts: [{ known: '2020', offered: '2021' }],
      },
    ])
    expect((await refrain('catalog', 'import', changed)).code).toBe(0)
    expect(await yearOf()).toEqual([2020, 2021])
    const taken = await refrain('catalog', 'import', changed, '--on-conflict', 'take')
    expect(taken.out).toContain('1 conflicts, 1 taken from the file')
    expect(await yearOf()).toEqual([2021, 2021])
  })
})

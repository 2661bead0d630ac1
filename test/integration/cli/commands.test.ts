import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { useCli } from './cli-run.ts'

const { refrain, file, folder } = useCli()

const catalogue = 'id,title,artist,isrc\nr-1,Harbour Lights,Nova Tern,QZ9ZZ2100001\nr-2,Ropewalk,Nova Tern,\n'
const listings =
  'id,isrc,title,artist,url\na,qz-9zz-21-00001,Something Else,Someone,\nb,,ROPEWALK,nova tern,https://files.example/song/2\nc,QZ9ZZ2100002,Other,Other,\n'

describe('sweep without a workspace', () => {
  it('streams JSON Lines with the files’ own ids, and exits 1 when something was found', async () => {
    const ran = await refrain(
      'sweep',
      file('l.csv', listings),
      '--catalog',
      file('c.csv', catalogue),
      '--json',
    )
    const rows = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(rows).toMatchObject([
      { recording_id: 'r-1', listing_id: 'a', isrc: 'QZ9ZZ2100001', verdict: 'match', claimable: 'monitor' },
      {
        recording_id: 'r-2',
        listing_id: 'b',
        listing_locator: 'https://files.example/song/2',
        claimable: 'yes',
      },
    ])
    expect(ran.code).toBe(1)
    expect(readdirSync(folder()).sort()).toEqual(['c.csv', 'l.csv'])
  })

  it('looks for codes alone when asked to, and not for names besides', async () => {
    const files = [file('l.csv', listings), '--catalog', file('c.csv', catalogue)]
    const ran = await refrain('sweep', ...files, '--codes-only', '--json')
    const rows = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(rows).toMatchObject([{ recording_id: 'r-1', listing_id: 'a' }])
    const both = await refrain('sweep', ...files, '--codes-only', '--fuzzy')
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('--fuzzy')])
  })

  it('exits 0 when nothing is there', async () => {
    const ran = await refrain(
      'sweep',
      file('l.csv', 'id,title,artist\nx,Other,Other\n'),
      '--catalog',
      file('c.csv', catalogue),
      '--json',
    )
    expect(ran).toMatchObject({ code: 0, out: '' })
  })

  it('leaves a file of earlier rows alone when the sweep fails', async () => {
    const out = file('rows.csv', 'earlier rows\n')
    const ran = await refrain(
      'sweep',
      join(folder(), 'missing.csv'),
      '--catalog',
      file('c.csv', catalogue),
      '--out',
      out,
    )
    expect(ran.code).toBe(3)
    expect(readFileSync(out, 'utf8')).toBe('earlier rows\n')
    expect(readdirSync(folder()).sort()).toEqual(['c.csv', 'rows.csv'])
  })

  it.each(['rows.csv', 'rows.parquet', null])(
    'keeps what was found in a listing that breaks off (%s)',
    async (name) => {
      const rows = Array.from({ length: 20_000 }, (_, at) => `${String(at)},,Other,${String(at * 7919)},\n`)
      const packed = gzipSync(listings + rows.join(''))
      const broken = file('l.csv.gz', packed.subarray(0, packed.length - 500))
      const out = name === null ? [] : ['--out', join(folder(), name)]
      const ran = await refrain('sweep', broken, '--catalog', file('c.csv', catalogue), ...out)
      expect(ran.code).toBe(3)
      expect(ran.err).toContain('breaks off before its end')
      expect(ran.err).toContain('rows found before were written')
      const files = ['c.csv', 'l.csv.gz', ...(name === null ? [] : [name])]
      expect(readdirSync(folder()).sort()).toEqual(files.sort())
      if (name === 'rows.csv') expect(readFileSync(join(folder(), name), 'utf8').split('\n')).toHaveLength(4)
      if (name === null) expect(ran.out.trim().split('\n')).toHaveLength(3)
    },
  )

  it.each(['l.csv', 'c.csv'])('refuses to write over what it reads (%s)', async (name) => {
    const l = file('l.csv', listings)
    const c = file('c.csv', catalogue)
    const ran = await refrain('sweep', l, '--catalog', c, '--out', join(folder(), name))
    expect(ran.code).toBe(3)
    expect([readFileSync(l, 'utf8'), readFileSync(c, 'utf8')]).toEqual([listings, catalogue])
  })

  it('keeps a formula in a title from running in a spreadsheet', async () => {
    const l = file('l.csv', 'id,isrc,title,artist\na,QZ9ZZ2100001,=cmd|x,Someone\n')
    const out = join(folder(), 'rows.csv')
    await refrain('sweep', l, '--catalog', file('c.csv', catalogue), '--out', out)
    expect(readFileSync(out, 'utf8')).toContain(",'=cmd|x,")
  })
})

describe('in a workspace', () => {
  beforeEach(async () => {
    expect((await refrain('init')).code).toBe(0)
  })

  it('imports, lists rejected rows with row and field, and exits 1 for them', async () => {
    const table = file('t.csv', 'Title,Artist,ISRC\nOne,Nova Tern,QZ9ZZ2100001\nTwo,Nova Tern,QZ9ZZ21OOO\n')
    const ran = await refrain('catalog', 'import', table)
    expect(ran.code).toBe(1)
    expect(ran.out).toMatch(/row 3, rejected: isrc: /)
    expect((await refrain('catalog', 'list', '--json')).out.trim().split('\n')).toHaveLength(1)
  })

  it('lists every rejected row and every warning of a dry run, though nothing of it is kept', async () => {
    const faulty = Array.from({ length: 600 }, (_, index) => `Two ${String(index)},Nova Tern,QZ9ZZ21OOO,`)
    const lines = ['Title,Artist,ISRC,UPC', ...faulty, 'One,Nova Tern,QZ9ZZ2100001,1.96E+11']
    const table = file('t.csv', `${lines.join('\n')}\n`)
    const ran = await refrain('catalog', 'import', table, '--dry-run')
    expect(ran.code).toBe(1)
    expect(ran.out.match(/row \d+, rejected: isrc: /g)).toHaveLength(600)
    expect(ran.out).toMatch(/row 602, warning: gtin: /)
    expect(ran.out).not.toContain('more rejected rows')
    expect((await refrain('catalog', 'list', '--json')).out).toBe('')
  })

  it('does not decide everything because an option was forgotten', async () => {
    const ran = await refrain('finding', 'decide', '--decision', 'monitor')
    expect(ran.code).toBe(2)
    expect(ran.err).toContain('--all')
  })

  it('does not hand a code out again after a restore', async () => {
    await refrain('profile', 'set', '--artist-name', 'Nova Tern')
    await refrain('isrc', 'block', '--prefix', 'QZABC')
    const table = file(
      't.csv',
      'Title,Artist,Length,Year\nOne,Nova Tern,3:00,2021\nTwo,Nova Tern,3:10,2021\n',
    )
    await refrain('catalog', 'import', table)
    await refrain('backup')
    const first = (await refrain('isrc', 'allocate', '--recording', '1')).out.trim()
    for (const name of readdirSync(join(folder(), 'workspace', 'backups'))) {
      if (name.includes('on-close')) rmSync(join(folder(), 'workspace', 'backups', name))
    }
    expect((await refrain('restore')).code).toBe(3)
    expect((await refrain('restore', '--even-if-sound')).code).toBe(0)
    const second = (await refrain('isrc', 'allocate', '--recording', '2')).out.trim()
    expect(first).toMatch(/^QZABC\d{7}$/)
    expect(second).toMatch(/^QZABC\d{7}$/)
    expect(second).not.toBe(first)
  })

  it('answers wrong usage with 2 and a missing workspace with 3', async () => {
    expect((await refrain('nonsense')).code).toBe(2)
    expect((await refrain('doctor', '--workspace', join(folder(), 'nowhere'))).code).toBe(3)
  })
})

describe('row numbers', () => {
  it('count rows of data alike in catalogue and listings: faulty rows too, header and empty lines not', async () => {
    const table = 'title,artist,isrc\n\n,,\nNo artist,,\nHarbour Lights,Nova Tern,QZ9ZZ2100001\n'
    const ran = await refrain('sweep', file('l.csv', table), '--catalog', file('c.csv', table), '--json')
    const [row] = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(row).toMatchObject({ recording_id: '3', listing_id: '3' })
  })
})

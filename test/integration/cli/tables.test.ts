import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { lines, useCli } from './cli-run.ts'

const { refrain, file, folder, json } = useCli()

const listings =
  'id,isrc,title,artist,url\na,qz-9zz-21-00001,Something Else,Someone,\nb,,ROPEWALK,nova tern,https://files.example/song/2\n'
/** Names nobody would guess, in an order nobody would expect. */
const strange = 'Kode;Wer;Was\nQZ9ZZ2100001;Nova Tern;Harbour Lights\n;Nova Tern;Ropewalk\n'
const headless = 'x-1,Nova Tern,Harbour Lights,QZ9ZZ2100001\nx-2,Nova Tern,Ropewalk,\n'

describe('catalog import', () => {
  beforeEach(async () => {
    await refrain('init')
  })
  const imported = async () =>
    lines((await refrain('catalog', 'list', '--json')).out).map((row) => {
      const { title, artist, isrc } = row as Record<string, unknown>
      return [title, artist, isrc]
    })
  const both = [
    ['Harbour Lights', 'Nova Tern', 'QZ9ZZ2100001'],
    ['Ropewalk', 'Nova Tern', null],
  ]

  it('takes the columns it is told, by name', async () => {
    const path = file('t.csv', strange)
    const ran = await refrain('catalog', 'import', path, '--map', 'title=Was', '--map', 'artist=wer')
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.out).toContain('title from “Was”')
    expect(await imported()).toEqual(both)
  })

  it('takes columns by number in a table without names', async () => {
    const path = file('t.csv', headless)
    const map = ['--map', 'artist=2', '--map', 'title=3', '--map', 'isrc=4']
    expect((await refrain('catalog', 'import', path, '--no-header', ...map)).code).toBe(0)
    expect(await imported()).toEqual(both)
  })

  it('leaves a field out on demand, and gives its column to another', async () => {
    const path = file('t.csv', 'title,artist,isrc,version\nOne,Nova Tern,QZ9ZZ2100001,Live\n')
    await refrain('catalog', 'import', path, '--map', 'isrc=', '--map', 'title=version')
    expect(await imported()).toEqual([['Live', 'Nova Tern', null]])
  })

  it('finds the row of the names and the delimiter it is told', async () => {
    const path = file('t.csv', `exported by hand\n\n${strange}`)
    const told = [
      '--header-row',
      '3',
      '--delimiter',
      'semicolon',
      '--map',
      'title=Was',
      '--map',
      'artist=Wer',
    ]
    expect((await refrain('catalog', 'import', path, ...told)).code).toBe(0)
    expect(await imported()).toEqual(both)
  })

  it('names the columns there are when there is no such one, and imports nothing', async () => {
    const good = file('g.csv', 'title,artist,Name\nOne,Nova Tern,x\n')
    const bad = file('t.csv', strange)
    const ran = await refrain('catalog', 'import', good, bad, '--map', 'title=Name')
    expect(ran.code).toBe(2)
    expect(ran.err).toContain('“t.csv” has no such column. Its columns are: 1 Kode, 2 Wer, 3 Was.')
    expect(await imported()).toEqual([])
  })

  it('does not begin when one of the files cannot be read', async () => {
    const ran = await refrain(
      'catalog',
      'import',
      file('g.csv', 'title,artist\nOne,Nova Tern\n'),
      join(folder(), 'no.csv'),
    )
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('“no.csv”')
    expect(await imported()).toEqual([])
  })

  it('is taken back by undo, and repeated by no redo that would hand codes out twice', async () => {
    await refrain('catalog', 'import', file('t.csv', 'title,artist\nOne,Nova Tern\n'))
    expect(await json(0, 'undo', '--list')).toMatchObject({
      undo: expect.stringContaining('t.csv') as string,
    })
    expect((await refrain('undo')).out).toContain('t.csv')
    expect(await imported()).toEqual([])
    expect(await json(0, 'catalog', 'imports')).toMatchObject([{ fileName: 't.csv', state: 'undone' }])
    const again = await refrain('undo')
    expect(again.code).toBe(3)
    expect(again.err).toContain('nothing to undo')
  })

  it('shows the mapping of a dry run and writes nothing', async () => {
    const path = file('t.csv', 'title,artist\nOne,Nova Tern\n')
    const ran = await refrain('catalog', 'import', path, '--dry-run')
    expect(ran.out).toContain('1 would be added')
    expect(ran.out).toContain('title from “title”')
    expect(await imported()).toEqual([])
  })
})

describe('sweep against a table', () => {
  const found = (out: string) => lines(out).map((row) => (row as { recording_id: string }).recording_id)

  it('takes the columns it is told, the id included', async () => {
    const map = ['id=1', 'artist=2', 'title=3', 'isrc=4'].flatMap((pair) => ['--map', pair])
    const ran = await refrain(
      'sweep',
      file('l.csv', listings),
      '--catalog',
      file('c.csv', headless),
      '--no-header',
      ...map,
      '--json',
    )
    expect(ran.code).toBe(1)
    expect(found(ran.out)).toEqual(['x-1', 'x-2'])
  })

  it('numbers the rows of a table without names from its first', async () => {
    const map = ['artist=2', 'title=3', 'isrc=4'].flatMap((pair) => ['--map', pair])
    const ran = await refrain(
      'sweep',
      file('l.csv', listings),
      '--catalog',
      file('c.csv', headless),
      '--no-header',
      ...map,
      '--json',
    )
    expect(found(ran.out)).toEqual(['1', '2'])
  })

  it.each([
    ['only names', 'id,title,artist,isrc\n', 'it has column names but no rows'],
    ['no usable row', 'id,title,artist,isrc\n1,One,,\n2,,Two,nonsense\n', 'none of its rows'],
  ])('exits 3 for a table with %s and names it', async (_, content, why) => {
    const ran = await refrain('sweep', file('l.csv', listings), '--catalog', file('c.csv', content))
    expect(ran).toMatchObject({ code: 3, out: '' })
    expect(ran.err).toContain(`“c.csv” holds no recording to look for: ${why}`)
    expect(ran.err).toContain('Nothing was swept.')
    expect(ran.err).toMatch(/\nNext: /)
  })

  it('names the rows of the table it cannot look for', async () => {
    const c = file('c.csv', 'id,title,artist,isrc\n1,One,,\n2,Harbour Lights,Nova Tern,QZ9ZZ2100001\n')
    const ran = await refrain('sweep', file('l.csv', listings), '--catalog', c)
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('c.csv: 1 row cannot be looked for')
    expect(ran.err).toMatch(/row 2: artist: /)
  })

  it('says what to do with an empty listing file', async () => {
    const c = file('c.csv', 'id,title,artist\n1,Ropewalk,Nova Tern\n')
    const ran = await refrain('sweep', file('l.csv', ''), '--catalog', c)
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('“l.csv” is empty. No row of it was swept.')
    expect(ran.err).toContain('Next: Export the file again, or leave it out.')
  })

  it.each(['rows.csv', 'rows.CSV', 'rows.jsonl', 'rows.json'])('writes %s', async (name) => {
    const c = file('c.csv', 'id,title,artist\n1,Ropewalk,Nova Tern\n')
    const ran = await refrain('sweep', file('l.csv', listings), '--catalog', c, '--out', join(folder(), name))
    expect(ran).toMatchObject({ code: 1, out: '' })
  })
})

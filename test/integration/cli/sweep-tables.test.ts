import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { databaseOf } from '../../fixtures/sweep/database-bytes.ts'
import { lines, useCli } from './cli-run.ts'

const { refrain, file, folder } = useCli()

const catalogue = 'id,isrc,title,artist\nx-1,QZ9ZZ2100001,Harbour Lights,Nova Tern\nx-2,,Ropewalk,Nova Tern\n'
const database = databaseOf(
  'CREATE TABLE Songs (n INTEGER PRIMARY KEY, band TEXT, song TEXT, title TEXT); CREATE TABLE other (name TEXT, artist TEXT);',
  {
    Songs: [
      [1, 'Nova Tern', 'Ropewalk', 'a note'],
      [2, 'Somebody', 'Else', 'Harbour Lights'],
    ],
    other: [['Harbour Lights', 'Nova Tern']],
  },
)

describe('sweep of a database', () => {
  const found = (out: string) =>
    lines(out).map((row) => {
      const { recording_id, title, artist } = row as Record<string, unknown>
      return [recording_id, title, artist]
    })
  const columns = ['--column', 'title=song', '--column', 'artist=BAND']

  it('takes the table and the columns it is told', async () => {
    const [mine, list] = [file('mine.csv', catalogue), file('list.db', database)]
    const all = await refrain('sweep', list, '--catalog', mine, '--json')
    expect(found(all.out)).toEqual([['x-1', 'Harbour Lights', 'Nova Tern']])
    const told = await refrain('sweep', list, '--catalog', mine, '--table', 'songs', ...columns, '--json')
    expect(found(told.out)).toEqual([['x-2', 'Ropewalk', 'Nova Tern']])
  })

  it('takes them for a sweep that is kept, too', async () => {
    await refrain('init')
    await refrain('catalog', 'import', file('mine.csv', catalogue))
    const ran = await refrain('sweep', file('list.db', database), '--table', 'Songs', ...columns, '--json')
    expect(found(ran.out).map(([, title]) => title)).toEqual(['Ropewalk'])
  })

  it.each([
    [['--table', 'nothing'], 'no file has a table “nothing”. There are: Songs, other.'],
    [
      ['--table', 'Songs', '--column', 'title=tune'],
      'has no column “tune”. Its columns are: n, band, song, title.',
    ],
    [['--column', 'title=song'], 'name it with --table'],
    [['--table', 'Songs', '--column', 'tune=song'], 'Expected is FIELD=COLUMN'],
  ])('says what is wrong with %j', async (told, sentence) => {
    const ran = await refrain(
      'sweep',
      file('list.db', database),
      '--catalog',
      file('mine.csv', catalogue),
      ...told,
    )
    expect(ran.code).toBe(2)
    expect(ran.err).toContain(sentence)
  })
})

describe('sweep --out', () => {
  it('writes Parquet that another reader understands', async () => {
    const rows = Array.from({ length: 6001 }, (_, at) => `${String(at)},Ropewalk,Nova Tern`)
    const list = file('list.csv', `id,title,artist\n${rows.join('\n')}\n`)
    const out = join(folder(), 'found.parquet')
    expect((await refrain('sweep', list, '--catalog', file('mine.csv', catalogue), '--out', out)).code).toBe(
      1,
    )
    const bytes = readFileSync(out)
    const read = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    })
    expect(read).toHaveLength(6001)
    expect(read[6000]).toMatchObject({
      recording_id: 'x-2',
      listing_id: '6000',
      title: 'Ropewalk',
      claimable: 'monitor',
    })
    expect(read[6000]?.score).toBeTypeOf('number')
  })
})

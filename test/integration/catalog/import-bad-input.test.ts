import { createWriteStream, mkdirSync, rmSync, truncateSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { deflateRawSync, gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { commit, failure, importFile, keptRows, preview, temporaryFolder } from './support.ts'

const containing = (text: string): unknown => expect.stringContaining(text)

let core: TestCore
let folder: ReturnType<typeof temporaryFolder>
beforeEach(async () => {
  core = await openTestCore()
  folder = temporaryFolder()
})
afterEach(async () => {
  await core.dispose()
  folder.remove()
})

const inspect = (path: string) => core.call('imports.inspect', { path })
const titles = async () => (await core.call('recordings.list', { limit: 500 })).rows.map(({ title }) => title)
const header = 'Title,Artist,ISRC,Duration\n'
const sound = `${header}Harbour Lights,Vela,USS1Z9900001,3:01\nÉlan,Vela,USS1Z9900002,2:45\n`

describe('files that are no table are refused by name, before anything is stored', () => {
  const refusals: readonly [name: string, content: Buffer, code: string, words: string][] = [
    ['empty.csv', Buffer.alloc(0), 'FILE_EMPTY', '“empty.csv” is empty'],
    ['blank.csv', Buffer.from('\ufeff \r\n\r\n '), 'FILE_EMPTY', '“blank.csv” is empty'],
    [
      'book.ods',
      zipOf('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
      'FILE_NOT_TEXT',
      'an OpenDocument workbook',
    ],
    ['archive.csv', zipOf('notes.txt'), 'FILE_NOT_TEXT', 'a ZIP archive'],
    ['old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FILE_NOT_TEXT', 'an old Excel or Office document'],
    ['statement.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ'), 'FILE_NOT_TEXT', 'a PDF document'],
    ['song.mp3', Buffer.from('ID3\x04\x00\x00'), 'FILE_NOT_TEXT', 'an MP3 recording'],
    ['song.wav', Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt '), 'FILE_NOT_TEXT', 'a WAV recording'],
    ['song.flac', Buffer.from('fLaC\x00'), 'FILE_NOT_TEXT', 'a FLAC recording'],
    ['song.m4a', Buffer.from('\x00\x00\x00\x20ftypM4A '), 'FILE_NOT_TEXT', 'an MP4 or M4A recording'],
    ['packed.csv.gz', gzipSync(sound), 'FILE_NOT_TEXT', 'packed with gzip'],
    [
      'data.csv',
      Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)),
      'FILE_NOT_TEXT',
      'a binary file',
    ],
    [
      'wide.csv',
      Buffer.from(Uint32Array.from([0xfeff, 0x54, 0x69]).buffer),
      'FILE_NOT_TEXT',
      'a binary file',
    ],
  ]
  it.each(refusals)('%s', async (name, content, code, words) => {
    const path = folder.file(name, content)
    const error = await failure(inspect(path))
    expect(error.code).toBe(code)
    expect(error.message).toContain(name)
    expect(error.message).toContain(words)
    const dialect = { format: 'text', encoding: 'utf-8', delimiter: ',', headerRow: 0 } as const
    const started = await failure(
      core.call('imports.preview', {
        path,
        dialect,
        mapping: { columns: { title: [0], artist: [1] }, durationUnit: 'auto' },
      }),
    )
    expect(started.code).toBe(code)
    expect((await core.call('imports.list', {})).imports).toEqual([])
  })

  it('a folder, and a file that is not there', async () => {
    const path = folder.file('x.csv', sound)
    mkdirSync(`${path}.d`)
    expect((await failure(inspect(`${path}.d`))).message).toContain('is a folder')
    rmSync(path)
    const gone = await failure(inspect(path))
    expect([gone.code, gone.message]).toEqual([
      'FILE_UNREADABLE',
      expect.stringContaining('“x.csv” is not there any more'),
    ])
  })

  it('one line of ten megabytes', async () => {
    const error = await failure(inspect(folder.file('line.csv', 'x'.repeat(10_000_000))))
    expect([error.code, error.message]).toEqual([
      'NO_HEADER',
      expect.stringContaining('first line of “line.csv”'),
    ])
  })
})

describe('texts in any encoding come in with their letters', () => {
  const encodings: readonly [string, Buffer, string][] = [
    ['UTF-8', Buffer.from(sound), 'utf-8'],
    ['UTF-8 with mark', Buffer.from(`\ufeff${sound}`), 'utf-8'],
    ['UTF-16 little-endian with mark', Buffer.from(`\ufeff${sound}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 little-endian', Buffer.from(sound, 'utf16le'), 'utf-16le'],
    ['UTF-16 big-endian with mark', Buffer.from(`\ufeff${sound}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 big-endian', Buffer.from(sound, 'utf16le').swap16(), 'utf-16be'],
    ['Latin-1', iconv.encode(sound, 'latin1'), 'windows-1252'],
  ]
  it.each(encodings)('%s', async (_name, content, encoding) => {
    const { inspection, batch } = await importFile(core, folder.file('catalogue.csv', content))
    expect(inspection.dialect).toMatchObject({ encoding })
    expect(inspection.warnings.some((line) => line.includes('Windows-1252'))).toBe(
      encoding === 'windows-1252',
    )
    expect(inspection.columns[0]?.name).toBe('Title')
    expect(batch.counts).toMatchObject({ rows: 2, create: 2, rejected: 0, warnings: 0 })
    expect(await titles()).toEqual(['Élan', 'Harbour Lights'])
  })

  it('Latin-1 letters that only come late in a long file', async () => {
    const early = Array.from({ length: 40_000 }, (_, n) => `Song number ${String(n)},Vela,,3:01\n`).join('')
    const path = folder.file('late.csv', iconv.encode(`${header}${early}Élan,Vela,,2:45\n`, 'latin1'))
    expect((await inspect(path)).dialect).toMatchObject({ encoding: 'windows-1252' })
  })

  it('warns of every row that lost characters to the wrong encoding', async () => {
    const path = folder.file('catalogue.csv', iconv.encode(sound, 'latin1'))
    const { dialect } = await inspect(path)
    if (dialect.format !== 'text') throw new Error('not read as text')
    const { importId, batch } = await preview(core, path, { dialect: { ...dialect, encoding: 'utf-8' } })
    expect(batch.counts).toMatchObject({ create: 2, warnings: 1 })
    const [row] = await keptRows(core, importId, 'warnings')
    expect(row).toMatchObject({ row: 3, problems: [{ field: 'title', code: 'characters-lost' }] })
  })
})

describe('tables of any shape', () => {
  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ])('divided by %s, with commas inside', async (_name, delimiter) => {
    const text = [
      ['Title', 'Artist', 'Duration'],
      ['Hey, You', 'Vela', '3:01'],
      ['One, Two', 'Vela', '2:01'],
    ]
      .map((cells) => cells.join(delimiter))
      .join('\r\n')
    const { inspection } = await importFile(core, folder.file('x.txt', text))
    expect(inspection.dialect).toMatchObject({ delimiter })
    expect(await titles()).toEqual(['Hey, You', 'One, Two'])
  })

  it('read with the wrong delimiter: one column, said so, and nothing can be imported', async () => {
    const path = folder.file('x.csv', sound)
    const inspection = await core.call('imports.inspect', { path, dialect: { delimiter: ';' } })
    expect(inspection.columns).toHaveLength(1)
    expect(inspection.warnings.join(' ')).toContain('one column only')
    const { dialect, mapping } = inspection
    const error = await failure(core.call('imports.preview', { path, dialect, mapping }))
    expect([error.code, error.message]).toEqual(['NO_USABLE_COLUMNS', expect.stringContaining('artists')])
  })

  it('with only a header', async () => {
    const { inspection, batch } = await preview(core, folder.file('x.csv', header))
    expect(inspection.warnings).toEqual(['The table has column names but no rows.'])
    expect([batch.state, batch.counts.rows]).toEqual(['previewed', 0])
  })

  it('with rows above the header, and without a header', async () => {
    const report = `Sales report\n\nAccount 7\n${sound}`
    const above = await preview(core, folder.file('report.csv', report))
    expect(above.inspection.dialect).toMatchObject({ headerRow: 3 })
    expect(above.batch.counts).toMatchObject({ rows: 2, create: 2 })
    const bare = folder.file('bare.csv', sound.slice(header.length))
    const { inspection, batch } = await preview(core, bare)
    expect(inspection.dialect).toMatchObject({ headerRow: null })
    expect(inspection.warnings.join(' ')).toContain('check the mapping')
    expect(inspection.mapping).toMatchObject({ columns: { isrc: [2] } })
    expect(batch.counts).toMatchObject({ rows: 2, create: 2 })
  })

  it('with the same name over two columns', async () => {
    const text = 'Title,ISRC,Artist,ISRC\nHarbour Lights,,Vela,USS1Z9900001\n'
    const { inspection } = await importFile(core, folder.file('x.csv', text))
    expect(inspection.columns.map(({ name }) => name)).toEqual(['Title', 'ISRC', 'Artist', 'ISRC (2)'])
    expect(inspection.warnings).toEqual([expect.stringContaining('“ISRC” stands over 2 columns (2, 4)')])
    expect((await core.call('recordings.list', {})).rows[0]?.isrc).toBe('USS1Z9900001')
  })

  it('without a column of artists: by the artist of the profile', async () => {
    const path = folder.file('x.csv', 'Title,ISRC\nHarbour Lights,USS1Z9900001\n')
    expect((await inspect(path)).warnings.join(' ')).toContain('No column of artists')
    await core.call('profile.save', {
      ...{ legalName: 'Mira', artistName: 'Vela', company: '', address: '', country: '' },
      ...{ email: '', phone: '', role: 'owner', website: '' },
    })
    expect((await inspect(path)).warnings.join(' ')).toContain('by “Vela”')
    await importFile(core, path)
    expect((await core.call('recordings.list', {})).rows[0]?.artist).toBe('Vela')
  })
})

describe('rows with problems are listed with row and field, and the others come in', () => {
  it('ragged rows, wrong codes, missing fields', async () => {
    const text = [
      'Title,Artist,ISRC,Duration',
      'Sound,Vela,USS1Z9900001,3:01',
      'Short,Vela',
      'Too, long,Vela,USS1Z9900002,3:01',
      '',
      'Letter O,Vela,USS1Z99O0003,3:01',
      ',Vela,USS1Z9900004,3:01',
      'Odd time,Vela,USS1Z9900005,3:5',
      'Trailing,Vela,USS1Z9900006,3:01,,',
      '"open,Vela,USS1Z9900007,3:01',
      'Last,Vela,USS1Z9900008,3:01',
    ].join('\n')
    const { importId, batch } = await preview(core, folder.file('x.csv', text))
    expect(batch.counts).toEqual({
      ...{ rows: 9, create: 5, update: 0, unchanged: 0, rejected: 4, warnings: 2 },
      ...{ repeated: 0, skipped: 0, conflicts: 0, taken: 0 },
      ...{ newReleases: 0, newWorks: 0, newParties: 0, newCredits: 0, newShares: 0 },
    })
    const rejected = await keptRows(core, importId, 'rejected')
    expect(rejected.map(({ row, problems }) => [row, problems[0]?.field, problems[0]?.code])).toEqual([
      [4, 'row', 'too-many-cells'],
      [6, 'isrc', 'designation-not-digits'],
      [7, 'title', 'missing'],
      [10, 'row', 'open-quote'],
    ])
    expect(rejected[0]?.problems[0]?.message).toContain('Row 4 has 5 cells; the table has 4 columns')
    expect(rejected[1]).toMatchObject({ isrc: 'USS1Z99O0003', problems: [{ suggestion: 'USS1Z9900003' }] })
    expect(rejected[3]?.raw).toBe('"open,Vela,USS1Z9900007,3:01')
    const warned = await keptRows(core, importId, 'warnings')
    expect(warned.map(({ row, problems }) => [row, problems[0]?.code])).toEqual([
      [3, 'too-few-cells'],
      [8, 'ambiguous'],
    ])
    expect(await keptRows(core, importId)).toHaveLength(9)
    await commit(core, importId)
    expect(await titles()).toEqual(['Last', 'Odd time', 'Short', 'Sound', 'Trailing'])
  })

  it('one row of ten megabytes among sound ones', async () => {
    const text = `${header}First,Vela,,3:01\n${'x'.repeat(10_000_000)}\nLast,Vela,,3:01\n`
    const { importId, batch } = await preview(core, folder.file('x.csv', text))
    expect(batch.counts).toMatchObject({ rows: 3, create: 2, rejected: 1 })
    const [row] = await keptRows(core, importId, 'rejected')
    expect(row).toMatchObject({ row: 3, problems: [{ code: 'too-long', field: 'row' }] })
    expect(row?.raw.length).toBeLessThan(5000)
  })

  it('a quotation mark that nothing closes, in a file of two megabytes', async () => {
    const many = Array.from({ length: 60_000 }, (_, n) => `Song ${String(n)},Vela,,3:01\n`).join('')
    const { importId, batch } = await preview(
      core,
      folder.file('x.csv', `${header}"open,Vela,,3:01\n${many}`),
    )
    expect(batch.counts).toMatchObject({ rows: 60_001, create: 60_000, rejected: 1 })
    expect((await keptRows(core, importId, 'rejected')).map(({ row }) => row)).toEqual([2])
  })

  it('a million rows with errors: all listed, by page, in flat memory', async () => {
    const path = join(folder.file('unused', ''), '..', 'million.csv')
    const out = createWriteStream(path)
    out.write(header)
    for (let block = 0; block < 100; block++) {
      const rows = Array.from(
        { length: 10_000 },
        (_, n) => `Song ${String(block * 10_000 + n)},,US-BAD,3:01\n`,
      )
      out.write(rows.join(''))
    }
    out.end()
    await finished(out)

    let peak = 0
    const before = process.memoryUsage().rss
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    const { importId, batch, job } = await preview(core, path)
    clearInterval(watch)
    expect(job.state).toBe('done')
    expect(batch.counts).toMatchObject({ rows: 1_000_000, rejected: 1_000_000, create: 0 })
    expect(peak - before).toBeLessThan(450 * 1024 * 1024)

    const first = await core.call('imports.rows', { importId, only: 'rejected', limit: 500 })
    expect([first.total, first.rows.length, first.rows[0]?.row]).toEqual([1_000_000, 500, 2])
    const deep = await core.call('imports.rows', { importId, limit: 500, offset: 999_600 })
    expect([deep.rows.length, deep.rows.at(-1)?.row]).toEqual([400, 1_000_001])
    expect(
      deep.rows
        .at(-1)
        ?.problems.map(({ field }) => field)
        .sort(),
    ).toEqual(['artist', 'isrc'])

    await core.call('imports.discard', { importId })
    expect((await core.call('imports.rows', { importId })).rows).toEqual([])
  }, 180_000)
})

describe('files that change under our hands', () => {
  const long = () =>
    header +
    Array.from({ length: 150_000 }, (_, n) => `Song ${String(n)},Vela ${String(n % 50)},,3:01\n`).join('')

  it('deleted while read: either whole or a clear error, and the commit says that it is gone', async () => {
    const path = folder.file('x.csv', long())
    const { dialect, mapping } = await inspect(path)
    const { importId, jobId } = await core.call('imports.preview', { path, dialect, mapping })
    await new Promise((resolve) => setTimeout(resolve, 400))
    unlinkSync(path)
    const job = await core.finished(jobId)
    const batch = await core.call('imports.get', { importId })
    if (job.state === 'done') {
      expect(batch.counts.rows).toBe(150_000)
      const committed = await commit(core, importId)
      expect(committed.error).toMatchObject({ code: 'FILE_UNREADABLE' })
      expect((await core.call('imports.get', { importId })).state).toBe('previewed')
    } else {
      expect(job.error?.code).toBe('FILE_UNREADABLE')
      expect(batch.state).toBe('failed')
    }
    expect((await core.call('recordings.list', {})).total).toBe(0)
  })

  it('cut short while read: refused, nothing half-read is left', async () => {
    const path = folder.file('x.csv', long())
    const { dialect, mapping } = await inspect(path)
    const { importId, jobId } = await core.call('imports.preview', { path, dialect, mapping })
    while ((await core.call('jobs.get', { jobId })).progress.done === 0)
      await new Promise((resolve) => setTimeout(resolve, 5))
    truncateSync(path, 200_000)
    const job = await core.finished(jobId)
    expect(job.error).toMatchObject({
      code: 'FILE_CHANGED',
      message: containing('“x.csv” was changed'),
    })
    expect((await core.call('imports.get', { importId })).state).toBe('failed')
    expect(await keptRows(core, importId)).toEqual([])
    expect((await failure(core.call('imports.commit', { importId }))).code).toBe('CONFLICT')
  })

  it('changed after the preview: the commit refuses it, and a new preview is asked for', async () => {
    const path = folder.file('x.csv', sound)
    const { importId } = await preview(core, path)
    folder.file('x.csv', sound.replace('Harbour', 'Harbor'))
    const job = await commit(core, importId)
    expect(job.error).toMatchObject({
      code: 'FILE_CHANGED',
      message: containing('Nothing was imported'),
    })
    expect((await core.call('imports.get', { importId })).state).toBe('failed')
    expect(await titles()).toEqual([])
  })
})

/** A ZIP archive with one empty entry of the given name. */
function zipOf(name: string): Buffer {
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(name.length, 26)
  return Buffer.concat([local, Buffer.from(name), deflateRawSync('')])
}

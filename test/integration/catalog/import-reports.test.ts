import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importPresets, matchPreset } from '../../../shared/domain/catalogue/presets.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { commit, failure, importFile, keptRows, preview, temporaryFolder } from './support.ts'

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

const recordings = async () => {
  const { rows } = await core.call('recordings.list', { limit: 500 })
  return rows.map(({ title, artist, isrc, releaseTitle, gtin }) => [title, artist, isrc, releaseTitle, gtin])
}
const table = (name: string, delimiter: string, rows: readonly (readonly string[])[], encoding = 'utf8') =>
  folder.file(name, iconv.encode(rows.map((cells) => cells.join(delimiter)).join('\r\n'), encoding))

describe('reports of distributors, told by their columns', () => {
  it('DistroKid, older: tabs, Latin-1, a recording on hundreds of rows, whole albums skipped', async () => {
    const sale = (title: string, isrc: string, kind = 'Song') => [
      ...[
        '2024-05-01',
        '2024-03',
        'Spotify',
        'Sigur Rós',
        title,
        isrc,
        '0094634396028',
        '9,608',
        '100',
        kind,
      ],
      ...['PT', '', '$0.102135011213'],
    ]
    const path = table(
      'bank.tsv',
      '\t',
      [
        [
          ...[
            'Reporting Date',
            'Sale Month',
            'Store',
            'Artist',
            'Title',
            'ISRC',
            'UPC',
            'Quantity',
            'Team Percentage',
          ],
          ...['Song/Album', 'Country of Sale', 'Songwriter Royalties Withheld', 'Earnings (USD)'],
        ],
        ...Array.from({ length: 300 }, () => sale('áttunda', 'USS1Z9900001')),
        sale('fimmtánda', 'USS1Z9900002'),
        sale('Ágætis byrjun', '', 'Album'),
        sale('átt­unda', 'USS1Z9900001'),
      ],
      'latin1',
    )
    const { inspection, batch } = await importFile(core, path)
    expect(inspection.preset).toEqual({ id: 'distrokid-bank-1', name: 'DistroKid bank report' })
    expect(inspection.dialect).toMatchObject({ encoding: 'windows-1252', delimiter: '\t' })
    expect(batch).toMatchObject({ preset: 'DistroKid bank report' })
    expect(batch.counts).toMatchObject({
      rows: 302,
      create: 2,
      unchanged: 300,
      repeated: 300,
      skipped: 1,
      rejected: 0,
    })
    expect((await recordings()).map(([title, , isrc]) => [title, isrc])).toEqual([
      ['áttunda', 'USS1Z9900001'],
      ['fimmtánda', 'USS1Z9900002'],
    ])
  })

  it('DistroKid, newer: its source type says what a whole album is', async () => {
    const columns = [
      ...[
        'Date Inserted',
        'Reporting Date',
        'Sale Month',
        'Store',
        'Artist',
        'Title',
        'ISRC',
        'UPC',
        'Quantity',
      ],
      ...['Team Percentage', 'Source Type', 'Country of Sale', 'Songwriter Royalties Withheld (USD)'],
      ...['Earnings (USD)', 'Recoup (USD)'],
    ]
    const sale = (title: string, isrc: string, kind: string) => [
      ...[
        '2025-01-15',
        '2025-01-15',
        '2024-12',
        'Deezer',
        'Vela',
        title,
        isrc,
        '190295810726',
        '1',
        '50',
        kind,
      ],
      ...['DE', '0.0', '0.01', ''],
    ]
    const path = table('bank.csv', ',', [
      columns,
      sale('One', 'USS1Z9900001', 'Song'),
      sale('All', '', 'Album'),
    ])
    const { inspection, batch } = await importFile(core, path)
    expect(inspection.preset?.id).toBe('distrokid-bank-2')
    expect(batch.counts).toMatchObject({ rows: 1, create: 1, skipped: 1 })
  })

  it('TuneCore: the code in one of two columns, releases sold whole skipped, columns added later', async () => {
    const columns = [
      ...[
        'Sales Period',
        'Posted Date',
        'Store Name',
        'Country Of Sale',
        'Artist',
        'Release Type',
        'Release Title',
      ],
      ...[
        'Song Title',
        'Label',
        'UPC',
        'Optional UPC',
        'TC Song ID',
        'Optional ISRC',
        'Sales Type',
        '# Units Sold',
      ],
      ...[
        'Per Unit Price',
        'Net Sales',
        'Net Sales Currency',
        'Exchange Rate',
        'Total Earned',
        'Currency',
        'Commission',
      ],
    ]
    const sale = (song: string, tc: string, isrc: string) => [
      ...[
        '2024-01-01',
        '2024-03-01',
        'Deezer',
        'DE',
        'Vela',
        'Album',
        'Nightfall',
        song,
        'Quay',
        '859700000008',
      ],
      ...['', tc, isrc, 'Stream', '3', '0.01', '0.03', 'USD', '1', '0.03', 'USD', '0'],
    ]
    const path = table('tunecore.csv', ',', [
      columns,
      sale('One', 'TCABC2400001', ''),
      sale('Two', '998877', 'USS1Z9900002'),
      sale('Three', '998878', ''),
      sale('', '', ''),
    ])
    const { inspection, batch, importId } = await importFile(core, path)
    expect(inspection.preset?.id).toBe('tunecore-sales')
    expect(inspection.mapping.columns.isrc).toEqual([12, 11])
    expect(batch.counts).toMatchObject({ rows: 3, create: 3, skipped: 1, rejected: 0 })
    expect((await recordings()).map(([title, , isrc]) => [title, isrc])).toEqual([
      ['One', 'TCABC2400001'],
      ['Three', null],
      ['Two', 'USS1Z9900002'],
    ])
    expect(await keptRows(core, importId, 'rejected')).toEqual([])
  })

  it('Bandcamp: lower case, pay-outs and albums skipped, dates that are none of a release', async () => {
    const path = table('sales.csv', ',', [
      [
        ...[
          'date',
          'paid to',
          'item type',
          'item name',
          'artist',
          'currency',
          'item price',
          'net amount',
          'upc',
          'isrc',
        ],
        ...['catalog number', 'country', 'bandcamp transaction id', 'item url'],
      ],
      [
        '5/13/26 11:28pm',
        '',
        'track',
        'One',
        'Vela',
        'USD',
        '1',
        '0.8',
        '',
        'USS1Z9900001',
        'QUAY-7',
        'Germany',
        '1',
        'https://vela.example/track/one',
      ],
      [
        '5/14/26 1:02am',
        '',
        'album',
        'Nightfall',
        'Vela',
        'USD',
        '9',
        '7.5',
        '190295810726',
        '',
        '',
        'Spain',
        '2',
        'https://vela.example/album/n',
      ],
      ['5/15/26 1:02am', 'Vela', 'payout', '', '', 'USD', '', '-8.3', '', '', '', '', '3', ''],
      [
        '5/16/26 1:02am',
        '',
        'track',
        'One',
        'Vela',
        'USD',
        '1',
        '0.8',
        '',
        'USS1Z9900001',
        'QUAY-7',
        'Italy',
        '4',
        'https://vela.example/track/one',
      ],
    ])
    const { inspection, batch } = await importFile(core, path)
    expect(inspection.preset?.id).toBe('bandcamp-sales')
    expect(batch.counts).toMatchObject({ rows: 2, create: 1, unchanged: 1, repeated: 1, skipped: 2 })
    const [row] = (await core.call('recordings.list', {})).rows
    expect(await core.call('recordings.get', { recordingId: row!.id })).toMatchObject({
      isrc: 'USS1Z9900001',
      authorizedUrl: 'https://vela.example/track/one',
    })
  })

  it('SoundCloud: two rows above the names of the columns', async () => {
    const path = table('royalties.csv', ',', [
      ['Account ID', '12345'],
      ['8b0e2c58-6f1c-4d0c-9a48-000000000001'],
      [
        'Month',
        'Store',
        'Track Title',
        'Artist',
        'ISRC',
        'Territory',
        'Revenue (USD)',
        'Revenue Share (%)',
        'Split Pay Share (%)',
      ],
      ['2024-01', 'SoundCloud', 'One', 'Vela', 'USS1Z9900001', 'DE', '0.1', '100', '100'],
    ])
    const { inspection, batch } = await importFile(core, path)
    expect(inspection.preset?.id).toBe('soundcloud-for-artists')
    expect(inspection.dialect).toMatchObject({ headerRow: 2 })
    expect(batch.counts).toMatchObject({ rows: 1, create: 1 })
  })

  it('every preset knows itself by its own columns, in any case and order, and no other', () => {
    for (const preset of importPresets) {
      const names = [...preset.required, ...preset.anyOf.names, ...Object.values(preset.fields).flat()]
      const header = [...new Set(names)].reverse().map((name) => ` ${name.toUpperCase()} * `)
      expect(matchPreset(header)?.preset.id).toBe(preset.id)
    }
    expect(matchPreset(['Title', 'Artist', 'ISRC', 'UPC'])).toBeNull()
  })
})

describe('the mapping of a source', () => {
  const rows = [
    ['Nome', 'Chi', 'Tempo', 'Codice'],
    ['Luci', 'Vela', '181', 'USS1Z9900001'],
    ['Inverno', 'Vela', '95', 'USS1Z9900002'],
  ]

  it('is as last time, with the unit of the durations, until it is forgotten', async () => {
    const path = table('a.csv', ';', rows)
    const first = await core.call('imports.inspect', { path })
    expect(first.remembered).toBeNull()
    const mapping = {
      columns: { title: [0], artist: [1], duration: [2], isrc: [3] },
      durationUnit: 'ms' as const,
    }
    const { importId } = await preview(core, path, { mapping })
    expect((await core.call('imports.inspect', { path })).remembered).toBeNull()
    await commit(core, importId)
    const again = await core.call('imports.inspect', {
      path: table('b.csv', ',', [rows[0]!.map((name) => ` ${name.toUpperCase()}`), ...rows.slice(1)]),
    })
    expect(again.mapping).toEqual(mapping)
    expect(again.reasons.title).toBe('As last time')
    expect(again.remembered?.sourceKey).toContain('nome|chi|tempo|codice')
    await core.call('imports.forget', { sourceKey: again.remembered!.sourceKey })
    expect((await core.call('imports.inspect', { path })).remembered).toBeNull()
  })

  it('keeps the encoding where nothing but a guess tells it', async () => {
    const mapped = [
      ['Títle', 'Artist'],
      ['Ágætis', 'Vela'],
    ]
    const path = table('a.csv', ',', mapped, 'latin1')
    const inspection = await core.call('imports.inspect', { path })
    if (inspection.dialect.format !== 'text') throw new Error('not read as text')
    const { importId } = await preview(core, path, {
      dialect: { ...inspection.dialect, encoding: 'utf-8' },
      mapping: { columns: { title: [0], artist: [1] }, durationUnit: 'auto' },
    })
    await commit(core, importId)
    expect((await core.call('imports.inspect', { path })).dialect).toMatchObject({ encoding: 'windows-1252' })
  })
})

describe('values that contradict the catalogue', () => {
  const known = {
    title: 'Harbour Lights',
    artist: 'Vela',
    isrc: 'USS1Z9900001',
    year: 2020,
    durationMs: 181_000,
  }
  const setUp = async () => {
    const { releaseId } = await core.call('releases.create', {
      title: 'Nightfall',
      artist: 'Vela',
      gtin: '190295810726',
      label: 'Quay',
    })
    const { recordingId } = await core.call('recordings.create', { ...known, releaseId })
    const path = table('new.csv', ',', [
      ['Title', 'Artist', 'ISRC', 'Year', 'Duration', 'Album', 'UPC', 'Label', 'Track Number'],
      [
        'Harbor Nights',
        'Vela',
        'USS1Z9900001',
        '2021',
        '3:20',
        'Night Falls',
        '190295810726',
        'Harbour',
        '7',
      ],
    ])
    return { recordingId, releaseId, ...(await preview(core, path)) }
  }
  const conflicts = async (importId: number) => (await core.call('imports.conflicts', { importId })).rows
  const take = (importId: number, ...fields: ('title' | 'year' | 'label' | 'release')[]) =>
    Promise.all(
      fields.map((field) =>
        core.call('imports.resolve', { importId, scope: { of: 'field', field }, choice: 'take' }),
      ),
    )

  it('stand side by side, and nothing is overwritten unless it is taken', async () => {
    const { importId, batch, recordingId } = await setUp()
    expect(batch.counts).toMatchObject({ unchanged: 1, conflicts: 6, taken: 0 })
    expect(
      (await conflicts(importId)).map(({ subject, field, known: has, offered, choice }) => [
        subject,
        field,
        has,
        offered,
        choice,
      ]),
    ).toEqual([
      ['recording', 'title', 'Harbour Lights', 'Harbor Nights', 'keep'],
      ['recording', 'duration', '3:01', '3:20', 'keep'],
      ['recording', 'year', '2020', '2021', 'keep'],
      ['release', 'release', 'Nightfall', 'Night Falls', 'keep'],
      ['release', 'label', 'Quay', 'Harbour', 'keep'],
      ['track', 'trackNumber', '1', '7', 'keep'],
    ])
    await commit(core, importId)
    expect(await core.call('recordings.get', { recordingId })).toMatchObject(known)
  })

  it('are taken one by one, by field or all, found by search, and undone in one step', async () => {
    const { importId, recordingId, releaseId } = await setUp()
    const [title] = await conflicts(importId)
    expect(
      await core.call('imports.resolve', {
        importId,
        scope: { of: 'some', conflictIds: [title!.id] },
        choice: 'take',
      }),
    ).toEqual({ taken: 1 })
    await take(importId, 'year', 'label')
    expect((await core.call('imports.get', { importId })).counts.taken).toBe(3)
    expect((await commit(core, importId)).state).toBe('done')
    expect(await core.call('recordings.get', { recordingId })).toMatchObject({
      ...known,
      title: 'Harbor Nights',
      year: 2021,
    })
    expect(await core.call('releases.get', { releaseId })).toMatchObject({
      title: 'Nightfall',
      label: 'Harbour',
    })
    const found = async (search: string) => (await core.call('recordings.list', { search })).total
    expect([await found('harbor nights'), await found('harbour lights')]).toEqual([1, 0])
    await core.call('undo.undo', {})
    expect(await core.call('recordings.get', { recordingId })).toMatchObject(known)
    expect(await core.call('releases.get', { releaseId })).toMatchObject({ label: 'Quay' })
    expect([await found('harbor nights'), await found('harbour lights')]).toEqual([0, 1])
  })

  it('all of them at once, also the track, and all kept again', async () => {
    const { importId, recordingId, releaseId } = await setUp()
    const decide = (choice: 'keep' | 'take') =>
      core.call('imports.resolve', { importId, scope: { of: 'all' }, choice })
    expect(await decide('take')).toEqual({ taken: 6 })
    expect(await decide('keep')).toEqual({ taken: 0 })
    await decide('take')
    await commit(core, importId)
    expect(await core.call('recordings.get', { recordingId })).toMatchObject({
      title: 'Harbor Nights',
      durationMs: 200_000,
      tracks: [{ number: 7 }],
    })
    expect(await core.call('releases.get', { releaseId })).toMatchObject({
      title: 'Night Falls',
      label: 'Harbour',
    })
    await core.call('undo.undo', {})
    expect(await core.call('recordings.get', { recordingId })).toMatchObject({
      ...known,
      tracks: [{ number: 1 }],
    })
  })

  it('between rows of one file: the first is kept, another can be taken, one at a time', async () => {
    const path = table('report.csv', ',', [
      ['Title', 'Artist', 'ISRC'],
      ...['Harbour Lights', 'Harbor Nights', 'Harbor Nights', 'Harbour Lite'].map((title) => [
        title,
        'Vela',
        'USS1Z9900001',
      ]),
    ])
    const { importId, batch } = await preview(core, path)
    expect(batch.counts).toMatchObject({ rows: 4, create: 1, repeated: 3, conflicts: 2 })
    const rows = await conflicts(importId)
    expect(rows.map(({ row, offered, fromFile }) => [row, offered, fromFile])).toEqual([
      [3, 'Harbor Nights', true],
      [5, 'Harbour Lite', true],
    ])
    const one = (id: number) =>
      core.call('imports.resolve', { importId, scope: { of: 'some', conflictIds: [id] }, choice: 'take' })
    expect(await one(rows[0]!.id)).toEqual({ taken: 1 })
    expect(await one(rows[1]!.id)).toEqual({ taken: 1 })
    await commit(core, importId)
    expect((await recordings()).map(([title]) => title)).toEqual(['Harbour Lite'])
  })

  it('decisions hold when the catalogue was changed meanwhile, and are refused when they lost their object', async () => {
    const first = await setUp()
    await take(first.importId, 'year')
    await core.call('recordings.create', { title: 'Another', artist: 'Orion' })
    expect((await commit(core, first.importId)).state).toBe('done')
    expect(await core.call('recordings.get', { recordingId: first.recordingId })).toMatchObject({
      year: 2021,
    })
    await core.call('undo.undo', {})
    const path = table('again.csv', ',', [
      ['Title', 'Artist', 'ISRC', 'Year'],
      ['Harbour Lights', 'Vela', 'USS1Z9900001', '1999'],
    ])
    const second = await preview(core, path)
    await take(second.importId, 'year')
    await core.call('recordings.update', { recordingId: first.recordingId, patch: { year: 2005 } })
    const job = await commit(core, second.importId)
    expect(job.error).toMatchObject({ code: 'CONFLICT' })
    expect(job.error?.message).toContain('Check the file again')
    expect(await core.call('recordings.get', { recordingId: first.recordingId })).toMatchObject({
      year: 2005,
    })
  })

  it('cannot be decided once the import is written', async () => {
    const { importId } = await setUp()
    await commit(core, importId)
    const error = await failure(
      core.call('imports.resolve', { importId, scope: { of: 'all' }, choice: 'take' }),
    )
    expect(error.code).toBe('CONFLICT')
  })
})

describe('importing again without codes', () => {
  const columns = ['Title', 'Artist', 'UPC', 'Track Number', 'Disc Number', 'Duration']
  it('matches by barcode and place before title, and never by place alone', async () => {
    await importFile(
      core,
      table('a.csv', ',', [
        columns,
        ['Harbour Lights', 'Vela', '190295810726', '1', '', '3:01'],
        ['Winter', 'Vela', '190295810726', '2', '', '2:20'],
      ]),
    )
    const again = await preview(
      core,
      table('b.csv', ',', [
        columns,
        ['Harbor Lights', 'Vela', '0190295810726', '1', '1', '3:02'],
        ['Winter', 'Vela feat. Orion', '190295810726', '2', '1', ''],
        ['Other Song', 'Vela', '190295810726', '2', '', '4:00'],
        ['Other Disc', 'Vela', '190295810726', '1', '2', '3:01'],
      ]),
    )
    const rows = await keptRows(core, again.importId)
    expect(rows.map(({ title, action }) => [title, action])).toEqual([
      ['Harbor Lights', 'unchanged'],
      ['Winter', 'unchanged'],
      ['Other Song', 'create'],
      ['Other Disc', 'create'],
    ])
  })
})

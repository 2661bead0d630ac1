import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { catalogueOf, importFile, keptRows, preview, temporaryFolder } from './support.ts'

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

const table = (...rows: string[]) => folder.file('catalogue.csv', `${rows.join('\n')}\n`)
const bring = (...rows: string[]) => importFile(core, table(...rows))
const notes = async (importId: number) =>
  (await keptRows(core, importId, 'warnings')).map(({ row, action, problems }) => [
    row,
    action,
    problems[0]?.code,
  ])

async function recordings() {
  const { rows } = await core.call('recordings.list', { limit: 500 })
  return Promise.all(rows.map(({ id }) => core.call('recordings.get', { recordingId: id })))
}

describe('rows of one recording', () => {
  it('are one by their code, however the title is spelled, and fill what is empty', async () => {
    const { batch } = await bring(
      'Title,Artist,ISRC,Duration,Year',
      'Harbour Lights,Vela,USS1Z9900001,,',
      'Harbour Lights (Remastered),Vela,us-s1z-99-00001,3:01,',
      'HARBOUR LIGHTS,Vela feat. Orion,USS1Z9900001,3:02,2024',
      'Harbour Lights,Vela,USS1Z9900001,3:01,2024',
    )
    expect(batch.counts).toEqual({
      ...{ rows: 4, create: 1, update: 2, unchanged: 1, rejected: 0, warnings: 0 },
      // Other spellings are listed side by side, but are nothing to warn of.
      ...{ repeated: 3, skipped: 0, conflicts: 2, taken: 0 },
      ...{ newReleases: 0, newWorks: 0, newParties: 0, newCredits: 0, newShares: 0 },
    })
    expect(await recordings()).toMatchObject([
      { title: 'Harbour Lights', artist: 'Vela', isrc: 'USS1Z9900001', durationMs: 181_000, year: 2024 },
    ])
  })

  it('are one by title, artist and version where there is no code, in any spelling', async () => {
    const { batch } = await bring(
      'Title,Version,Artist,ISRC',
      'Élan & Light,,The Velas,',
      'elan and light,,Velas,USS1Z9900001',
      'Élan & Light,Radio Edit,The Velas,',
    )
    expect(batch.counts).toMatchObject({ create: 2, update: 1 })
    expect((await recordings()).map(({ version, isrc }) => [version, isrc])).toEqual([
      ['', 'USS1Z9900001'],
      ['Radio Edit', null],
    ])
  })

  it('never overwrite: a value that differs is reported and the known one kept', async () => {
    const { recordingId } = await core.call('recordings.create', {
      title: 'Harbour Lights',
      artist: 'Vela',
      isrc: 'USS1Z9900001',
      year: 2020,
      durationMs: 181_000,
    })
    const { importId, batch } = await bring(
      'Title,Artist,ISRC,Year,Duration,Registration Number',
      'Harbor Nights,Vela,USS1Z9900001,2021,4:00,SR0000320918',
    )
    expect(batch.counts).toMatchObject({ update: 1, warnings: 1 })
    const [row] = await keptRows(core, importId, 'warnings')
    expect(row?.problems.map(({ field, code }) => [field, code])).toEqual([
      ['title', 'kept-existing'],
      ['duration', 'kept-existing'],
      ['year', 'kept-existing'],
    ])
    expect(row?.problems[2]?.message).toBe(
      'The catalogue has the year 2020. It stays, unless you take 2021 instead.',
    )
    expect(await core.call('recordings.get', { recordingId })).toMatchObject({
      title: 'Harbour Lights',
      year: 2020,
      durationMs: 181_000,
      registrationNumber: 'SR0000320918',
    })
  })
})

describe('codes that contradict', () => {
  it('another code of the same words is kept beside the recording, and known the next time', async () => {
    const { importId } = await bring(
      'Title,Artist,ISRC',
      'Harbour Lights,Vela,USS1Z9900001',
      'Harbour Lights,Vela,USS1Z9900002',
    )
    expect(await notes(importId)).toEqual([[3, 'update', 'other-isrc']])
    const [recording] = await recordings()
    expect(recording).toMatchObject({
      isrc: 'USS1Z9900001',
      identifiers: [{ scheme: 'isrc', value: 'USS1Z9900002', raw: 'USS1Z9900002', state: 'alias' }],
    })
    expect((await core.call('recordings.list', { search: 'US-S1Z-99-00002' })).total).toBe(1)
    const again = await preview(core, table('Title,Artist,ISRC', 'Harbour Lights,Vela,USS1Z9900002'))
    expect(again.batch.counts).toMatchObject({ unchanged: 1, warnings: 0 })
  })

  it('another code with another length or on another release makes a recording of its own', async () => {
    const { importId, batch } = await bring(
      'Title,Artist,ISRC,Duration,Album',
      'Intro,Vela,USS1Z9900001,0:40,Nightfall',
      'Intro,Vela,USS1Z9900002,1:10,Nightfall',
      'Outro,Vela,USS1Z9900003,,Nightfall',
      'Outro,Vela,USS1Z9900004,,Daybreak',
    )
    expect(batch.counts).toMatchObject({ create: 4, warnings: 2 })
    expect(await notes(importId)).toEqual([
      [3, 'create', 'same-title'],
      [5, 'create', 'same-title'],
    ])
  })

  it('a code of quite another recording is a conflict: kept as evidence, not as a code', async () => {
    const { importId } = await bring(
      'Title,Artist,ISRC',
      'Harbour Lights,Vela,USS1Z9900001',
      'Winter,Orion,USS1Z9900001',
    )
    expect(await notes(importId)).toEqual([[3, 'create', 'code-of-another']])
    const winter = (await recordings()).find(({ title }) => title === 'Winter')
    expect(winter).toMatchObject({ isrc: null, identifiers: [{ value: 'USS1Z9900001', state: 'conflict' }] })
  })

  it('several codes in one cell: the first is the own, the others stand beside it', async () => {
    const { importId } = await bring('Title,Artist,ISRC', 'Harbour Lights,Vela,USS1Z9900001; USS1Z9900002')
    expect(await notes(importId)).toEqual([[2, 'create', 'several-codes']])
    expect(await recordings()).toMatchObject([
      { isrc: 'USS1Z9900001', identifiers: [{ value: 'USS1Z9900002', state: 'alias' }] },
    ])
  })

  it('a code that the ledger voided does not return', async () => {
    await core.call('isrc.blockAdd', { prefix: 'QZABC', from: 0, to: 9 })
    const { recordingId } = await core.call('recordings.create', {
      ...{ title: 'Old', artist: 'Vela', durationMs: 60_000, year: 2020 },
    })
    const { isrc } = await core.call('isrc.allocate', { recordingId })
    await core.call('isrc.void', { isrc, reason: 'wrong mix' })
    const { importId } = await bring('Title,Artist,ISRC', `Harbour Lights,Vela,${isrc}`)
    expect(await notes(importId)).toEqual([[2, 'create', 'code-voided']])
    const made = (await recordings()).find(({ title }) => title === 'Harbour Lights')
    expect(made).toMatchObject({ isrc: null, identifiers: [{ value: isrc, state: 'erroneous' }] })
  })
})

describe('releases and tracks', () => {
  it('say what a row tells about a release that it does not name, for it has no place', async () => {
    const { importId } = await bring(
      'Title,Artist,Release Title,Release Date,Label',
      'One,Vela,,2024-05-17,Tideway',
      'Two,Vela,Second,2024-05-17,Tideway',
      'Three,Vela,,,',
    )
    expect(await notes(importId)).toEqual([[2, 'create', 'no-release']])
    const [row] = await keptRows(core, importId, 'warnings')
    expect(row?.problems[0]?.message).toContain('release date “2024-05-17”, label “Tideway”')
  })

  it('are one by barcode or by title and artist, and are filled', async () => {
    await bring(
      'Title,Artist,Album,UPC,Label,Release Date,Track Number',
      'One,Vela,Nightfall,,,,1',
      'Two,Vela feat. Orion,NIGHTFALL,094634396028,Quay,2020-05-01,2',
      'Three,Vela,Night Fall (Deluxe),0094634396028,,,3',
      'Four,Orion,Nightfall,,,,1',
    )
    const { rows } = await core.call('releases.list', {})
    expect(rows).toMatchObject([
      {
        title: 'Nightfall',
        artist: 'Vela',
        gtin: '094634396028',
        label: 'Quay',
        releaseDate: '2020-05-01',
        tracks: 3,
      },
      { title: 'Nightfall', artist: 'Orion', gtin: null, tracks: 1 },
    ])
    const { tracks } = await core.call('releases.get', { releaseId: rows[0]!.id })
    expect(tracks.map(({ title, trackNumber }) => [title, trackNumber])).toEqual([
      ['One', 1],
      ['Two', 2],
      ['Three', 3],
    ])
  })

  it('hold tracks of many artists, by the artist of the release', async () => {
    const rows = [
      'Title,Artist,Release Title,Album Artist,Track Number',
      'One,Vela,Harbour Nights,Various Artists,1',
      'Two,Orion,Harbour Nights,Various Artists,2',
      'Three,Vela,Harbour Nights,Someone Else,1',
    ]
    await bring(...rows)
    const list = async () =>
      (await core.call('releases.list', {})).rows.map(({ artist, tracks }) => [artist, tracks])
    const expected = [
      ['Someone Else', 1],
      ['Various Artists', 2],
    ]
    expect((await list()).toSorted()).toEqual(expected)
    await bring(...rows)
    expect((await list()).toSorted()).toEqual(expected)
  })

  it('a recording can be on several, and its gaps are counted with them', async () => {
    await bring(
      'Title,Artist,ISRC,Album,UPC',
      'One,Vela,USS1Z9900001,Single,',
      'One,Vela,USS1Z9900001,Album,0094634396028',
    )
    const [recording] = await recordings()
    expect(recording?.tracks.map(({ releaseTitle }) => releaseTitle)).toEqual(['Single', 'Album'])
    const { rows } = await core.call('recordings.list', {})
    const needed = recording?.missing.filter(({ severity }) => severity === 'needed')
    expect(rows[0]?.missing).toBe(needed?.length)
    expect(recording?.missing.map(({ code }) => code)).not.toContain('gtin')
  })

  it('add to what is in the catalogue: the gaps of its recordings are counted anew', async () => {
    const { releaseId } = await core.call('releases.create', { title: 'Nightfall', artist: 'Vela' })
    await core.call('recordings.create', { title: 'One', artist: 'Vela', releaseId })
    await core.call('recordings.create', { title: 'Loose', artist: 'Vela' })
    await bring('Title,Artist,Album,UPC', 'Two,Vela,Nightfall,0094634396028', 'Loose,Vela,Nightfall,')
    const { rows } = await core.call('recordings.list', {})
    const details = await recordings()
    expect(rows.map(({ title, missing }) => [title, missing])).toEqual(
      details.map(({ title, missing }) => [
        title,
        missing.filter(({ severity }) => severity === 'needed').length,
      ]),
    )
    expect((await core.call('releases.list', {})).rows).toMatchObject([{ gtin: '0094634396028', tracks: 3 }])
  })
})

describe('tracks of the catalogue', () => {
  it('are given the number they lack; another number is reported, and undo takes it back', async () => {
    await bring('Title,Artist,Album,Label', 'One,Vela,Nightfall,Quay')
    const numbered = await bring('Title,Artist,Album,Track Number', 'One,Vela,Nightfall,7')
    expect(numbered.batch.counts).toMatchObject({ update: 1, warnings: 0 })
    const other = await bring('Title,Artist,Album,Label,Track Number', 'One,Vela,Nightfall,Harbour,8')
    const [row] = await keptRows(core, other.importId, 'warnings')
    expect(row?.action).toBe('unchanged')
    expect(row?.problems.map(({ field, code }) => [field, code])).toEqual([
      ['label', 'kept-existing'],
      ['trackNumber', 'kept-existing'],
    ])
    const number = async () => (await core.call('recordings.list', {})).rows[0]?.trackNumber
    expect(await number()).toBe(7)
    // An import that changed nothing is no step of its own.
    expect((await core.call('undo.undo', {})).label).toBe('Import “catalogue.csv”')
    expect(await number()).toBeNull()
  })
})

describe('tracks of the same file', () => {
  const rows = ['Title,Artist,Album,Track Number', 'One,Vela,Nightfall,7', 'One,Vela,Nightfall,8']
  const placesOf = async () => {
    const [release] = (await core.call('releases.list', {})).rows
    const { tracks } = await core.call('releases.get', { releaseId: release?.id ?? 0 })
    return tracks.map(({ title, trackNumber }) => [title, trackNumber])
  }

  it('keep the number they came with, unless the artist takes the other one', async () => {
    const { importId } = await preview(core, table(...rows))
    const { jobId } = await core.call('imports.commit', { importId })
    await core.finished(jobId)
    expect(await placesOf()).toEqual([['One', 7]])
    await core.call('undo.undo', {})
    const again = await preview(core, table(...rows))
    await core.call('imports.resolve', { importId: again.importId, scope: { of: 'all' }, choice: 'take' })
    await core.finished((await core.call('imports.commit', { importId: again.importId })).jobId)
    expect(await placesOf()).toEqual([['One', 8]])
  })

  it('stand on every release that names them, and get the number a later row gives', async () => {
    await bring(
      'Title,Artist,Album,Track Number,Disc',
      'One,Vela,Nightfall,,',
      'One,Vela,Nightfall,7,2',
      'One,Vela,Daybreak,3,',
    )
    const { rows: releases } = await core.call('releases.list', { sort: 'title' })
    const tracks = await Promise.all(
      releases.map(async ({ id, title }) => [
        title,
        (await core.call('releases.get', { releaseId: id })).trackFacts.map(({ disc, number }) => [
          disc,
          number,
        ]),
      ]),
    )
    expect(tracks).toEqual([
      ['Daybreak', [[1, 3]]],
      ['Nightfall', [[2, 7]]],
    ])
  })
})

describe('reports of distributors', () => {
  it('DistroKid: a recording for every song, however often it was sold', async () => {
    const header = [
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
    ]
    const sale = (store: string, title: string, isrc: string) => [
      '2024-05-01',
      '2024-03',
      store,
      'Vela',
      title,
      isrc,
      '0094634396028',
      '12',
      '100',
      'Song',
      'PT',
      '',
      '0.04',
    ]
    const rows = ['Spotify', 'Deezer', 'YouTube'].flatMap((store) => [
      sale(store, 'Harbour Lights', 'USS1Z9900001'),
      sale(store, 'Winter', 'USS1Z9900002'),
    ])
    const path = folder.file('bank.tsv', [header, ...rows].map((cells) => cells.join('\t')).join('\n'))
    const { batch } = await importFile(core, path)
    expect(batch.counts).toMatchObject({ rows: 6, create: 2, unchanged: 4, warnings: 1 })
    expect((await recordings()).map(({ title, isrc }) => [title, isrc])).toEqual([
      ['Harbour Lights', 'USS1Z9900001'],
      ['Winter', 'USS1Z9900002'],
    ])
    expect((await core.call('releases.list', {})).rows).toMatchObject([{ gtin: '0094634396028', tracks: 2 }])
  })

  it('TuneCore: the code stands in one of two columns', async () => {
    await bring(
      'Artist,Release Title,Song Title,Label,UPC,TC Song ID,Optional ISRC',
      'Vela,Nightfall,One,Quay,,TCABC2400001,',
      'Vela,Nightfall,Two,Quay,,998877,USS1Z9900002',
      'Vela,Nightfall,Three,Quay,,TCABC2400003,',
      'Vela,Nightfall,Four,Quay,,TCABC2400004,USS1Z9900004',
    )
    expect((await recordings()).map(({ title, isrc }) => [title, isrc])).toEqual([
      ['Four', 'USS1Z9900004'],
      ['One', 'TCABC2400001'],
      ['Three', 'TCABC2400003'],
      ['Two', 'USS1Z9900002'],
    ])
  })

  it('durations are counted in the unit the column names', async () => {
    await bring('Title,Artist,Duration (s)', 'Long,Vela,12000')
    await bring('Title,Artist,Duration (ms)', 'Short,Vela,9500')
    expect((await recordings()).map(({ durationMs }) => durationMs)).toEqual([12_000_000, 9_500])
  })
})

describe('importing again', () => {
  const rows = [
    'Title,Version,Artist,ISRC,Duration,Year,Album,UPC,Label,Track Number',
    'Harbour Lights,,Vela,USS1Z9900001,3:01,2024,Nightfall,0094634396028,Quay,1',
    'Harbour Lights,Live,Vela,USS1Z9900002,3:40,2024,Nightfall,0094634396028,Quay,2',
    'Winter,,Orion,,2:20,,,,,',
    'Winter,,Orion,USS1Z9900003;USS1Z9900004,2:20,,,,,',
    'Other,,Nobody,USS1Z9900001,2:00,,,,,',
  ]

  it('changes nothing: the same file a second time is unchanged throughout', async () => {
    await bring(...rows)
    const before = await catalogueOf(core)
    const { batch } = await bring(...rows)
    expect(batch.counts).toMatchObject({ rows: 5, create: 0, update: 0, unchanged: 5 })
    expect(await catalogueOf(core)).toEqual(before)
  })

  it('gives the same catalogue whether the rows come in one file or one by one', async () => {
    await bring(...rows)
    const whole = await catalogueOf(core)
    await core.dispose()
    core = await openTestCore()
    for (const row of rows.slice(1)) await bring(rows[0]!, row)
    expect(await catalogueOf(core)).toEqual(whole)
  })
})

import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { catalogueOf, commit, failure, importFile, keptRows, preview, temporaryFolder } from './support.ts'

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

const fixture = (name: string) => new URL(`../../fixtures/import/${name}`, import.meta.url).pathname

/** Works with their writers and recordings, people with what they did: everything by name. */
async function rights() {
  const { rows: works } = await core.call('works.list', { limit: 500 })
  const { rows: parties } = await core.call('parties.list', { limit: 500 })
  const detailed = await Promise.all(works.map(({ id }) => core.call('works.get', { workId: id })))
  const people = await Promise.all(parties.map(({ id }) => core.call('parties.get', { partyId: id })))
  return {
    works: works
      .map(({ title, iswc, writers }, at) => [
        title,
        iswc,
        [...writers].sort().join(' + '),
        (detailed[at]?.recordings ?? []).map(({ isrc, title: name }) => isrc ?? name).sort(),
      ])
      .sort(),
    people: Object.fromEntries(
      people.map(({ name, ipiName, credits }) => [
        ipiName === null ? name : `${name} ${ipiName}`,
        credits.map(({ title, role, subjectType }) => `${subjectType} ${title}: ${role}`).sort(),
      ]),
    ),
  }
}
const everything = async () => ({ catalogue: await catalogueOf(core), rights: await rights() })
const csv = (name: string, rows: readonly string[]) => folder.file(name, rows.join('\n'))

const tracks = [
  'Title,Artist,ISRC,Writers,Composer,Lyricist,Producer,Featuring,Contributors,ISWC,Publisher,Type of recording',
  'Harbour Lights,Vela,USS1Z9900001,,Luna Vale,Max Roe,Ida Storm,Orion,"Max Roe (guitar, Mixer)",T-034.524.680-1,Vale Songs,audio',
  'Harbour Lights (Live),Vela,USS1Z9900002,Luna Vale / Max Roe,,,,,,,,audio',
  'Winter,Vela,USS1Z9900003,LUNA VALE,,,,,,,,',
]

describe('a table with writers, contributors and codes of works', () => {
  it('makes works, people and credits, and finds them again', async () => {
    const { inspection, batch } = await importFile(core, csv('tracks.csv', tracks))
    expect(Object.keys(inspection.mapping.columns)).toEqual(
      expect.arrayContaining(['writers', 'composers', 'lyricists', 'producers', 'featuredArtists', 'iswc']),
    )
    expect(batch.counts).toMatchObject({ rows: 3, create: 3, warnings: 0 })
    expect(batch.counts).toMatchObject({ newReleases: 0, newWorks: 2, newParties: 6, newCredits: 9 })
    expect(await rights()).toEqual({
      works: [
        ['Harbour Lights', 'T0345246801', 'Luna Vale + Max Roe', ['USS1Z9900001', 'USS1Z9900002']],
        ['Winter', null, 'Luna Vale', ['USS1Z9900003']],
      ],
      people: {
        'Luna Vale': ['work Harbour Lights: composer', 'work Winter: composer-lyricist'],
        'Max Roe': [
          'recording Harbour Lights: instrument',
          'recording Harbour Lights: mixing-engineer',
          'work Harbour Lights: lyricist',
        ],
        'Ida Storm': ['recording Harbour Lights: producer'],
        Vela: ['recording Harbour Lights: main-artist'],
        Orion: ['recording Harbour Lights: featured-artist'],
        'Vale Songs': ['work Harbour Lights: original-publisher'],
      },
    })
  })

  it('adds nothing when it is imported again, in another order too', async () => {
    await importFile(core, csv('tracks.csv', tracks))
    const before = await everything()
    const [header = '', ...rows] = tracks
    const { batch } = await importFile(core, csv('again.csv', [header, ...rows.reverse()]))
    expect(batch.counts).toMatchObject({ rows: 3, create: 0, update: 0, unchanged: 3 })
    expect(batch.counts).toMatchObject({ newReleases: 0, newWorks: 0, newParties: 0, newCredits: 0 })
    expect(await everything()).toEqual(before)
  })

  it('counts what was written when another import came between its check and itself', async () => {
    const header = 'Title,Artist,ISRC,Album,Writers'
    const one = 'Ropewalk,Vela,USS1Z9900004,Nightfall,Luna Vale'
    const two = 'Spindrift,Vela,USS1Z9900005,Daybreak,Max Roe'
    const first = await preview(core, csv('first.csv', [header, one]))
    const second = await preview(core, csv('second.csv', [header, one, two]))
    expect(first.batch.counts).toMatchObject({ create: 1, newReleases: 1, newWorks: 1, newParties: 1 })
    expect(second.batch.counts).toMatchObject({ create: 2, newReleases: 2, newWorks: 2, newParties: 2 })
    for (const { importId } of [first, second]) expect((await commit(core, importId)).state).toBe('done')
    expect((await core.call('imports.get', { importId: second.importId })).counts).toMatchObject({
      ...{ rows: 2, create: 1, unchanged: 1 },
      ...{ newReleases: 1, newWorks: 1, newParties: 1, newCredits: 1 },
    })
  })

  it('is taken back as one step, as if it had not been', async () => {
    await core.call('works.create', { title: 'Winter' })
    await core.call('parties.create', { name: 'Luna Vale', aliases: ['L. Vale'] })
    const first = csv('a.csv', ['Title,Artist,ISRC', 'Harbour Lights,Vela,USS1Z9900001'])
    await importFile(core, first)
    const before = await everything()
    await importFile(core, csv('tracks.csv', tracks))
    expect(await everything()).not.toEqual(before)
    await core.call('undo.undo', {})
    expect(await everything()).toEqual(before)
  })

  it('fills what is known of a work and a person, and puts it back', async () => {
    await importFile(core, csv('a.csv', ['Title,Artist,Composer', 'Winter,Vela,Luna Vale']))
    const before = await everything()
    const more = csv('b.csv', [
      'Title,Artist,Composer,ISWC',
      'Winter,Vela,Luna Vale (IPI 00014107338),T-034.524.680-1',
    ])
    expect((await importFile(core, more)).batch.counts).toMatchObject({ update: 1, create: 0 })
    expect(await rights()).toMatchObject({
      works: [['Winter', 'T0345246801', 'Luna Vale', ['Winter']]],
      people: { 'Luna Vale 00014107338': ['work Winter: composer'] },
    })
    await core.call('undo.undo', {})
    expect(await everything()).toEqual(before)
  })

  it('keeps works of the same title by other writers apart', async () => {
    await importFile(
      core,
      csv('intro.csv', [
        'Title,Artist,Writers',
        'Intro,Vela,Luna Vale',
        'Intro,Orion,Max Roe',
        'Intro,Lyra,Luna Vale; Ida Storm',
      ]),
    )
    expect((await rights()).works).toEqual([
      ['Intro', null, 'Ida Storm + Luna Vale', ['Intro', 'Intro']],
      ['Intro', null, 'Max Roe', ['Intro']],
    ])
  })

  it('leaves another code of the same work to the artist', async () => {
    await importFile(core, csv('a.csv', tracks.slice(0, 2)))
    const other = csv('b.csv', ['Title,Artist,ISRC,ISWC', 'Harbour Lights,Vela,USS1Z9900001,T-000.000.001-0'])
    const { importId, batch } = await preview(core, other)
    expect(batch.counts).toMatchObject({ unchanged: 1, warnings: 1 })
    expect((await keptRows(core, importId))[0]?.problems).toMatchObject([
      { field: 'iswc', code: 'kept-existing' },
    ])
  })

  it('credits nobody where a name could be two people', async () => {
    await core.call('parties.create', { name: 'Luna Vale', isni: '0000 0001 2281 955X' })
    await core.call('parties.create', { name: 'Luna Vale', isni: '0000 0001 2150 090X' })
    const { importId, batch } = await importFile(
      core,
      csv('a.csv', ['Title,Artist,Producer', 'Winter,Vela,Luna Vale']),
    )
    expect(batch.counts).toMatchObject({ create: 1, warnings: 1 })
    expect((await keptRows(core, importId))[0]?.problems).toMatchObject([{ code: 'several-parties' }])
  })

  it('goes step by step, with the shares that were entered for what it brought', async () => {
    await importFile(core, csv('tracks.csv', tracks))
    const { rows } = await core.call('works.list', { limit: 10, search: 'Winter' })
    await core.call('splits.set', {
      subject: { type: 'work', id: rows[0]?.id ?? 0 },
      rightKind: 'mechanical',
      shares: [{ party: { name: 'Luna Vale' }, share: 1_000_000 }],
    })
    await core.call('undo.undo', {})
    await core.call('undo.undo', {})
    expect(await rights()).toEqual({ works: [], people: {} })
  })

  it('tells a music video from the recording of the same words', async () => {
    await importFile(
      core,
      csv('a.csv', [
        'Title,Artist,Media Type',
        'Winter,Vela,audio',
        'Winter,Vela,music video',
        'Winter,Vela,audio',
      ]),
    )
    const { rows } = await core.call('recordings.list', { limit: 10 })
    const kinds = await Promise.all(
      rows.map(async ({ id }) => (await core.call('recordings.get', { recordingId: id })).kind),
    )
    expect(kinds.sort()).toEqual(['audio', 'video'])
  })
})

describe('the bulk work form of the MLC', () => {
  const header =
    'PRIMARY TITLE *,MLC SONG CODE,MEMBERS SONG ID,ISWC          ,AKA TITLE †,AKA TITLE TYPE CODE †,WRITER LAST NAME *,WRITER FIRST NAME ,WRITER IPI NUMBER,WRITER ROLE CODE *,MLC PUBLISHER NUMBER,PUBLISHER NAME *,PUBLISHER IPI NUMBER *,ADMINISTRATOR MLC PUBLISHER NUMBER,ADMINISTRATOR NAME †,ADMINISTRATOR IPI NUMBER †,COLLECTION SHARE *,RECORDING TITLE †,RECORDING ARTIST NAME †,RECORDING ISRC,RECORDING LABEL'
  const rows = [
    'Harbour Lights,,W1,,,,Vale,Luna,00014107338,C,,Vale Songs,00052210040,,,,50,Harbour Lights,Vela,USS1Z9900001,Quay',
    'Harbour Lights,,W1,,,,Roe,Max,,A,,Max Roe,,,,,50,,,,',
    'Winter,,W2,T0345246801,,,Storm,Ida,,CA,,Ida Storm,,,,,100,,,,',
  ]

  it('gives every writer to the one work, also of a row that names no recording', async () => {
    const { inspection, batch } = await importFile(core, csv('mlc.csv', [header, ...rows]))
    expect(inspection.preset?.id).toBe('mlc-bulk-work')
    expect(batch.counts).toMatchObject({ rows: 3, create: 1, update: 2, skipped: 0, rejected: 0 })
    expect(await rights()).toEqual({
      works: [
        ['Harbour Lights', null, 'Luna Vale + Max Roe', ['USS1Z9900001']],
        ['Winter', 'T0345246801', 'Ida Storm', []],
      ],
      people: {
        'Luna Vale 00014107338': ['work Harbour Lights: composer'],
        'Max Roe': ['work Harbour Lights: lyricist'],
        'Ida Storm': ['work Winter: composer-lyricist'],
        'Vale Songs 00052210040': ['work Harbour Lights: original-publisher'],
      },
    })
    const again = await preview(core, csv('again.csv', [header, ...rows]))
    expect(again.batch.counts).toMatchObject({ unchanged: 3, update: 0, create: 0 })
  })
})

describe('release messages and MusicBrainz data', () => {
  it('ERN 4.3: people of the party list with their roles, works by their codes', async () => {
    const text = readFileSync(fixture('ern-4.3.xml'), 'utf8')
      .replace(
        '<Duration>',
        `<WorkId><ISWC>T0345246801</ISWC></WorkId><Contributor SequenceNumber="1"><ContributorPartyReference>P8</ContributorPartyReference><Role>Composer</Role><Role>Producer</Role></Contributor><Contributor SequenceNumber="2"><ContributorPartyReference>P9</ContributorPartyReference><Role>AssociatedPerformer</Role><InstrumentType>Cello</InstrumentType></Contributor><Duration>`,
      )
      .replace(
        '</PartyList>',
        `<Party><PartyReference>P8</PartyReference><PartyId><ISNI>000000012281955X</ISNI><IpiNameNumber>00014107338</IpiNameNumber></PartyId><PartyName><FullName>Luna Vale</FullName></PartyName></Party><Party><PartyReference>P9</PartyReference><PartyName><FullName>Ida Storm</FullName></PartyName></Party></PartyList>`,
      )
    await importFile(core, folder.file('m.xml', text))
    expect(await rights()).toMatchObject({
      works: [['Harbour Lights', 'T0345246801', 'Luna Vale', ['USS1Z9900001']]],
      people: {
        'Luna Vale 00014107338': ['recording Harbour Lights: producer', 'work Harbour Lights: composer'],
        'Ida Storm': ['recording Harbour Lights: instrument'],
      },
    })
    expect((await preview(core, folder.file('n.xml', text))).batch.counts).toMatchObject({ unchanged: 3 })
  })

  it('ERN 3.8: contributors in place, direct and indirect, and the list of works', async () => {
    const text = readFileSync(fixture('ern-3.8.xml'), 'utf8')
    const people = `<ResourceContributor SequenceNumber="1"><PartyName><FullName>Ida Storm</FullName></PartyName><ResourceContributorRole>Mixer</ResourceContributorRole></ResourceContributor><IndirectResourceContributor SequenceNumber="1"><PartyName><FullName>Luna Vale</FullName></PartyName><IndirectResourceContributorRole>ComposerLyricist</IndirectResourceContributorRole></IndirectResourceContributor>`
    const withPeople = text
      .replace(/(<DisplayArtist\b)/, `${people}$1`)
      .replace(
        '<ResourceList>',
        `<WorkList><MusicalWork><MusicalWorkId><ISWC>T-034.524.680-1</ISWC></MusicalWorkId><MusicalWorkReference>W1</MusicalWorkReference><ReferenceTitle><TitleText>First Light</TitleText></ReferenceTitle><MusicalWorkContributor><PartyName><FullName>Max Roe</FullName></PartyName><MusicalWorkContributorRole>Arranger</MusicalWorkContributorRole></MusicalWorkContributor></MusicalWork></WorkList><ResourceList>`,
      )
      .replace(
        '</SoundRecording>',
        `<ResourceMusicalWorkReferenceList><ResourceMusicalWorkReference><ResourceMusicalWorkReference>W1</ResourceMusicalWorkReference></ResourceMusicalWorkReference></ResourceMusicalWorkReferenceList></SoundRecording>`,
      )
    await importFile(core, folder.file('m.xml', withPeople))
    expect(await rights()).toMatchObject({
      works: [['First Light', 'T0345246801', 'Luna Vale + Max Roe', ['USS1Z9900011']]],
      people: {
        'Ida Storm': ['recording First Light: mixing-engineer'],
        'Luna Vale': ['work First Light: composer-lyricist'],
        'Max Roe': ['work First Light: arranger'],
      },
    })
  })

  it('MusicBrainz: relations of recordings and works', async () => {
    const document = {
      ...{ id: 'x', title: 'Winter', length: 181_000, isrcs: ['USS1Z9900003'] },
      'artist-credit': [{ name: 'Vela', joinphrase: ' feat. ' }, { name: 'Orion' }],
      relations: [
        {
          type: 'producer',
          'target-type': 'artist',
          artist: { name: 'Ida Storm' },
          attributes: ['executive'],
        },
        { type: 'instrument', 'target-type': 'artist', artist: { name: 'Max Roe' }, attributes: ['cello'] },
        {
          ...{ type: 'performance', 'target-type': 'work', attributes: ['cover'] },
          work: {
            ...{ title: 'Inverno', iswcs: ['T-034.524.680-1'] },
            relations: [{ type: 'composer', 'target-type': 'artist', artist: { name: 'Luna Vale' } }],
          },
        },
      ],
    }
    await importFile(core, folder.file('m.json', JSON.stringify(document)))
    expect(await rights()).toMatchObject({
      works: [['Inverno', 'T0345246801', 'Luna Vale', ['USS1Z9900003']]],
      people: {
        Vela: ['recording Winter: main-artist'],
        Orion: ['recording Winter: featured-artist'],
        'Ida Storm': ['recording Winter: executive-producer'],
        'Max Roe': ['recording Winter: instrument'],
        'Luna Vale': ['work Inverno: composer'],
      },
    })
    const { rows } = await core.call('recordings.list', { limit: 1 })
    const detail = await core.call('rights.get', { subject: { type: 'recording', id: rows[0]?.id ?? 0 } })
    expect(detail.works).toMatchObject([{ relation: 'cover' }])
    expect(detail.creditLine).toBe('Vela feat. Orion')
  })

  it('passes over relations that are not as they should be', async () => {
    const document = {
      id: 'x',
      title: 'Winter',
      length: 1000,
      'artist-credit': [{ name: 'Vela' }],
      relations: 'none',
    }
    const { batch } = await importFile(core, folder.file('m.json', JSON.stringify(document)))
    expect(batch.counts).toMatchObject({ create: 1, rejected: 0 })
    expect(await failure(core.call('works.get', { workId: 1 }))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

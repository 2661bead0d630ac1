import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { sharedData } from '../../support/shared-data.ts'
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

const fixture = (name: string) => new URL(`../../fixtures/import/${name}`, import.meta.url).pathname
const ern43 = readFileSync(fixture('ern-4.3.xml'), 'utf8')
const inspect = (path: string) => core.call('imports.inspect', { path })
const problems = async (importId: number) =>
  (await keptRows(core, importId)).map(({ place, problems: found }) => [
    place,
    ...found.map(({ code }) => code),
  ])

async function recordings() {
  const { rows } = await core.call('recordings.list', { limit: 500 })
  return Promise.all(rows.map(({ id }) => core.call('recordings.get', { recordingId: id })))
}

async function releases() {
  const { rows } = await core.call('releases.list', { limit: 500 })
  return Promise.all(
    rows.map(async ({ id, ...release }) => {
      const { tracks } = await core.call('releases.get', { releaseId: id })
      return { ...release, tracks: tracks.map(({ title, trackNumber }) => [trackNumber, title]) }
    }),
  )
}

describe('DDEX release messages', () => {
  it('ERN 4.3: releases with their tracks in order, parties by reference, the cover left alone', async () => {
    const { inspection, batch, importId } = await importFile(core, fixture('ern-4.3.xml'))
    expect(inspection.dialect).toEqual({ format: 'ern' })
    expect(batch.counts).toMatchObject({ rows: 3, create: 3, rejected: 0, warnings: 0, repeated: 0 })
    expect(await problems(importId)).toEqual([
      ['release R0, track 1 of disc 1'],
      ['release R0, track 2 of disc 1'],
      ['release R0, track 1 of disc 2'],
    ])
    expect(await recordings()).toMatchObject([
      { title: 'Harbour Lights', artist: 'Vela', isrc: 'USS1Z9900001', durationMs: 181_000, year: 2020 },
      {
        ...{ title: 'Harbour Lights', version: 'Live in Lisbon', artist: 'Vela feat. Orion' },
        ...{ isrc: 'USS1Z9900002', durationMs: 221_500, year: 2020 },
      },
      { title: '冬', artist: 'Vela & Ørion', isrc: 'USS1Z9900003', durationMs: null, year: 2019 },
    ])
    expect(await releases()).toMatchObject([
      {
        title: 'Nightfall (Deluxe)',
        artist: 'Vela',
        label: 'Quay Records',
        gtin: '190295810726',
        releaseDate: '2020-05-01',
        tracks: [
          [1, 'Harbour Lights'],
          [2, 'Harbour Lights'],
          [1, '冬'],
        ],
      },
    ])
  })

  it('ERN 3.8: titles and artists by territory, track releases beside the product', async () => {
    const { batch } = await importFile(core, fixture('ern-3.8.xml'))
    expect(batch.counts).toMatchObject({ rows: 2, create: 2, rejected: 0 })
    expect(
      (await recordings()).map(({ title, artist, isrc, durationMs }) => [title, artist, isrc, durationMs]),
    ).toEqual([
      ['First Light', 'Vela feat. Orion', 'USS1Z9900011', 200_000],
      ['Second Light', 'Vela', 'USS1Z9900012', 61_000],
    ])
    expect(await releases()).toMatchObject([
      {
        title: 'Lights',
        label: 'Quay Records',
        gtin: '0094634396028',
        releaseDate: '2018-03-02',
        tracks: [
          [1, 'First Light'],
          [2, 'Second Light'],
        ],
      },
    ])
  })

  it('what the schema has in other fields is kept too', async () => {
    await importFile(core, fixture('ern-4.3.xml'))
    const { importId } = await preview(core, fixture('ern-4.3.xml'))
    const rows = await keptRows(core, importId)
    expect(rows[0]?.raw).toContain('℗ line: 2020 Quay Records')
    expect(rows[0]?.raw).toContain('© line: 2020 Vela')
    expect(rows[0]?.raw).toContain('catalogue number: QUAY-7')
    expect(rows[0]?.raw).toContain('parental warning: Explicit')
    expect(rows[0]?.raw).toContain('release type: Album')
    expect(rows.every(({ action }) => action === 'unchanged')).toBe(true)
  })

  it('the minimal message of the research', async (test) => {
    const path = sharedData('identifiers/ern43-minimal.xml')
    if (path === null) {
      // The research data lies beside the project, and is not part of it.
      test.skip('needs ../shared/data/identifiers/ern43-minimal.xml')
      return
    }
    const { batch } = await importFile(core, path)
    expect(batch.counts).toMatchObject({ rows: 1, create: 1, rejected: 0 })
    expect(await releases()).toMatchObject([
      { title: 'T', artist: 'A', label: 'A', gtin: '190295810726', tracks: [[1, 'T']] },
    ])
  })

  it('references that dangle, stand twice or run in circles are named, and the sound tracks come in', async () => {
    const broken = ern43
      .replace('<ReleaseResourceReference>A2<', '<ReleaseResourceReference>A99<')
      .replace('<ArtistPartyReference>P3<', '<ArtistPartyReference>P77<')
      .replace(
        '</ResourceList>',
        `<SoundRecording><ResourceReference>A10</ResourceReference><DisplayTitleText>Medley</DisplayTitleText><DisplayArtistName>Vela</DisplayArtistName>
           <ResourceContainedResourceReferenceList><ResourceContainedResourceReference>A11</ResourceContainedResourceReference></ResourceContainedResourceReferenceList></SoundRecording>
         <SoundRecording><ResourceReference>A11</ResourceReference><DisplayTitleText>Other medley</DisplayTitleText><DisplayArtistName>Vela</DisplayArtistName>
           <ResourceContainedResourceReferenceList><ResourceContainedResourceReference>A10</ResourceContainedResourceReference></ResourceContainedResourceReferenceList></SoundRecording>
         <SoundRecording><ResourceReference>A12</ResourceReference><DisplayTitleText>One</DisplayTitleText><DisplayArtistName>Vela</DisplayArtistName></SoundRecording>
         <SoundRecording><ResourceReference>A12</ResourceReference><DisplayTitleText>Another</DisplayTitleText><DisplayArtistName>Vela</DisplayArtistName></SoundRecording>
         <Video><ResourceReference>A13</ResourceReference><DisplayTitleText>Clip</DisplayTitleText><DisplayArtistName>Vela</DisplayArtistName></Video></ResourceList>`,
      )
    const { importId, batch } = await preview(core, folder.file('broken.xml', broken))
    expect(batch.counts).toMatchObject({ rows: 8, create: 4, rejected: 4, warnings: 1 })
    expect(await problems(importId)).toEqual([
      ['release R0, track 1 of disc 1'],
      ['release R0, track 2 of disc 1', 'dangling-reference'],
      ['release R0, track 1 of disc 2', 'dangling-reference'],
      ['resource A2, on no release'],
      ['resource A10, on no release', 'circular-reference'],
      ['resource A11, on no release', 'circular-reference'],
      ['resource A12, on no release', 'duplicate-reference'],
      ['resource A13, on no release'],
    ])
    await commit(core, importId)
    expect((await recordings()).map(({ title, kind }) => [title, kind])).toEqual([
      ['Clip', 'video'],
      ['Harbour Lights', 'audio'],
      ['Harbour Lights', 'audio'],
      ['冬', 'audio'],
    ])
  })

  it.each([
    ['entities that multiply', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'],
    ['an outside document', '<!DOCTYPE x SYSTEM "https://example.org/x.dtd">'],
    ['an entity that is a file', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
  ])('refuses %s', async (_what, doctype) => {
    const path = folder.file('bomb.xml', ern43.replace('?>', `?>${doctype}`))
    const error = await failure(inspect(path))
    expect([error.code, error.message]).toEqual(['FILE_UNREADABLE', expect.stringContaining('DOCTYPE')])
  })

  it('refuses other XML, broken XML and texts without end', async () => {
    const cases: [string, string, string][] = [
      ['<?xml version="1.0"?><rss/>', 'FILE_NOT_TEXT', 'an XML file of another kind (<rss>)'],
      [ern43.slice(0, 1500), 'FILE_UNREADABLE', 'broken at line'],
      [ern43.replace('</Duration>', ''), 'FILE_UNREADABLE', 'broken at line'],
      [ern43.replace('PT3M1S', '&undeclared;'), 'FILE_UNREADABLE', 'broken at line'],
      [ern43.replace('PT3M1S', 'x'.repeat(6_000_000)), 'FILE_TOO_LARGE', 'single text'],
    ]
    for (const [text, code, words] of cases) {
      const error = await failure(inspect(folder.file('x.xml', text)))
      expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)])
    }
  })
})

describe('MusicBrainz data', () => {
  it('an answer for an ISRC', async () => {
    const { inspection, batch } = await importFile(core, fixture('musicbrainz-isrc.json'))
    expect(inspection.dialect).toEqual({ format: 'musicbrainz' })
    expect(batch.counts).toMatchObject({ rows: 1, create: 1 })
    expect(await recordings()).toMatchObject([
      {
        title: 'Harbour Lights',
        version: 'live',
        artist: 'Vela feat. Orion',
        isrc: 'USS1Z9900001',
        durationMs: 181_440,
        year: 2020,
      },
    ])
  })

  it('a release: media, tracks, credits, label', async () => {
    const { batch } = await importFile(core, fixture('musicbrainz-release.json'))
    expect(batch.counts).toMatchObject({ rows: 3, create: 3, rejected: 0 })
    expect(await releases()).toMatchObject([
      {
        title: 'Nightfall',
        artist: 'Vela & Orion',
        label: 'Quay Records',
        gtin: '0094634396028',
        releaseDate: '2020-05',
        tracks: [
          [1, 'Harbour Lights'],
          [1, 'Winter'],
          [2, 'Clip'],
        ],
      },
    ])
    const winter = (await recordings()).find(({ title }) => title === 'Winter')
    expect(winter).toMatchObject({
      artist: 'Orion',
      isrc: 'USS1Z9900003',
      identifiers: [{ value: 'USS1Z9900004', state: 'alias' }],
    })
  })

  it('lists, and one document a line', async () => {
    const release = JSON.stringify(JSON.parse(readFileSync(fixture('musicbrainz-release.json'), 'utf8')))
    const isrc = JSON.stringify(JSON.parse(readFileSync(fixture('musicbrainz-isrc.json'), 'utf8')))
    const lines = await preview(core, folder.file('lines.jsonl', `${release}\r\n\n${isrc}\n`))
    expect(lines.batch.counts).toMatchObject({ rows: 4, create: 3, rejected: 0 })
    const list = await preview(core, folder.file('list.json', `{"release-count":1,"releases":[${release}]}`))
    expect(list.batch.counts).toMatchObject({ rows: 3, create: 3 })
    const array = await preview(core, folder.file('array.json', `[${release},${release}]`))
    expect(array.batch.counts).toMatchObject({ rows: 6, repeated: 3 })
    const recordingsOnly = folder.file(
      'r.json',
      '{"recordings":[{"id":"x","title":"A","artist-credit":[{"name":"B"}]}]}',
    )
    expect((await preview(core, recordingsOnly)).batch.counts).toMatchObject({ rows: 1, create: 1 })
  })

  it('refuses other JSON by name, and broken JSON', async () => {
    const cases: [string, string, string][] = [
      ['{"name":"package"}', 'FILE_NOT_TEXT', 'no MusicBrainz recordings'],
      ['{"recordings":[', 'FILE_UNREADABLE', 'broken'],
      [`{"isrc":"USS1Z9900001","recordings":[]}\n{"x`, 'FILE_UNREADABLE', 'in line 2'],
      ['['.repeat(200_000), 'FILE_UNREADABLE', 'broken'],
      ['{"releases":'.repeat(20_000) + '[]' + '}'.repeat(20_000), 'FILE_NOT_TEXT', 'no MusicBrainz'],
    ]
    for (const [text, code, words] of cases) {
      const error = await failure(inspect(folder.file('x.json', text)))
      expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)])
    }
  })
})

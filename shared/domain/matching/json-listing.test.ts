import { describe, expect, it } from 'vitest'
import { jsonFieldPaths, readJsonListing } from './json-listing.ts'
import { jsonTexts } from './json-texts.ts'

describe('track objects as published', () => {
  it('reads a Spotify track', () => {
    const track = {
      id: '4uLU6hMCjMI75M1A2tKUQC',
      name: 'Harbour Lights',
      artists: [{ name: 'Luna Vale' }, { name: 'Guest' }],
      album: { name: 'Tides', label: 'Northlight' },
      duration_ms: 215_000,
      external_ids: { isrc: 'USS1Z9900001' },
      external_urls: { spotify: 'https://tracks.example/4u' },
    }
    expect(readJsonListing(track)).toEqual({
      id: '4uLU6hMCjMI75M1A2tKUQC',
      isrcs: ['USS1Z9900001'],
      title: 'Harbour Lights',
      artists: ['Luna Vale', 'Guest'],
      artist: 'Luna Vale, Guest',
      album: 'Tides',
      label: 'Northlight',
      url: 'https://tracks.example/4u',
      account: '',
      duration: '215000',
      durationUnit: 'ms',
      fileName: '',
      gtins: [],
      year: '',
      trackNumber: '',
    })
  })

  it('reads what is wrapped in an Anna’s Archive Container, by its own id', () => {
    const row = { aacid: 'aacid__x', metadata: { id: 't1', name: 'A', artists: [{ name: 'B' }] } }
    expect(readJsonListing(row)).toMatchObject({ id: 't1', title: 'A', artist: 'B' })
  })

  it('reads a Deezer track', () => {
    const row = {
      id: 3135556,
      title: 'A',
      isrc: 'GBDUW0000059',
      duration: 224,
      artist: { name: 'B' },
      link: 'https://d.example/1',
    }
    expect(readJsonListing(row)).toMatchObject({
      ...{ id: '3135556', title: 'A', artist: 'B', isrcs: ['GBDUW0000059'] },
      ...{ duration: '224', durationUnit: 'auto', url: 'https://d.example/1' },
    })
  })

  it('reads a MusicBrainz recording and joins its credit as told', () => {
    const row = {
      id: 'b8a1',
      title: 'A',
      length: 215_000,
      isrcs: ['USS1Z9900001', 'USS1Z9900002'],
      'artist-credit': [
        { name: 'Luna', joinphrase: ' feat. ', artist: { name: 'Luna Vale' } },
        { joinphrase: '', artist: { name: 'Guest' } },
      ],
    }
    expect(readJsonListing(row)).toMatchObject({
      artist: 'Luna feat. Guest',
      artists: ['Luna', 'Guest'],
      isrcs: ['USS1Z9900001', 'USS1Z9900002'],
    })
  })

  it('reads an iTunes result', () => {
    const row = {
      trackId: 1,
      trackName: 'A',
      artistName: 'B',
      collectionName: 'C',
      trackTimeMillis: 1000,
      trackViewUrl: 'https://i.example/1',
    }
    expect(readJsonListing(row)).toMatchObject({
      id: '1',
      title: 'A',
      artist: 'B',
      album: 'C',
      durationUnit: 'ms',
    })
  })

  it('reads an Internet Archive item', () => {
    const row = { identifier: 'item-1', title: ['A'], creator: 'B', uploader: 'someone@archive.example' }
    expect(readJsonListing(row)).toMatchObject({
      id: 'item-1',
      title: 'A',
      artist: 'B',
      account: 'someone@archive.example',
    })
  })
})

describe('odd rows', () => {
  it('takes the next name for a field when the first is empty or null', () => {
    expect(readJsonListing({ title: ' ', name: null, trackName: 'A' })).toMatchObject({ title: 'A' })
  })

  it.each([[null], [1], ['text'], [[]], [{}], [{ title: { a: 1 }, artists: [null, {}] }]])(
    'reads nothing from %j',
    (row) => {
      expect(readJsonListing(row)).toMatchObject({ title: '', artist: '', artists: [], isrcs: [] })
    },
  )
})

it('names the paths it recognised as the row spells them', () => {
  const row = { metadata: { Name: 'A', external_ids: { ISRC: 'USS1Z9900001' }, artists: [{ name: 'B' }] } }
  expect(jsonFieldPaths(row)).toEqual({
    isrc: 'metadata.external_ids.ISRC',
    title: 'metadata.Name',
    artist: 'metadata.artists',
  })
})

it('lists every text of a value', () => {
  expect(jsonTexts({ a: ['x', { b: 'y' }], c: 1, d: null, e: 'z' })).toEqual(['x', 'y', 'z'])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FolderFile, groupIntoReleases } from './folder-releases.ts'
import { type AudioTags, noTags } from './tags.ts'

let ids = 0
function file(path: string, tags: Partial<AudioTags> = {}): FolderFile {
  const parts = path.split('/')
  return {
    id: ++ids,
    folder: parts.slice(0, -1),
    fileName: parts.at(-1) ?? '',
    recordingId: null,
    durationMs: 1000,
    tags: { ...noTags, ...tags },
  }
}

const summary = (files: readonly FolderFile[]) =>
  groupIntoReleases(files).map(({ title, artist, tracks, isRelease }) => [
    isRelease ? title : null,
    artist,
    tracks.map(({ disc, number, title: name }) => `${String(disc)}.${String(number)} ${name}`).join(', '),
  ])

test('by album and album artist, across folders and formats, in running order', () => {
  const album = { album: 'Salt', albumArtist: 'Luna Vale' }
  expect(
    summary([
      file('flac/b.flac', { ...album, title: 'Two', trackNumber: 2 }),
      file('flac/a.flac', { ...album, title: 'One', trackNumber: 1 }),
      file('mp3/a.mp3', { album: 'SALT', albumArtist: 'The Luna Vale', title: 'One', trackNumber: 1 }),
    ]),
  ).toEqual([['Salt', 'Luna Vale', '1.1 One, 1.1 One, 1.2 Two']])
})

test('by barcode, whatever the albums are called', () => {
  const tags = { barcode: '0190295810726', artist: 'Luna Vale' }
  const [release, ...others] = groupIntoReleases([
    file('a/1.flac', { ...tags, album: 'Salt', title: 'One' }),
    file('b/2.flac', { ...tags, barcode: '190295810726', album: 'Salt (Deluxe)', title: 'Two' }),
  ])
  expect(others).toEqual([])
  expect(release?.gtin).toMatch(/190295810726$/)
})

test('two albums of one name in two folders stay apart when nobody says whose they are', () => {
  const files = [file('x/1.mp3', { album: 'Hits', artist: 'A', title: 'a' }), file('y/1.mp3', { album: 'Hits', artist: 'B', title: 'b' })] // prettier-ignore
  expect(summary(files)).toHaveLength(2)
})

test('discs in folders of their own are one release', () => {
  expect(
    summary([
      file('Salt/CD 2/01 Four.flac', { album: 'Salt', artist: 'L' }),
      file('Salt/Disc1/01 One.flac', { album: 'Salt', artist: 'L' }),
      file('Salt/Disc1/02 Two.flac', { album: 'Salt', artist: 'L' }),
    ]),
  ).toEqual([['Salt', 'L', '1.1 One, 1.2 Two, 2.1 Four']])
})

test('a compilation has no artist of its own', () => {
  const files = [file('c/1.mp3', { album: 'Mix', artist: 'A', title: 'x' }), file('c/2.mp3', { album: 'Mix', artist: 'B', title: 'y' })] // prettier-ignore
  expect(groupIntoReleases(files)[0]?.artist).toBe('')
})

test('without tags: names give number, artist and title; numbered folders are releases, loose files are none', () => {
  expect(
    summary([
      file('Salt and Copper/01 - Luna Vale - Harbour Lights.wav'),
      file('Salt and Copper/02_Luna Vale_-_Ropewalk.wav'),
      file('bounces/final_final.wav'),
      file('1999.wav'),
      file('07 Tidal.wav'),
    ]),
  ).toEqual([
    ['Salt and Copper', 'Luna Vale', '1.1 Harbour Lights, 1.2 Ropewalk'],
    [null, '', '1.7 Tidal, 1.null 1999, 1.null final final'],
  ])
})

test('every file is in exactly one group, whatever the tags', () => {
  const tags = fc.record({
    ...Object.fromEntries(['title', 'artist', 'album', 'albumArtist', 'barcode'].map((name) => [name, fc.constantFrom('', 'a', 'B', '190295810726', '÷')])),
    trackNumber: fc.option(fc.nat(9)),
    discNumber: fc.option(fc.nat(3)),
  }) // prettier-ignore
  const anyFile = fc.record({
    path: fc.constantFrom('x.mp3', 'a/01 x.mp3', 'a/CD1/x.mp3', 'b/c/02.mp3', 'a/y - z.mp3'),
    tags,
  })
  fc.assert(
    fc.property(fc.array(anyFile, { maxLength: 15 }), (all) => {
      const files = all.map((one) => file(one.path, one.tags))
      const grouped = groupIntoReleases(files).flatMap(({ tracks }) => tracks.map((track) => track.file.id))
      expect(grouped.sort((a, b) => a - b)).toEqual(files.map(({ id }) => id))
      expect(groupIntoReleases([...files].reverse()).length).toBe(groupIntoReleases(files).length)
    }),
  )
})

import { gzipSync } from 'node:zlib'
import { albumCredits, artist, label, releases, sharedWorks } from './artist.ts'
import { createRandom, type Random } from './random.ts'

/** A recording of the sample as the listings quote it. */
export interface SampleTrack {
  readonly title: string
  readonly album: string
  readonly isrc: string
  readonly seconds: number
}

const firstWords = [
  'Silver',
  'Hollow',
  'Blue',
  'Second',
  'Golden',
  'Broken',
  'Distant',
  'Velvet',
  'Quiet',
  'Electric',
] as const
const secondWords = [
  'River',
  'Summer',
  'Mirror',
  'Signal',
  'Garden',
  'Motel',
  'Parade',
  'Satellite',
  'Avenue',
  'Machine',
] as const
const people = [
  'The Lowlands',
  'Ada Quill',
  'Cassette Club',
  'Marlow & Finch',
  'Oskar Vane',
  'Tidehouse',
  'June Parallel',
] as const

/** The sample catalogue with the code each recording gets, in release order. */
export function sampleTracks(): readonly SampleTrack[] {
  let designation = 0
  return releases.flatMap((release) =>
    release.tracks.map(([title, seconds]) => {
      designation++
      const isrc = `QZ9ZZ${release.date.slice(2, 4)}${String(designation).padStart(5, '0')}`
      return { title, album: release.title, isrc, seconds }
    }),
  )
}

/** The catalogue as a distributor's table. The last three recordings have no ISRC yet. */
export function catalogueCsv(): string {
  const tracks = sampleTracks()
  const rows = releases.flatMap((release, at) =>
    release.tracks.map(([title, seconds], index) => {
      const order = releases.slice(0, at).reduce((sum, before) => sum + before.tracks.length, 0) + index
      const isrc = order < tracks.length - 3 ? (tracks[order]?.isrc ?? '') : ''
      const length = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`
      return [
        title,
        artist.artistName,
        release.title,
        release.gtin,
        isrc,
        length,
        release.date.slice(0, 4),
        String(index + 1),
        release.date,
        label,
        // Of the later albums nobody has entered yet who wrote and made them.
        at === 0 ? [artist.legalName, sharedWorks[title] ?? ''].filter((name) => name !== '').join('; ') : '',
        at === 0 ? albumCredits : '',
      ]
    }),
  )
  return csv(
    [
      'Track Title',
      'Artist',
      'Release',
      'UPC',
      'ISRC',
      'Length',
      'Year',
      'Track No',
      'Release Date',
      'Label',
      'Songwriters',
      'Contributors',
    ],
    rows,
  )
}

/** A scrape of a streaming catalogue: names and codes, no file and no page. Most of the artist is in it. */
export function scrapeCsv(rows: number): string {
  const random = createRandom(2025)
  const tracks = sampleTracks()
  const lines: string[][] = []
  for (let row = 0; row < rows; row++) {
    const own = row % 500 === 137 ? tracks[Math.floor(row / 500) % tracks.length] : undefined
    lines.push(
      own
        ? [
            id(random),
            own.title,
            artist.artistName,
            own.album,
            spelled(own.isrc, row),
            String(own.seconds * 1000 + random.below(900)),
          ]
        : [
            id(random),
            title(random),
            random.pick(people),
            title(random),
            foreignIsrc(random),
            String(90_000 + random.below(240_000)),
          ],
    )
  }
  return csv(['id', 'name', 'artist_name', 'album_name', 'external_id_isrc', 'duration_ms'], lines)
}

/** Pages that offer the recordings, on a file host, a video site and a mirror. Gzip, as such lists travel. */
export function mirrorJsonLines(rows: number): Buffer {
  const random = createRandom(77)
  const tracks = sampleTracks()
  const lines: string[] = []
  for (let row = 0; row < rows; row++) {
    const own = row % 60 === 11 ? tracks[Math.floor(row / 60) % tracks.length] : undefined
    const name = own?.title ?? title(random)
    const by = own ? artist.artistName : random.pick(people)
    const place = placeOf(row, random)
    const entry = {
      id: `m-${String(row + 1)}`,
      title: name,
      artist: by,
      isrc: own && row % 2 === 0 ? own.isrc : undefined,
      uploader: place.uploader,
      url: place.url,
      duration: own?.seconds,
    }
    lines.push(JSON.stringify(entry))
  }
  return gzipSync(`${lines.join('\n')}\n`)
}

/** The artist's own label line at a shop: what an authorization rule settles at once. */
export function shopCsv(): string {
  const rows = sampleTracks().map((track, index) => [
    track.isrc,
    track.title,
    artist.artistName,
    track.album,
    label,
    `https://shop.slowferry.example/track/${String(4000 + index)}`,
  ])
  return csv(['ISRC', 'Title', 'Artist', 'Album', 'Label', 'URL'], rows)
}

function placeOf(row: number, random: Random): { readonly url: string; readonly uploader: string } {
  const slug = `${String(row)}${String(random.below(100_000)).padStart(5, '0')}`
  const places = [
    { url: `https://files.tunevault.example/d/${slug}.mp3`, uploader: 'vault-bot' },
    { url: `https://www.youtube.com/watch?v=Sample${slug.slice(0, 5)}`, uploader: 'Full Albums Daily' },
    { url: `https://mp3harbor.example/song/${slug}`, uploader: 'harbormaster' },
  ] as const
  return places[Math.floor(row / 60) % places.length] ?? places[0]
}

function spelled(isrc: string, row: number): string {
  if (row % 4 === 1) return isrc.toLowerCase()
  if (row % 4 === 3) return `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`
  return isrc
}

function title(random: Random): string {
  return `${random.pick(firstWords)} ${random.pick(secondWords)}`
}

function foreignIsrc(random: Random): string {
  return `QZ8XY${String(10 + random.below(15))}${String(random.below(100_000)).padStart(5, '0')}`
}

function id(random: Random): string {
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
  return Array.from({ length: 22 }, () => alphabet[random.below(alphabet.length)] ?? '0').join('')
}

function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return [header, ...rows].map((row) => row.map(quote).join(',')).join('\n') + '\n'
}

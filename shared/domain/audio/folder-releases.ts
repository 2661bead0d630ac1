import { gtin14, parseGtin } from '../identifiers/gtin.ts'
import { artistKey, titleKey } from '../text/fold.ts'
import type { AudioTags } from './tags.ts'

/** A file of a folder as far as grouping needs it. `folder` holds the names from the top of the scan down. */
export interface FolderFile {
  readonly id: number
  readonly folder: readonly string[]
  readonly fileName: string
  /** The recording it was linked to before, or null. */
  readonly recordingId: number | null
  readonly durationMs: number | null
  readonly tags: AudioTags
}

/** A file with its place on the release, title and artist decided. */
export interface GroupedTrack {
  readonly file: FolderFile
  readonly disc: number
  readonly number: number | null
  readonly title: string
  /** Empty when neither tags nor name say. */
  readonly artist: string
}

export interface FolderRelease {
  /** False: files that by their tags and folder belong to no release. */
  readonly isRelease: boolean
  readonly title: string
  /** Empty when the tracks are by different artists and no tag says whose release it is. */
  readonly artist: string
  /** Stored form of the GTIN, or null. */
  readonly gtin: string | null
  readonly label: string
  readonly date: string | null
  readonly catalogueNumber: string
  readonly copyright: string
  readonly pLine: string
  readonly genre: string
  readonly folder: readonly string[]
  /** In running order. */
  readonly tracks: readonly GroupedTrack[]
}

/**
 * Groups the files of a folder into releases: by the barcode in their tags; else by album and album artist; else by
 * album and folder, discs in folders of their own taken together. A folder whose files name no album but are all
 * numbered is a release by its folder's name. What is left belongs to none.
 */
export function groupIntoReleases(files: readonly FolderFile[]): readonly FolderRelease[] {
  const numbered = numberedFolders(files)
  const groups = new Map<string, FolderFile[]>()
  for (const file of files) {
    const key = groupKey(file, numbered)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [file])
    else group.push(file)
  }
  return [...groups.entries()]
    .map(([key, group]) => toRelease(group, key !== loose))
    .sort(
      (a, b) =>
        Number(b.isRelease) - Number(a.isRelease) ||
        compare(a.folder.join('/'), b.folder.join('/')) ||
        compare(a.title, b.title),
    )
}

const loose = 'loose'
const discFolder = /^(?:cd|dis[ck]|lp|side)[\s._-]*(\d{1,2})\b/iu

function groupKey(file: FolderFile, numbered: ReadonlySet<string>): string {
  const { tags } = file
  const gtin = readGtin(tags.barcode)
  if (gtin !== null) return `gtin\0${gtin14(gtin)}`
  const folder = releaseFolder(file.folder).join('/')
  const album = titleKey(tags.album)
  const artist = artistKey(tags.albumArtist)
  if (album !== '') return artist === '' ? `folder\0${folder}\0${album}` : `album\0${album}\0${artist}`
  return numbered.has(folder) ? `folder\0${folder}` : loose
}

/** Folders of at least two files that name no album and are all numbered. The top of the scan is none. */
function numberedFolders(files: readonly FolderFile[]): ReadonlySet<string> {
  const folders = new Map<string, { count: number; all: boolean }>()
  for (const file of files) {
    const folder = releaseFolder(file.folder).join('/')
    const known = folders.get(folder) ?? { count: 0, all: folder !== '' }
    const isNumbered = titleKey(file.tags.album) === '' && numberOf(file) !== null
    folders.set(folder, { count: known.count + 1, all: known.all && isNumbered })
  }
  return new Set([...folders].filter(([, { count, all }]) => all && count > 1).map(([folder]) => folder))
}

/** The folder of the release: without a last part such as "CD 2". */
function releaseFolder(folder: readonly string[]): readonly string[] {
  const last = folder.at(-1)
  return last !== undefined && folder.length > 1 && discFolder.test(last) ? folder.slice(0, -1) : folder
}

function toRelease(files: readonly FolderFile[], isRelease: boolean): FolderRelease {
  const tracks = files.map(toTrack).sort(byPosition)
  const first = files[0]
  const folder = first === undefined ? [] : releaseFolder(first.folder)
  const most = (pick: (tags: AudioTags) => string) => mostFrequent(files.map(({ tags }) => pick(tags)))
  const artists = new Set(tracks.map(({ artist }) => artistKey(artist)))
  const album = most(({ album }) => album)
  const albumArtist = most(({ albumArtist }) => albumArtist)
  return {
    isRelease,
    title: isRelease ? (album === '' ? (folder.at(-1) ?? '') : album) : '',
    artist: albumArtist === '' && artists.size === 1 ? (tracks[0]?.artist ?? '') : albumArtist,
    gtin: isRelease ? readGtin(most(({ barcode }) => barcode)) : null,
    label: most(({ label }) => label),
    date: earliest(files),
    catalogueNumber: most(({ catalogueNumber }) => catalogueNumber),
    copyright: most(({ copyright }) => copyright),
    pLine: most(({ pLine }) => pLine),
    genre: most(({ genre }) => genre),
    folder,
    tracks,
  }
}

function toTrack(file: FolderFile): GroupedTrack {
  const { tags, folder } = file
  const named = fromName(file.fileName)
  const discByFolder = discFolder.exec(folder.at(-1) ?? '')?.[1]
  return {
    file,
    disc: tags.discNumber ?? (discByFolder === undefined ? 1 : Math.max(1, Number(discByFolder))),
    number: numberOf(file),
    title: tags.title === '' ? named.title : tags.title,
    artist: [tags.artist, tags.albumArtist, named.artist].find((name) => name !== '') ?? '',
  }
}

function numberOf({ tags, fileName }: FolderFile): number | null {
  return tags.trackNumber ?? fromName(fileName).number
}

/** "03 - Artist - Title.flac", "1-03 Title.mp3", "Title.wav". A number alone is a title, not a position. */
function fromName(fileName: string): {
  readonly number: number | null
  readonly artist: string
  readonly title: string
} {
  const bare = fileName
    .replace(/\.[^.]{1,5}$/u, '')
    .replaceAll('_', ' ')
    .normalize('NFC')
    .trim()
  const [, number, rest] = /^(?:\d-)?(\d{1,3})[\s.)-]+(.*\S.*)$/u.exec(bare) ?? []
  const text = (rest ?? bare).replace(/^[\s.-]+/u, '')
  const [artist, ...title] = text.split(/\s+[-–—]\s+/u)
  const split = title.length > 0 && artist !== undefined && artist !== ''
  return {
    number: number === undefined || Number(number) === 0 ? null : Number(number),
    artist: split ? artist : '',
    title: split ? title.join(' - ') : text,
  }
}

function byPosition(a: GroupedTrack, b: GroupedTrack): number {
  const last = Number.MAX_SAFE_INTEGER
  return (
    a.disc - b.disc ||
    (a.number ?? last) - (b.number ?? last) ||
    compare(a.file.fileName, b.file.fileName) ||
    a.file.id - b.file.id
  )
}

/** By code units: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The value most files have, blank ones not counted; the first of equals. */
function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = ''
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value
  return best
}

function earliest(files: readonly FolderFile[]): string | null {
  return mostFrequent(files.map(({ tags }) => tags.date ?? '')) || null
}

function readGtin(raw: string): string | null {
  const reading = parseGtin(raw)
  return reading.status === 'valid' ? reading.value : null
}

import {
  durationUnitOf,
  type ListingFieldName,
  listingFieldNames,
  type ListingFields,
} from './listing-fields.ts'
import { isObject, jsonKey, type Members, RowMembers, WantedKeys } from './json-members.ts'

export { jsonKey } from './json-members.ts'

// Where the track objects of published dumps and APIs keep what a listing needs: Spotify, Deezer, MusicBrainz,
// iTunes and Apple Music, Internet Archive, yt-dlp, and Anna's Archive Containers, which wrap each object in
// `{"aacid": …, "metadata": {…}}`. Keys are compared in lower case without punctuation.

/** Objects a row may wrap its track in, outermost first. The row itself comes first. */
export const jsonScopes: readonly (readonly string[])[] = [
  [],
  ['metadata'],
  ['track'],
  ['item'],
  ['recording'],
  ['song'],
  ['data'],
  ['attributes'],
  ['result'],
  ['node'],
  ['metadata', 'track'],
  ['metadata', 'record'],
  ['item', 'track'],
]

/** Paths of each field inside a scope, best first. */
export const jsonPaths: Readonly<Record<ListingFieldName, readonly (readonly string[])[]>> = {
  id: [
    ['id'],
    ['listingid'],
    ['trackid'],
    ['aacid'],
    ['identifier'],
    ['gid'],
    ['mbid'],
    ['uuid'],
    ['spotifyid'],
    ['spotifytrackid'],
  ],
  isrc: [['isrc'], ['isrcs'], ['externalids', 'isrc'], ['externalidisrc'], ['isrccode'], ['trackisrc']],
  title: [
    ['title'],
    ['name'],
    ['trackname'],
    ['tracktitle'],
    ['songtitle'],
    ['songname'],
    ['recordingtitle'],
    ['song'],
  ],
  artist: [
    ...[['artists'], ['artist'], ['artistcredit'], ['artistname'], ['artistnames'], ['trackartist']],
    ...[['performer'], ['performers'], ['creator'], ['contributors']],
    // Whoever offers it is better than nobody.
    ...[['uploader'], ['channel'], ['channelname'], ['channeltitle']],
  ],
  album: [
    ['album'],
    ['albumname'],
    ['albumtitle'],
    ['collectionname'],
    ['release'],
    ['releasetitle'],
    ['releases'],
  ],
  label: [['label'], ['recordlabel'], ['labelname'], ['album', 'label'], ['pline'], ['copyrightp']],
  url: [
    ...[['url'], ['link'], ['pageurl'], ['permalinkurl'], ['permalink'], ['trackviewurl'], ['webpageurl']],
    ...[['externalurls', 'spotify'], ['shareurl'], ['itemurl'], ['href'], ['magnet'], ['uri']],
  ],
  account: [
    ['account'],
    ['uploader'],
    ['channel'],
    ['channelname'],
    ['channeltitle'],
    ['user'],
    ['username'],
    ['owner'],
  ],
  duration: [
    ['durationms'],
    ['durationinmillis'],
    ['tracktimemillis'],
    ['lengthms'],
    ['duration'],
    ['length'],
  ],
  gtin: [
    ...[['gtin'], ['upc'], ['ean'], ['barcode'], ['icpn'], ['externalidupc'], ['externalidean']],
    ...[
      ['externalids', 'upc'],
      ['externalids', 'ean'],
      ['album', 'upc'],
      ['album', 'ean'],
    ],
    ...[
      ['album', 'externalids', 'upc'],
      ['release', 'barcode'],
    ],
  ],
  year: [
    ...[['year'], ['releaseyear'], ['releasedate'], ['album', 'releasedate'], ['firstreleasedate']],
    ...[['released'], ['date'], ['publicdate']],
  ],
  trackNumber: [['tracknumber'], ['trackposition'], ['trackno']],
  fileName: [['filename'], ['file'], ['filepath'], ['path']],
}

/** How an object that is named instead of a text says its name, best first. */
const nameKeys = ['name', 'title', 'username'] as const

const wantedKeys = new WantedKeys([
  ...jsonScopes.flat(),
  ...Object.values(jsonPaths).flat(2),
  ...[...nameKeys, 'artist', 'joinphrase'],
])

/** Reads the fields of a listing out of one JSON value. What is absent or of another kind stays empty. */
export function readJsonListing(row: unknown): ListingFields {
  const reader = new RowMembers(wantedKeys)
  const scopes = scopesOf(reader, row)
  const first = (field: ListingFieldName) => firstText(reader, scopes, field).text
  const duration = firstText(reader, scopes, 'duration')
  const credit = firstCredit(reader, scopes)
  return {
    id: ownId(reader, scopes),
    isrcs: everyText(reader, scopes, 'isrc'),
    title: first('title'),
    artists: credit.names,
    artist: credit.line,
    album: first('album'),
    label: first('label'),
    url: first('url'),
    account: first('account'),
    duration: duration.text,
    durationUnit: durationUnitOf(duration.key),
    fileName: first('fileName'),
    gtins: everyText(reader, scopes, 'gtin'),
    year: first('year'),
    trackNumber: first('trackNumber'),
  }
}

/** The path (as the row spells it) under which each field stands, for showing what was recognised. */
export function jsonFieldPaths(row: unknown): Partial<Record<ListingFieldName, string>> {
  const reader = new RowMembers(wantedKeys)
  const found: Partial<Record<ListingFieldName, string>> = {}
  for (const field of listingFieldNames) {
    const path = jsonScopes
      .flatMap((scope) => jsonPaths[field].map((inner) => [...scope, ...inner]))
      .find((candidate) => firstOf(reader, reader.under(reader.of(row), candidate)) !== undefined)
    if (path !== undefined) found[field] = spelled(reader, row, path)
  }
  return found
}

/** The objects the row may wrap its track in that are there, outermost first. */
function scopesOf(reader: RowMembers, row: unknown): readonly Members[] {
  const outermost = reader.of(row)
  if (outermost === null) return []
  const scopes = [outermost]
  for (const path of jsonScopes) {
    const scope = path.length === 0 ? null : reader.of(reader.under(outermost, path))
    if (scope !== null) scopes.push(scope)
  }
  return scopes
}

function firstText(
  reader: RowMembers,
  scopes: readonly Members[],
  field: ListingFieldName,
): { text: string; key: string } {
  for (const scope of scopes) {
    for (const path of jsonPaths[field]) {
      const text = firstOf(reader, reader.under(scope, path))
      if (text !== undefined) return { text, key: path.at(-1) ?? '' }
    }
  }
  return { text: '', key: '' }
}

/** The track's own id wherever it stands comes before the id of what it is wrapped in. */
function ownId(reader: RowMembers, scopes: readonly Members[]): string {
  for (const path of jsonPaths.id) {
    for (const scope of scopes) {
      const id = firstOf(reader, reader.under(scope, path))
      if (id !== undefined) return id
    }
  }
  return ''
}

function everyText(
  reader: RowMembers,
  scopes: readonly Members[],
  field: 'isrc' | 'gtin',
): readonly string[] {
  const codes = new Set<string>()
  for (const scope of scopes) {
    for (const path of jsonPaths[field]) {
      for (const code of textsOf(reader, reader.under(scope, path))) codes.add(code)
    }
  }
  return [...codes]
}

const none: readonly string[] = []

/** Texts a value stands for: itself, its elements, or the name of the thing it describes. Never empty ones. */
function textsOf(reader: RowMembers, value: unknown): readonly string[] {
  if (value === undefined || value === null) return none
  if (Array.isArray(value)) return value.flatMap((item) => firstOf(reader, item) ?? [])
  const named = reader.of(value)
  if (named !== null) return textsOf(reader, nameIn(named))
  const text = firstOf(reader, value)
  return text === undefined ? none : [text]
}

/** The first of the texts a value stands for. */
function firstOf(reader: RowMembers, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value.trim() || undefined
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) {
    for (const item of value) {
      const text = firstOf(reader, item)
      if (text !== undefined) return text
    }
    return undefined
  }
  const named = reader.of(value)
  return named === null ? undefined : firstOf(reader, nameIn(named))
}

function nameIn(named: Members): unknown {
  for (const key of nameKeys) {
    const name = named.get(key)
    if (name !== undefined && name !== null) return name
  }
  return undefined
}

interface Credit {
  readonly names: readonly string[]
  readonly line: string
}

function firstCredit(reader: RowMembers, scopes: readonly Members[]): Credit {
  for (const scope of scopes) {
    for (const path of jsonPaths.artist) {
      const value = reader.under(scope, path)
      const credit = value === undefined ? null : creditOf(reader, value)
      if (credit !== null && credit.names.length > 0) return credit
    }
  }
  return { names: [], line: '' }
}

/** An artist credit; MusicBrainz says how its names are joined, elsewhere it is a comma. */
function creditOf(reader: RowMembers, value: unknown): Credit {
  const names: string[] = []
  let line = ''
  let join = ''
  for (const item of Array.isArray(value) ? value : [value]) {
    const members = reader.of(item)
    const name = firstOf(reader, item) ?? firstOf(reader, members?.get('artist'))
    if (name === undefined) continue
    names.push(name)
    line += join + name
    const phrase = members?.get('joinphrase')
    join = typeof phrase === 'string' ? phrase : ', '
  }
  return { names, line }
}

/** The path in the row's own spelling, e.g. `metadata.external_ids.isrc`. */
function spelled(reader: RowMembers, row: unknown, path: readonly string[]): string {
  const steps: string[] = []
  let current = row
  for (const step of path) {
    if (!isObject(current)) break
    steps.push(Object.keys(current).findLast((candidate) => jsonKey(candidate) === step) ?? step)
    current = reader.of(current)?.get(step)
  }
  return steps.join('.')
}

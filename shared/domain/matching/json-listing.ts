import {
  durationUnitOf,
  type ListingFieldName,
  listingFieldNames,
  type ListingFields,
} from './listing-fields.ts'

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

/** A JSON key as it is compared. */
export function jsonKey(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]+/g, '')
}

/** Reads the fields of a listing out of one JSON value. What is absent or of another kind stays empty. */
export function readJsonListing(row: unknown): ListingFields {
  const scopes = jsonScopes.map((path) => descend(row, path)).filter(isObject)
  const first = (field: ListingFieldName) => firstText(scopes, field).text
  const duration = firstText(scopes, 'duration')
  const credit = firstCredit(scopes)
  return {
    id: ownId(scopes),
    isrcs: everyText(scopes, 'isrc'),
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
    gtins: everyText(scopes, 'gtin'),
    year: first('year'),
    trackNumber: first('trackNumber'),
  }
}

/** The path (as the row spells it) under which each field stands, for showing what was recognised. */
export function jsonFieldPaths(row: unknown): Partial<Record<ListingFieldName, string>> {
  const found: Partial<Record<ListingFieldName, string>> = {}
  for (const field of listingFieldNames) {
    const path = jsonScopes
      .flatMap((scope) => jsonPaths[field].map((inner) => [...scope, ...inner]))
      .find((candidate) => textsOf(descend(row, candidate)).length > 0)
    if (path !== undefined) found[field] = spelled(row, path)
  }
  return found
}

/** Every text in a JSON value, keys excluded. */
export function* jsonTexts(value: unknown, depth = 0): Generator<string> {
  if (typeof value === 'string') yield value
  else if (depth < 64 && Array.isArray(value)) for (const item of value) yield* jsonTexts(item, depth + 1)
  else if (depth < 64 && isObject(value)) {
    for (const item of Object.values(value)) yield* jsonTexts(item, depth + 1)
  }
}

/** An object's members by their keys as they are compared; of several the last counts. */
type Members = ReadonlyMap<string, unknown>

const membersOf = new WeakMap<object, Members>()

function members(value: unknown): Members | null {
  if (!isObject(value)) return null
  let known = membersOf.get(value)
  if (known === undefined) {
    known = new Map(Object.entries(value).map(([key, member]) => [jsonKey(key), member]))
    membersOf.set(value, known)
  }
  return known
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function descend(value: unknown, path: readonly string[]): unknown {
  let current = value
  for (const step of path) current = members(current)?.get(step)
  return current
}

function firstText(scopes: readonly unknown[], field: ListingFieldName): { text: string; key: string } {
  for (const scope of scopes) {
    for (const path of jsonPaths[field]) {
      const text = textsOf(descend(scope, path))[0]
      if (text !== undefined) return { text, key: path.at(-1) ?? '' }
    }
  }
  return { text: '', key: '' }
}

/** The track's own id wherever it stands comes before the id of what it is wrapped in. */
function ownId(scopes: readonly unknown[]): string {
  const ids = jsonPaths.id.flatMap((path) => scopes.map((scope) => textsOf(descend(scope, path))[0]))
  return ids.find((id) => id !== undefined) ?? ''
}

function everyText(scopes: readonly unknown[], field: 'isrc' | 'gtin'): readonly string[] {
  const codes = scopes.flatMap((scope) => jsonPaths[field].flatMap((path) => textsOf(descend(scope, path))))
  return [...new Set(codes)]
}

/** Texts a value stands for: itself, its elements, or the name of the thing it describes. Never empty ones. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()]
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item).slice(0, 1))
  const named = members(value)
  return named === null ? [] : textsOf(named.get('name') ?? named.get('title') ?? named.get('username'))
}

interface Credit {
  readonly names: readonly string[]
  readonly line: string
}

function firstCredit(scopes: readonly unknown[]): Credit {
  for (const scope of scopes) {
    for (const path of jsonPaths.artist) {
      const credit = creditOf(descend(scope, path))
      if (credit.names.length > 0) return credit
    }
  }
  return { names: [], line: '' }
}

/** An artist credit; MusicBrainz says how its names are joined, elsewhere it is a comma. */
function creditOf(value: unknown): Credit {
  const parts = (Array.isArray(value) ? value : [value]).flatMap((item) => {
    const name = creditedName(item)
    if (name === undefined) return []
    const join = members(item)?.get('joinphrase')
    return [{ name, join: typeof join === 'string' ? join : null }]
  })
  const line = parts
    .map(({ name, join }, index) => (index === parts.length - 1 ? name : name + (join ?? ', ')))
    .join('')
  return { names: parts.map(({ name }) => name), line }
}

function creditedName(item: unknown): string | undefined {
  return textsOf(item)[0] ?? textsOf(members(item)?.get('artist'))[0]
}

/** The path in the row's own spelling, e.g. `metadata.external_ids.isrc`. */
function spelled(row: unknown, path: readonly string[]): string {
  const steps: string[] = []
  let current = row
  for (const step of path) {
    if (!isObject(current)) break
    steps.push(Object.keys(current).findLast((candidate) => jsonKey(candidate) === step) ?? step)
    current = descend(current, [step])
  }
  return steps.join('.')
}

import { foldText } from '../text/fold.ts'

/** Fields of a listing the sweep understands. */
export const listingFieldNames = [
  'id',
  'isrc',
  'title',
  'artist',
  'album',
  'label',
  'url',
  'account',
  'duration',
  'fileName',
  'gtin',
  'year',
  'trackNumber',
] as const
export type ListingFieldName = (typeof listingFieldNames)[number]

/** What one row of a listing says, as it stands there: trimmed, nothing normalised. Empty when not given. */
export interface ListingFields {
  readonly id: string
  /** Cells that should hold ISRCs; each may hold several. */
  readonly isrcs: readonly string[]
  readonly title: string
  /** As the source credits them; more than one only when the source keeps them apart. */
  readonly artists: readonly string[]
  /** The whole credit on one line. */
  readonly artist: string
  readonly album: string
  readonly label: string
  readonly url: string
  readonly account: string
  readonly duration: string
  readonly durationUnit: 'auto' | 'ms' | 's'
  readonly fileName: string
  /** Cells that should hold GTINs. */
  readonly gtins: readonly string[]
  /** A year, or a date with one. */
  readonly year: string
  readonly trackNumber: string
}

// Column names of published dumps, distributor reports and library exports, folded, best first.
const names: Readonly<Record<ListingFieldName, readonly string[]>> = {
  id: [
    'id',
    'listingid',
    'itemid',
    'trackid',
    'recordid',
    'rowid',
    'uuid',
    'gid',
    'identifier',
    'aacid',
    'spotifyid',
    'spotifytrackid',
  ],
  isrc: ['isrc', 'isrcs', 'isrccode', 'trackisrc', 'recordingisrc', 'externalidisrc', 'externalidsisrc'],
  title: [
    ...['title', 'tracktitle', 'trackname', 'songtitle', 'songname', 'recordingtitle', 'name', 'song'],
    ...['itemname', 'itemtitle', 'worktitle', 'titel', 'titre', 'titulo', 'titolo', 'naslov', 'track'],
  ],
  artist: [
    ...['artist', 'artists', 'artistname', 'artistnames', 'trackartist', 'trackartists', 'mainartist'],
    ...['displayartist', 'recordingartist', 'recordingartistname', 'performer', 'performers', 'interpret'],
    ...[
      'interprete',
      'kunstler',
      'artiste',
      'artista',
      'artiest',
      'wykonawca',
      'band',
      'creator',
      'albumartist',
    ],
  ],
  album: [
    'album',
    'albumname',
    'albumtitle',
    'release',
    'releasetitle',
    'releasename',
    'collection',
    'collectionname',
  ],
  label: ['label', 'recordlabel', 'labelname', 'recordinglabel', 'pline', 'copyrightp', 'imprint'],
  url: [
    ...[
      'url',
      'link',
      'pageurl',
      'itemurl',
      'trackurl',
      'listingurl',
      'permalink',
      'permalinkurl',
      'sourceurl',
    ],
    ...[
      'trackviewurl',
      'webpageurl',
      'externalurl',
      'videourl',
      'youtubeurl',
      'spotifyurl',
      'downloadurl',
      'href',
    ],
    ...['magnet', 'magnetlink', 'webpage', 'weblink', 'locator', 'uri'],
  ],
  account: [
    ...[
      'account',
      'accountname',
      'uploader',
      'uploadername',
      'uploadedby',
      'channel',
      'channelname',
      'channeltitle',
    ],
    ...['user', 'username', 'postedby', 'seller', 'sellername', 'owner', 'submitter'],
  ],
  duration: [
    ...['durationms', 'duration', 'trackdurationms', 'trackduration', 'lengthms', 'length', 'tracklength'],
    ...[
      'tracktimemillis',
      'durationinmillis',
      'durationmillis',
      'durationseconds',
      'durationsec',
      'durations',
    ],
    ...['lengthseconds', 'seconds', 'runtime', 'playtime', 'time'],
  ],
  gtin: [
    ...['gtin', 'upc', 'ean', 'barcode', 'icpn', 'upcean', 'eanupc', 'gtin14', 'albumupc', 'releaseupc'],
    ...['externalidupc', 'externalidean', 'externalidsupc', 'upccode', 'eancode'],
  ],
  year: [
    ...['year', 'releaseyear', 'releasedate', 'albumreleasedate', 'originalreleasedate', 'firstreleasedate'],
    ...['released', 'date', 'publicdate'],
  ],
  trackNumber: ['tracknumber', 'trackno', 'tracknum', 'trackposition', 'trackindex'],
  fileName: ['filename', 'file', 'filepath', 'audiofile', 'audiofilename', 'path', 'torrentname'],
}

const fieldByName = new Map(
  listingFieldNames.flatMap((field) => names[field].map((name, rank) => [name, { field, rank }] as const)),
)

/** Which field a column name stands for and how good a name it is (0 is best), or null for an unknown one. */
export function fieldOfColumn(
  name: string,
): { readonly field: ListingFieldName; readonly rank: number } | null {
  const folded = foldText(name)
  const known = fieldByName.get(folded)
  if (known !== undefined) return known
  return folded.length <= 40 && folded.includes('isrc') ? { field: 'isrc', rank: names.isrc.length } : null
}

/** The year in a text that is one or a date; null when there is none. */
export function yearOf(text: string): number | null {
  const found = /(?<!\d)(1[89]\d\d|20\d\d)(?!\d)/.exec(text)
  return found === null ? null : Number(found[1])
}

/** A track number as a number: `7`, `07` or `7/12`; null for anything else. */
export function trackNumberOf(text: string): number | null {
  const found = /^(\d{1,3})(?:\s*\/\s*\d{1,3})?(?:\.0)?$/.exec(text.trim())
  return found === null || Number(found[1]) === 0 ? null : Number(found[1])
}

/** What a bare number in a duration column of this name counts. */
export function durationUnitOf(name: string): 'auto' | 'ms' | 's' {
  const folded = foldText(name)
  if (/(?:ms|millis|milliseconds)$/.test(folded)) return 'ms'
  return /(?:durations|seconds|secs?)$/.test(folded) ? 's' : 'auto'
}

/** What one native tag feeds. `track` and `disc` hold "3/12"; `year` and `day-month` belong together (ID3v2.3). */
export type TagField =
  | 'title'
  | 'version'
  | 'artist'
  | 'albumArtist'
  | 'album'
  | 'isrc'
  | 'track'
  | 'trackTotal'
  | 'disc'
  | 'discTotal'
  | 'date'
  | 'year'
  | 'dayMonth'
  | 'label'
  | 'barcode'
  | 'catalogueNumber'
  | 'composer'
  | 'copyright'
  | 'pLine'
  | 'genre'

type Names = Readonly<Record<string, TagField>>

/** Names that are written freely by programs: Vorbis comments, APEv2 items, TXXX descriptions, iTunes freeform. */
const freeNames: Names = {
  TITLE: 'title',
  VERSION: 'version',
  SUBTITLE: 'version',
  MIXNAME: 'version',
  ARTIST: 'artist',
  ALBUMARTIST: 'albumArtist',
  'ALBUM ARTIST': 'albumArtist',
  ALBUM_ARTIST: 'albumArtist',
  ALBUM: 'album',
  ISRC: 'isrc',
  TSRC: 'isrc',
  TRACKNUMBER: 'track',
  TRACK: 'track',
  TRACKTOTAL: 'trackTotal',
  TOTALTRACKS: 'trackTotal',
  DISCNUMBER: 'disc',
  DISC: 'disc',
  DISCTOTAL: 'discTotal',
  TOTALDISCS: 'discTotal',
  DATE: 'date',
  RELEASEDATE: 'date',
  YEAR: 'year',
  LABEL: 'label',
  ORGANIZATION: 'label',
  PUBLISHER: 'label',
  BARCODE: 'barcode',
  UPC: 'barcode',
  EAN: 'barcode',
  'EAN/UPC': 'barcode',
  GTIN: 'barcode',
  CATALOGNUMBER: 'catalogueNumber',
  CATALOG: 'catalogueNumber',
  'CATALOG #': 'catalogueNumber',
  LABELNO: 'catalogueNumber',
  COMPOSER: 'composer',
  COPYRIGHT: 'copyright',
  PHONOGRAPHICCOPYRIGHT: 'pLine',
  GENRE: 'genre',
}

// id3.org/id3v2-00 §4.2; id3.org/id3v2.3.0 §4.2; id3.org/id3v2.4.0-frames §4.2.
const id3v22: Names = {
  TT2: 'title',
  TT3: 'version',
  TP1: 'artist',
  TP2: 'albumArtist',
  TAL: 'album',
  TRC: 'isrc',
  TRK: 'track',
  TPA: 'disc',
  TYE: 'year',
  TDA: 'dayMonth',
  TPB: 'label',
  TCM: 'composer',
  TCR: 'copyright',
  TCO: 'genre',
}
const id3v23: Names = {
  TIT2: 'title',
  TIT3: 'version',
  TPE1: 'artist',
  TPE2: 'albumArtist',
  TALB: 'album',
  TSRC: 'isrc',
  TRCK: 'track',
  TPOS: 'disc',
  TYER: 'year',
  TDAT: 'dayMonth',
  TDRC: 'date',
  TDRL: 'date',
  TPUB: 'label',
  TCOM: 'composer',
  TCOP: 'copyright',
  TPRO: 'pLine',
  TCON: 'genre',
}

const iTunes: Names = {
  '©nam': 'title',
  '©st3': 'version',
  '©ART': 'artist',
  aART: 'albumArtist',
  '©alb': 'album',
  trkn: 'track',
  disk: 'disc',
  '©day': 'date',
  '©pub': 'label',
  '©wrt': 'composer',
  '©com': 'composer',
  cprt: 'copyright',
  '©phg': 'pLine',
  '©gen': 'genre',
  gnre: 'genre',
}

// RIFF INFO (Multimedia Programming Interface and Data Specifications 1.0); `ISRC` there means "source".
const riffInfo: Names = {
  INAM: 'title',
  IART: 'artist',
  IPRD: 'album',
  ITRK: 'track',
  IPRT: 'track',
  ICRD: 'date',
  ICOP: 'copyright',
  IGNR: 'genre',
  IMUS: 'composer',
  IPUB: 'label',
}

const byFormat: Readonly<Record<string, Names>> = {
  'ID3v2.2': id3v22,
  'ID3v2.3': id3v23,
  'ID3v2.4': id3v23,
  iTunes,
  exif: riffInfo,
  ID3v1: {
    title: 'title',
    artist: 'artist',
    album: 'album',
    track: 'track',
    year: 'year',
    genre: 'genre',
  },
  AIFF: { NAME: 'title', AUTH: 'artist', '(c) ': 'copyright', '(c)': 'copyright' },
}

/** Kinds of tags by how much they can hold: of two that disagree the richer one is believed. */
export const tagFormats = [
  'vorbis',
  'iTunes',
  'ID3v2.4',
  'ID3v2.3',
  'ID3v2.2',
  'APEv2',
  'BWF axml',
  'AIFF',
  'exif',
  'ID3v1',
] as const

/**
 * Our field for a native tag, or null when it says nothing about the recording. `format` and `id` are those of
 * music-metadata: `ID3v2.3` + `TSRC`, `vorbis` + `ISRC`, `iTunes` + `----:com.apple.iTunes:ISRC`.
 */
export function fieldOfTag(format: string, id: string): TagField | null {
  const own = byFormat[format]
  if (own !== undefined && Object.hasOwn(own, id)) return own[id] ?? null
  const free = freeName(format, id)
  return free !== null && Object.hasOwn(freeNames, free) ? (freeNames[free] ?? null) : null
}

function freeName(format: string, id: string): string | null {
  if (format === 'vorbis' || format === 'APEv2') return id.toUpperCase()
  if (format === 'BWF axml') return id
  if (format.startsWith('ID3v2')) return /^TXXX?:(.*)$/su.exec(id)?.[1]?.toUpperCase() ?? null
  if (format === 'iTunes') return /^----:[^:]*:(.*)$/su.exec(id)?.[1]?.toUpperCase() ?? null
  return null
}

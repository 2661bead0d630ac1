/** What a column of an imported table can say about a recording. */
export const catalogueFields = [
  'title',
  'version',
  'artist',
  'isrc',
  'duration',
  'year',
  'release',
  'gtin',
  'label',
  'releaseDate',
  'trackNumber',
  'discNumber',
  'registrationNumber',
  'url',
  'releaseArtist',
  'releaseType',
  'catalogueNumber',
  'genre',
  'pLine',
  'releasePLine',
  'cLine',
  'explicit',
  'country',
  'kind',
  'workTitle',
  'iswc',
  'writers',
  'composers',
  'lyricists',
  'publishers',
  'featuredArtists',
  'producers',
  'remixers',
  'contributors',
  'writerLastName',
  'writerFirstName',
  'writerIpi',
  'writerRole',
  'publisherIpi',
  'collectionShare',
] as const
export type CatalogueField = (typeof catalogueFields)[number]

/** Fields that hold a list of names; several columns may feed one, and all of them count. */
export const listFields = [
  ...(['writers', 'composers', 'lyricists', 'publishers', 'featuredArtists', 'producers'] as const),
  ...(['remixers', 'contributors'] as const),
] as const satisfies readonly CatalogueField[]
export type ListField = (typeof listFields)[number]

const lists: ReadonlySet<CatalogueField> = new Set(listFields)

/** True for a field of which every column counts. */
export function isListField(field: CatalogueField): field is ListField {
  return lists.has(field)
}

/** The names of the fields in messages to the user. */
export const fieldLabels: Readonly<Record<CatalogueField, string>> = {
  title: 'title',
  version: 'version',
  artist: 'artist',
  isrc: 'ISRC',
  duration: 'duration',
  year: 'year',
  release: 'release',
  gtin: 'GTIN',
  label: 'label',
  releaseDate: 'release date',
  trackNumber: 'track number',
  discNumber: 'disc number',
  registrationNumber: 'registration number',
  url: 'URL',
  releaseArtist: 'release artist',
  releaseType: 'release type',
  catalogueNumber: 'catalogue number',
  genre: 'genre',
  pLine: '℗ line',
  releasePLine: '℗ line of the release',
  cLine: '© line',
  explicit: 'parental warning',
  country: 'country of recording',
  kind: 'audio or video',
  workTitle: 'title of the work',
  iswc: 'ISWC',
  writers: 'songwriters',
  composers: 'composers',
  lyricists: 'lyricists',
  publishers: 'publishers',
  featuredArtists: 'featured artists',
  producers: 'producers',
  remixers: 'remixers',
  contributors: 'contributors with their roles',
  writerLastName: 'family name of a writer',
  writerFirstName: 'first name of a writer',
  writerIpi: 'IPI of a writer',
  writerRole: 'role of a writer',
  publisherIpi: 'IPI of the publisher',
  collectionShare: 'collection share',
}

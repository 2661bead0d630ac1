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
] as const
export type CatalogueField = (typeof catalogueFields)[number]

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
}

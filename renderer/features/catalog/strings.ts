import { plural } from '../../ui/plural.ts'

export const strings = {
  title: 'Catalogue',
  recordings: 'Recordings',
  releases: 'Releases',
  search: 'Search recordings by title, artist or ISRC',
  searchReleases: 'Search releases by title or artist',
  import: 'Import…',
  addFolder: 'Add audio folder…',
  export: 'Export…',
  newRecording: 'New recording',
  files: 'Audio files',
  newRelease: 'New release',
  onlyWithoutIsrc: 'Without ISRC',
  all: 'All',
  allocate: 'Allocate next ISRC',
  delete: 'Delete…',
  findings: 'Show findings',
  emptyTitle: 'Your recordings go here',
  emptyText:
    'Import the table you already have – a distributor’s sales report or any CSV. You see what will happen before anything is written.',
  nothingFound: 'Nothing matches',
  nothingFoundText: 'No recording has this in its title, artist or ISRC.',
  noReleases: 'No releases yet',
  noReleasesText: 'Releases are made when an imported table names albums, or add one yourself.',
  recordingCount: (count: number) => plural(count, { one: 'recording', other: 'recordings' }),
  releaseCount: (count: number) => plural(count, { one: 'release', other: 'releases' }),
  missing: (count: number) => `${String(count)} needed`,
  complete: 'Ready',
  deleteReleases: {
    title: (count: number) => `Delete ${plural(count, { one: 'release', other: 'releases' })}?`,
    body: 'The recordings on it stay in the catalogue. Undo brings it back with its tracks.',
    confirmLabel: 'Delete',
  },
  releasesDeleted: (count: number) => `${plural(count, { one: 'release', other: 'releases' })} deleted`,
  deleteTitle: (count: number) => `Delete ${plural(count, { one: 'recording', other: 'recordings' })}?`,
  deleteBody:
    'They leave the catalogue and every release they are on. Undo brings them back. Recordings with findings or an allocated ISRC cannot be deleted.',
  deleted: (count: number) => `${plural(count, { one: 'recording', other: 'recordings' })} deleted`,
  allocated: (isrc: string) => `ISRC ${isrc} assigned`,
  closeDetails: 'Close details',
} as const

export const rightLabels = {
  unknown: 'Not answered yet',
  'sound-recording': 'The sound recording',
  composition: 'The composition',
  both: 'Recording and composition',
  none: 'None of them',
} as const

export const kindLabels = { audio: 'Audio', video: 'Music video' } as const

export const fileStrings = {
  format: 'Format',
  sound: 'Sound',
  hash: 'SHA-256',
  fingerprint: 'Fingerprint',
  compute: 'Compute fingerprints',
  computed: 'Computed',
  waiting: 'Not computed yet',
  failed: 'Not possible',
  lossless: 'lossless',
  lossy: 'lossy',
  channels: (count: number) => (count === 1 ? 'mono' : count === 2 ? 'stereo' : `${String(count)} channels`),
} as const

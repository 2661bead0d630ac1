import type { AudioPlanCounts, PlannedTrack } from '../../../shared/contract/audio.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

export const strings = {
  title: 'Add audio files',
  back: 'Catalogue',
  addFolder: 'Add audio folder…',
  chooseFolder: 'Choose a folder of audio files',
  compareFile: 'Compare a file…',
  compareTitle: 'Compare with your catalogue',
  chooseFile: 'Choose an audio file to compare',
  empty: 'Choose a folder',
  emptyText:
    'MP3, FLAC, Ogg, Opus, M4A, WAV and AIFF in it and below it are read, never written to. You see what will happen first.',
  dropFolder: 'Add its audio files',
  dropFolderText:
    'This is a folder of my recordings. Tags are read and shown first; the files are never written to.',
  dropCompare: 'Compare with my catalogue',
  dropCompareText:
    'Is this one of my recordings? Finds copies that were cut, worn or played at another speed.',
  reading: 'Reading audio files',
  adding: 'Adding to the catalogue',
  scanned: 'Read; nothing is written to the catalogue yet',
  committed: 'In the catalogue',
  failed: 'Stopped; nothing was written to the catalogue',
  cancelled: 'Cancelled; nothing was written to the catalogue',
  discarded: 'Discarded',
  discard: 'Discard',
  another: 'Another folder…',
  open: 'Open the catalogue',
  nothing: 'Nothing to add',
  add: ({ create, link }: AudioPlanCounts) =>
    create === 0
      ? `Link ${plural(link, { one: 'file', other: 'files' })}`
      : `Add ${plural(create, { one: 'recording', other: 'recordings' })}`,
  added: ({ create, newReleases }: AudioPlanCounts) =>
    `${plural(create, { one: 'recording', other: 'recordings' })} and ${plural(newReleases, { one: 'release', other: 'releases' })} added`,
  files: 'Audio files',
  newReleases: 'New releases',
  newRecordings: 'New recordings',
  known: 'Known recordings',
  unchanged: 'Linked before',
  rejected: 'Rejected',
  warnings: 'With a warning',
  releases: 'Releases',
  tracks: 'Files',
  noRelease: 'Files of no release',
  noneTitle: 'None',
  noneText: 'No file of this kind in the folder.',
  newRelease: 'New',
  knownRelease: 'In the catalogue',
  incomplete: (count: number) => `${formatNumber(count)} lack a title or an artist`,
  actions: {
    create: 'Add',
    link: 'Known',
    unchanged: 'Linked before',
    rejected: 'Rejected',
  } satisfies Record<PlannedTrack['action'], string>,
  matchedBy: {
    file: 'the same file',
    isrc: 'ISRC',
    'gtin-position': 'barcode and position',
    'title-artist-duration': 'title, artist and length',
  } satisfies Record<NonNullable<PlannedTrack['matchedBy']>, string>,
  close: 'Close',
  cancel: 'Cancel',
  showRecording: 'Show the recording',
  compareAnother: 'Compare another file…',
  listening: 'Listening to the file',
} as const

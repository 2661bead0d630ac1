import { plural } from '../../ui/plural.ts'

const recordings = (count: number) => plural(count, { one: 'recording', other: 'recordings' })
const releases = (count: number) => plural(count, { one: 'release', other: 'releases' })

export const strings = {
  title: 'Export',
  group: 'Catalogue',
  command: 'Export the catalogue…',
  importCommand: 'Import a Refrain catalogue file (JSON)…',
  formats: 'Format',
  scope: 'What',
  all: 'Everything',
  selected: (recordingCount: number, releaseCount: number) =>
    `Selected: ${[recordingCount > 0 ? recordings(recordingCount) : '', releaseCount > 0 ? releases(releaseCount) : ''].filter(Boolean).join(', ')}`,
  checking: 'Looking at what would be written',
  ready: 'Nothing is missing.',
  needed: (count: number) =>
    `${plural(count, { one: 'thing', other: 'things' })} needed before it would be accepted`,
  neededWritten: 'You can export it as it is: what is missing is named in it.',
  neededLeftOut: 'What lacks them is left out.',
  advised: (count: number) => `${plural(count, { one: 'thing', other: 'things' })} would make it better`,
  showMore: (count: number) => `Show ${plural(count, { one: 'more', other: 'more' })}`,
  notListed: (count: number) => `and ${plural(count, { one: 'more', other: 'more' })}, not listed`,
  show: 'Show',
  showRecord: (title: string) => `Show “${title}”`,
  nothing: 'There is nothing to write.',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  again: 'Export more',
  run: 'Export…',
  saveTitle: (label: string) => `Export: ${label}`,
  folderTitle: (count: number) => `Choose a folder for ${plural(count, { one: 'file', other: 'files' })}`,
  running: 'Exporting',
  waiting: 'Waiting for another job',
  stop: 'Stop',
  stopped: 'Stopped. Nothing was written.',
  failed: 'The export did not succeed',
  done: (count: number) => `${plural(count, { one: 'file', other: 'files' })} written`,
  leftOut: (count: number) => `${plural(count, { one: 'record was', other: 'records were' })} left out.`,
  reveal: 'Show in folder',
  moreFiles: (count: number) => `and ${plural(count, { one: 'more file', other: 'more files' })}`,
  senderDpid: 'Your DDEX Party ID',
  senderHint: 'If you have one, such as PA-DPIDA-2007050901-U',
  recipientName: 'Your distributor',
  recipientDpid: 'Its DDEX Party ID',
  template: 'ISRC ingest form',
  templateHint: 'Your copy of the form from SoundExchange; it is filled and saved under a new name.',
  templateNone: 'No form: a plain table is written',
  templatePick: 'Choose the form…',
  templateClear: 'Without form',
  masters: 'Masters are only read. Copies get the tags; the SHA-256 of both is kept.',
  importTitle: 'Choose a catalogue exported from Refrain',
  importConfirm: (name: string) => `Import “${name}”?`,
  importBody: (created: number, completed: number, kept: number) =>
    [
      `${recordings(created)} would be added, ${String(completed)} completed.`,
      kept === 0
        ? ''
        : `${plural(kept, { one: 'value differs', other: 'values differ' })} from what you have; yours stay.`,
      'You can undo it as one step.',
    ]
      .filter(Boolean)
      .join(' '),
  importRun: 'Import',
  imported: (created: number) => `${recordings(created)} imported`,
  kinds: { recording: '· recording', release: '· release', work: '· work', party: '· person', message: '' },
  units: {
    csv: 'rows',
    xlsx: 'rows',
    json: 'entries',
    ern43: 'messages',
    mlc: 'works',
    'mlc-match': 'rows',
    soundexchange: 'recordings',
    'label-copy': 'label copies',
    tags: 'audio files',
  },
} as const

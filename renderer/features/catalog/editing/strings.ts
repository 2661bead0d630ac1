import { formatNumber } from '../../../ui/format.ts'
import { plural } from '../../../ui/plural.ts'

const recordings = (count: number) => plural(count, { one: 'recording', other: 'recordings' })

export const fieldLabels: Readonly<Record<string, string>> = {
  title: 'Title',
  version: 'Version',
  artist: 'Artist',
  isrc: 'ISRC',
  durationMs: 'Length',
  year: 'Year',
  kind: 'Type',
  rightHeld: 'Right held',
  registrationNumber: 'Registration',
  authorizedUrl: 'Authorized copy',
  notes: 'Notes',
  parentId: 'Made from',
  parentRelation: 'Made from it as',
  publishedOn: 'Published on',
  country: 'Country',
  pLine: 'P line',
  genre: 'Genre',
  explicit: 'Explicit',
  shares: 'Shares of the master',
}

const belongings: Readonly<Record<string, { readonly one: string; readonly other: string }>> = {
  track: { one: 'place on a release', other: 'places on releases' },
  identifier: { one: 'further code', other: 'further codes' },
  finding: { one: 'finding', other: 'findings' },
  asset: { one: 'audio file', other: 'audio files' },
  recording_work: { one: 'work', other: 'works' },
  isrc_decision: { one: 'decision about its code', other: 'decisions about its code' },
  contribution: { one: 'credit', other: 'credits' },
  registration_subject: { one: 'registration', other: 'registrations' },
  document_link: { one: 'document', other: 'documents' },
}

/** How many of what belongs to a recording, by the table that holds it. */
export function movedText(table: string, count: number): string {
  return plural(count, belongings[table] ?? { one: table, other: table })
}

export const text = {
  cancel: 'Cancel',
  close: 'Close',
  leave: 'Leave as is',
  moreActions: 'More for the catalogue',
  nothing: '(empty)',
  noChange: 'Nothing would change.',
  more: (count: number) => `${formatNumber(count)} more`,
  changesOf: (count: number) => plural(count, { one: 'change', other: 'changes' }),
  recordings,
  bulk: {
    menu: (count: number) => (count === 1 ? 'Edit fields…' : `Edit ${formatNumber(count)} together…`),
    title: (count: number) => `Edit ${recordings(count)}`,
    apply: 'Change',
    hint: 'Only the fields you choose are changed.',
    setField: (label: string) => `Change ${label.toLowerCase()}`,
    done: (count: number) => `${recordings(count)} changed`,
  },
  replace: {
    menu: 'Find and replace…',
    title: 'Find and replace',
    field: 'In',
    find: 'Find',
    by: 'Replace by',
    matchCase: 'Match case',
    wholeWord: 'Whole words',
    expression: 'Regular expression',
    scope: (count: number | null) =>
      count === null ? 'In the whole catalogue' : `In ${recordings(count)} selected`,
    apply: 'Replace',
  },
  duplicates: {
    menu: 'Find duplicates…',
    title: 'Possible duplicates',
    none: 'No two recordings look like the same one.',
    merge: 'Compare and merge…',
    mergeOf: (recording: string) => `Compare and merge ${recording} with the first`,
    reasons: {
      code: 'One carries a code of the other',
      'title-artist-duration': 'Same title and artist, length within 5 seconds',
      fingerprint: 'Same audio',
    },
  },
  merge: {
    menu: 'Merge…',
    title: 'Merge two recordings',
    body: 'Tracks, codes, findings, files, credits, registrations and documents of both stay. The code of the one that goes is kept as an alias. Where both say something else, tick what is right. Undo makes two of them again.',
    keep: 'Stays',
    other: 'Goes',
    field: 'Field',
    swap: 'Swap',
    take: (label: string) => `Take ${label.toLowerCase()} from the one that goes`,
    moved: 'The one that goes brings (what both have is kept once)',
    apply: 'Merge',
    done: 'Merged',
  },
  history: {
    menu: 'History…',
    title: (title: string) => `History of “${title}”`,
    none: 'Nothing was changed by hand since this history is kept.',
    restore: 'Restore these values',
    restored: 'Restored',
    by: (actor: string) => `by ${actor === 'window' ? 'you, in the window' : actor}`,
    kinds: { added: 'Added', changed: 'Changed', deleted: 'Deleted' },
  },
  decide: {
    menu: 'Does it need a new code?',
    title: 'Does this version need a new code?',
    note: 'Note',
    record: 'Record this',
    recorded: 'Decision recorded',
    earlier: 'Decided before',
    conclusions: {
      'new-code': 'It needs a code of its own',
      'same-code': 'It keeps the code',
      'artist-decides': 'You decide: the sources differ',
    },
    source: (source: string) => `Source: ${source}`,
  },
  release: {
    button: 'Assign ISRCs…',
    title: (title: string) => `ISRCs for “${title}”`,
    apply: 'Assign codes',
    done: (count: number) => `${plural(count, { one: 'code', other: 'codes' })} assigned`,
    outcomes: { 'has-code': 'Has a code', 'gets-code': 'Gets this code', incomplete: 'Incomplete' },
  },
  codes: {
    title: 'Other codes',
    add: 'Note another code…',
    addTitle: 'Note another code',
    code: 'Code',
    source: 'Where it was found',
    state: 'It is',
    remove: 'Remove this code',
    states: { primary: 'Its code', alias: 'Also used for it', erroneous: 'Wrong', conflict: 'In conflict' },
  },
  filters: {
    label: 'Saved filters',
    save: 'Save this filter…',
    name: 'Name',
    saveTitle: 'Save filter',
    saveLabel: 'Save',
    none: 'No saved filter yet',
    remove: (name: string) => `Delete the filter ${name}`,
    saved: (name: string) => `Filter “${name}” saved`,
  },
  fillDown: {
    done: (count: number, label: string) => `${label} filled into ${recordings(count)}`,
    notHere: 'This column holds what belongs to one recording alone, so it is not filled down.',
  },
} as const

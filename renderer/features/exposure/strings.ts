import { plural } from '../../ui/plural.ts'

export const strings = {
  title: 'Exposure',
  cases: 'Cases',
  caseBack: 'The case',
  group: 'Cases',
  command: 'Exposure: what it could be worth',
  all: 'Every confirmed finding, as if one infringer had taken all of it',
  ofCase: (name: string) => `The items of the case of ${name}`,
  lead: 'What American law allows a court to award, worked out from what is on record. A range, never a prediction: a court decides within it, and collecting is another matter. Not legal advice.',
  albumRule: 'How the court counts tracks of an album',
  albumRules: {
    unknown: 'Not known: take in both',
    'one-work': 'An album is one work (Second, Fifth Circuit)',
    'economic-value': 'Each track by its own value (Ninth, Eleventh, D.C. Circuit)',
  },
  cmi: 'Removed or false copyright information',
  cmiHint:
    'How many violations of 17 U.S.C. 1202 you could show with knowledge and intent. Ask a lawyer before claiming any.',
  works: 'Works',
  inTime: 'Registered in time',
  late: 'Not in time',
  unsure: 'Unsure',
  albumHint: (n: number) => `${plural(n, { one: 'track', other: 'tracks' })} of albums`,
  inTimeHint: 'Statutory damages possible',
  lateHint: 'No statutory damages',
  unsureHint: 'Both outcomes counted',
  ranges: {
    statutory: 'Statutory damages',
    'claims-board': 'Copyright Claims Board',
    cmi: 'Copyright management information',
    circumvention: 'Circumvention',
  },
  assumptions: 'What it rests on',
  source: 'Source',
  emptyTitle: 'Nothing to work out yet',
  emptyText:
    'Confirm findings in Watch. Each recording they name then counts as a work here, with its registrations.',
  toWatch: 'Go to Watch',
} as const

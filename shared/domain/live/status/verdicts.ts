/** What a look tells of an address. */
export const listingStates = ['there', 'gone', 'removed-legally', 'soft-gone', 'unknown'] as const
export type ListingState = (typeof listingStates)[number]

interface ReasonFacts {
  readonly state: ListingState
  /** For the artist: what the look found. */
  readonly says: string
  /** One look is enough: the answer is meant to last, or the source itself tells. */
  readonly isFinal?: true
}

/** Every reason, the state it stands for, and its sentence. */
export const stateReasons = {
  offered: { state: 'there', says: 'The page plays or gives the recording.' },
  'file-served': { state: 'there', says: 'The address gives the file.' },
  'source-there': { state: 'there', says: 'The source itself says that it is there.' },
  'not-found': { state: 'gone', says: 'The server says that nothing is there (404).' },
  gone: { state: 'gone', says: 'The server says that it is gone for good (410).', isFinal: true },
  'source-gone': { state: 'gone', says: 'The source itself says that it is gone.', isFinal: true },
  legal: { state: 'removed-legally', says: 'The server says that it is withheld for legal reasons (451).' },
  'source-legal': {
    state: 'removed-legally',
    says: 'The source itself says that it was removed for legal reasons.',
    isFinal: true,
  },
  'site-words': {
    state: 'soft-gone',
    says: 'The page shows what this site shows where something was removed.',
  },
  'removal-words': { state: 'soft-gone', says: 'The page says that it is not there any more.' },
  'sent-home': {
    state: 'soft-gone',
    says: 'The address leads to the start page now, and the recording is not on it.',
  },
  'sent-to-search': {
    state: 'soft-gone',
    says: 'The address leads to a search now, and the recording is not on it.',
  },
  'sent-to-removed': {
    state: 'soft-gone',
    says: 'The address leads to the site’s page for what is not there.',
  },
  'same-as-any': { state: 'soft-gone', says: 'The site shows the same page for an address that never was.' },
  'changed-page': {
    state: 'soft-gone',
    says: 'Another page is there now, and nothing of the recording is on it.',
  },
  'named-only': {
    state: 'unknown',
    says: 'The page names the recording, but whether it plays cannot be told without its scripts.',
  },
  contradictory: { state: 'unknown', says: 'The page says that it is gone and offers it all the same.' },
  'nothing-certain': { state: 'unknown', says: 'The page does not tell whether the recording is there.' },
  elsewhere: {
    state: 'unknown',
    says: 'The address leads to another place, and the recording is not named there.',
  },
  'no-page': { state: 'unknown', says: 'The answer is no page that can be read.' },
  'site-unsure': { state: 'unknown', says: 'This site shows these words where something is there, too.' },
  'source-unknown': { state: 'unknown', says: 'The source did not tell.' },
  'source-restricted': { state: 'unknown', says: 'The source shows it to some only.' },
  challenge: { state: 'unknown', says: 'The site asks whether a person is looking.' },
  'log-in': { state: 'unknown', says: 'The site asks for an account.' },
  consent: { state: 'unknown', says: 'The site asks for consent first.' },
  'other-country': { state: 'unknown', says: 'The site does not show it in this country.' },
  maintenance: { state: 'unknown', says: 'The site is out of order for now.' },
  parked: { state: 'unknown', says: 'The domain is for sale or parked.' },
  private: { state: 'unknown', says: 'The page is shown to some only.' },
  quota: { state: 'unknown', says: 'The file was fetched too often today.' },
  'host-trouble': { state: 'unknown', says: 'The site itself is not set up or in trouble.' },
  'needs-script': { state: 'unknown', says: 'The page shows nothing before its scripts run.' },
  robots: { state: 'unknown', says: 'The site asks programs not to look (robots.txt).' },
  refused: { state: 'unknown', says: 'The server refuses to answer.' },
  'slow-down': { state: 'unknown', says: 'The server asks to wait.' },
  'server-error': { state: 'unknown', says: 'The server is in trouble.' },
  'no-answer': { state: 'unknown', says: 'No answer came.' },
} as const satisfies Readonly<Record<string, ReasonFacts>>

export type StateReason = keyof typeof stateReasons

/** The reason a look ended with, and the words or the header that show it. */
export interface StateVerdict {
  readonly reason: StateReason
  readonly snippet: string
}

/** All codes of reasons, for what reads them. */
export const stateReasonCodes = Object.keys(stateReasons) as [StateReason, ...StateReason[]]

export function stateOfReason(reason: StateReason): ListingState {
  return stateReasons[reason].state
}

/** The sentence for the artist. */
export function sentenceOf(reason: StateReason): string {
  return stateReasons[reason].says
}

/** True where one look is enough. */
export function isFinal(reason: StateReason): boolean {
  const facts: ReasonFacts = stateReasons[reason]
  return facts.isFinal === true
}

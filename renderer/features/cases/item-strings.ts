import { plural } from '../../ui/plural.ts'

const items = (n: number) => plural(n, { one: 'item', other: 'items' })

/** Texts of the items of a case. */
export const itemText = {
  grid: 'Items of the case',
  columns: {
    work: 'Work',
    url: 'Address',
    right: 'Right held',
    fairUse: 'Fair use',
    sealed: 'Evidence',
    performance: 'Whose performance',
    exclusivity: 'How exclusive your right is',
    isrc: 'ISRC',
    firstSeen: 'First seen',
    registration: 'Registration',
    authorized: 'Authorized copy',
  },
  filter: 'Items to show',
  all: 'All',
  rightOpen: 'Right to name',
  fairUseOpen: 'Fair use to consider',
  selectAll: 'Select all',
  sealed: 'Sealed',
  notSealed: 'Not sealed',
  pane: 'Item',
  several: (n: number) => items(n),
  severalHint: 'What you answer here is saved for each of them.',
  where: 'Where it is',
  address: 'Address',
  foundOn: 'Found on',
  firstSeen: 'First seen',
  lastSeen: 'Last verified',
  notSeenAgain: 'Nobody looked again',
  performanceHint: 'A cover is somebody else’s recording: of your song you can claim the composition only.',
  evidence: 'Evidence',
  right: 'The right you hold',
  rightHint: 'The notice claims this right and no other. Recording and composition are two rights.',
  noRight:
    'Only the owner of a right, or somebody acting for the owner, may claim it. Take the item out of the case.',
  mixed: 'They differ',
  mixedText: 'The answers differ. What you write replaces them all.',
  fairUse: 'Fair use',
  fairUseHint:
    'Consider it before you claim (17 U.S.C. 107; Lenz v. Universal). Your answers are kept with the item, as proof that you did.',
  conclusion: 'Your conclusion',
  consideredAt: 'Considered',
  remove: (n: number) => (n === 1 ? 'Remove from the case' : `Remove ${items(n)} from the case`),
  removed: (n: number) => `${items(n)} removed from the case`,
  removedHint: 'A finding taken out is open again in Watch; one that may be fair use is monitored.',
  capture: (n: number) => (n === 1 ? 'Capture the page' : 'Capture the pages'),
  showFinding: 'Show the finding',
  showRecording: 'Show the recording',
  copyAddress: 'Copy the address',
  addressCopied: 'Address copied',
  none: '–',
  noAnswer: 'Nothing was written',
  sentNote: 'The notice was sent, so these answers stay as they were.',
  emptyTitle: 'No item in this case',
  emptyText: 'Confirm findings of this provider in Watch, then group them again.',
  doneTitle: 'All answered',
  doneText: 'No item of this case lacks this answer.',
  showAll: 'Show all items',
} as const

export interface FactorText {
  readonly label: string
  readonly hint: string
}

/** The four questions in the order of the statute. */
export const questions = ['purpose', 'nature', 'amount', 'market'] as const

/** The four factors of 17 U.S.C. 107, each with what weighs in it. */
export const factors: Readonly<Record<(typeof questions)[number], FactorText>> = {
  purpose: {
    label: '1. Purpose and character of the use',
    hint: 'Comment, criticism, parody or teaching weigh for fair use; offering it as it is, and for money, against.',
  },
  nature: {
    label: '2. Nature of your work',
    hint: 'Music is creative work, which weighs against fair use; more so when it is unpublished.',
  },
  amount: {
    label: '3. How much of it is used',
    hint: 'The whole recording, or its heart, weighs against fair use; a few seconds for a purpose, for it.',
  },
  market: {
    label: '4. Effect on its market',
    hint: 'Does it take the place of a sale, a stream or a license?',
  },
}

import { plural } from '../../ui/plural.ts'

/** Texts of the notice of a case. */
export const noticeText = {
  noneTitle: 'No notice yet',
  noneText: (provider: string) =>
    `The draft is a notice under 17 U.S.C. 512(c)(3) to ${provider}, made of your profile and the items of this case. It changes with them until it is sent.`,
  noneSent: 'This case was sent without a notice made here.',
  draft: 'Draft the notice',
  pane: 'What the notice needs',
  paneSent: 'The notice as it was sent',
  preview: 'The notice',
  layout: 'Show as',
  letter: 'Letter',
  plain: 'Plain text',
  subject: 'Subject',
  copySubject: 'Subject copied',
  copied: 'Text of the notice copied',
  copyText: 'Copy text',
  toGo: (open: number, all: number) =>
    open === 0 ? `All ${all} in place` : `${all - open} of ${all} in place`,
  statute: 'What the law asks',
  alsoNeeded: 'What keeps it from backfiring',
  statements: 'Your statements',
  statementsHint: 'Word for word as the statute has them. A statement stands in the notice once you make it.',
  perjury:
    'Only your authority to act is stated under penalty of perjury; that the notice is accurate is not.',
  goodFaithHint: 'A knowing misstatement can cost damages and fees (17 U.S.C. 512(f)).',
  signature: 'Signature',
  legalName: 'Signature (your full legal name)',
  signatureHint: 'Typing it is your signature. It is dated today and covers the letter as it reads now.',
  sign: 'Sign the notice',
  signAgain: 'Sign the notice again',
  signed: (name: string, day: string) => `Signed “${name}” on ${day}`,
  unsign: 'Take back',
  nameDiffers: (name: string) =>
    `Your profile has “${name}”: sign with your legal name, not a stage or company name.`,
  disclaimer:
    'Refrain is not a lawyer and sends nothing by itself: you check this notice, and you send it in your own name.',
  exportPdf: 'Export as PDF…',
  exportText: 'Export as text…',
  exportPdfCommand: 'Export notice as PDF…',
  exportTextCommand: 'Export notice as text…',
  exported: (name: string) => `Exported as ${name}`,
  reveal: 'Show file',
  sent: 'I sent it…',
  sentCommand: 'Record that I sent the notice…',
  sentRecord: 'Sent',
  channel: 'How',
  reference: 'Reference',
  at: 'When',
  noReference: 'None noted',
  stays: 'It stays as it was sent.',
  missingTitle: 'The notice is not complete',
  missingText: (n: number) =>
    `${plural(n, { one: 'thing is', other: 'things are' })} still open. A notice with a gap is refused, or turned against its sender.`,
  close: 'Close',
  noNotice: 'Draft the notice of this case first.',
} as const

/** What the button beside an open element does. */
export const fixLabels = {
  profile: 'Open your profile',
  items: 'Look at the items',
  'fair-use': 'Consider fair use',
  right: 'Name the right',
  statements: 'Make the statement…',
  signature: 'Sign…',
  none: '',
} as const

export const sentText = {
  title: 'Record that you sent the notice',
  lead: 'From then on the case and its notice stay as they were sent. This cannot be undone.',
  at: 'When',
  atHint: 'In your own time zone',
  future: 'This lies in the future.',
  noTime: 'Enter the day and the time.',
  channel: 'How',
  channels: { email: 'E-mail', form: 'Web form of the provider', post: 'Post', other: 'Another way' },
  reference: 'Reference',
  referenceHint: 'A ticket number or message ID, if you have one. It helps to find the answer later.',
  confirm: 'Record as sent',
  cancel: 'Cancel',
  done: 'Recorded as sent',
} as const

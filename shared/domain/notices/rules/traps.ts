import { defineRules } from './legal-rule.ts'

/** What makes a notice bounce or backfire, in the order in which it is met. Each is a check of `checkDraft`. */
export const traps = defineRules({
  'trap-metadata': {
    text: 'Titles and codes alone are facts; nobody owns them. Without audio, artwork, lyrics or a score there is nothing to claim.',
    source: '17 U.S.C. 102(b); Feist v. Rural, 499 U.S. 340',
  },
  'trap-cover': {
    text: 'A cover is somebody else’s recording: of your song you can claim the composition only.',
    source: '17 U.S.C. 114(b), 115',
  },
  'trap-recording-or-composition': {
    text: 'Recording and composition have different owners; the claim names the right that is yours.',
    source: '17 U.S.C. 102(a)(2), (7), 106',
  },
  'trap-licensed': {
    text: 'What your own distributor or an account of yours delivered is authorized.',
    source: '17 U.S.C. 512(f)',
  },
  'trap-not-exclusive': {
    text: 'Works in the public domain, beats leased without exclusivity and sample packs give no exclusive right to claim.',
    source: '17 U.S.C. 106, 501(b)',
  },
  'trap-no-list': {
    text: 'Several works need a table that says which address holds which work.',
    source: '17 U.S.C. 512(c)(3)(A)(ii)',
  },
  'trap-address': {
    text: 'The address must be that of the item, on a domain of the recipient.',
    source: '17 U.S.C. 512(c)(3)(A)(iii)',
  },
  'trap-perjury': {
    text: 'The oath covers the authority to act and nothing else.',
    source: '17 U.S.C. 512(c)(3)(A)(vi)',
  },
  'trap-future-oath': {
    text: 'One oath for one notice: a statement about notices to come proves nothing.',
    source: '17 U.S.C. 512(c)(3)(A)',
  },
  'trap-owner-mismatch': {
    text: 'The owner named must be the one the catalogue names for that work.',
    source: '17 U.S.C. 512(f)',
  },
  'trap-fair-use': {
    text: 'Fair use must have been considered for each item.',
    source: 'Lenz v. Universal Music Corp., 815 F.3d 1145',
  },
  'trap-1201': {
    text: 'Circumvention is another claim; it does not belong in a takedown notice.',
    source: '17 U.S.C. 1201',
  },
  'trap-trademark': {
    text: 'Trademark, likeness and impersonation go another way.',
    source: 'Automattic’s published replies to notices (legalmattic)',
  },
  'trap-privacy': {
    text: 'What you write is shown to the uploader, and often to the public.',
    source: 'the recipient’s policy; lumendatabase.org',
  },
  'trap-post-box': {
    text: 'A post box meets “such as an address”; some hosts refuse it.',
    source: '17 U.S.C. 512(c)(3)(A)(iv)',
  },
  'trap-payment': {
    text: 'No demand for money in a notice; under Canadian rules it may make the notice void (not verified).',
    source: 'Copyright Act (R.S.C., 1985, c. C-42), s. 41.25(3)',
    verified: false,
  },
  'trap-bulk': {
    text: 'Each notice is read and confirmed by a person before it goes out.',
    source: 'GitHub’s DMCA guide: no bots',
  },
  'trap-threat': {
    text: 'No word on the provider’s liability: mere knowledge no longer makes it liable.',
    source: 'Cox Communications v. Sony Music, 146 S. Ct. 959 (2026)',
  },
})

export type TrapId = keyof typeof traps

/** What to do about a refusal. */
export type RejectionStep = 'mend-and-resend' | 'escalate' | 'withdraw' | 'other-way' | 'ask-a-lawyer'

/** A reason for which providers turn notices down, and what follows from it. */
export interface RejectionReason {
  readonly code: string
  readonly title: string
  readonly next: string
  readonly step: RejectionStep
  readonly source: string
}

const automattic = 'Automattic, predefined replies (2026-05-19)'
const github = 'GitHub, DMCA takedown policy and published notices'

/** The reasons seen in real answers, most frequent first. */
export const rejectionReasons: readonly RejectionReason[] = [
  {
    code: 'element-missing',
    title: 'Something the law asks for is missing',
    next: 'Analyse the notice you sent, add what is missing and send it again. A notice without work, address or contact gave the provider no knowledge.',
    step: 'mend-and-resend',
    source: `17 U.S.C. 512(c)(3)(B); ${automattic}`,
  },
  {
    code: 'not-the-item',
    title: 'The address is that of a site or profile, not of the item',
    next: 'Replace it by the address of each item and send the notice again.',
    step: 'mend-and-resend',
    source: automattic,
  },
  {
    code: 'not-hosted-there',
    title: 'It is not hosted there',
    next: 'Follow the link to where the file lies, and notify that host. Behind a delivery network, its report names the host.',
    step: 'escalate',
    source: automattic,
  },
  {
    code: 'not-your-content',
    title: 'They doubt that the work is yours',
    next: 'Send proof: a registration, the release at your distributor, the session files. Without proof of the right you named, take the item back.',
    step: 'mend-and-resend',
    source: automattic,
  },
  {
    code: 'fair-use',
    title: 'They hold it for fair use',
    next: 'Read your own answer to the four questions again. Where it still stands, answer with it; where it does not, withdraw the notice.',
    step: 'ask-a-lawyer',
    source: `${automattic}; Lenz v. Universal, 815 F.3d 1145`,
  },
  {
    code: 'name-or-likeness',
    title: 'It is about a name or a likeness',
    next: 'Copyright does not cover that. Use the provider’s form for impersonation or privacy instead.',
    step: 'other-way',
    source: automattic,
  },
  {
    code: 'trademark',
    title: 'It is really a trademark complaint',
    next: 'Use the provider’s form for trademarks; leave trademarks out of the notice.',
    step: 'other-way',
    source: automattic,
  },
  {
    code: 'language',
    title: 'It is not in a language they take',
    next: 'Send it again in English.',
    step: 'mend-and-resend',
    source: automattic,
  },
  {
    code: 'circumvention-thin',
    title: 'The circumvention is not explained',
    next: 'Name the measure, how it controls access and how it is circumvented, in a letter of its own.',
    step: 'mend-and-resend',
    source: github,
  },
  {
    code: 'wrong-address',
    title: 'It went to the wrong address or needs the form',
    next: 'Send it by the way the provider names, and correct the provider’s entry in the directory.',
    step: 'mend-and-resend',
    source: 'Leaseweb, NameSilo: own procedures',
  },
  {
    code: 'not-responsible',
    title: 'They say that they are not responsible',
    next: 'A registrar or network seldom acts. Go on to the next step of the way.',
    step: 'escalate',
    source: 'NameSilo, Name.com, Trustname policies; ICANN agreement of 2024',
  },
  {
    code: 'other',
    title: 'Another reason, or none',
    next: 'Ask for the reason in writing. Where none is given, go on to the next step of the way.',
    step: 'escalate',
    source: 'Refrain’s own suggestion',
  },
]

/** The reason of a code; null for one nobody knows. */
export function rejectionReason(code: string): RejectionReason | null {
  return rejectionReasons.find((reason) => reason.code === code) ?? null
}

import type { RightHeld } from './notice-input.ts'

/** Where the wording below comes from, and when it was compared with it. */
interface LegalSource {
  readonly citation: string
  readonly url: string
  readonly checkedOn: string
}

export const elementCodes = ['i', 'ii', 'iii', 'iv', 'v', 'vi'] as const
export type ElementCode = (typeof elementCodes)[number]

/** One thing the law asks of a notice. */
interface RegimeElement {
  readonly code: ElementCode
  readonly title: string
  /** What the law asks, in plain words. */
  readonly asks: string
  readonly citation: string
}

/** A legal regime for notices, as data: what it asks and the sentences that give it. */
export interface NoticeRegime {
  readonly id: 'us-512c3'
  readonly version: string
  readonly source: LegalSource
  readonly elements: Readonly<Record<ElementCode, RegimeElement>>
  readonly sentences: typeof sentences
}

/**
 * The declarations follow the statute word for word. Perjury attaches to the authority to act and to nothing
 * else: accuracy is a sentence of its own, before it, and not under oath.
 */
const sentences = {
  goodFaith:
    'I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.',
  fairUse:
    'Before making this statement I considered, for each item listed, whether the use is a fair use (17 U.S.C. 107).',
  accuracy: 'The information in this notification is accurate.',
  authority:
    'Under penalty of perjury, I state that I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.',
  request:
    'Please remove, or disable access to, the material listed below, as 17 U.S.C. 512(c) and your own copyright policy provide. I would be grateful for a short message once this is done, or if anything is missing.',
} as const

const citation = '17 U.S.C. 512(c)(3)(A)'

function element(code: ElementCode, title: string, asks: string): RegimeElement {
  return { code, title, asks, citation: `${citation}(${code})` }
}

/**
 * Notification of claimed infringement to a service provider's designated agent, 17 U.S.C. 512(c)(3)(A). A new
 * wording gets a new version: a notice keeps the version it was made with.
 */
export const us512c3: NoticeRegime = {
  id: 'us-512c3',
  version: '1',
  source: {
    citation,
    url: 'https://www.copyright.gov/title17/92chap5.html#512',
    checkedOn: '2026-11-22',
  },
  elements: {
    i: element(
      'i',
      'Signature',
      'A physical or electronic signature of a person authorized to act for the owner.',
    ),
    ii: element('ii', 'The works', 'Which copyrighted works are claimed to be infringed.'),
    iii: element('iii', 'The material', 'Which material is to be removed, and where exactly it is.'),
    iv: element('iv', 'Contact', 'How the provider reaches you: address, telephone number and e-mail.'),
    v: element(
      'v',
      'Good faith',
      'That you believe in good faith that the use is not authorized by the owner, its agent, or the law.',
    ),
    vi: element(
      'vi',
      'Accuracy and authority',
      'That the information is accurate and, under penalty of perjury, that you may act for the owner.',
    ),
  },
  sentences,
}

/** A right one can claim. */
export type ClaimableRight = Exclude<RightHeld, 'unknown' | 'none'>

/** The rights concerned, as the letter names them (17 U.S.C. 102(a)(2), 102(a)(7)). */
export const rightNames: Readonly<Record<ClaimableRight, string>> = {
  'sound-recording': 'sound recording (the recorded performance)',
  composition: 'musical work (the composition, not the recording)',
  both: 'sound recording and musical work (the recording and the composition)',
}

/** True for a right one can claim: it was answered, and the answer is not “none”. */
export function isClaimable(right: RightHeld): right is ClaimableRight {
  return right !== 'unknown' && right !== 'none'
}

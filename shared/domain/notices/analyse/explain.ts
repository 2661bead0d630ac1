import type { AnalysedElement, AnalysedRegime, NoticeKind } from './notice-analysis.ts'

/** What an element is called, and where the law asks for it. */
export interface ElementFacts {
  readonly title: string
  readonly asks: string
  readonly source: string
}

const statute = '17 U.S.C. 512(c)(3)(A)'

/** The seven elements in the order of the statute. */
export const elementFacts: Readonly<Record<AnalysedElement, ElementFacts>> = {
  signature: {
    title: 'Signature',
    asks: 'A physical or electronic signature of someone authorized for the owner.',
    source: `${statute}(i)`,
  },
  work: { title: 'Work', asks: 'Which work is infringed.', source: `${statute}(ii)` },
  material: {
    title: 'Material',
    asks: 'What infringes, and enough to find it: the address of the item itself.',
    source: `${statute}(iii)`,
  },
  contact: { title: 'Contact', asks: 'How to reach the sender.', source: `${statute}(iv)` },
  goodFaith: {
    title: 'Good faith',
    asks: 'The belief that the use is not authorized by the owner, its agent, or the law.',
    source: `${statute}(v)`,
  },
  accuracy: { title: 'Accuracy', asks: 'That the information is accurate.', source: `${statute}(vi)` },
  authority: {
    title: 'Authority',
    asks: 'Under penalty of perjury, the authority to act for the owner.',
    source: `${statute}(vi)`,
  },
}

/** A regime in words. */
export const regimeTitles: Readonly<Record<AnalysedRegime, string>> = {
  'us-512c': 'United States, host: 17 U.S.C. 512(c)',
  'us-512d': 'United States, search engine: 17 U.S.C. 512(d)',
  'us-512g': 'United States, counter-notice: 17 U.S.C. 512(g)',
  'us-1201': 'United States, circumvention: 17 U.S.C. 1201',
  'eu-dsa-16': 'European Union: Art. 16 DSA',
  'us-512c+eu-dsa-16': 'United States and European Union in one letter',
  'uk-ecommerce': 'United Kingdom: E-Commerce Regulations 2002',
  'ca-41.25': 'Canada: s. 41.25 Copyright Act',
  unknown: 'No law is named or recognized',
}

/** What a text is, in words. */
export const kindTitles: Readonly<Record<NoticeKind, string>> = {
  takedown: 'Takedown notice',
  circumvention: 'Complaint about circumvention',
  'counter-notice': 'Counter-notice',
  withdrawal: 'Withdrawal of a notice',
  'court-action': 'Report of a court action',
  trademark: 'Trademark complaint',
  guidance: 'Guidance on notices',
  'blank-form': 'Form without answers',
  empty: 'No text',
  other: 'Not a notice of infringement',
}

const sources: Readonly<Record<string, string>> = {
  'kind-counter-notice': '17 U.S.C. 512(g)(3)',
  'kind-court-action': '17 U.S.C. 512(g)(2)(C)',
  'kind-trademark': 'Automattic, predefined replies: a frequent reason of refusal',
  circumvention: '17 U.S.C. 1201; GitHub, DMCA takedown policy',
  'trademark-mixed': 'Automattic, predefined replies: a frequent reason of refusal',
  'wrong-section': '17 U.S.C. 512(c), (d)',
  'signature-unclear': `${statute}(i)`,
  'vague-address': `${statute}(iii); Automattic, predefined replies`,
  'contact-thin': `${statute}(iv)`,
  'post-box': `${statute}(iv): “such as”`,
  'oath-widened': `${statute}(vi)`,
  'fair-use-unsaid': 'Lenz v. Universal, 815 F.3d 1145 (9th Cir. 2016)',
  'oath-for-future': `${statute}: each notice makes its own statements`,
  'threat-of-liability': 'Cox v. Sony, 146 S. Ct. 959 (2026)',
  'payment-demand': 'Canada, s. 41.25(3) Copyright Act (not compared with the source)',
  indemnity: `${statute}: not among the elements`,
  hedged: `${statute}(vi)`,
}

/** Where a warning of the analyser comes from; null for what any reader sees. */
export function warningSource(code: string): string | null {
  const known = sources[code]
  if (known !== undefined) return known
  const [name = ''] = code.split('-')
  return isElement(name) ? elementFacts[name].source : null
}

function isElement(name: string): name is AnalysedElement {
  return Object.hasOwn(elementFacts, name)
}

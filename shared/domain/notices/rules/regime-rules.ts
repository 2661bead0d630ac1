import { defineRules } from './legal-rule.ts'

const dmca = '17 U.S.C. 512(c)(3)(A)'
const dsa = 'Regulation (EU) 2022/2065, Art. 16(2)'
const canada = 'Copyright Act (R.S.C., 1985, c. C-42), s. 41.25(2)'
const uk = 'Electronic Commerce (EC Directive) Regulations 2002 (SI 2002/2013), reg. 22'

/** What each regime asks a notice to contain, and the rules its sentences follow. */
export const regimeRules = defineRules({
  'us-512c3-i': {
    text: 'A physical or electronic signature of a person authorized to act for the owner of an exclusive right.',
    source: `${dmca}(i)`,
  },
  'us-512c3-ii': {
    text: 'Which copyrighted work is claimed to be infringed; a representative list where several works are on one site.',
    source: `${dmca}(ii)`,
  },
  'us-512c3-iii': {
    text: 'Which material is to be removed, and information enough to find it.',
    source: `${dmca}(iii)`,
  },
  'us-512c3-iv': {
    text: 'Information enough to contact the sender, such as address, telephone number and, if available, e-mail.',
    source: `${dmca}(iv)`,
  },
  'us-512c3-v': {
    text: 'A statement of good-faith belief that the use is not authorized by the owner, its agent, or the law.',
    source: `${dmca}(v)`,
  },
  'us-512c3-vi-accuracy': {
    text: 'A statement that the information is accurate. It is not under oath.',
    source: `${dmca}(vi)`,
  },
  'us-512c3-vi-authority': {
    text: 'A statement, under penalty of perjury, that the sender is authorized to act for the owner.',
    source: `${dmca}(vi)`,
  },
  'us-512c2-agent': {
    text: 'A host names the agent who takes its notices on its site and to the Copyright Office.',
    source: '17 U.S.C. 512(c)(2); dmca.copyright.gov',
  },
  'us-512c-request': {
    text: 'A host that is notified removes the material or disables access to it expeditiously.',
    source: '17 U.S.C. 512(c)(1)(C)',
  },
  'us-512d-request': {
    text: 'A search tool that is notified removes the link or disables access to it; the link is what is identified.',
    source: '17 U.S.C. 512(d)',
  },
  'us-fair-use': {
    text: 'Fair use is considered before a notice is sent.',
    source: '17 U.S.C. 107; Lenz v. Universal Music Corp., 815 F.3d 1145 (9th Cir. 2016)',
  },
  'us-rights-106': {
    text: 'The claim names the exclusive right that is held: recording, composition, artwork or lyrics.',
    source: '17 U.S.C. 102, 106, 501(b)',
  },
  'us-512g': {
    text: 'A counter-notice: signature; what was removed and where it was; belief, under penalty of perjury, in a mistake; name, address, telephone; consent to jurisdiction and service. The material returns after 10 to 14 business days unless an action is reported.',
    source: '17 U.S.C. 512(g)(2), (3)',
  },
  'us-ccb-answer': {
    text: 'A claim before the Copyright Claims Board can take the place of a court action in answer to a counter-notice.',
    source: '17 U.S.C. 1507(d); Pinterest’s copyright policy says it accepts one',
    verified: false,
  },
  'us-512f': {
    text: 'Who knowingly misrepresents that material is infringing owes damages.',
    source: '17 U.S.C. 512(f)',
  },
  'eu-dsa-16-a': {
    text: 'A sufficiently substantiated explanation of why the content is illegal.',
    source: `${dsa}(a)`,
  },
  'eu-dsa-16-b': {
    text: 'The exact electronic location, such as the exact URL or URLs.',
    source: `${dsa}(b)`,
  },
  'eu-dsa-16-c': { text: 'Name and e-mail address of the notifier.', source: `${dsa}(c)` },
  'eu-dsa-16-d': {
    text: 'A statement of the bona fide belief that the information and allegations are accurate and complete.',
    source: `${dsa}(d)`,
  },
  'eu-dsa-16-request': {
    text: 'The provider decides on the notice in a timely, diligent, non-arbitrary and objective manner and tells the notifier.',
    source: 'Regulation (EU) 2022/2065, Art. 16(5), (6)',
  },
  'uk-22-sender': { text: 'The full name and address of the sender.', source: uk },
  'uk-22-location': { text: 'Details of where the information is.', source: uk },
  'uk-22-unlawful': { text: 'Details of the unlawful nature of the activity or information.', source: uk },
  'ca-41.25-a': { text: 'The claimant’s name and address.', source: `${canada}(a)` },
  'ca-41.25-b': {
    text: 'The work or other subject-matter to which the claimed infringement relates.',
    source: `${canada}(b)`,
  },
  'ca-41.25-c': { text: 'The claimant’s interest or right in it.', source: `${canada}(c)` },
  'ca-41.25-d': { text: 'The location data of the electronic location.', source: `${canada}(d)` },
  'ca-41.25-e': { text: 'The infringement that is claimed.', source: `${canada}(e)` },
  'ca-41.25-f': { text: 'The date and time of the claimed infringement.', source: `${canada}(f)` },
  'ca-41.26': {
    text: 'The provider forwards the notice and keeps records; it does not remove.',
    source: 'Copyright Act (R.S.C., 1985, c. C-42), s. 41.26',
  },
  'cdn-report': {
    text: 'A content delivery network passes a report on and names the host; one hostname and at most 250 addresses a report.',
    source: 'Cloudflare abuse report API, abuse_report_create_params (2025-06-16)',
  },
  'registrar-yield': {
    text: 'Registrars and registries do not control content; few act without a court’s order.',
    source:
      'ICANN Registrar Accreditation Agreement, amendment of 2024 (DNS abuse only); NameSilo, Name.com, Trustname policies',
  },
  'payment-report': {
    text: 'A payment service asks for proof of ownership and of a failed attempt with the merchant.',
    source: 'usa.visa.com intellectual property rights; paypal.com infringement report',
  },
  withdrawal: {
    text: 'A notice that proves wrong is withdrawn at once, so that the material can return.',
    source: '17 U.S.C. 512(f)',
  },
  'letter-form': {
    text: 'Who writes to whom, about what and when: the form of any letter.',
    source: 'common usage; no law asks for these words',
  },
})

export type RegimeRuleId = keyof typeof regimeRules

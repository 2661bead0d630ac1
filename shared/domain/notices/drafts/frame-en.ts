import type { LetterFrame } from './frame.ts'

const request =
  'Please remove, or disable access to, the material listed below, as 17 U.S.C. 512(c) and your own copyright policy provide. I would be grateful for a short message once this is done, or if anything is missing.'

/** English: complete, and the text that counts where an oath is sworn. */
export const english: LetterFrame = {
  heading: 'Notice of claimed copyright infringement',
  withdrawalHeading: 'Withdrawal of a notice of claimed copyright infringement',
  labels: {
    date: 'Date',
    to: 'To',
    from: 'From',
    work: 'Work',
    right: 'Right claimed',
    artist: 'Artist',
    isrc: 'ISRC',
    isrcOf: 'ISRC of a recording of it',
    registration: 'Copyright registration',
    authorized: 'Authorized copy',
    material: 'Infringing material',
    firstSeen: 'first seen',
    lastSeen: 'last seen',
    capture: 'record',
    foundOn: 'found on',
    name: 'Name',
    address: 'Address',
    phone: 'Telephone',
    email: 'E-mail',
    signature: 'Signature',
    host: 'Site',
    ip: 'IP address',
    earlier: 'Earlier notice',
    notice: 'Notice withdrawn',
  },
  sections: {
    works: 'Works and infringing material',
    why: 'Why this is unlawful',
    contact: 'Contact',
    statements: 'Statements',
    signature: 'Signature',
    earlier: 'Earlier notices',
  },
  rights: {
    'sound-recording': 'sound recording (the recorded performance)',
    composition: 'musical work (the composition, not the recording)',
    both: 'sound recording and musical work (the recording and the composition)',
    artwork: 'artwork (the cover image)',
    lyrics: 'lyrics (the words of the song)',
  },
  capacity: {
    owner: 'I am {name} and I own the exclusive rights named below.',
    'exclusive-licensee': 'I am {name} and I hold an exclusive license to the rights named below.',
    agent: 'I am {name}, authorized to act for {owner}, the owner of the exclusive rights named below.',
  },
  onBehalf: 'I write for {owner}, in whose name the notice was sent.',
  withdrawnWorks: 'Works and material',
  withdrawnMaterial: 'Material',
  knownAs: 'known as {artist}',
  listed: 'Each address listed with a work gives access to material that I claim infringes it.',
  licensedCompany:
    'I am {name} and I write for {owner}, which holds an exclusive license to the rights named below.',
  requests: {
    host: request,
    search:
      'Please remove the links to the material listed below from your search results, or disable access to them, as 17 U.S.C. 512(d) provides.',
    dsa: 'I submit this notice under Article 16 of Regulation (EU) 2022/2065 (Digital Services Act). Please confirm its receipt, decide on it and tell me your decision, as Article 16(4) to (6) provides.',
    dataset: `${request} Only the files listed are concerned. Titles, codes and other facts in the same data set are not claimed.`,
    cdn: 'Your network delivers the site {host}. Please pass this report on to the operator of the site and to its hosting provider, apply your own copyright policy, and tell me who hosts the site. Where you host the material yourself, please remove it or disable access to it (17 U.S.C. 512(c)).',
    'host-behind':
      'The site {host} answers from your network{ip}. Please remove the material listed below, or disable access to it, as 17 U.S.C. 512(c) and your own copyright policy provide.',
    domain:
      'The domain {host} is administered by you. I know that you do not host its content and cannot remove single files. Please pass this notice on to the registrant and apply your own policy on infringing use.',
    payment:
      'The seller at {host} offers the works listed below without a licence and takes payment through your service. Please examine whether this agrees with your policy on infringing goods.',
    withdrawal:
      'I withdraw the notice named below, as far as it concerns the material listed. Please put that material back where it was removed because of my notice.',
    uk: 'Please take this as notice, for regulation 22 of the Electronic Commerce (EC Directive) Regulations 2002, that the information at the addresses below is unlawful, and remove it or disable access to it expeditiously.',
    ca: 'This is a notice of claimed infringement under sections 41.25 and 41.26 of the Copyright Act (R.S.C., 1985, c. C-42). Please forward it without delay to the person to whom each electronic location below belongs. The infringement claimed is reproduction and communication to the public by telecommunication without consent.',
  },
  corrects: 'This notice corrects and replaces the one I sent you on {notice}.',
  noLicense: 'The label line at an address below names a license to {licensee}. No such license was granted.',
  whose: {
    owner: 'The rights named with each work are mine.',
    'exclusive-licensee': 'I hold the rights named with each work under an exclusive license.',
    agent: 'The rights named with each work belong to {owner}, for whom I act.',
    licensedCompany:
      '{owner}, for whom I act, holds the rights named with each work under an exclusive license.',
  },
  why: 'Nobody was licensed to offer these works at the addresses listed. Each address gives the public access to a copy, which copyright reserves to the owner; I know of no exception that applies.',
  // The declarations follow the statute word for word. Perjury attaches to the authority to act and to nothing
  // else: accuracy is a sentence of its own, before it, and not under oath.
  goodFaith:
    'I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.',
  fairUse:
    'Before making this statement I considered, for each item listed, whether the use is a fair use (17 U.S.C. 107).',
  accuracy: 'The information in this notification is accurate.',
  authority:
    'Under penalty of perjury, I state that I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.',
  complete:
    'I have a bona fide belief that the information and allegations contained in this notice are accurate and complete.',
  oathInEnglish: 'The same statements in English:',
}

import type { AnalysedElement, ElementStatus } from '../../shared/domain/notices/analyse/notice-analysis.ts'
import {
  accuracyFull,
  accuracyNot,
  accuracyPartial,
  authorityFull,
  authorityNot,
  authorityPartial,
  goodFaithFull,
  goodFaithNot,
  goodFaithPartial,
  oathFull,
} from './notice-texts.ts'

/** A generated notice with what an element table says about it. `not-present` leaves open how it is lacking. */
export interface LabelledNotice {
  readonly name: string
  readonly text: string
  readonly want: Readonly<Partial<Record<AnalysedElement, ElementStatus | 'not-present'>>>
}

export type Random = () => number

/** A small seeded generator (mulberry32): the same notices on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!
}

const people = [
  'Ana Valera Ruiz',
  'Jonas Brandt',
  'Maeve O’Connell',
  'Thị Lan Phạm',
  'Kofi Mensah',
  'Zoë de Wit',
  'R. J. Farrow',
] as const
const titles = [
  'Harbour Lights',
  'Salt and Copper',
  'Nachtzug',
  'Ninety-Nine Doors',
  'El Río Sube',
  '17 Winters',
  'Lowlands (Live)',
] as const
const artists = ['Luna Vale', 'The Paper Kings', 'Brandt & Söhne', 'DJ Mensah', 'Quay'] as const
const hosts = ['tunevault.example', 'files.example.net', 'mp3dump.example', 'www.leakbox.example'] as const
const streets = [
  '12 Quay Street, Portsmouth PO1 3AB, United Kingdom',
  '400 West Pine Avenue, Suite 12, Tulsa OK 74103, USA',
  'Hauptstraße 17, 10115 Berlin, Germany',
  '22 rue des Lilas, 75011 Paris, France',
  'P.O. Box 88, Reykjavik, Iceland',
] as const

/** The parts of one notice before they are put together; a mutant replaces some. */
export interface Parts {
  readonly opening: string
  readonly work: string
  readonly material: string
  readonly contact: string
  readonly goodFaith: string
  readonly accuracy: string
  readonly authority: string
  readonly signature: string
}

const openings = [
  'Dear Copyright Agent,\n\nThis is a notice of claimed infringement under the Digital Millennium Copyright Act. Please remove or disable access to the material below.',
  'To whom it may concern,\n\nI am writing to ask you to take down infringing copies of my music from your service (17 U.S.C. 512(c)).',
  'Hello,\n\nplease treat this as a DMCA takedown notice.',
  'DMCA TAKEDOWN NOTICE\n\nAttn: Legal department',
] as const

function url(random: Random): string {
  return `https://${pick(random, hosts)}/${pick(random, ['d', 'track', 'watch', 'file'])}/${Math.floor(random() * 1e6).toString(36)}${pick(random, ['', '.mp3', '/harbour.flac', '?v=1'])}`
}

export function workPart(random: Random): string {
  const title = pick(random, titles)
  const artist = pick(random, artists)
  return pick(random, [
    `The copyrighted work is the sound recording "${title}" by ${artist}.`,
    `Work: ${title}\nArtist: ${artist}\nISRC: US-S1Z-26-00001`,
    `My song “${title}”, released by ${artist} in 2024, is being distributed without permission.`,
    `Title of work: ${title} (${artist})\nOriginal: https://lunavale.example/music/${title.length}`,
    `Original work: the album "${title}" (copyright registration SR 912-345-678).`,
    `Name of the copyrighted work: ${title}, performed by ${artist}`,
  ])
}

export function materialPart(random: Random): string {
  return pick(random, [
    `The infringing material is located at:\n${url(random)}\n${url(random)}`,
    `Infringing URLs:\n1. ${url(random)}\n2. ${url(random)}`,
    `Please remove the following link: ${url(random)}`,
    `Location of the infringing copies: ${url(random)}`,
  ])
}

export function contactPart(random: Random): string {
  const mail = pick(random, ['rights@lunavale.example', 'j.brandt@example.org', 'legal+dmca@quay.example'])
  const phone = pick(random, ['+44 23 9200 0000', '(918) 555-0132', '+49 30 1234567'])
  const street = pick(random, streets)
  return pick(random, [
    `Address: ${street}\nPhone: ${phone}\nE-mail: ${mail}`,
    `You can reach me at ${mail} or by telephone at ${phone}; my postal address is ${street}.`,
    `Contact information:\n${street}\n${phone}\n${mail}`,
    `Address:\n${street}\n\nEmail address: ${mail}\n\nTelephone: ${phone}`,
    'Address: [private]\nPhone: [private]\nEmail: [private]',
  ])
}

export function signaturePart(random: Random): string {
  const name = pick(random, people)
  return pick(random, [
    `/s/ ${name}`,
    `Signature: ${name}\nDate: 22 November 2026`,
    `Sincerely,\n\n${name}`,
    `Kind regards,\n${name}`,
    `Signed electronically by ${name}`,
    'Electronic signature: [private]',
    `Respectfully submitted,\n${name}\nManager, Quay Records`,
  ])
}

export function completeParts(random: Random): Parts {
  const joint = random() < 0.5
  const oath = pick(random, oathFull)
  return {
    opening: pick(random, openings),
    work: workPart(random),
    material: materialPart(random),
    contact: contactPart(random),
    goodFaith: pick(random, goodFaithFull),
    accuracy: joint ? oath : pick(random, accuracyFull),
    authority: joint ? '' : pick(random, authorityFull),
    signature: signaturePart(random),
  }
}

/** As a letter, a mail wrapped at 72 columns, a numbered list, with Windows line ends, as a form, as a form's mail. */
export function assemble(random: Random, parts: Parts): string {
  const order = [
    'opening',
    'work',
    'material',
    'contact',
    'goodFaith',
    'accuracy',
    'authority',
    'signature',
  ] as const
  const body = order.map((name) => parts[name]).filter((part) => part !== '')
  const style = Math.floor(random() * 6)
  if (style === 1) return body.map(folded).join('\n\n')
  if (style === 2) {
    const points = body
      .slice(1, -1)
      .map((part, index) => (part.startsWith('>') ? part : `${index + 1}. ${part}`))
    return [body[0], ...points, body.at(-1)].join('\n\n')
  }
  if (style === 3) return body.join('\n\n').replaceAll('\n', '\r\n')
  if (style === 4) return order.map((name) => inForm(name, parts[name])).join('\n\n')
  if (style === 5)
    return order.map((name) => (parts[name] === '' ? '' : `== ${headings[name]}\n${parts[name]}`)).join('\n')
  return body.join('\n\n')
}

function folded(part: string): string {
  return part
    .split('\n')
    .map((line) => (line.startsWith('>') ? line : fold(line)))
    .join('\n')
}

const questions: Readonly<Partial<Record<keyof Parts, string>>> = {
  work: 'Please describe the original copyrighted work. If possible, include a URL to it.',
  material: 'Which material should be taken down? Please provide a URL for each file.',
  contact: 'How can we contact you? Please provide your postal address, telephone number and e-mail.',
}

/** A question in bold with its answer, and declarations in bold as such forms print them. */
function inForm(name: keyof Parts, part: string): string {
  const question = questions[name]
  if (question !== undefined) return `**${question}**\n\n${part}`
  const declaration =
    (name === 'goodFaith' || name === 'accuracy' || name === 'authority') &&
    part !== '' &&
    !part.startsWith('>')
  return declaration ? `**${part}**` : part
}

const headings: Readonly<Record<keyof Parts, string>> = {
  opening: 'Notice',
  work: 'Description of original work',
  material: 'Reported material',
  contact: 'Contact information',
  goodFaith: 'Good faith belief',
  accuracy: 'Accuracy',
  authority: 'Authority to act',
  signature: 'Signature',
}

function fold(line: string): string {
  let out = ''
  let width = 0
  for (const word of line.split(' ')) {
    if (width > 0 && width + word.length > 72) {
      out += `\n${word}`
      width = word.length
    } else {
      out += width > 0 ? ` ${word}` : word
      width += word.length + 1
    }
  }
  return out
}

const all = {
  signature: 'present',
  work: 'present',
  material: 'present',
  contact: 'present',
  goodFaith: 'present',
  accuracy: 'present',
  authority: 'present',
} as const

/** A notice with nothing lacking. */
export function completeNoticeText(seed: number): LabelledNotice {
  const random = seeded(seed)
  return { name: 'complete', text: assemble(random, completeParts(random)), want: all }
}

interface Mutation {
  readonly name: string
  readonly change: (random: Random, parts: Parts) => Partial<Parts>
  readonly want: LabelledNotice['want']
}

/** Splits the joint oath first, so that each half can be changed by itself. */
function apart(random: Random): Partial<Parts> {
  return { accuracy: pick(random, accuracyFull), authority: pick(random, authorityFull) }
}

const profile = 'https://soundcloud.com/some-uploader'

/** Each element removed, weakened, and quoted or asked for instead of declared. */
export const mutations: readonly Mutation[] = [
  { name: 'signature removed', change: () => ({ signature: '' }), want: { signature: 'missing' } },
  {
    name: 'signature left blank',
    change: () => ({ signature: 'Signature: ____________' }),
    want: { signature: 'missing' },
  },
  {
    name: 'signature a placeholder',
    change: () => ({ signature: 'Sincerely,\n\n[Your full legal name]' }),
    want: { signature: 'missing' },
  },
  { name: 'work removed', change: () => ({ work: '' }), want: { work: 'not-present' } },
  {
    name: 'work only a catalogue',
    change: (random) => ({
      work: pick(random, [
        'The works are our entire catalogue of recordings.',
        'My copyrighted content is being shared there.',
        'Several songs of our artists are affected.',
        'The files contain various works owned by our company.',
      ]),
    }),
    want: { work: 'not-present' },
  },
  { name: 'material removed', change: () => ({ material: '' }), want: { material: 'not-present' } },
  {
    name: 'material only a profile',
    change: () => ({ material: `Infringing URL: ${profile}` }),
    want: { material: 'partial' },
  },
  {
    name: 'material only a site',
    change: () => ({ material: 'The infringing copies are on https://mp3dump.example/' }),
    want: { material: 'partial' },
  },
  {
    name: 'material only a search',
    change: () => ({ material: 'The infringing material: https://tunevault.example/search?q=luna' }),
    want: { material: 'partial' },
  },
  { name: 'contact removed', change: () => ({ contact: '' }), want: { contact: 'missing' } },
  {
    name: 'contact of the uploader only',
    change: () => ({ contact: 'The uploader’s address is thief@mp3dump.example.' }),
    want: { contact: 'missing' },
  },
  { name: 'good faith removed', change: () => ({ goodFaith: '' }), want: { goodFaith: 'missing' } },
  {
    name: 'good faith weakened',
    change: (random) => ({ goodFaith: pick(random, goodFaithPartial) }),
    want: { goodFaith: 'partial' },
  },
  {
    name: 'good faith not declared',
    change: (random) => ({ goodFaith: pick(random, goodFaithNot) }),
    want: { goodFaith: 'not-present' },
  },
  {
    name: 'accuracy removed',
    change: (random) => ({ ...apart(random), accuracy: '' }),
    want: { accuracy: 'missing' },
  },
  {
    name: 'accuracy hedged',
    change: (random) => ({ ...apart(random), accuracy: pick(random, accuracyPartial) }),
    want: { accuracy: 'partial' },
  },
  {
    name: 'accuracy not declared',
    change: (random) => ({ ...apart(random), accuracy: pick(random, accuracyNot) }),
    want: { accuracy: 'not-present' },
  },
  {
    name: 'authority removed',
    change: (random) => ({ ...apart(random), authority: '' }),
    want: { authority: 'not-present' },
  },
  {
    name: 'authority unsworn',
    change: (random) => ({ ...apart(random), authority: pick(random, authorityPartial) }),
    want: { authority: 'partial' },
  },
  {
    name: 'authority not declared',
    change: (random) => ({ ...apart(random), authority: pick(random, authorityNot) }),
    want: { authority: 'not-present' },
  },
  {
    name: 'perjury moved to good faith',
    change: () => ({
      goodFaith: `Under penalty of perjury, ${goodFaithFull[0]}`,
      accuracy: accuracyFull[0],
      authority: authorityPartial[0],
    }),
    want: { authority: 'partial', goodFaith: 'present' },
  },
  {
    name: 'perjury only over accuracy',
    change: () => ({
      accuracy: 'I swear under penalty of perjury that the information in this notification is accurate.',
      authority: authorityPartial[0],
    }),
    want: { authority: 'partial', accuracy: 'present' },
  },
]

/** A complete notice with one mutation; what the mutation does not touch stays as complete. */
export function mutantNotice(mutation: Mutation, seed: number): LabelledNotice {
  const random = seeded(seed)
  const parts = completeParts(random)
  const text = assemble(random, { ...parts, ...mutation.change(random, parts) })
  return { name: mutation.name, text, want: { ...all, ...mutation.want } }
}

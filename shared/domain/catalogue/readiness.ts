import { registrationTiming, timingSentence, type UsRegistration } from '../rights/registration-deadline.ts'
import {
  type EnforcementFacts,
  enforcementGaps,
  type GapCode,
  noticeGaps,
  type NoticeFacts,
} from './completeness.ts'

/** What enforcement needs of a recording, in the order in which it is best seen to. */
export const readinessCriteria = [
  'right',
  'contact',
  'ownership',
  'isrc',
  'registration',
  'url',
  'fingerprint',
  'release',
  'splits',
  'writers',
  'year',
  'duration',
] as const
export type ReadinessCriterion = (typeof readinessCriteria)[number]

/** Criteria of the recording itself, by which a catalogue can be filtered; the contact is the same for all of it. */
export const recordingCriteria = readinessCriteria.filter((criterion) => criterion !== 'contact')
export type RecordingCriterion = Exclude<ReadinessCriterion, 'contact'>

/** `missing`: no notice can be sent without it. `advised`: it makes finding, proving or suing easier. */
export type ReadinessState = 'ok' | 'missing' | 'advised'

/** The one thing to do next about a criterion. Each is a place in the window. */
export const readinessActions = [
  'answer-right',
  'complete-profile',
  'add-document',
  'give-isrc',
  'enter-publication',
  'add-registration',
  'add-url',
  'add-audio',
  'put-on-release',
  'add-gtin',
  'agree-splits',
  'settle-splits',
  'link-work',
  'add-writers',
  'enter-year',
  'enter-duration',
] as const
export type ReadinessAction = (typeof readinessActions)[number]

export interface ReadinessLine {
  readonly criterion: ReadinessCriterion
  readonly state: ReadinessState
  /** One sentence: what is there, or what is missing and why it matters. */
  readonly reason: string
  /** Where the rule comes from. */
  readonly source: string
  /** Null when there is nothing to do. */
  readonly action: ReadinessAction | null
}

export interface Readiness {
  readonly lines: readonly ReadinessLine[]
  /** How many lines keep a notice from being sent. */
  readonly missing: number
  readonly advised: number
  /** The one thing to do next, or null when everything is there. */
  readonly next: ReadinessLine | null
}

/** What the store knows about a recording. Dates are YYYY, YYYY-MM or YYYY-MM-DD; `today` is a day. */
export interface ReadinessFacts extends EnforcementFacts {
  readonly authorizedUrl: string | null
  readonly publishedOn: string | null
  /** Proofs of ownership on record: of the recording, or of a release or a registration that holds it. */
  readonly documents: number
  /** U.S. registrations of the recording or of a release that holds it. */
  readonly registrations: readonly UsRegistration[]
  readonly audioFiles: number
  readonly fingerprints: number
  readonly works: number
  readonly worksWithoutWriter: number
  readonly masterSplits: 'none' | 'draft' | 'agreed' | 'disputed'
  /** What the profile lacks to be reached by, in words; empty when it is complete. */
  readonly contactGaps: readonly string[]
  readonly today: string
}

export const criterionLabels: Readonly<Record<ReadinessCriterion, string>> = {
  right: 'Right held',
  contact: 'Contact',
  ownership: 'Proof of ownership',
  isrc: 'ISRC',
  registration: 'U.S. registration',
  url: 'Authorized copy',
  fingerprint: 'Fingerprint',
  release: 'Release with barcode',
  splits: 'Agreed shares',
  writers: 'Work and writers',
  year: 'Year',
  duration: 'Length',
}

export const actionLabels: Readonly<Record<ReadinessAction, string>> = {
  'answer-right': 'Say what you hold',
  'complete-profile': 'Complete your profile',
  'add-document': 'Add a document',
  'give-isrc': 'Give it an ISRC',
  'enter-publication': 'Enter the day of publication',
  'add-registration': 'Enter a registration',
  'add-url': 'Enter the address',
  'add-audio': 'Add the audio file',
  'put-on-release': 'Put it on a release',
  'add-gtin': 'Enter the barcode',
  'agree-splits': 'Enter the shares',
  'settle-splits': 'Settle the shares',
  'link-work': 'Link the work',
  'add-writers': 'Name the writers',
  'enter-year': 'Enter the year',
  'enter-duration': 'Enter the length',
}

const sources: Readonly<Record<ReadinessCriterion, string>> = {
  right: '17 U.S.C. 512(c)(3)(A)(ii), (vi)',
  contact: '17 U.S.C. 512(c)(3)(A)(iv)',
  ownership: '17 U.S.C. 201, 204(a)',
  isrc: 'ISO 3901',
  registration: '17 U.S.C. 411(a), 412(2)',
  url: '17 U.S.C. 512(c)(3)(A)(ii); asked for by providers’ forms',
  fingerprint: 'Practice: comparing the sound',
  release: 'GS1 General Specifications; practice of distributors',
  splits: '17 U.S.C. 201(a), (d)',
  writers: '17 U.S.C. 115(d)(3)(E); practice of societies',
  year: '17 U.S.C. 409(8)',
  duration: 'Practice: telling versions apart',
}

/**
 * The score card of one recording: every criterion with its state, the reason in one sentence and at most one thing
 * to do. What is needed for a notice comes first among the things to do, then a registration whose deadline runs,
 * then the rest in the order of `readinessCriteria`. Never throws.
 */
export function readinessOf(facts: ReadinessFacts): Readiness {
  const lines = readinessCriteria.map((criterion) => ({
    criterion,
    source: sources[criterion],
    ...judge[criterion](facts),
  }))
  const open = lines.filter(({ state }) => state !== 'ok')
  const next =
    open.find(({ state }) => state === 'missing') ??
    open.find(({ criterion }) => criterion === 'registration' && deadlineRuns(facts)) ??
    open[0] ??
    null
  const missing = open.filter(({ state }) => state === 'missing').length
  return { lines, missing, advised: open.length - missing, next }
}

/** How many things keep a notice about the recording from being sent: what its row counts. */
export function neededGaps(facts: NoticeFacts): number {
  return noticeGaps(facts).length
}

type Judgement = Pick<ReadinessLine, 'state' | 'reason' | 'action'>

const judge: Readonly<Record<ReadinessCriterion, (facts: ReadinessFacts) => Judgement>> = {
  right: (facts) =>
    gapOr(
      facts,
      ['title', 'artist', 'right'],
      'answer-right',
      'You said which right you hold in this recording.',
    ),
  contact: ({ contactGaps }) =>
    contactGaps.length === 0
      ? ok('Your profile says who you are and how you are reached.')
      : {
          state: 'missing',
          reason: `Your profile lacks ${listed(contactGaps)}: a provider must be able to reach you.`,
          action: 'complete-profile',
        },
  ownership: ({ documents }) =>
    documents > 0
      ? ok(documents === 1 ? 'A document proves it.' : `${String(documents)} documents prove it.`)
      : advised(
          'No document proves that it is yours: add a contract, a split sheet or session files.',
          'add-document',
        ),
  isrc: (facts) => gapOr(facts, ['isrc'], 'give-isrc', 'It has an ISRC.'),
  registration: judgeRegistration,
  url: ({ authorizedUrl }) =>
    authorizedUrl === null
      ? advised('No address of an authorized copy: providers ask where the original is.', 'add-url')
      : ok('The address of an authorized copy is known.'),
  fingerprint: ({ fingerprints, audioFiles }) => {
    if (fingerprints > 0) return ok('The sound of an audio file is known by its fingerprint.')
    return advised(
      audioFiles > 0
        ? 'Its audio file has no fingerprint yet: copies cannot be told by their sound.'
        : 'No audio file: copies cannot be told by their sound.',
      'add-audio',
    )
  },
  release: (facts) =>
    facts.releaseTitle === null
      ? gapOr(facts, ['release'], 'put-on-release', '')
      : gapOr(facts, ['gtin'], 'add-gtin', 'It is on a release with a barcode.'),
  splits: ({ masterSplits }) => {
    if (masterSplits === 'agreed') return ok('The shares in the master are agreed.')
    if (masterSplits === 'disputed') {
      return advised(
        'The shares in the master are disputed: a claim may be answered with that.',
        'settle-splits',
      )
    }
    return masterSplits === 'draft'
      ? advised('The shares in the master are drafted, but not agreed.', 'settle-splits')
      : advised('No shares in the master: who owns how much is not on record.', 'agree-splits')
  },
  writers: ({ works, worksWithoutWriter }) => {
    if (works === 0) return advised('No work is linked: who wrote it is not on record.', 'link-work')
    return worksWithoutWriter > 0
      ? advised('A linked work names no writer.', 'add-writers')
      : ok('The work behind it and its writers are known.')
  },
  year: (facts) => gapOr(facts, ['year'], 'enter-year', 'The year of first publication is known.'),
  duration: (facts) => gapOr(facts, ['duration'], 'enter-duration', 'Its length is known.'),
}

function judgeRegistration(facts: ReadinessFacts): Judgement {
  const { publishedOn, registrations, today } = facts
  const held = registrations.filter(({ refused }) => !refused)
  const timing = registrationTiming(publishedOn, held, today)
  if (held.length > 0 || facts.registrationNumber !== null) {
    const dated = held.some(({ effectiveOn }) => effectiveOn !== null)
    return ok(dated ? timingSentence(timing) : 'It is registered at the U.S. Copyright Office.')
  }
  const lacks = 'No U.S. registration: a notice needs none, but a lawsuit in the U.S. may.'
  return publishedOn === null
    ? advised(lacks, 'add-registration')
    : advised(
        `${lacks} ${timingSentence(timing)}`,
        timing.state === 'unclear' ? 'enter-publication' : 'add-registration',
      )
}

function deadlineRuns({ publishedOn, registrations, today }: ReadinessFacts): boolean {
  return registrationTiming(publishedOn, registrations, today).state === 'open'
}

/** The first of these gaps the recording has, or `fine`. */
function gapOr(
  facts: EnforcementFacts,
  codes: readonly GapCode[],
  action: ReadinessAction,
  fine: string,
): Judgement {
  const gap = enforcementGaps(facts).find(({ code }) => codes.includes(code))
  if (gap === undefined) return ok(fine)
  return { state: gap.severity === 'needed' ? 'missing' : 'advised', reason: gap.message, action }
}

function ok(reason: string): Judgement {
  return { state: 'ok', reason, action: null }
}

function advised(reason: string, action: ReadinessAction): Judgement {
  return { state: 'advised', reason, action }
}

function listed(things: readonly string[]): string {
  const last = things.at(-1) ?? ''
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} and ${last}`
}

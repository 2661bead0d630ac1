import { foldText } from '../text/fold.ts'

/** Types of a release as the catalogue keeps them. */
export const releaseTypes = ['single', 'ep', 'album', 'compilation', 'live', 'other'] as const
export type ReleaseType = (typeof releaseTypes)[number]

/** Which right in a recording the artist holds. `unknown` blocks a notice until answered. */
export const rightsHeld = ['unknown', 'sound-recording', 'composition', 'both', 'none'] as const
export type RightHeld = (typeof rightsHeld)[number]

/** Whether a track was also issued alone: statutory damages depend on it (17 U.S.C. 504(c)(1)). */
export const singleAnswers = ['unknown', 'yes', 'no'] as const
export type SingleAnswer = (typeof singleAnswers)[number]

/** Parental warnings as the catalogue keeps them; `unknown` is told apart from an empty cell only while reading. */
export type Explicit = 'explicit' | 'not-explicit' | 'cleaned'

// Words of distributors, stores, MusicBrainz (release group types) and the DDEX allowed value set ReleaseType.
const typeWords: Readonly<Record<ReleaseType, string>> = {
  single: 'single, maxi single, mini single, track, song, single resource release, dj single, video single',
  ep: 'ep, extended play, mini album',
  album: `album, lp, long play, full length, classical album, album release, bundle, box set, double album,
    multi disc album, concept album, studio album, mixtape, mixtape street`,
  compilation: 'compilation, compilation album, sampler, best of, greatest hits, various artists',
  live: 'live, live album, concert, live recording',
  other: `other, soundtrack, soundtrack album, remix, dj mix, demo, audiobook, audio drama, spokenword,
    interview, broadcast, ringtone, ringtone release, user defined, video, video album, alert tone release`,
}

const types = new Map<string, ReleaseType>()
for (const type of releaseTypes)
  for (const word of typeWords[type].split(',')) types.set(foldText(word), type)

/** The type a word of a report or message stands for, or null for an unknown word. */
export function parseReleaseType(raw: string): ReleaseType | null {
  return raw.length > 100 ? null : (types.get(foldText(raw)) ?? null)
}

const explicitWords = new Map<string, Explicit | 'unknown'>()
for (const [words, meaning] of [
  ['explicit, yes, y, true, 1, e, x, parental advisory, explicit lyrics, explicit content', 'explicit'],
  ['not explicit, notexplicit, non explicit, no, n, false, 0, none, clean, nein', 'not-explicit'],
  ['cleaned, edited, censored, explicit content edited, radio edit, clean version', 'cleaned'],
  ['no advice available, noadviceavailable, unknown, user defined, not rated', 'unknown'],
] as const) {
  for (const word of words.split(',')) explicitWords.set(foldText(word), meaning)
}

/**
 * Reads a parental warning: words of stores, yes and no, and the DDEX allowed value set ParentalWarningType. Null for
 * a word that is not known.
 */
export function parseExplicit(raw: string): Explicit | 'unknown' | null {
  return raw.length > 100 ? null : (explicitWords.get(foldText(raw)) ?? null)
}

export type RecordingKind = 'audio' | 'video'

const kindWords = new Map<string, RecordingKind>()
for (const [words, kind] of [
  [
    'audio, sound, sound recording, soundrecording, audio recording, musical work sound recording, mp3, wav',
    'audio',
  ],
  [
    'video, music video, musicvideo, audiovisual, video clip, videoclip, short form musical work video',
    'video',
  ],
] as const) {
  for (const word of words.split(',')) kindWords.set(foldText(word), kind)
}

/** Whether a word says that a recording is of sound or of pictures too; null for a word that is not known. */
export function parseRecordingKind(raw: string): RecordingKind | null {
  return raw.length > 100 ? null : (kindWords.get(foldText(raw)) ?? null)
}

/** A country code of two letters (ISO 3166-1 alpha-2) in capitals; null for anything else. */
export function parseCountry(raw: string): string | null {
  const code = raw.trim().toUpperCase()
  return /^[A-Z]{2}$/.test(code) ? code : null
}

const rightWords = new Map<string, RightHeld>()
for (const [words, right] of [
  ['sound recording, sound-recording, recording, master, masters, phonogram, tonaufnahme', 'sound-recording'],
  ['composition, work, song, publishing, musical work, komposition, werk', 'composition'],
  ['both, all, sound recording and composition, recording and composition, beide, beides', 'both'],
  ['none, no right, neither, keines', 'none'],
  ['unknown, not known', 'unknown'],
] as const) {
  for (const word of words.split(',')) rightWords.set(foldText(word), right)
}

/** The right a word stands for; null for a word that is not known. */
export function parseRightHeld(raw: string): RightHeld | null {
  return raw.length > 100 ? null : (rightWords.get(foldText(raw)) ?? null)
}

const singleWords = new Map<string, SingleAnswer>()
for (const [words, answer] of [
  ['yes, y, true, 1, x, ja, oui, si, sí, sim', 'yes'],
  ['no, n, false, 0, nein, non, não', 'no'],
  ['unknown, not known', 'unknown'],
] as const) {
  for (const word of words.split(',')) singleWords.set(foldText(word), answer)
}

/** Yes or no as people write it; null for anything else. */
export function parseAlsoSingle(raw: string): SingleAnswer | null {
  return raw.length > 100 ? null : (singleWords.get(foldText(raw)) ?? null)
}

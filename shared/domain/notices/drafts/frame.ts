import type { ClaimantRole } from '../notice-input.ts'
import type { DraftLanguage, DraftRight } from './draft-input.ts'
import { english } from './frame-en.ts'
import { french } from './frame-fr.ts'
import { german } from './frame-de.ts'
import { portuguese } from './frame-pt.ts'
import { spanish } from './frame-es.ts'

/** What is asked for; several regimes share a request. */
export type RequestKind =
  | 'host'
  | 'search'
  | 'dsa'
  | 'dataset'
  | 'cdn'
  | 'host-behind'
  | 'domain'
  | 'payment'
  | 'withdrawal'
  | 'uk'
  | 'ca'

/** The words of a letter in one language. `{name}` and the like are filled in. */
export interface LetterFrame {
  readonly heading: string
  readonly withdrawalHeading: string
  readonly labels: Readonly<
    Record<
      | 'date'
      | 'to'
      | 'from'
      | 'work'
      | 'right'
      | 'artist'
      | 'isrc'
      | 'isrcOf'
      | 'registration'
      | 'authorized'
      | 'material'
      | 'firstSeen'
      | 'lastSeen'
      | 'capture'
      | 'foundOn'
      | 'name'
      | 'address'
      | 'phone'
      | 'email'
      | 'signature'
      | 'host'
      | 'ip'
      | 'earlier'
      | 'notice',
      string
    >
  >
  readonly sections: Readonly<
    Record<'works' | 'why' | 'contact' | 'statements' | 'signature' | 'earlier', string>
  >
  readonly rights: Readonly<Record<Exclude<DraftRight, 'unknown' | 'none'>, string>>
  readonly capacity: Readonly<Record<ClaimantRole, string>>
  /** For whom a withdrawal is written; it says nothing of rights. */
  readonly onBehalf: string
  /** What a withdrawal lists, which it no longer calls infringing. */
  readonly withdrawnWorks: string
  readonly withdrawnMaterial: string
  /** The stage name behind the legal one. */
  readonly knownAs: string
  /** What the addresses are: without it, a list of addresses claims nothing. */
  readonly listed: string
  /** Who writes for a company that holds a license; for one that owns the rights, the agent's words serve. */
  readonly licensedCompany: string
  readonly requests: Readonly<Record<RequestKind, string>>
  /** The letter it mends. */
  readonly corrects: string
  /** A license that a label line names was never granted. */
  readonly noLicense: string
  /** Whose the rights are, by who signs and for whom. */
  readonly whose: Readonly<Record<ClaimantRole | 'licensedCompany', string>>
  readonly why: string
  readonly goodFaith: string
  readonly fairUse: string
  readonly accuracy: string
  readonly authority: string
  readonly complete: string
  readonly oathInEnglish: string
}

const frames: Readonly<Record<DraftLanguage, LetterFrame>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
}

/** The words of a language. */
export function frameOf(language: DraftLanguage): LetterFrame {
  return frames[language]
}

/** Puts values into the places named in braces. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}

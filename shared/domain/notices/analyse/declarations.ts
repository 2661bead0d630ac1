import type { ElementReading, ElementStatus, Evidence } from './notice-analysis.ts'
import {
  accurate,
  accurateAndComplete,
  belief,
  byLaw,
  byOwner,
  claimsRight,
  find,
  has,
  hedged,
  mayAct,
  mistake,
  perjury,
  type Phrase,
  unauthorised,
} from './phrases.ts'
import type { Reading, Sentence } from './reading.ts'
import { type Stance, stanceAt, stanceOrder } from './stance.ts'

/** A declaration found in a sentence. */
interface Candidate {
  readonly sentence: Sentence
  readonly stance: Stance
  /** True when it says all the law asks. */
  readonly full: boolean
}

/** A declaration as read, with the best place that only asks for it or quotes it. */
export interface DeclarationReading extends ElementReading {
  /** How the words stand where they are not declared; null when declared or absent. */
  readonly onlyAs: Stance | null
}

/** Good faith: 17 U.S.C. 512(c)(3)(A)(v), or Art. 16(2)(d) DSA where that alone is followed. */
export function readGoodFaith(reading: Reading, dsaOnly: boolean): DeclarationReading {
  return settle(
    reading,
    collect(reading, belief, (sentence, index) => {
      const { text } = sentence
      if (has(mistake, text.slice(index)) && !has(unauthorised, text.slice(index))) return null
      if (dsaOnly) return has(accurateAndComplete, text) || fullGoodFaith(text, index)
      return fullGoodFaith(text, index) ? true : has(accurateAndComplete, text) ? null : false
    }),
  )
}

function fullGoodFaith(text: string, index: number): boolean {
  // What is believed may stand before the belief: “is not authorized …, as I believe in good faith”.
  const from = has(unauthorised, text.slice(index)) ? text.slice(index) : text
  const use = find(unauthorised, from)
  if (use === null) return false
  const rest = from.slice(use.index)
  return has(byLaw, rest) && (has(byOwner, rest) || has(byOwner, from))
}

/** Accuracy: the first half of 17 U.S.C. 512(c)(3)(A)(vi); “accurate and complete” says it as well. */
export function readAccuracy(reading: Reading): DeclarationReading {
  return settle(
    reading,
    collect(reading, accurate, ({ text }, index) => {
      const around = text.slice(Math.max(0, index - 120), index + 260)
      if (
        /\b(?:false|inaccurate|incorrect|untrue)\b/.test(text.slice(index, index + 200)) &&
        !has(accurate, around)
      )
        return null
      const claim = find(accurate, text.slice(index))
      const end = index + (claim?.length ?? 0)
      const doubtful =
        has(hedged, around.slice(0, end - Math.max(0, index - 120))) && !has(accurateAndComplete, text)
      return !doubtful
    }),
  )
}

/** Authority: the second half of 17 U.S.C. 512(c)(3)(A)(vi). Only there does the statute ask for an oath. */
export function readAuthority(reading: Reading): DeclarationReading {
  const sworn = collect(reading, perjury, ({ text }) => {
    const own = withoutTheUse(text)
    if (has(mayAct, own)) return !authorityStandsApart(own)
    return coversTheForegoing(text) ? true : null
  }).filter(
    (candidate) =>
      has(mayAct, withoutTheUse(candidate.sentence.text)) || claimedBefore(reading, candidate.sentence),
  )
  const settled = settle(reading, sworn)
  if (settled.status === 'present') return settled
  const claims = collect(reading, claimsRight, () => false).filter(({ stance }) => stance === 'declared')
  const answered = reading.sentences.filter(
    ({ topic, speaker, text }) =>
      topic === 'authority' && speaker === 'sender' && /\b(?:yes|owner|holder|author)/.test(text),
  )
  const found = claims.length > 0 ? claims.map(({ sentence }) => sentence) : answered
  if (found.length === 0) return settled
  const status: ElementStatus = settled.status === 'missing' ? 'partial' : settled.status
  return {
    status,
    evidence: [...settled.evidence, ...found.slice(0, 2).map((sentence) => evidenceOf(reading, sentence))],
    onlyAs: settled.onlyAs,
  }
}

/** A sentence without what it says of the use: the owner named there, who did not authorize it, is no claim to be him. */
function withoutTheUse(text: string): string {
  const use = find(unauthorised, text)
  if (use === null) return text
  const rest = text.slice(use.index)
  const law = find(byLaw, rest)
  return `${text.slice(0, use.index)} ${law === null ? rest.slice(120) : rest.slice(law.index + law.length)}`
}

/** “I declare under penalty of perjury that the foregoing is true”: the oath takes in what stands above. */
function coversTheForegoing(text: string): boolean {
  return /\b(?:foregoing|all (?:of )?the above|(?:all|each) (?:of )?(?:the )?(?:statements?|representations?|declarations?)|above (?:statements?|declarations?)|everything)\b/.test(
    text,
  )
}

function claimedBefore(reading: Reading, sentence: Sentence): boolean {
  return reading.sentences.some(
    (other) =>
      other.start < sentence.start &&
      other.speaker === 'sender' &&
      has(mayAct, other.text) &&
      has(claimsRight, other.text),
  )
}

/** The oath closes one clause and the authority stands, unsworn, in another: “… perjury …; I am authorized”. */
function authorityStandsApart(text: string): boolean {
  return text.split(/;|[.] /).every((clause) => !(has(perjury, clause) && has(mayAct, clause)))
}

/** All places where a phrase occurs, judged. `judge` says whether the words suffice; null: they are about something else. */
function collect(
  reading: Reading,
  phrase: Phrase,
  judge: (sentence: Sentence, index: number) => boolean | null,
): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const sentence of reading.sentences) {
    const at = find(phrase, sentence.text)
    if (at === null) continue
    const full = judge(sentence, at.index)
    if (full === null) continue
    candidates.push({ sentence, stance: stanceAt(sentence, at.index), full })
    if (candidates.length >= mostCandidates) break
  }
  return candidates
}

/** Nobody declares a thing more often; a text that repeats it for megabytes is no notice. */
const mostCandidates = 200

function settle(reading: Reading, candidates: readonly Candidate[]): DeclarationReading {
  const best = [...candidates].sort((a, b) => rank(a) - rank(b))[0]
  if (best === undefined) return { status: 'missing', evidence: [], onlyAs: null }
  const status = statusOf(best)
  const evidence = status === 'missing' ? [] : [evidenceOf(reading, best.sentence)]
  const declared = best.stance === 'declared' || best.stance === 'weak'
  return { status, evidence, onlyAs: declared ? null : best.stance }
}

function rank({ stance, full }: Candidate): number {
  return stanceOrder.indexOf(stance) * 2 + (full ? 0 : 1)
}

function statusOf({ stance, full }: Candidate): ElementStatus {
  if (stance === 'declared') return full ? 'present' : 'partial'
  if (stance === 'weak') return 'partial'
  return stance === 'agreed' ? 'ambiguous' : 'missing'
}

/** Longest piece of evidence, in UTF-16 units. */
const longestEvidence = 600

/** The words of a sentence, or the first of them, without the white space around. */
export function evidenceOf(reading: Reading, { start, end }: Pick<Sentence, 'start' | 'end'>): Evidence {
  const raw = reading.original.slice(start, end)
  const from = start + (raw.length - raw.trimStart().length)
  const to = Math.min(from + longestEvidence, start + raw.trimEnd().length)
  return { start: from, end: Math.max(from, to), text: reading.original.slice(from, Math.max(from, to)) }
}

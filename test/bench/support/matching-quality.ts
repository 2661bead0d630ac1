import { readFileSync } from 'node:fs'
import { z } from 'zod'
import {
  describe,
  type Described,
  noFacts,
  type RecordingFacts,
} from '../../../shared/domain/matching/described.ts'
import { compareFuzzy, type FuzzyMatch } from '../../../shared/domain/matching/fuzzy.ts'
import { musicBrainzPairs, quizOf, quizPairs } from './labelled-examples.ts'
import {
  type Card,
  type Clustered,
  halfOfCluster,
  hitsterCards,
  itunesAmazon,
  type LabelledPair,
  musicBrainz20k,
} from './labelled-pairs.ts'
import { type TrapPair, trapPairs } from './trap-pairs.ts'

// How good the matcher is, on the halves of the labelled data that fixed nothing.

export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000

function qualityOf(right: number, wrong: number, missed: number): Quality {
  const part = (whole: number) => (whole === 0 ? 1 : rounded(right / whole))
  return {
    precision: part(right + wrong),
    recall: part(right + missed),
    f1: rounded((2 * right) / (2 * right + wrong + missed)),
  }
}

/** Describes each set of facts once. */
function createDescriber(): (facts: RecordingFacts) => Described {
  const known = new Map<RecordingFacts, Described>()
  return (facts) => {
    const made = known.get(facts) ?? describe(facts)
    known.set(facts, made)
    return made
  }
}

/** A pair with what the matcher says of it. */
export interface Judged {
  readonly pair: LabelledPair
  readonly found: FuzzyMatch
}

function judge<Pair extends LabelledPair>(
  pairs: readonly Pair[],
): readonly (Judged & { readonly pair: Pair })[] {
  const described = createDescriber()
  return pairs.map((pair) => ({ pair, found: compareFuzzy(described(pair.own), described(pair.listed)) }))
}

function pairQuality(judged: readonly Judged[], all: number): Quality {
  const said = judged.filter(({ found }) => found.verdict === 'match')
  const right = said.filter(({ pair }) => pair.match).length
  return qualityOf(right, said.length - right, all - right)
}

export interface MusicBrainzQuality {
  readonly meanF1: number
  readonly bySources: Readonly<Record<string, Quality>>
  readonly judged: readonly Judged[]
}

/** Every true pair of the reporting half counts, also those that blocking does not bring together. */
export function musicBrainzQuality(records: readonly Clustered[]): MusicBrainzQuality {
  const judged = judge(musicBrainzPairs(records, 'report'))
  const bySources: Record<string, Quality> = {}
  for (const [sources, all] of truePairs(records)) {
    bySources[sources] = pairQuality(
      judged.filter(({ pair }) => pair.sources === sources),
      all,
    )
  }
  const scores = Object.values(bySources).map(({ f1 }) => f1)
  return { meanF1: rounded(scores.reduce((sum, f1) => sum + f1, 0) / scores.length), bySources, judged }
}

function truePairs(records: readonly Clustered[]): ReadonlyMap<string, number> {
  const clusters = new Map<number, number[]>()
  for (const { cluster, source } of records) {
    if (halfOfCluster(cluster) === 'report') clusters.set(cluster, [...(clusters.get(cluster) ?? []), source])
  }
  const counts = new Map<string, number>()
  for (const sources of clusters.values()) {
    const ordered = sources.toSorted((a, b) => a - b)
    for (const [at, one] of ordered.entries()) {
      for (const other of ordered.slice(at + 1)) {
        if (one === other) continue
        const key = `${String(one)}-${String(other)}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
  }
  return counts
}

export function itunesQuality(
  pairs: readonly LabelledPair[],
): Quality & { readonly judged: readonly Judged[] } {
  const judged = judge(pairs)
  return { ...pairQuality(judged, pairs.filter(({ match }) => match).length), judged }
}

/** How often the best recording of all cards is one whose card leads to the upload; the reporting half of cards. */
export function quizQuality(cards: readonly Card[]): { readonly uploads: number; readonly top1: number } {
  const quiz = quizOf(cards)
  const described = quiz.recordings.map(({ title, artist }) => describe({ ...noFacts, title, artist }))
  const lists = new Map<string, number[]>()
  for (const [index, { everything }] of described.entries()) {
    for (const word of everything.words) {
      const list = lists.get(word)
      if (list === undefined) lists.set(word, [index])
      else list.push(index)
    }
  }
  let [uploads, right] = [0, 0]
  for (const { title, answer, answers } of quiz.uploads) {
    if (halfOfCluster(answer) !== 'report') continue
    uploads++
    const listed = describe({ ...noFacts, title })
    const candidates = new Set([...listed.everything.words].flatMap((word) => lists.get(word) ?? []))
    let best = { id: -1, bits: -Infinity }
    for (const id of candidates) {
      const own = described[id]
      if (own === undefined) continue
      const bits = compareFuzzy(own, listed).terms.reduce((sum, term) => sum + term.bits, 0)
      if (bits > best.bits) best = { id, bits }
    }
    if (answers.has(best.id)) right++
  }
  return { uploads, top1: rounded(right / uploads) }
}

const described = z
  .object({ title: z.string(), artist: z.string(), album: z.string(), durationMs: z.number() })
  .partial()
const writtenPair = z.object({
  kind: z.string(),
  truth: z.enum(['same', 'other-version', 'other-remix', 'live', 'karaoke', 'tribute', 'cover', 'other']),
  own: described,
  listed: described,
})

/** The pairs written by hand, and those made from a seed that nothing was fitted on. */
export function trapSet(): readonly TrapPair[] {
  const path = new URL('../../fixtures/matching/written-pairs.json', import.meta.url)
  const written = z.array(writtenPair).parse(JSON.parse(readFileSync(path, 'utf8')))
  const facts = (given: z.infer<typeof described>): RecordingFacts => ({
    ...noFacts,
    title: given.title ?? '',
    artist: given.artist ?? '',
    album: given.album ?? '',
    durationMs: given.durationMs ?? null,
  })
  return [
    ...written.map(({ kind, truth, own, listed }) => ({
      kind,
      truth,
      own: facts(own),
      listed: facts(listed),
    })),
    ...trapPairs(7, 4),
  ]
}

/** True when a match is called a match, and another recording is not and, where its kind has a name, is called by it. */
export function isRight({ truth }: TrapPair, { verdict, kinship }: FuzzyMatch): boolean {
  if (truth === 'same') return verdict === 'match'
  return verdict !== 'match' && (truth === 'other' || kinship === truth)
}

export function trapQuality(pairs: readonly TrapPair[]) {
  const judged = pairs.map((pair) => ({
    pair,
    found: compareFuzzy(describe(pair.own), describe(pair.listed)),
  }))
  const wrong = judged.filter(({ pair, found }) => !isRight(pair, found))
  return {
    pairs: pairs.length,
    right: rounded(1 - wrong.length / pairs.length),
    wrong: wrong.map(({ pair, found }) => ({ kind: pair.kind, said: `${found.verdict}, ${found.kinship}` })),
    judged: judged.map(({ pair, found }) => ({
      pair: { own: pair.own, listed: pair.listed, match: pair.truth === 'same' },
      found,
    })),
  }
}

/** Codes of cards: same code, same recording; and the same codes put on other recordings, which must be conflicts. */
export function codeQuality(cards: readonly Card[]) {
  const coded = cards.filter(({ isrc }) => /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(isrc))
  let [hits, rightHits, swapped, conflicts] = [0, 0, 0, 0]
  for (const [at, card] of coded.entries()) {
    const own = describe({ ...factsOf(card), isrcs: [card.isrc], durationMs: 180_000 })
    const codes = [{ isrc: card.isrc, raw: card.isrc, repaired: false }]
    const context = { codes, isOwnCode: (isrc: string) => isrc === card.isrc }
    for (const other of coded.slice(at + 1)) {
      if (other.isrc !== card.isrc) continue
      const found = compareFuzzy(own, describe({ ...factsOf(other), durationMs: 181_000 }), context)
      if (found.verdict === 'match') {
        hits++
        if (found.kinship === 'same') rightHits++
      }
    }
    const wrong = coded[(at + 311) % coded.length]
    if (wrong === undefined || wrong.isrc === card.isrc || wrong.title === card.title) continue
    swapped++
    const found = compareFuzzy(own, describe({ ...factsOf(wrong), durationMs: 240_000 }), context)
    if (found.kinship === 'conflict' && found.verdict !== 'match') conflicts++
  }
  return { hits, precision: rounded(rightHits / hits), swapped, conflicts }
}

function factsOf({ title, artist }: Card): RecordingFacts {
  return { ...noFacts, title, artist }
}

export interface Bin {
  readonly from: number
  readonly pairs: number
  /** Mean of the scores. */
  readonly said: number
  /** Share of the pairs that are one recording. */
  readonly true: number
}

/** Scores against what they promise, in ten bins. */
export function reliability(judged: readonly Judged[]): readonly Bin[] {
  return Array.from({ length: 10 }, (_, at) => at / 10).flatMap((from) => {
    const inside = judged.filter(
      ({ found }) => found.score >= from && (found.score < from + 0.1 || (from === 0.9 && found.score <= 1)),
    )
    if (inside.length === 0) return []
    const mean = (value: (one: Judged) => number) =>
      rounded(inside.reduce((sum, one) => sum + value(one), 0) / inside.length)
    return [
      {
        from,
        pairs: inside.length,
        said: mean(({ found }) => found.score),
        true: mean(({ pair }) => (pair.match ? 1 : 0)),
      },
    ]
  })
}

/** Everything measured; null when the labelled data is not there. */
export function measureMatching() {
  const [records, cards] = [musicBrainz20k(), hitsterCards()]
  const structured = itunesAmazon('Structured', 'valid')
  const dirty = itunesAmazon('Dirty', 'valid')
  if (records === null || cards === null || structured === null || dirty === null) return null
  const musicBrainz = musicBrainzQuality(records)
  const [tidy, untidy] = [itunesQuality(structured), itunesQuality(dirty)]
  const traps = trapQuality(trapSet())
  const quizJudged = judge(quizPairs(quizOf(cards), 'report', 3))
  return {
    musicBrainz,
    structured: tidy,
    dirty: untidy,
    quiz: quizQuality(cards),
    codes: codeQuality(cards),
    traps,
    reliability: reliability([
      ...musicBrainz.judged,
      ...tidy.judged,
      ...untidy.judged,
      ...traps.judged,
      ...quizJudged,
    ]),
  }
}

import { writeFileSync } from 'node:fs'
import { describe, type RecordingFacts } from '../shared/domain/matching/described.ts'
import { gatherEvidence } from '../shared/domain/matching/comparison.ts'
import { wordsOf } from '../shared/domain/matching/words.ts'
import { type Example, fitWeights, lossOf } from '../test/bench/support/fit-weights.ts'
import { musicBrainzPairs, quizOf, quizPairs } from '../test/bench/support/labelled-examples.ts'
import {
  halfOfCluster,
  hitsterCards,
  itunesAmazon,
  type LabelledPair,
  musicBrainz20k,
} from '../test/bench/support/labelled-pairs.ts'
import { trapPairs } from '../test/bench/support/trap-pairs.ts'

// Learns what the matcher knows from the fitting halves of the labelled data, and writes it to
// shared/domain/matching/learned. The common words come first: the weights build on them.
//
//   node scripts/fit-matching.ts words && node scripts/fit-matching.ts weights

const learned = new URL('../shared/domain/matching/learned/', import.meta.url)
const origin =
  '// Learned by scripts/fit-matching.ts; not written by hand. Sources and halves: docs/matching.md.\n\n'

function need<T>(value: T | null): T {
  if (value === null) throw new Error('The labelled data sets are not beside the repository.')
  return value
}

function writeWords(): void {
  const counts = new Map<string, number>()
  let names = 0
  const count = (text: string) => {
    const words = new Set(wordsOf(text))
    if (words.size > 0) names++
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const seen = new Set<number>()
  for (const { cluster, facts } of need(musicBrainz20k())) {
    if (halfOfCluster(cluster) !== 'fit' || seen.has(cluster)) continue
    seen.add(cluster)
    for (const text of [facts.title, facts.artist, facts.album]) count(text)
  }
  const common = [...counts]
    .filter(([, times]) => times >= 6)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const lines: string[] = []
  for (let at = 0; at < common.length; at += 14) {
    const entries = common.slice(at, at + 14).map(([word, times]) => `${word}:${String(times)}`)
    lines.push(`  '${entries.join(' ')}${at + 14 < common.length ? ' ' : ''}'`)
  }
  writeFileSync(
    new URL('common-words.ts', learned),
    `${origin}/** How many names (titles, artists, albums) were counted. */\nexport const wordsCounted = ${String(names)}\n\n` +
      `/** Words and in how many names each stands, the most common first. */\nexport const commonWords =\n${lines.join(' +\n')}\n`,
  )
}

function examplesOf(pairs: readonly LabelledPair[], times: number): readonly Example[] {
  const known = new Map<RecordingFacts, ReturnType<typeof describe>>()
  const described = (facts: RecordingFacts) => {
    const made = known.get(facts) ?? describe(facts)
    known.set(facts, made)
    return made
  }
  return pairs.map(({ own, listed, match }) => ({
    evidence: gatherEvidence(described(own), described(listed)).evidence,
    match,
    times,
  }))
}

function writeWeights(): void {
  const traps = trapPairs(1, 25).map(({ own, listed, truth }) => ({ own, listed, match: truth === 'same' }))
  const examples = [
    ...examplesOf(musicBrainzPairs(need(musicBrainz20k()), 'fit'), 1),
    ...examplesOf(need(itunesAmazon('Structured', 'train')), 6),
    ...examplesOf(need(itunesAmazon('Dirty', 'train')), 6),
    ...examplesOf(quizPairs(quizOf(need(hitsterCards())), 'fit', 3), 1),
    ...examplesOf(traps, 2),
  ]
  const fitted = fitWeights(examples)
  writeFileSync(
    new URL('weights.ts', learned),
    `import type { Weights } from '../model.ts'\n\n${origin}/** Bits for or against before anything is compared. */\nexport const prior = ${String(fitted.prior)}\n\n` +
      `/** Bits by term and level. */\nexport const weights: Weights = ${JSON.stringify(fitted.weights, null, 2)}\n`,
  )
  process.stdout.write(
    `${String(examples.length)} examples, loss ${lossOf(examples, fitted).toFixed(4)} bits\n`,
  )
}

if (process.argv[2] === 'words') writeWords()
else writeWeights()

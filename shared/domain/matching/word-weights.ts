import { commonWords, wordsCounted } from './learned/common-words.ts'

// Rare words say more than common ones: who shares “Zenul” with a recording is likelier meant than who shares “love”.

const most = Math.log2(wordsCounted)
const least = 0.12
const single = 0.5

const weights = new Map<string, number>(
  commonWords.split(' ').map((entry) => {
    const [word = '', count = '0'] = entry.split(':')
    return [word, Math.max(least, (most - Math.log2(Number(count))) / most)] as const
  }),
)
/** What uploads write behind every title. */
const noise = new Set(
  (
    'official oficial officiel offizielles video videoclip audio lyric lyrics hd hq 4k uhd 1080p 720p mv clip musikvideo ' +
    'visualizer version remaster remastered feat ft featuring'
  ).split(' '),
)
const noiseWeight = 0.05
for (const word of noise) weights.set(word, noiseWeight)

/** Words without the noise at their end, unless there is nothing else. */
export function withoutNoise(words: readonly string[]): readonly string[] {
  let end = words.length
  while (end > 0 && noise.has(words[end - 1] ?? '')) end--
  return end === 0 ? words : words.slice(0, end)
}

/**
 * What a word weighs in a comparison, 0.12 (the most common) to 1 (not among the common ones): its surprise in names
 * of recordings, artists and albums. Single letters weigh no more than half, for they stand in for anything.
 */
export function wordWeight(word: string): number {
  const weight = weights.get(word) ?? 1
  return word.length === 1 && !/[0-9\p{Script=Han}]/u.test(word) ? Math.min(weight, single) : weight
}

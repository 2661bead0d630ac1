import { wordsOf } from '../../../shared/domain/matching/words.ts'
import type { Clustered } from './labelled-pairs.ts'

// Candidate pairs for data sets that come as records: texts that share rare trigrams, wherever they stand.

/** Each record's nearest others of other sources, at most `nearest` of each source: pairs of indexes, first < second. */
export function trigramPairs(
  records: readonly Clustered[],
  nearest: number,
): readonly (readonly [number, number])[] {
  const grams = records.map(({ facts }) => gramsOf(`${facts.artist} ${facts.title} ${facts.album}`))
  const lists = new Map<string, number[]>()
  for (const [index, set] of grams.entries()) {
    for (const gram of set) {
      const list = lists.get(gram)
      if (list === undefined) lists.set(gram, [index])
      else list.push(index)
    }
  }
  const weight = (gram: string) => Math.log(records.length / (lists.get(gram)?.length ?? 1)) ** 2
  const norms = grams.map((set) => Math.sqrt([...set].reduce((sum, gram) => sum + weight(gram), 0)) || 1)
  const pairs = new Map<string, readonly [number, number]>()
  const scores = new Float64Array(records.length)
  for (const [index, set] of grams.entries()) {
    const touched: number[] = []
    for (const gram of set) {
      const list = lists.get(gram) ?? []
      if (list.length > 1500) continue
      const value = weight(gram)
      for (const other of list) {
        if (records[other]?.source === records[index]?.source) continue
        if (scores[other] === 0) touched.push(other)
        scores[other] = (scores[other] ?? 0) + value
      }
    }
    const bySource = new Map<number, [number, number][]>()
    for (const other of touched) {
      const cosine = (scores[other] ?? 0) / ((norms[index] ?? 1) * (norms[other] ?? 1))
      scores[other] = 0
      if (cosine < 0.25) continue
      const source = records[other]?.source ?? 0
      const list = bySource.get(source)
      if (list === undefined) bySource.set(source, [[other, cosine]])
      else list.push([other, cosine])
    }
    for (const list of bySource.values()) {
      for (const [other] of list.sort((a, b) => b[1] - a[1]).slice(0, nearest)) {
        const [first, second] = index < other ? [index, other] : [other, index]
        pairs.set(`${String(first)} ${String(second)}`, [first, second])
      }
    }
  }
  return [...pairs.values()]
}

function gramsOf(text: string): ReadonlySet<string> {
  const grams = new Set<string>()
  for (const word of wordsOf(text)) {
    const padded = ` ${word} `
    for (let at = 0; at + 3 <= padded.length; at++) grams.add(padded.slice(at, at + 3))
  }
  return grams
}

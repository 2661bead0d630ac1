import { type Evidence, levels, type Term, terms } from '../../../shared/domain/matching/evidence.ts'
import { probabilityOf, totalBits, type Weights } from '../../../shared/domain/matching/model.ts'

// Fits the weights of the matcher: logistic regression over the levels of all terms. Within a term the levels are
// ordered: a better one never weighs less than a worse one, the best never speaks against a match and the worst never
// for it. `unknown` weighs nothing.

export interface Example {
  readonly evidence: Evidence
  readonly match: boolean
  /** How often the example counts. */
  readonly times: number
}

export interface Fitted {
  readonly prior: number
  readonly weights: Weights
}

interface Slot {
  readonly term: Term
  readonly level: string
  /** Steps from the worst level up to this one; each step is a parameter that is never negative. */
  readonly steps: readonly number[]
}

const rounds = 2500
const rate = 0.05
const decay = 0.00001

/** Fits by Adam with projection, which is deterministic: equal examples give equal weights. */
export function fitWeights(examples: readonly Example[]): Fitted {
  const { slots, isWorst, bests, count } = layOut()
  const rows = examples.map(({ evidence }) =>
    Int32Array.from([0, ...terms.flatMap((term) => slots.get(`${term} ${evidence[term]}`)?.steps ?? [])]),
  )
  const total = examples.reduce((sum, { times }) => sum + times, 0)
  const values = new Float64Array(count)
  const [first, second] = [new Float64Array(count), new Float64Array(count)]
  for (let round = 1; round <= rounds; round++) {
    const slope = new Float64Array(count)
    for (const [index, row] of rows.entries()) {
      const example = examples[index]
      if (example === undefined) continue
      let sum = 0
      for (const at of row) sum += values[at] ?? 0
      const error = ((1 / (1 + Math.exp(-sum)) - (example.match ? 1 : 0)) * example.times) / total
      for (const at of row) slope[at] = (slope[at] ?? 0) + error
    }
    for (let at = 0; at < count; at++) {
      const towards = (slope[at] ?? 0) + (at === 0 ? 0 : decay * (values[at] ?? 0))
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * towards
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * towards * towards
      const step =
        (first[at] ?? 0) / (1 - 0.9 ** round) / (Math.sqrt((second[at] ?? 0) / (1 - 0.999 ** round)) + 1e-9)
      const moved = (values[at] ?? 0) - rate * step
      values[at] = at === 0 ? moved : isWorst.has(at) ? Math.min(0, moved) : Math.max(0, moved)
    }
    for (const steps of bests) liftToZero(values, steps)
  }
  return inBits(values, slots)
}

/** Raises the last step of a term whose best level came out below nothing. */
function liftToZero(values: Float64Array, steps: readonly number[]): void {
  const best = steps.reduce((sum, at) => sum + (values[at] ?? 0), 0)
  const last = steps.at(-1)
  if (best < 0 && last !== undefined) values[last] = (values[last] ?? 0) - best
}

interface Layout {
  readonly slots: ReadonlyMap<string, Slot>
  /** Parameters of the worst level of each term. */
  readonly isWorst: ReadonlySet<number>
  /** Steps up to the best level of each term. */
  readonly bests: readonly (readonly number[])[]
  readonly count: number
}

function layOut(): Layout {
  const slots = new Map<string, Slot>()
  const isWorst = new Set<number>()
  const bests: (readonly number[])[] = []
  let count = 1
  for (const term of terms) {
    const ordered: readonly string[] = levels[term].filter((level) => level !== 'unknown')
    const steps: number[] = []
    for (const level of ordered.toReversed()) {
      if (steps.length === 0) isWorst.add(count)
      steps.push(count++)
      slots.set(`${term} ${level}`, { term, level, steps: [...steps] })
    }
    bests.push(steps)
    slots.set(`${term} unknown`, { term, level: 'unknown', steps: [] })
  }
  return { slots, isWorst, bests, count }
}

function inBits(values: Float64Array, slots: ReadonlyMap<string, Slot>): Fitted {
  const bits = (natural: number) => Math.round((natural / Math.LN2) * 100) / 100
  const table: Record<string, Record<string, number>> = {}
  for (const term of terms) {
    const row = levels[term].map((level): [string, number] => {
      const steps = slots.get(`${term} ${level}`)?.steps ?? []
      return [level, bits(steps.reduce((sum, at) => sum + (values[at] ?? 0), 0))]
    })
    table[term] = Object.fromEntries(row)
  }
  return { prior: bits(values[0] ?? 0), weights: table as unknown as Weights }
}

/** Mean logarithmic loss in bits, over examples as often as they count. */
export function lossOf(examples: readonly Example[], { weights, prior }: Fitted): number {
  let [loss, total] = [0, 0]
  for (const { evidence, match, times } of examples) {
    const probability = probabilityOf(totalBits(evidence, weights, prior))
    loss -= times * Math.log2(Math.max(1e-9, match ? probability : 1 - probability))
    total += times
  }
  return loss / total
}

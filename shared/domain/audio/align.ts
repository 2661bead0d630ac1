import { bitCount, type Fingerprint } from './fingerprint.ts'

/** Where two fingerprints run in parallel: `length` items from `aFrom` in one and `bFrom` in the other. */
export interface Alignment {
  readonly aFrom: number
  readonly bFrom: number
  readonly length: number
  /** Share of differing bits over the stretch, 0 to 1. */
  readonly ber: number
}

/** Items of the shortest stretch that says anything: about ten seconds of sound. */
export const shortestStretch = 60

/**
 * Differing bits of 32 at which an item neither speaks for nor against the two being the same. Stretches of the same
 * sound lie below 0.25 · 32 = 8 even when badly worn, unrelated ones around 14.
 */
const neutralBits = 10

/**
 * The stretch in which `b`, shifted so that `a[i]` meets `b[i + shift]`, agrees best with `a`: the run of items with
 * the greatest sum of `neutralBits` less differing bits. Null when no run of `shortestStretch` items agrees.
 */
export function alignAt(a: Fingerprint, b: Fingerprint, shift: number): Alignment | null {
  const from = Math.max(0, -shift)
  const to = Math.min(a.length, b.length - shift)
  let best = { from: 0, to: 0, sum: 0 }
  let start = from
  let sum = 0
  for (let at = from; at < to; at++) {
    sum += neutralBits - bitCount((a[at] ?? 0) ^ (b[at + shift] ?? 0))
    if (sum <= 0) {
      sum = 0
      start = at + 1
    } else if (sum > best.sum) best = { from: start, to: at + 1, sum }
  }
  const length = best.to - best.from
  if (length < shortestStretch) return null
  const ber = (neutralBits * length - best.sum) / (32 * length)
  return { aFrom: best.from, bFrom: best.from + shift, length, ber }
}

/** How much a stretch speaks for the two being the same: longer and cleaner is more. */
export function weightOf({ length, ber }: Alignment): number {
  return length * (neutralBits / 32 - ber)
}

/** The best alignment at any of the given shifts and the two beside each; null when none agrees. */
export function bestAlignment(a: Fingerprint, b: Fingerprint, shifts: Iterable<number>): Alignment | null {
  let best: Alignment | null = null
  const tried = new Set<number>()
  for (const shift of shifts) {
    for (const near of [shift, shift - 1, shift + 1]) {
      if (tried.has(near)) continue
      tried.add(near)
      const found = alignAt(a, b, near)
      if (found !== null && (best === null || weightOf(found) > weightOf(best))) best = found
    }
  }
  return best
}

import { type Evidence, type levels, type Term, terms } from './evidence.ts'
import { prior, weights } from './learned/weights.ts'

// Fellegi and Sunter's model: each field's agreement is worth so many bits for or against, and bits add up. Their
// weights assume fields that err independently, which titles and whole rows do not; so the weights are fitted together
// (logistic regression over the levels), which keeps the sum and takes out what is said twice.

/** What each level of each term is worth, in bits; positive speaks for the same recording. */
export type Weights = { readonly [Name in Term]: Readonly<Record<(typeof levels)[Name][number], number>> }

export interface WeighedTerm {
  readonly term: Term
  readonly level: string
  readonly bits: number
}

/** What a piece of evidence is worth, in bits. */
export function bitsOf<Name extends Term>(
  term: Name,
  level: Evidence[Name],
  table: Weights = weights,
): number {
  const row: Readonly<Record<string, number>> = table[term]
  return row[level] ?? 0
}

/** All terms of a comparison with their bits. */
export function weigh(evidence: Evidence, table: Weights = weights): readonly WeighedTerm[] {
  return terms.map((term) => ({ term, level: evidence[term], bits: bitsOf(term, evidence[term], table) }))
}

/** The sum that stands for even odds plus what was known beforehand. */
export function totalBits(evidence: Evidence, table: Weights = weights, start: number = prior): number {
  return terms.reduce((sum, term) => sum + bitsOf(term, evidence[term], table), start)
}

/** The probability that so many bits stand for. */
export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits)
}

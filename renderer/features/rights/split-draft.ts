import {
  completedShares,
  formatShare,
  parseShare,
  shareInput,
  splitEvenly,
  whole,
} from '../../../shared/domain/rights/share.ts'
import type { SplitState } from '../../../shared/domain/rights/splits.ts'
import type { FieldMessage } from '../../ui/fields/message.ts'

/** One line of the form: a name and a share as it is typed. */
export interface ShareDraft {
  readonly key: number
  readonly name: string
  readonly share: string
}

/** Judges a share as it is typed. */
export function validateShare(text: string): FieldMessage | null {
  const reading = parseShare(text)
  if (reading.status === 'invalid') return { severity: 'error', message: reading.problem.message }
  if (reading.status === 'valid' && reading.rounded) {
    return { severity: 'info', message: `Stored as ${formatShare(reading.share)}` }
  }
  return null
}

/** The share of a line; 0 while it cannot be read. */
export function shareOf({ share }: Pick<ShareDraft, 'share'>): number {
  const reading = parseShare(share)
  return reading.status === 'valid' ? reading.share : 0
}

/** The same lines with shares that are as even as possible and make up the whole. */
export function evenly(lines: readonly ShareDraft[]): readonly ShareDraft[] {
  const shares = splitEvenly(Math.max(1, lines.length))
  return lines.map((line, index) => ({ ...line, share: shareInput(shares[index] ?? 0) }))
}

/** The same lines made whole where only rounding is missing, as with 33.33 × 3; null where it is more. */
export function completed(lines: readonly ShareDraft[]): readonly ShareDraft[] | null {
  const shares = completedShares(lines.map(shareOf))
  return shares && lines.map((line, index) => ({ ...line, share: shareInput(shares[index] ?? 0) }))
}

/** What keeps the lines from being stored in this state, or null. */
export function problemOf(lines: readonly ShareDraft[], state: SplitState): string | null {
  const named = lines.filter(({ name }) => name.trim() !== '')
  if (named.length === 0) return 'Name at least one party.'
  if (named.some(({ share }) => parseShare(share).status !== 'valid')) return 'Give each party a share.'
  const sum = named.reduce((total, line) => total + shareOf(line), 0)
  if (state === 'agreed' && sum !== whole)
    return `Agreed shares make up exactly 100 %; these are ${formatShare(sum)}.`
  if (state === 'draft' && sum > whole) return `These are ${formatShare(sum)}: more than 100 %.`
  return null
}

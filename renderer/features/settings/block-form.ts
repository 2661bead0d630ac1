import { blockProblems, parsePrefixCode } from '../../../shared/domain/identifiers/isrc-allocation.ts'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { strings } from './strings.ts'

/** What is typed into the form of a new allocation. */
export interface BlockDraft {
  readonly prefix: string
  readonly from: string
  readonly to: string
  readonly yearFrom: string
  readonly yearTo: string
  readonly note: string
}

export interface ReadBlock {
  readonly prefix: string
  readonly from: number
  readonly to: number
  readonly yearFrom: number | null
  readonly yearTo: number | null
  readonly note: string
}

export const emptyBlock: BlockDraft = {
  prefix: '',
  from: '00000',
  to: '99999',
  yearFrom: '',
  yearTo: '',
  note: '',
}

/** Judges a prefix code as it is typed. */
export function checkPrefix(typed: string): FieldMessage | null {
  const reading = parsePrefixCode(typed)
  if (reading.status === 'empty') return null
  if (reading.status === 'invalid') {
    return { severity: 'error', message: reading.problem.message, suggestion: reading.suggestion }
  }
  const [first] = reading.warnings
  return first ? { severity: 'warning', message: first.message } : null
}

/** Judges a designation: five digits at most. */
export function checkDesignation(typed: string): FieldMessage | null {
  return /^\s*\d{1,5}\s*$/.test(typed) ? null : { severity: 'error', message: strings.isrc.designation }
}

/** Judges the last designation, which must not lie before the first. */
export function checkLast(from: string, to: string): FieldMessage | null {
  const own = checkDesignation(to)
  if (own || checkDesignation(from)) return own
  return Number(to) < Number(from) ? { severity: 'error', message: strings.isrc.reversed } : null
}

/** Judges a year of an allocation; empty means no limit. */
export function checkYear(typed: string): FieldMessage | null {
  if (typed.trim() === '' || /^\s*(19|20)\d{2}\s*$/.test(typed)) return null
  return { severity: 'error', message: strings.isrc.year }
}

function yearOf(typed: string): number | null {
  return typed.trim() === '' ? null : Number(typed)
}

/** The allocation the form describes, or null while something in it is wrong or missing. */
export function readBlock({ prefix, from, to, yearFrom, yearTo, note }: BlockDraft): ReadBlock | null {
  const reading = parsePrefixCode(prefix)
  if (reading.status !== 'valid' || checkDesignation(from) || checkLast(from, to)) return null
  if (checkYear(yearFrom) || checkYear(yearTo)) return null
  const years = { yearFrom: yearOf(yearFrom), yearTo: yearOf(yearTo) }
  const block = { prefix: reading.value, from: Number(from), to: Number(to), ...years }
  return blockProblems(block).length === 0 ? { ...block, note: note.trim() } : null
}

import { parseGtin } from '../identifiers/gtin.ts'
import { isPlainIsrc, readIsrcCell } from '../identifiers/isrc.ts'
import { parseRegistration } from '../identifiers/registration.ts'
import { rememberingLast } from '../text/remember.ts'
import { isPlaceholder } from './column-content.ts'
import { fail, leftEmpty, type RowProblem, warn } from './row-problem.ts'

// Rows of one release follow each other and repeat its barcode.
const gtinOf = rememberingLast(parseGtin)

/**
 * The codes of a cell, the first one first. A cell without a sound code is an error when it holds a broken one.
 * @param held ISRC prefix codes of the user, to notice look-alikes.
 */
export function readIsrcs(
  raw: string,
  held: readonly string[] = [],
  problems: RowProblem[],
): readonly string[] {
  // Most cells are; nothing else can be said of them.
  if (isPlainIsrc(raw, held)) return [raw]
  if (isPlaceholder(raw)) return []
  const valid: string[] = []
  const faults: RowProblem[] = []
  for (const part of readIsrcCell(raw, held)) {
    const { reading } = part
    if (reading.status === 'valid') {
      if (!valid.includes(reading.value)) valid.push(reading.value)
      for (const { code, message } of reading.warnings) problems.push(warn('isrc', code, message))
    } else if (reading.status === 'invalid' && !isPlaceholder(part.raw)) {
      faults.push(fail('isrc', reading.problem.code, reading.problem.message, reading.suggestion))
    }
  }
  // Beside a sound code a broken one is dropped, not the row.
  for (const fault of faults) {
    problems.push(
      valid.length === 0
        ? fault
        : warn('isrc', fault.code, `${fault.message} It is left out.`, fault.suggestion),
    )
  }
  const [primary, ...others] = valid
  if (primary !== undefined && others.length > 0) {
    const message = `The cell holds ${valid.length} codes. ${primary} is taken as the recording's own; ${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} kept beside it.`
    problems.push(warn('isrc', 'several-codes', message))
  }
  return valid
}

/** The digits of a barcode as given; null when there is none or it cannot be read. */
export function readGtin(raw: string, problems: RowProblem[]): string | null {
  if (isPlaceholder(raw)) return null
  const reading = gtinOf(raw)
  if (reading.status === 'valid') return reading.value
  if (reading.status === 'invalid') {
    problems.push(leftEmpty('gtin', reading.problem.code, reading.problem.message, reading.suggestion))
  }
  return null
}

/** The stored form of a U.S. registration number; null when there is none or it cannot be read. */
export function readRegistration(raw: string, problems: RowProblem[]): string | null {
  if (isPlaceholder(raw)) return null
  const reading = parseRegistration(raw)
  if (reading.status === 'valid') {
    for (const { code, message } of reading.warnings) problems.push(warn('registrationNumber', code, message))
    return reading.value
  }
  if (reading.status === 'invalid') {
    const { code, message } = reading.problem
    problems.push(leftEmpty('registrationNumber', code, message, reading.suggestion))
  }
  return null
}

import { parseIsrc } from './isrc.ts'

/** One line of a list of codes that are in use elsewhere. */
export interface UsedCodeLine {
  readonly line: number
  readonly raw: string
  /** Stored form; null when the line holds no sound code. */
  readonly isrc: string | null
  readonly title: string
  /** Why the line cannot be taken; null when it can. */
  readonly problem: string | null
}

/**
 * Reads codes that are already used elsewhere: one a line, in any spelling, a title behind it if there is one (after a
 * tab, comma, semicolon or space), or the code in any other cell of a table. Empty lines and a header without any digit are passed over; a code that stands
 * twice is taken once. Never throws.
 */
export function readUsedCodes(text: string): readonly UsedCodeLine[] {
  const seen = new Map<string, number>()
  const read: UsedCodeLine[] = []
  for (const [at, whole] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|[\n\r\u2028]/u)
    .entries()) {
    const raw = whole.trim()
    if (raw === '' || (read.length === 0 && !/\p{Nd}/u.test(raw))) continue
    const one = readLine(at + 1, raw)
    const before = one.isrc === null ? undefined : seen.get(one.isrc)
    if (one.isrc !== null && before === undefined) seen.set(one.isrc, one.line)
    read.push(
      before === undefined
        ? one
        : { ...one, isrc: null, problem: `The same code stands in line ${String(before)}.` },
    )
  }
  return read
}

function readLine(line: number, raw: string): UsedCodeLine {
  const [cell = '', ...others] = raw.split(/[\t,;]/)
  const whole = parseIsrc(unquoted(cell))
  if (whole.status === 'valid')
    return { line, raw, isrc: whole.value, title: unquoted(others.join(' ')), problem: null }
  // No delimiter: the code is the longest beginning that reads as one.
  const words = unquoted(cell).split(/\s+/)
  for (let count = Math.min(words.length - 1, 5); count > 0; count--) {
    const reading = parseIsrc(words.slice(0, count).join(' '))
    if (reading.status !== 'valid') continue
    const title = [words.slice(count).join(' '), ...others].join(' ')
    return { line, raw, isrc: reading.value, title: unquoted(title), problem: null }
  }
  // A table in another order: the first cell that is a code, the rest is the title.
  for (const [at, later] of others.entries()) {
    const reading = parseIsrc(unquoted(later))
    if (reading.status !== 'valid') continue
    const rest = [cell, ...others.toSpliced(at, 1)].map(unquoted).filter((text) => text !== '')
    return { line, raw, isrc: reading.value, title: rest.join(' '), problem: null }
  }
  const problem = whole.status === 'invalid' ? whole.problem.message : 'There is no code in this line.'
  return { line, raw, isrc: null, title: '', problem }
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replaceAll('""', '"')
    .trim()
}

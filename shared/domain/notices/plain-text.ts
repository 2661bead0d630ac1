/** Columns a letter is wrapped to, as RFC 5322 (2.1.1) advises for mail. */
export const letterWidth = 78

const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu

/**
 * One line of printable text: line breaks, control and direction-changing characters and what XML cannot hold (lone
 * surrogates, U+FFFE, U+FFFF; XML 1.0, 2.2) become a space, white
 * space is collapsed. Names from the outside cannot break a letter's layout or pass for another line of it.
 */
export function inline(text: string): string {
  return text.normalize('NFC').replace(unprintable, ' ').replace(/\s+/gu, ' ').trim()
}

/** The non-empty lines of a text of several lines, each cleaned by `inline`. */
export function lines(text: string): readonly string[] {
  return text
    .split(/\r\n?|\n/)
    .map(inline)
    .filter((line) => line !== '')
}

/**
 * Wraps a paragraph at spaces. A word longer than the width, such as an address, stays whole on a line of its
 * own: an address must be copyable.
 */
export function wrap(text: string, width = letterWidth, indent = ''): readonly string[] {
  const wrapped: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      wrapped.push(indent + line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  if (line !== '') wrapped.push(indent + line)
  return wrapped
}

const months = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] // prettier-ignore

/** `2026-11-22` (or an instant of that day) as `22 November 2026`: the order of day and month is beyond doubt. */
export function longDate(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day) ?? []
  const name = months[Number(month) - 1]
  return name === undefined ? day : `${Number(date)} ${name} ${year}`
}

/** An instant as `2026-11-20 10:00:00 UTC`. */
export function utcTime(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`
}

/** A few of many, quoted and counted: “A”, “B” and 3 more. */
export function someOf(names: readonly string[], shown = 3): string {
  const listed = names.slice(0, shown).map((name) => `“${name}”`)
  const rest = names.length - listed.length
  if (rest > 0) return `${listed.join(', ')} and ${rest} more`
  return listed.length < 2 ? listed.join('') : `${listed.slice(0, -1).join(', ')} and ${listed.at(-1) ?? ''}`
}

/** True when two texts differ in case, white space and compatibility forms at most. */
export function sameText(a: string, b: string): boolean {
  const folded = (text: string) => inline(text.normalize('NFKC')).toLowerCase()
  return folded(a) === folded(b)
}

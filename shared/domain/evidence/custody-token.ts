const maximumLength = 128

const word = '[a-z0-9][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*'
const version = '\\d+(?:\\.\\d+)+'
const instant = '\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z'
const isrc = '[A-Z]{2}[A-Z0-9]{3}\\d{7}'

const plain = new RegExp(`^(?:${word}|${version}|${instant}|${isrc})$`)
const reference = new RegExp(`^${word}(?::(?:${word}|${isrc}))?$`)

/**
 * True for a value the custody log may hold as it is: a number, a code word, a date, a time, a version, a hex
 * hash or an ISRC. Names, addresses, file names, domains and any prose are not, because the log of one
 * workspace is shown whole to everyone who receives one of its bundles.
 */
export function isPlainToken(text: string): boolean {
  return text === '' || (text.length <= maximumLength && plain.test(text))
}

/** True for the subject of an event: a word such as `workspace`, or a kind and an id such as `finding:7`. */
export function isPlainSubject(text: string): boolean {
  return text.length <= maximumLength && reference.test(text)
}

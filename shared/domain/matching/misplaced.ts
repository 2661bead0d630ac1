import { parseDuration } from '../identifiers/duration.ts'

// Tables whose columns slipped: the artist, price, genre, length and date of a track stand behind its title, and their
// own columns are empty. What has a shape of its own is taken out again; names are left for the comparison to find.

export interface Untangled {
  readonly title: string
  readonly durationMs: number | null
  readonly year: number | null
  /** True when values of other columns were found in the title. */
  readonly misplaced: boolean
}

const price = /(?:[$€£]\s?\d{1,3}[.,]\d{2}|\d{1,3}[.,]\d{2}\s?[$€£])/
const clock = /(?<=\S\s)\d{1,2}\s?:\s?[0-5]\d$/
const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const date = new RegExp(
  `\\b\\d{1,2}-(?:${months})-(\\d{2})\\b|\\b(?:${months})[a-z]*\\.?\\s\\d{1,2}\\s?,\\s?(\\d{4})\\b`,
  'i',
)
// Signs beyond ASCII before the year are a “℗” read with the wrong encoding.
const rights =
  /(?:\(\s?[CPcp]\s?\)|[©℗]|\b[CP](?=\s?(?:19|20)\d\d\b))\s?(?:19|20)\d\d.*$|(?:\s[^\x20-\x7e]+)*\s(?:19|20)\d\d(?:,?\s\d{4})*\s(?=[\p{L}\d]).*\b(?:records?|recordings?|entertainment|llc|inc|ltd|limited|corporation|corp|licence|license|productions|company|reserved|gmbh)\b.*$/iu
const genreWord =
  'dance|electronic|electronica|lo-fi|alternative rock|music|rock|pop|country|rap|hip[- ]hop|r ?& ?b|soul|alternative|indie|metal|hard|heavy|contemporary|traditional|' +
  'urban|cowboy|honky|tonk|east coast|west coast|southern|dirty south|gangsta|hardcore|underground|house|techno|trance|dubstep|latin|latino|salsa|' +
  'jazz|blues|folk|singer|songwriter|christmas|holiday|adult|teen|french|classic|new wave|punk|progressive|psychedelic|reggae|dancehall|' +
  'soundtrack|vocal|world|americana|bluegrass|rockabilly|club|ambient|industrial|garage|funk|disco|acoustic|christian|gospel|easy listening|' +
  'karaoke|comedy|spoken word|children s|drinking songs|rhythm|neo-soul|american trad|arena|roots|urbano|regional|mexicano|drum|bass'
const genres = new RegExp(`\\s(?:(?:${genreWord})(?:\\s*[,/&-]\\s*|\\s+(?:and\\s+)?|$))+$`, 'i')

/**
 * Takes length, price, date, rights line and genres out of a title in which values of other columns stand. `isBare`
 * tells that columns are empty whose values may have slipped; without it only a price or a rights line give it away, for
 * “Country Music” and “5:15” are titles.
 */
export function untangleTitle(
  title: string,
  isBare: boolean,
  durationMs: number | null,
  year: number | null,
): Untangled {
  const untouched = { title, durationMs, year, misplaced: false }
  // All but genres have digits, and genres by themselves a sign between them.
  const hasDigit = /\d/.test(title)
  if (!hasDigit && !(isBare && /[,/&]/.test(title))) return untouched
  if (!isBare && !price.test(title) && !rights.test(title)) return untouched
  let rest = title
  let [length, released] = [durationMs, year]
  const cut = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest)
    if (found === null || found.index === 0) return null
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
      .replace(/\s+/g, ' ')
      .trim()
    return found
  }
  const day = cut(date)
  if (day !== null) released ??= fullYear(day[1] ?? day[2] ?? '')
  const time = durationMs === null ? cut(clock) : null
  if (time !== null) length = readClock(time[0])
  const paid = cut(price)
  const claimed = cut(rights)
  const signs = [day, time, paid, claimed].filter((found) => found !== null).length
  // A list of genres has commas; one word alone belongs to the title unless other columns slipped too.
  const tail = genres.exec(rest)
  const listed = tail !== null && tail.index > 0 && (signs > 0 || /[,/&]/.test(tail[0]))
  if (listed) rest = rest.slice(0, tail.index).trim()
  const misplaced = signs > 0 || listed
  return misplaced
    ? { title: rest.replace(/[\s,]+$/, ''), durationMs: length, year: released, misplaced }
    : untouched
}

/** `94`, `'94`, `1994` or a date as a year; null for none. Two digits above 30 are of the last century. */
export function fullYear(text: string): number | null {
  const four = /(?:19|20)\d\d/.exec(text)
  if (four !== null) return Number(four[0])
  const two = /(?:^|\D)(\d\d)$/.exec(text.trim())
  if (two === null) return null
  const value = Number(two[1])
  return value > 30 ? 1900 + value : 2000 + value
}

function readClock(text: string): number | null {
  const reading = parseDuration(text)
  return reading.status === 'valid' ? reading.ms : null
}

import { misleading, oneLine } from '../catalogue/clean-text.ts'
import { parseReleaseDate, parseYear } from '../catalogue/release-date.ts'
import { plainText } from '../text/csv-cell.ts'
import { fieldOfTag, type TagField, tagFormats } from './tag-names.ts'
import type { AudioTags, FoundCode } from './tags.ts'

/** One tag as a file holds it: kind of tag, its own name, its value as decoded. */
export interface NativeTag {
  readonly format: string
  readonly id: string
  readonly value: unknown
}

/** A tag that could not be used as it stands. */
export interface TagProblem {
  readonly field: string
  readonly code: 'too-long' | 'not-a-date' | 'not-a-number' | 'invisible-characters'
  readonly message: string
}

export interface TagReading {
  readonly tags: AudioTags
  readonly problems: readonly TagProblem[]
}

/** The longest text taken over; what is longer is no title, and is named as a problem rather than cut in silence. */
export const longestText = 2000
const mostValues = 100

type Values = ReadonlyMap<TagField, readonly Value[]>
interface Value {
  readonly text: string
  readonly source: string
  readonly rank: number
}

/**
 * Maps the native tags of one file to our fields. Where several kinds of tags are present the richest that says
 * something decides, field by field; codes of all kinds are kept. Pure; never throws.
 */
export function readTags(native: readonly NativeTag[]): TagReading {
  const problems: TagProblem[] = []
  const values = collect(native, problems)
  const text = (field: TagField) => best(values, field)[0] ?? ''
  const joined = (field: TagField) => [...new Set(best(values, field))].join(', ')
  const track = readPosition(text('track'), text('trackTotal'), 'track number', problems)
  const disc = readPosition(text('disc'), text('discTotal'), 'disc number', problems)
  return {
    problems,
    tags: {
      title: text('title'),
      version: text('version'),
      artist: joined('artist'),
      albumArtist: joined('albumArtist'),
      album: text('album'),
      isrcs: codes(values),
      trackNumber: track.number,
      trackTotal: track.total,
      discNumber: disc.number,
      discTotal: disc.total,
      date: readDate(text('date'), text('year'), text('dayMonth'), problems),
      label: text('label'),
      barcode: text('barcode'),
      catalogueNumber: text('catalogueNumber'),
      composers: [...new Set(best(values, 'composer').flatMap(splitNames))],
      copyright: text('copyright'),
      pLine: text('pLine'),
      genre: joined('genre'),
    },
  }
}

function collect(native: readonly NativeTag[], problems: TagProblem[]): Values {
  const values = new Map<TagField, Value[]>()
  for (const { format, id, value } of native) {
    const field = fieldOfTag(format, id)
    if (field === null) continue
    const rank = tagFormats.findIndex((known) => known === format)
    for (const raw of texts(value)) {
      const whole = misreadUtf8(raw, format)
      const text = oneLine(whole)
      if (text === '') continue
      const list = values.get(field) ?? []
      values.set(field, list)
      if (text.length > longestText || list.length >= mostValues) {
        problems.push(tooLong(field, format, text.length))
        continue
      }
      if (misleading.test(whole)) problems.push(misled(field, whole))
      // "The composers are separated with the '/' character" (id3v2-00 §4.2.1, id3v2.3.0 §4.2.1).
      const slashed = field === 'composer' && (format === 'ID3v2.2' || format === 'ID3v2.3')
      const names = slashed ? text.replaceAll('/', ';') : text
      list.push({ text: names, source: `${format} ${id}`, rank: rank < 0 ? tagFormats.length : rank })
    }
  }
  return values
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split('\0')
  if (typeof value === 'number' && Number.isFinite(value)) return [String(value)]
  if (Array.isArray(value)) return value.slice(0, mostValues).flatMap((part: unknown) => texts(part))
  if (typeof value === 'object' && value !== null && 'text' in value) return texts(value.text)
  return []
}

/** The values of the richest kind of tag that has the field, in the order of the file. */
function best(values: Values, field: TagField): readonly string[] {
  const found = values.get(field) ?? []
  const rank = Math.min(...found.map((value) => value.rank))
  return found.filter((value) => value.rank === rank).map(({ text }) => text)
}

function codes(values: Values): FoundCode[] {
  const seen = new Set<string>()
  return (values.get('isrc') ?? []).flatMap(({ text, source }) => {
    if (seen.has(text)) return []
    seen.add(text)
    return [{ raw: text, source }]
  })
}

function splitNames(text: string): readonly string[] {
  return text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** "3", "03", "3/12", "A3" (a vinyl side is no number). */
function readPosition(
  text: string,
  total: string,
  field: string,
  problems: TagProblem[],
): { readonly number: number | null; readonly total: number | null } {
  if (text === '') return { number: null, total: wholeNumber(total) }
  const [, number, of] = /^\s*(\d{1,6})\s*(?:(?:\/|of)\s*(\d{0,6}))?\s*$/iu.exec(text) ?? []
  if (number === undefined) {
    const message = `The ${field} “${text.slice(0, 40)}” is not a number and was left out.`
    problems.push({ field, code: 'not-a-number', message })
    return { number: null, total: wholeNumber(total) }
  }
  return { number: wholeNumber(number), total: wholeNumber(of ?? '') ?? wholeNumber(total) }
}

/** Zero stands for "not known" in every kind of tag. */
function wholeNumber(text: string): number | null {
  const value = /^\s*\d{1,6}\s*$/u.test(text) ? Number(text) : 0
  return value > 0 ? value : null
}

/** A full date; else year with ID3v2.3's DDMM; else the year. */
function readDate(date: string, year: string, dayMonth: string, problems: TagProblem[]): string | null {
  const whole = parseReleaseDate(date)
  if (whole.status === 'valid') return whole.value
  const [, day, month] = /^(\d\d)(\d\d)$/u.exec(dayMonth) ?? []
  if (/^\d{4}$/u.test(year) && day !== undefined && month !== undefined) {
    const exact = parseReleaseDate(`${year}-${month}-${day}`)
    if (exact.status === 'valid') return exact.value
  }
  for (const text of [year, date]) {
    const reading = parseYear(text)
    if (reading.status === 'valid') return reading.value
  }
  const raw = date === '' ? year : date
  if (raw !== '') {
    const message = `The date “${raw.slice(0, 40)}” could not be read and was left out.`
    problems.push({ field: 'date', code: 'not-a-date', message })
  }
  return null
}

/**
 * ID3v1 and RIFF INFO know no encoding and are decoded as Latin-1, yet most programs write UTF-8 into them. Text
 * whose bytes are well-formed UTF-8 beyond ASCII was UTF-8: real Latin-1 text hardly ever is.
 */
function misreadUtf8(text: string, format: string): string {
  if (format !== 'ID3v1' && format !== 'exif') return text
  const units = windows1252Bytes(text)
  if (!units?.some((unit) => unit >= 0x80)) return text
  let escaped = ''
  for (const unit of units) escaped += `%${unit.toString(16).padStart(2, '0')}`
  try {
    return decodeURIComponent(escaped)
  } catch {
    return text
  }
}

const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function windows1252Bytes(text: string): readonly number[] | null {
  const bytes: number[] = []
  for (const character of text) {
    const special = windows1252.indexOf(character)
    const code = special >= 0 ? 0x80 + special : character.charCodeAt(0)
    if (code > 0xff || character.length > 1) return null
    bytes.push(code)
  }
  return bytes
}

function misled(field: TagField, text: string): TagProblem {
  const message = `The ${field} holds invisible characters, which hide or reverse text: ${plainText(text, 80)}. They are left out.`
  return { field, code: 'invisible-characters', message }
}

function tooLong(field: string, format: string, length: number): TagProblem {
  const message = `The ${field} in the ${format} tag has ${length} characters or too many values and was left out; at most ${longestText} characters are taken.`
  return { field, code: 'too-long', message }
}

import { plainText, restoreCsvCell } from '../text/csv-cell.ts'
import { cleanText, misleading } from './clean-text.ts'
import { isPlaceholder, isUrl } from './column-content.ts'
import { type CatalogueField, fieldLabels } from './fields.ts'
import { fail, leftEmpty, type RowProblem, warn } from './row-problem.ts'

/** Characters that a field holds at most. */
const longest = {
  title: 500,
  version: 300,
  artist: 500,
  release: 500,
  label: 300,
  distributor: 300,
  url: 2000,
  releaseArtist: 500,
  catalogueNumber: 100,
  genre: 200,
  pLine: 500,
  releasePLine: 500,
  cLine: 500,
} as const

/** What changes how a text reads without being seen, but for the joiners that scripts and emoji need. */
const hidden = /(?![\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu

/** Characters of a cell that a message repeats. */
const longestShown = 80

/** Cleans a text; one that is missing where it must be there, or too long to be one, is an error. */
export function readText(
  field: keyof typeof longest & CatalogueField,
  raw: string | undefined,
  problems: RowProblem[],
  required = false,
): string {
  const text = raw === undefined || raw === '' ? '' : cleanText(raw)
  if (text === '') {
    if (required) problems.push(fail(field, 'missing', `The ${fieldLabels[field]} is missing.`))
    return ''
  }
  if (raw !== undefined && text !== raw && misleading.test(raw)) {
    const message = `The ${fieldLabels[field]} holds invisible characters, which hide or reverse text: ${plainText(raw, longestShown)}. They are left out.`
    problems.push(warn(field, 'invisible-characters', message))
  }
  if (text.length > longest[field]) {
    const message = `The ${fieldLabels[field]} has ${text.length} characters; at most ${longest[field]} are possible. The delimiter may be wrong.`
    problems.push(fail(field, 'too-long', message))
  }
  if (text.includes('\ufffd')) {
    const message = `The ${fieldLabels[field]} holds "\ufffd", where characters were lost. The file may have another encoding.`
    problems.push(warn(field, 'characters-lost', message))
  }
  return text
}

const longestNotes = 10_000

/** Notes, with their line breaks; too long ones are left out rather than cut. */
export function readNotes(raw: string, problems: RowProblem[]): string {
  if (raw === '') return ''
  const lines = restoreCsvCell(raw)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
  const text = lines
    .map((line) => line.normalize('NFC').replace(hidden, '').trimEnd())
    .join('\n')
    .trim()
  if (text.length <= longestNotes) return text
  const message = `These notes are longer than ${String(longestNotes)} characters.`
  problems.push(leftEmpty('notes', 'too-long', message))
  return ''
}

/** A web address as given; null when there is none or it cannot be read. */
export function readUrl(raw: string, problems: RowProblem[]): string | null {
  if (raw === '') return null
  const text = cleanText(raw)
  if (isPlaceholder(text)) return null
  if (isUrl(text) && text.length <= longest.url) return text
  const message =
    text.length > longest.url
      ? `This address is longer than ${longest.url} characters.`
      : 'This is not a web address.'
  problems.push(leftEmpty('url', 'shape', message))
  return null
}

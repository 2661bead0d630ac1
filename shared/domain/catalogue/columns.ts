import { parseDuration } from '../identifiers/duration.ts'
import { evidenceFor, isPlaceholder, isTextField } from './column-content.ts'
import { claimsOfName, unitOfName } from './column-names.ts'
import { catalogueFields, fieldLabels, isListField } from './fields.ts'
import type { DurationUnit } from '../identifiers/duration.ts'
import type { CatalogueField } from './fields.ts'

/** One field's column, and the reason in words for the user who checks the mapping. */
export type ColumnMatch = {
  /** 0-based. */
  readonly column: number
  /** From 0 to 1; below 0.5 the user should look. */
  readonly confidence: number
  readonly why: string
  /** Other columns that hold the same field, to read where this one is empty; TuneCore has two for the ISRC. */
  readonly fallbacks: readonly number[]
  /** What bare numbers count, for a duration. */
  readonly unit?: DurationUnit
}

export type DetectedColumns = Partial<Record<CatalogueField, ColumnMatch>>

type Candidate = {
  readonly field: CatalogueField
  readonly column: number
  readonly score: number
  readonly why: string
}

/**
 * Finds the column of each catalogue field by the names in `header` and by what the cells of `sample` hold
 * (some hundred rows are plenty). Content can overrule a name: of two ISRC columns the one with ISRCs wins,
 * and a column with an unknown name is recognised by its ISRCs, barcodes, durations or addresses. A column
 * feeds one field at most. Pass null for a table without header: only content decides then, and the columns
 * of artist and title are a guess with low confidence.
 */
export function detectColumns(
  header: readonly string[] | null,
  sample: readonly (readonly string[])[],
): DetectedColumns {
  const width = Math.max(header?.length ?? 0, ...sample.map((row) => row.length))
  const candidates: Candidate[] = []
  for (let column = 0; column < width; column++) {
    const cells = sample.map((row) => row[column] ?? '')
    const name = header?.[column] ?? ''
    candidates.push(...(header === null ? [] : candidatesByName(name, column, cells)))
    candidates.push(...candidatesByContent(name, column, cells, header === null))
  }
  const detected = withTitle(withArtist(assign(candidates, header ?? [])))
  return header === null ? { ...guessTextColumns(sample, width, detected), ...detected } : detected
}

/** Where only the artist of the release is given, every track is taken as by that artist. */
function withArtist(detected: DetectedColumns): DetectedColumns {
  const { releaseArtist, ...rest } = detected
  return detected.artist !== undefined || releaseArtist === undefined
    ? detected
    : { ...rest, artist: releaseArtist }
}

/** Where only the title of the work is given, the recording is taken as called the same. */
function withTitle(detected: DetectedColumns): DetectedColumns {
  const { workTitle, ...rest } = detected
  return detected.title !== undefined || workTitle === undefined ? detected : { ...rest, title: workTitle }
}

/** Names that stand over more than one column, with the columns; blank names excepted. */
export function duplicateHeaders(
  header: readonly string[],
): readonly { readonly name: string; readonly columns: readonly number[] }[] {
  const columnsByName = new Map<string, number[]>()
  header.forEach((name, column) => {
    const key = name.trim().toLowerCase()
    if (key !== '') columnsByName.set(key, [...(columnsByName.get(key) ?? []), column])
  })
  return [...columnsByName.values()]
    .filter((columns) => columns.length > 1)
    .map((columns) => ({ name: (header[columns[0] ?? 0] ?? '').trim(), columns }))
}

/** The column that identifies the rows of a file: named `id`, or `recording_id`, `listing_id` and the like. */
export function idColumn(header: readonly string[]): number | null {
  const ranked = ['id', 'recordingid', 'listingid', 'trackid', 'songid']
  const keys = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''))
  const found = ranked.map((name) => keys.indexOf(name)).find((column) => column >= 0)
  return found ?? null
}

function candidatesByName(name: string, column: number, cells: readonly string[]): readonly Candidate[] {
  const filledShare =
    cells.length === 0 ? 1 : cells.filter((cell) => cell.trim() !== '').length / cells.length
  return claimsOfName(name).flatMap(({ field, weight }) => {
    const { filled, fitting, share } = evidenceFor(field, cells, name)
    const why = `Column "${name.trim()}"`
    if (filled === 0) return [{ field, column, score: weight * 0.6, why: `${why}, empty in the sample` }]
    // A name that is not unmistakable needs the content on its side; of identifiers a few are enough, for
    // there may be two columns that complete each other.
    const enough = field === 'isrc' || field === 'gtin' ? fitting > 0 : share >= 0.5
    if (!enough && weight < 0.9) return []
    if (isTextField(field))
      return [{ field, column, score: weight * (0.3 + 0.4 * share + 0.3 * filledShare), why }]
    const proof = `${fitting} of ${filled} sample cells read as ${fieldLabels[field]}`
    return [{ field, column, score: weight * (0.3 + 0.7 * share), why: `${why}; ${proof}` }]
  })
}

// Fields that content alone can show, with how far it is to be trusted when the name says nothing.
const provable = [
  ['isrc', 0.7, 1],
  ['gtin', 0.45, 3],
  ['url', 0.35, 3],
] as const
const provableWithoutHeader = [
  ...provable,
  ['registrationNumber', 0.4, 3],
  ['year', 0.34, 3],
  ['releaseDate', 0.33, 3],
] as const

function candidatesByContent(
  name: string,
  column: number,
  cells: readonly string[],
  headerless: boolean,
): readonly Candidate[] {
  if (claimsOfName(name).some(({ weight }) => weight >= 0.7)) return []
  const trials: readonly (readonly [CatalogueField, number, number])[] = headerless
    ? provableWithoutHeader
    : provable
  const candidates = trials.flatMap(([field, trust, least]) => {
    const { filled, fitting, share } = evidenceFor(field, cells, name)
    if (filled < least || share < 0.8) return []
    return [
      {
        field,
        column,
        score: trust * share,
        why: `${fitting} of ${filled} sample cells read as ${fieldLabels[field]}`,
      },
    ]
  })
  if (!looksLikeTimes(cells)) return candidates
  return [
    ...candidates,
    { field: 'duration', column, score: 0.4, why: 'The sample cells read as minutes and seconds' },
  ]
}

/** Minutes and seconds in nearly every cell; bare numbers may count anything. */
function looksLikeTimes(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isPlaceholder(cell))
  const times = filled.filter((cell) => /[:'m]|^\s*PT/i.test(cell) && parseDuration(cell).status === 'valid')
  return filled.length >= 3 && times.length >= filled.length * 0.8
}

/** Gives out columns by descending score, each column to one field; the leftmost wins a tie. */
function assign(candidates: readonly Candidate[], header: readonly string[]): DetectedColumns {
  const detected: DetectedColumns = {}
  const taken = new Set<number>()
  for (const { field, column, score, why } of candidates.toSorted(
    (a, b) => b.score - a.score || a.column - b.column,
  )) {
    if (detected[field] !== undefined || taken.has(column)) continue
    taken.add(column)
    const unit = field === 'duration' ? { unit: unitOfName(header[column] ?? '') } : {}
    detected[field] = { column, confidence: Math.round(score * 100) / 100, why, fallbacks: [], ...unit }
  }
  for (const field of ['isrc', 'gtin'] as const) {
    const match = detected[field]
    if (match === undefined) continue
    const others = candidates.filter((other) => other.field === field && !taken.has(other.column))
    const fallbacks = [...new Set(others.map(({ column }) => column))].sort((a, b) => a - b)
    detected[field] = { ...match, fallbacks }
  }
  for (const field of catalogueFields) {
    const match = detected[field]
    if (match === undefined || !isListField(field)) continue
    // `Producer 1`, `Producer 2`: every column of a list counts.
    const others = candidates.filter((other) => other.field === field && !taken.has(other.column))
    for (const { column } of others) taken.add(column)
    detected[field] = { ...match, fallbacks: others.map(({ column }) => column).sort((a, b) => a - b) }
  }
  return detected
}

/**
 * Title and artist of a table without header: the first two columns of free text. Artists repeat more than
 * titles; where that does not tell, the artist is taken to stand first.
 */
function guessTextColumns(
  sample: readonly (readonly string[])[],
  width: number,
  detected: DetectedColumns,
): DetectedColumns {
  const taken = new Set(catalogueFields.map((field) => detected[field]?.column))
  const text: number[] = []
  for (let column = 0; column < width && text.length < 2; column++) {
    const cells = sample.map((row) => row[column] ?? '')
    const { filled, share } = evidenceFor('title', cells, '')
    if (!taken.has(column) && filled > 0 && share >= 0.6 && filled >= cells.length / 2) text.push(column)
  }
  const [first, second] = text
  if (first === undefined) return {}
  const guess = (column: number): ColumnMatch => {
    return { column, confidence: 0.3, why: 'A guess: the table has no header', fallbacks: [] }
  }
  if (second === undefined) return { title: guess(first) }
  const distinct = (column: number) =>
    new Set(sample.map((row) => (row[column] ?? '').trim().toLowerCase())).size
  const [artist, title] = distinct(first) <= distinct(second) ? [first, second] : [second, first]
  return { title: guess(title), artist: guess(artist) }
}

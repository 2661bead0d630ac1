import type { DurationUnit } from '../identifiers/duration.ts'
import { type CatalogueField, isListField } from './fields.ts'
import type { Explicit, RecordingKind, ReleaseType, RightHeld } from './release-facts.ts'
import { readGtin, readIsrcs, readRegistration } from './row-codes.ts'
import {
  readAlsoSingle,
  readCountry,
  readDate,
  readDuration,
  readExplicit,
  readKind,
  readNumber,
  readReleaseType,
  readRightHeld,
  readYear,
} from './row-facts.ts'
import type { RowProblem } from './row-problem.ts'
import { readRights, type RowRights } from './row-rights.ts'
import { withDistributor } from './distributor-note.ts'
import { readNotes, readText, readUrl } from './row-texts.ts'
import { withoutTextMark } from './text-mark.ts'

/** The cells of one row that feed a field, as they stand in the file. */
export type RowFields = Partial<Readonly<Record<CatalogueField, string>>>

/** One recording as the catalogue keeps it. Texts that are not given are empty, everything else is null. */
export type CatalogueRow = {
  readonly title: string
  readonly version: string
  readonly artist: string
  /** Stored form, 12 characters. */
  readonly isrc: string | null
  /** Further codes of the same cell. */
  readonly otherIsrcs: readonly string[]
  readonly durationMs: number | null
  readonly year: number | null
  readonly release: string
  /** Digits as given; compare with `gtin14`. */
  readonly gtin: string | null
  readonly label: string
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly releaseDate: string | null
  readonly trackNumber: number | null
  readonly discNumber: number | null
  readonly registrationNumber: string | null
  readonly url: string | null
  readonly releaseArtist: string
  /** Empty when it is not given. */
  readonly releaseType: ReleaseType | ''
  readonly catalogueNumber: string
  readonly genre: string
  readonly pLine: string
  readonly releasePLine: string
  readonly cLine: string
  readonly explicit: Explicit | null
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string
  /** Null when it is not said. */
  readonly kind: RecordingKind | null
  /** Null when it is not said. */
  readonly rightHeld: Exclude<RightHeld, 'unknown'> | null
  /** Of the track; null when it is not said. */
  readonly alsoSingle: 'yes' | 'no' | null
  /** With line breaks; who distributes stands in a line of its own. */
  readonly notes: string
  /** Who made it and what work it is of; null when nothing is said about either. */
  readonly rights: RowRights | null
}

export type ValidatedRow = { readonly value: CatalogueRow; readonly problems: readonly RowProblem[] }

export type RowContext = {
  /** What bare numbers in the duration column count. */
  readonly durationUnit?: DurationUnit
  /** ISRC prefix codes of the user, to notice look-alikes. */
  readonly heldPrefixes?: readonly string[]
}

/** 0-based columns of each field; several where a file keeps a field in one column or another. */
type FieldColumns = Partial<Readonly<Record<CatalogueField, number | readonly number[]>>>

/**
 * Picks the cells of a row by a mapping of fields to 0-based columns. Of several columns for one field the
 * first that is not blank counts, a further one for the ISRC only where it is no bare number; of lists of names all
 * count. Cells beyond the end of a short row are blank.
 */
export function pickFields(cells: readonly string[], mapping: FieldColumns): RowFields {
  return fieldPicker(mapping)(cells)
}

/** `pickFields` for the many rows of one mapping. */
export function fieldPicker(mapping: FieldColumns): (cells: readonly string[]) => RowFields {
  const picks: { readonly field: CatalogueField; readonly columns: readonly number[] }[] = []
  let field: CatalogueField
  for (field in mapping) {
    const columns = mapping[field]
    if (columns !== undefined)
      picks.push({ field, columns: typeof columns === 'number' ? [columns] : columns })
  }
  return (cells) => {
    const fields: Partial<Record<CatalogueField, string>> = {}
    for (const { field, columns } of picks) {
      const [first] = columns
      fields[field] =
        columns.length === 1 && first !== undefined
          ? withoutTextMark(field, cells[first] ?? '')
          : pickOfSeveral(field, columns, cells)
    }
    return fields
  }
}

function pickOfSeveral(field: CatalogueField, columns: readonly number[], cells: readonly string[]): string {
  if (isListField(field))
    return columns.map((column) => withoutTextMark(field, cells[column] ?? '')).join('\n')
  const column = columns.find((candidate, at) => counts(field, cells[candidate] ?? '', at === 0))
  return column === undefined ? '' : withoutTextMark(field, cells[column] ?? '')
}

/** A further column of codes may hold a number of the distributor's own in some rows. */
function counts(field: CatalogueField, cell: string, first: boolean): boolean {
  return cell.trim() !== '' && (first || field !== 'isrc' || /\p{L}/u.test(cell))
}

const noCodes: readonly string[] = []

/**
 * Checks and normalises one imported row. Title and artist are required and an ISRC that is given must be
 * sound: these are errors. Whatever else cannot be read is left empty with a warning that says so, because a
 * barcode mangled by a spreadsheet should not keep a catalogue out. Placeholders such as `n/a` are blank.
 * Never throws.
 */
export function validateRow(fields: RowFields, context: RowContext = {}): ValidatedRow {
  const problems: RowProblem[] = []
  const isrcs = readIsrcs(fields.isrc ?? '', context.heldPrefixes, problems)
  const value: CatalogueRow = {
    title: readText('title', fields.title, problems, true),
    version: readText('version', fields.version, problems),
    artist: readText('artist', fields.artist, problems, true),
    isrc: isrcs[0] ?? null,
    otherIsrcs: isrcs.length > 1 ? isrcs.slice(1) : noCodes,
    durationMs: readDuration(fields.duration ?? '', context.durationUnit, problems),
    year: readYear(fields.year ?? '', problems),
    release: readText('release', fields.release, problems),
    gtin: readGtin(fields.gtin ?? '', problems),
    label: readText('label', fields.label, problems),
    releaseDate: readDate(fields.releaseDate ?? '', problems),
    trackNumber: readNumber('trackNumber', fields.trackNumber ?? '', problems),
    discNumber: readNumber('discNumber', fields.discNumber ?? '', problems),
    registrationNumber: readRegistration(fields.registrationNumber ?? '', problems),
    url: readUrl(fields.url ?? '', problems),
    releaseArtist: readText('releaseArtist', fields.releaseArtist, problems),
    releaseType: readReleaseType(fields.releaseType ?? '', problems),
    catalogueNumber: readText('catalogueNumber', fields.catalogueNumber, problems),
    genre: readText('genre', fields.genre, problems),
    pLine: readText('pLine', fields.pLine, problems),
    releasePLine: readText('releasePLine', fields.releasePLine, problems),
    cLine: readText('cLine', fields.cLine, problems),
    explicit: readExplicit(fields.explicit ?? '', problems),
    country: readCountry(fields.country ?? '', problems),
    kind: readKind(fields.kind ?? '', problems),
    rightHeld: readRightHeld(fields.rightHeld ?? '', problems),
    alsoSingle: readAlsoSingle(fields.alsoSingle ?? '', problems),
    notes: withDistributor(
      readNotes(fields.notes ?? '', problems),
      readText('distributor', fields.distributor, problems),
    ),
    rights: null,
  }
  const rights = readRights(fields, value.artist, problems)
  return { value: rights === null ? value : { ...value, rights }, problems }
}

import type { CatalogueField } from './fields.ts'
import type { CatalogueRow, RowContext, RowFields } from './row.ts'
import { readGtin, readIsrcs } from './row-codes.ts'
import { readDate, readDuration, readNumber, readYear } from './row-facts.ts'
import type { RowProblem } from './row-problem.ts'
import { readText } from './row-texts.ts'

/** Fields by which a recording is looked for elsewhere. */
export const soughtFields = [
  ...(['isrc', 'title', 'version', 'artist', 'duration', 'year', 'release'] as const),
  ...(['gtin', 'releaseDate', 'trackNumber'] as const),
] satisfies readonly CatalogueField[]

/** What a row says in these fields. */
export type SoughtRow = Pick<
  CatalogueRow,
  'title' | 'version' | 'artist' | 'isrc' | 'otherIsrcs' | 'durationMs' | 'year' | 'release' | 'gtin'
> &
  Pick<CatalogueRow, 'releaseDate' | 'trackNumber'>

const noCodes: readonly string[] = []

/** The same of a row as `validateRow` gives, for whoever asks nothing else: it takes half as long. Never throws. */
export function readSoughtRow(fields: RowFields, context: RowContext = {}): SoughtRow {
  // Whoever asks what is wrong with the row has it validated.
  const problems: RowProblem[] = []
  const isrcs = readIsrcs(fields.isrc ?? '', context.heldPrefixes, problems)
  return {
    title: readText('title', fields.title, problems),
    version: readText('version', fields.version, problems),
    artist: readText('artist', fields.artist, problems),
    isrc: isrcs[0] ?? null,
    otherIsrcs: isrcs.length > 1 ? isrcs.slice(1) : noCodes,
    durationMs: readDuration(fields.duration ?? '', context.durationUnit, problems),
    year: readYear(fields.year ?? '', problems),
    release: readText('release', fields.release, problems),
    gtin: readGtin(fields.gtin ?? '', problems),
    releaseDate: readDate(fields.releaseDate ?? '', problems),
    trackNumber: readNumber('trackNumber', fields.trackNumber ?? '', problems),
  }
}

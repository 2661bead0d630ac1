import { fstatSync } from 'node:fs'
import type { ListingFieldName } from '../../../../shared/domain/matching/listing-fields.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { BrokenStream } from './broken-stream.ts'
import { type ByteSource, fileSource, unpackingSource } from './byte-source.ts'
import { contentKind, refuseForeign, signatureBytes } from './file-signature.ts'
import type { ListingLayout } from './layout.ts'
import type { TableSchema } from './database/sqlite-schema.ts'
import { type TableChoice, tablesAtBeginning } from './database/table-choice.ts'
import { inspectDatabase } from './database/inspect-database.ts'
import { windowOn } from './open-window.ts'
import { findRows, noRows, onlyCodes, rowsOfText } from './text-layout.ts'
import { detectEncoding } from './text-encoding.ts'
import type { TextWindow } from './text-window.ts'
import type { RowFormat, UnpackStep } from './unpack/steps.ts'

/** What a listing file turned out to be. */
export interface Inspection {
  readonly layout: ListingLayout
  /** The delimiter as a character; null when no delimiter divides the rows. */
  readonly delimiter: string | null
  /** Column name or JSON path of each recognised field. */
  readonly fields: Partial<Record<ListingFieldName, string>>
  /** Sentences for the user. */
  readonly warnings: readonly string[]
  /** Of a database: the tables in it, as far as they are known. */
  readonly tables?: readonly TableSchema[]
  /** Of any other table: the names of all its columns, in their order. */
  readonly headings?: readonly string[]
}

/** An archive whose members are found one after the other. Plain data: it travels to the workers. */
export interface ArchiveLayout {
  /** `pipe`: no archive, but something that can be read once only and holds one listing. */
  readonly kind: 'tar' | 'zip' | 'pipe'
  /** The way from the bytes of the file to those of the archive. */
  readonly steps: readonly UnpackStep[]
  readonly compression: ListingLayout['compression']
}

/** What is to be looked at: a file, or a member of an archive. */
export interface Content {
  /** For messages. */
  readonly fileName: string
  /** The content behind further steps. */
  open(steps: readonly UnpackStep[]): ByteSource
  /** The open file, when its bytes are the content's; null for a member of an archive. */
  readonly fd: number | null
  /** True when every row is to be read, whatever indexes there are. */
  readonly everyRow?: boolean
  /** Of a database: the table that is swept. */
  readonly choice?: TableChoice | null
}

export const sampleBytes = 256 * 1024
/** Packings in each other that are still opened. */
const deepest = 4

/**
 * Finds out how an open file is to be read, from its content alone: the extension counts for nothing. An archive has
 * members, which are looked at one by one. With `everyRow`, no index is used that leaves rows out.
 *
 * @throws RefrainError FILE_EMPTY, FILE_NOT_TEXT, FILE_UNREADABLE (packed data broken from the start) or
 * NO_USABLE_COLUMNS.
 */
export async function inspectFile(
  fd: number,
  fileName: string,
  everyRow = false,
  choice: TableChoice | null = null,
): Promise<Inspection | ArchiveLayout> {
  if (fstatSync(fd).size === 0)
    throw new RefrainError(
      'FILE_EMPTY',
      `“${fileName}” is empty. No row of it was swept. Download or export it again.`,
    )
  const open = (steps: readonly UnpackStep[]) =>
    steps.length === 0 ? fileSource(fd, 0, sampleBytes) : unpackingSource(fd, steps, sampleBytes)
  return inspectContent({ fileName, open, fd, everyRow: everyRow || choice !== null, choice })
}

/** Like `inspectFile`, for a file that is no archive. */
export async function inspectListing(fd: number, fileName: string): Promise<Inspection> {
  const found = await inspectFile(fd, fileName)
  if (!('kind' in found)) return found
  throw refusal(fileName, 'is an archive. Unpack it and choose the listing inside.')
}

/** Finds out how content is to be read. Throws as `inspectFile` does. */
export async function inspectContent(content: Content): Promise<Inspection | ArchiveLayout> {
  const { fileName } = content
  const steps: UnpackStep[] = []
  let compression: ListingLayout['compression'] = 'none'
  for (;;) {
    const head = await beginning(content, steps, signatureBytes)
    if (head.length === 0) throw emptyOnceUnpacked(fileName)
    refuseForeign(fileName, head)
    const kind = contentKind(head)
    if (kind === 'tar' || kind === 'zip') {
      if (content.fd === null)
        throw refusal(
          fileName,
          'is an archive in an archive or in a pipe. Unpack it, or choose it by itself.',
        )
      if (kind === 'zip' && steps.length > 0) throw standsAlone(fileName, 'a ZIP archive')
      return { kind, steps, compression }
    }
    if (kind === 'gzip' || kind === 'zstd' || kind === 'xz' || kind === 'bzip2') {
      if (steps.length >= deepest || (kind === 'xz' && steps.some((step) => step.kind === 'xz'))) {
        throw refusal(fileName, 'is packed several times over. Unpack it and choose what comes out.')
      }
      if (steps.length === 0) compression = kind
      steps.push({ kind })
      continue
    }
    if (kind === 'parquet') {
      if (content.fd === null || steps.length > 0) throw standsAlone(fileName, 'a Parquet file')
      const { inspectParquet } = await import('./parquet/inspect-parquet.ts')
      return inspectParquet(content.fd, fileName)
    }
    if (kind === 'text') return inspectText(content, steps, compression)
    if (kind === 'sqlite' && steps.length === 0 && content.fd !== null && content.everyRow !== true) {
      const indexed = inspectDatabase(content.fd)
      if (indexed !== null) return indexed
    }
    return inspectRows(content, steps, compression, kind)
  }
}

/** Rows of another format, which are written out as JSON Lines on the way. */
async function inspectRows(
  content: Content,
  before: readonly UnpackStep[],
  compression: ListingLayout['compression'],
  of: RowFormat,
): Promise<Inspection> {
  const choice = of === 'sqlite' ? (content.choice ?? null) : null
  const steps: readonly UnpackStep[] = [...before, { kind: 'rows', of, ...(choice !== null && { choice }) }]
  const tables = of === 'sqlite' ? tablesAtBeginning(await beginning(content, before, sampleBytes)) : []
  const read = { steps, encoding: 'utf-8' } as const
  const { fields, headings, warnings: said } = (await sampleOf(content, read, 0, findRows)) ?? noRows
  const warnings = of === 'sqlite' && said.includes(onlyCodes) ? [artistsApart] : said
  const layout = { format: of, compression, ...read, dataStart: 0, csv: null }
  if (choice !== null) return { layout, delimiter: null, fields: choice.columns, warnings: [], tables }
  return { layout, delimiter: null, fields, headings, warnings, tables }
}

const artistsApart =
  'No table names both title and artist: rows are searched for ISRCs. A fuzzy sweep also looks up the artists that stand in a table of their own.'

async function inspectText(
  content: Content,
  steps: readonly UnpackStep[],
  compression: ListingLayout['compression'],
): Promise<Inspection> {
  const { fileName } = content
  const encoding = detectEncoding(await beginning(content, steps, sampleBytes))
  if (encoding === null) {
    throw refusal(
      fileName,
      'is no text file, so there are no rows to search. Choose a CSV, TSV or JSON Lines file.',
    )
  }
  const read = { steps, encoding: encoding.name === 'windows-1252' ? 'utf-8' : encoding.name } as const
  const found = await sampleOf(content, read, encoding.mark, (window) => rowsOfText(window, fileName))
  if (found === 'document') {
    if (read.encoding !== 'utf-8') throw notOneObjectALine(fileName)
    return inspectRows(content, steps, compression, 'json')
  }
  const { csv, dataStart, fields, headings, warnings } = found
  return {
    layout: { format: csv === null ? 'jsonl' : 'csv', compression, ...read, dataStart, csv },
    delimiter: csv === null ? null : String.fromCharCode(csv.delimiter),
    fields,
    headings,
    warnings: [...encodingWarnings(encoding.name), ...warnings],
  }
}

function refusal(fileName: string, why: string): RefrainError {
  return new RefrainError('FILE_NOT_TEXT', `“${fileName}” ${why}`)
}

function standsAlone(fileName: string, what: string): RefrainError {
  return refusal(
    fileName,
    `is ${what} inside other packed data or in a pipe, and can only be read where it stands alone. Unpack what is around it and choose what comes out.`,
  )
}

function emptyOnceUnpacked(fileName: string): RefrainError {
  return new RefrainError(
    'FILE_EMPTY',
    `“${fileName}” is empty once unpacked. No row of it was swept. Download or export it again.`,
  )
}

function notOneObjectALine(fileName: string): RefrainError {
  return new RefrainError(
    'NO_USABLE_COLUMNS',
    `“${fileName}” is JSON in UTF-16, but not one object a line, as JSON Lines has it. Convert it first, e.g. with jq -c.`,
  )
}

/** The first bytes of what the steps lead to. */
function beginning(content: Content, steps: readonly UnpackStep[], bytes: number): Promise<Buffer> {
  const read = { steps, encoding: 'utf-8' } as const
  return sampleOf(
    content,
    read,
    0,
    (window) => Buffer.from(window.bytes.subarray(0, Math.min(window.length, bytes))),
    bytes,
  )
}

/** Reads the beginning of the content into a window, however far it goes. */
async function sampleOf<T>(
  content: Content,
  read: Pick<ListingLayout, 'steps' | 'encoding'>,
  offset: number,
  use: (window: TextWindow) => T,
  wanted = sampleBytes,
): Promise<T> {
  const source = content.open(read.steps)
  const window = await windowOn(source, read.encoding, offset, sampleBytes)
  try {
    while (!window.final && window.length < wanted) await window.slide(0)
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error
    if (window.length === 0) throw cannotUnpack(content.fileName, error, source.refusal)
  } finally {
    await source.close()
  }
  return use(window)
}

function cannotUnpack(fileName: string, { kind }: BrokenStream, why: string | null): RefrainError {
  const what = why ?? `cannot be unpacked: its packed data is ${kind}.`
  return new RefrainError('FILE_UNREADABLE', `“${fileName}” ${what}`)
}

function encodingWarnings(encoding: string): readonly string[] {
  if (encoding === 'windows-1252') return ['The text is not UTF-8; it is read as Windows-1252.']
  return encoding === 'utf-8' ? [] : ['The text is UTF-16; byte offsets are those of the file itself.']
}

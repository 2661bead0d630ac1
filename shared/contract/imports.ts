import { z } from 'zod'
import { type CatalogueField, catalogueFields } from '../domain/catalogue/fields.ts'
import { delimiters, encodings } from '../domain/catalogue/text-table.ts'
import { durationUnits } from '../domain/identifiers/duration.ts'
import { fieldProblem, id, instant, nothing, pageOf, pageRequest, sha256 } from './common.ts'
import { command, query } from './procedure.ts'

/** Catalogue fields a column of an imported table can feed. */
export const importFields = catalogueFields
export type ImportField = CatalogueField

const column = z.int().min(0).max(16_383)

/**
 * Which columns (0-based) feed which field, and what bare numbers in a column of durations count. Of several columns
 * for one field the first that is filled in a row counts. A field that is absent is not imported.
 */
export const columnMapping = z.object({
  columns: z.partialRecord(z.enum(importFields), z.array(column).min(1).max(20)),
  durationUnit: z.enum(durationUnits),
})
export type ColumnMapping = z.infer<typeof columnMapping>

/** The record (0-based) that holds the names of the columns, null when none does. */
const headerRow = z.int().min(0).max(50).nullable()

/** How a table in text is read. */
export const textDialect = z.object({
  format: z.literal('text'),
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  headerRow,
})
export type TextDialect = z.infer<typeof textDialect>

/** Which sheet of a workbook is read. */
export const xlsxDialect = z.object({ format: z.literal('xlsx'), sheet: z.string().max(255), headerRow })
export type XlsxDialect = z.infer<typeof xlsxDialect>

/** How a source is read: a table in text or a workbook by its shape, a message or document by its own rules. */
export const sourceDialect = z.discriminatedUnion('format', [
  textDialect,
  xlsxDialect,
  z.object({ format: z.literal('ern') }),
  z.object({ format: z.literal('musicbrainz') }),
])
export type SourceDialect = z.infer<typeof sourceDialect>
export type SourceFormat = SourceDialect['format']
export const sourceFormats = ['text', 'xlsx', 'ern', 'musicbrainz'] as const satisfies readonly SourceFormat[]

/** What the artist has settled about reading a source; the rest is detected. */
export const dialectHints = z
  .object({
    format: z.enum(sourceFormats),
    encoding: z.enum(encodings),
    delimiter: z.enum(delimiters),
    sheet: z.string().max(255),
    headerRow,
  })
  .partial()
export type DialectHints = z.infer<typeof dialectHints>

export const importInspection = z.object({
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  dialect: sourceDialect,
  /** The known report or form this is, by its column names; for people. */
  preset: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Sheets of a workbook, hidden ones left out; empty for every other source. */
  sheets: z.array(z.string()),
  columns: z.array(z.object({ index: z.int(), name: z.string(), samples: z.array(z.string()) })),
  mapping: columnMapping,
  /** Why each field was mapped to its column, in words. */
  reasons: z.partialRecord(z.enum(importFields), z.string()),
  /** Set when the mapping is the one that was used last time for columns of these names. */
  remembered: z.object({ sourceKey: z.string(), usedAt: instant }).nullable(),
  warnings: z.array(z.string()),
})
export type ImportInspection = z.infer<typeof importInspection>

export const importStates = [
  'previewing',
  'previewed',
  'committing',
  'committed',
  'failed',
  'undone',
  'discarded',
] as const

export const importCounts = z.object({
  rows: z.int(),
  create: z.int(),
  update: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  warnings: z.int(),
  /** Rows of a recording that an earlier row of the file was about; each is counted above as well. */
  repeated: z.int(),
  /** Rows that are about no recording, such as pay-outs in a sales report; counted nowhere else. */
  skipped: z.int(),
  /** Values of the file that contradict a value that is known. */
  conflicts: z.int(),
  /** How many of them the artist decided in favour of the file. */
  taken: z.int(),
  /** What comes with the rows and is not in the catalogue yet. */
  newReleases: z.int(),
  newWorks: z.int(),
  /** People, groups and companies. */
  newParties: z.int(),
  newCredits: z.int(),
  /** Drafted shares of mechanical royalties. */
  newShares: z.int(),
})

export const importBatch = z.object({
  id,
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  sha256: sha256.nullable(),
  dialect: sourceDialect,
  mapping: columnMapping,
  /** Name of the known report or form, or empty. */
  preset: z.string(),
  state: z.enum(importStates),
  counts: importCounts,
  createdAt: instant,
  committedAt: instant.nullable(),
})
export type ImportBatch = z.infer<typeof importBatch>

export const importRow = z.object({
  /** 1-based number of the record in the file, the header counted. */
  row: z.int(),
  /** Where it stands, in words, when the number alone does not say it: a track of a message, for instance. */
  place: z.string(),
  action: z.enum(['create', 'update', 'unchanged', 'rejected']),
  title: z.string(),
  artist: z.string(),
  isrc: z.string(),
  problems: z.array(fieldProblem),
  raw: z.string(),
})
export type ImportRow = z.infer<typeof importRow>

export const conflictChoices = ['keep', 'take'] as const

/** A value of the file beside another one that is known already. Nothing is overwritten unless the artist takes it. */
export const importConflict = z.object({
  id,
  row: z.int(),
  place: z.string(),
  subject: z.enum(['recording', 'release', 'track']),
  /** The recording or release it is about. */
  title: z.string(),
  artist: z.string(),
  field: z.enum(importFields),
  /** As people read them. */
  known: z.string(),
  offered: z.string(),
  /** Whether the known value comes from an earlier row of the same file. */
  fromFile: z.boolean(),
  choice: z.enum(conflictChoices),
})
export type ImportConflict = z.infer<typeof importConflict>

/** Which conflicts a decision is for. */
const conflictScope = z.discriminatedUnion('of', [
  z.object({ of: z.literal('some'), conflictIds: z.array(id).min(1).max(500) }),
  z.object({ of: z.literal('field'), field: z.enum(importFields) }),
  z.object({ of: z.literal('all') }),
])

export const importProcedures = {
  'imports.inspect': query(
    z.object({ path: z.string().min(1), dialect: dialectHints.default({}) }),
    importInspection,
  ),
  /** Reads the whole file, writes nothing to the catalogue, keeps counts and every row with a problem. */
  'imports.preview': command(
    z.object({ path: z.string().min(1), dialect: sourceDialect, mapping: columnMapping }),
    z.object({ importId: id, jobId: id }),
  ),
  'imports.get': query(z.object({ importId: id }), importBatch),
  'imports.list': query(
    z.object({ limit: z.int().min(1).max(100).default(20) }),
    z.object({ imports: z.array(importBatch) }),
  ),
  /** Rows with a problem (all of them) and a sample of the rest. */
  'imports.rows': query(
    pageRequest.extend({ importId: id, only: z.enum(['all', 'rejected', 'warnings']).default('all') }),
    pageOf(importRow),
  ),
  /** Values that contradict, in the order of the file. */
  'imports.conflicts': query(
    pageRequest.extend({ importId: id, field: z.enum(importFields).nullable().default(null) }),
    pageOf(importConflict).extend({
      fields: z.array(z.object({ field: z.enum(importFields), conflicts: z.int(), taken: z.int() })),
    }),
  ),
  /**
   * Decides conflicts of a preview: keep what is known, or take what the file says. Of several values for one field of
   * one record only one can be taken: the last decision counts, of a whole group the first in the file.
   */
  'imports.resolve': command(
    z.object({ importId: id, scope: conflictScope, choice: z.enum(conflictChoices) }),
    z.object({ taken: z.int() }),
  ),
  /** Forgets how the columns of a source were mapped. */
  'imports.forget': command(z.object({ sourceKey: z.string().min(1).max(200) }), nothing),
  /** One transaction; undoable as one step. */
  'imports.commit': command(z.object({ importId: id }), z.object({ jobId: id })),
  'imports.discard': command(z.object({ importId: id }), nothing),
} as const

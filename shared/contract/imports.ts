import { z } from 'zod'
import { type CatalogueField, catalogueFields } from '../domain/catalogue/fields.ts'
import { fieldProblem, id, instant, nothing, pageOf, pageRequest, sha256 } from './common.ts'
import { command, query } from './procedure.ts'

/** Catalogue fields a column of an imported table can feed. */
export const importFields = catalogueFields
export type ImportField = CatalogueField

/** Which column (0-based) feeds which field. A field that is absent is not imported. */
export const columnMapping = z.partialRecord(z.enum(importFields), z.int().min(0).max(1000))
export type ColumnMapping = z.infer<typeof columnMapping>

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export const delimiters = [',', ';', '\t', '|'] as const

/** How the bytes of a table are read. `headerRow` is the 0-based record holding the names, null when none. */
export const tableDialect = z.object({
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  headerRow: z.int().min(0).max(50).nullable(),
})
export type TableDialect = z.infer<typeof tableDialect>

export const importInspection = z.object({
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  dialect: tableDialect,
  columns: z.array(z.object({ index: z.int(), name: z.string(), samples: z.array(z.string()) })),
  mapping: columnMapping,
  /** Why each field was mapped to its column, in words. */
  reasons: z.partialRecord(z.enum(importFields), z.string()),
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
})

export const importBatch = z.object({
  id,
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  sha256: sha256.nullable(),
  dialect: tableDialect,
  mapping: columnMapping,
  state: z.enum(importStates),
  counts: importCounts,
  createdAt: instant,
  committedAt: instant.nullable(),
})
export type ImportBatch = z.infer<typeof importBatch>

export const importRow = z.object({
  /** 1-based number of the record in the file, the header counted. */
  row: z.int(),
  action: z.enum(['create', 'update', 'unchanged', 'rejected']),
  title: z.string(),
  artist: z.string(),
  isrc: z.string(),
  problems: z.array(fieldProblem),
  raw: z.string(),
})
export type ImportRow = z.infer<typeof importRow>

export const importProcedures = {
  'imports.inspect': query(
    z.object({ path: z.string().min(1), dialect: tableDialect.partial().default({}) }),
    importInspection,
  ),
  /** Reads the whole file, writes nothing to the catalogue, keeps counts and every row with a problem. */
  'imports.preview': command(
    z.object({ path: z.string().min(1), dialect: tableDialect, mapping: columnMapping }),
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
  /** One transaction; undoable as one step. */
  'imports.commit': command(z.object({ importId: id }), z.object({ jobId: id })),
  'imports.discard': command(z.object({ importId: id }), nothing),
} as const

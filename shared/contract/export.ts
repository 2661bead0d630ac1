import { z } from 'zod'
import { catalogueSections } from '../domain/export/catalogue-json.ts'
import { exportFormats } from '../domain/export/formats.ts'
import { id, jobStarted } from './common.ts'
import { command, query } from './procedure.ts'

/** All of the catalogue, or the chosen recordings and releases with what belongs to them. */
export const exportSelection = z
  .object({
    recordingIds: z.array(id).max(100_000).default([]),
    releaseIds: z.array(id).max(100_000).default([]),
  })
  .nullable()

export const exportOptions = z.object({
  /** DDEX party ids for the header of a message, in any spelling; empty when unknown. */
  senderDpid: z.string().max(60).default(''),
  recipientDpid: z.string().max(60).default(''),
  recipientName: z.string().max(200).default(''),
  /** SoundExchange: the artist's own copy of the form. */
  templatePath: z.string().max(10_000).nullable().default(null),
  /** Tags: audio files to copy instead of those the catalogue knows; each must belong to a recording of it. */
  audioPaths: z.array(z.string().min(1).max(10_000)).max(10_000).default([]),
})

export const exportProblem = z.object({
  subject: z.object({
    type: z.enum(['recording', 'release', 'work', 'party', 'message']),
    /** 0 for what is no record. */
    id: z.int(),
    title: z.string(),
  }),
  field: z.string(),
  message: z.string(),
  severity: z.enum(['needed', 'advised']),
})

export const exportCheck = z.object({
  format: z.enum(exportFormats),
  /** Releases, rows, works or audio files that would be written. */
  subjects: z.int(),
  /** Files that would be written. */
  files: z.int(),
  /** Works or recordings left out because the receiver would refuse the file for them. */
  leftOut: z.int(),
  /** Those that matter most, needed ones first; at most 200. */
  problems: z.array(exportProblem),
  needed: z.int(),
  advised: z.int(),
  /** A name for the file, or for the folder's files. */
  suggestedName: z.string(),
  notes: z.array(z.string()),
})
export type ExportCheck = z.infer<typeof exportCheck>

/** What an export job results in. */
export const exportResult = z.object({
  format: z.enum(exportFormats),
  files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })),
  /** How many files were written; `files` lists at most 500. */
  fileCount: z.int(),
  subjects: z.int(),
  leftOut: z.int(),
  problems: z.array(exportProblem),
  needed: z.int(),
  advised: z.int(),
  notes: z.array(z.string()),
})
export type ExportResult = z.infer<typeof exportResult>

const mergeCounts = z.object({ created: z.int(), completed: z.int(), unchanged: z.int() })

/** What an import of a catalogue file results in. */
export const catalogueImportResult = z.object({
  fileName: z.string(),
  dryRun: z.boolean(),
  entries: z.int(),
  counts: z.record(z.enum(catalogueSections), mergeCounts),
  /** Values that differ from known ones, which stayed; at most 200. */
  kept: z.array(
    z.object({
      section: z.enum(catalogueSections),
      entry: z.int(),
      title: z.string(),
      field: z.string(),
      kept: z.string(),
      offered: z.string(),
    }),
  ),
  keptTotal: z.int(),
  notes: z.array(z.string()),
})

export const exportProcedures = {
  /** What would be written, and what the receiver will miss. */
  'exports.check': query(
    z.object({
      format: z.enum(exportFormats),
      selection: exportSelection.default(null),
      options: exportOptions.prefault({}),
    }),
    exportCheck,
  ),
  /** `path`: the file; for formats of several files the folder, or a file when there is only one. */
  'exports.start': command(
    z.object({
      format: z.enum(exportFormats),
      selection: exportSelection.default(null),
      path: z.string().min(1).max(10_000),
      /** A file of the same name may be replaced: the user said so. */
      overwrite: z.boolean().default(false),
      options: exportOptions.prefault({}),
    }),
    jobStarted,
  ),
  /** Merges a `refrain-catalogue/1` file; the job's result is a `catalogueImportResult`. */
  'exports.importCatalogue': command(
    z.object({ path: z.string().min(1).max(10_000), dryRun: z.boolean().default(false) }),
    jobStarted,
  ),
} as const

import { z } from 'zod'
import { listingFieldNames } from '../domain/matching/listing-fields.ts'
import { id, instant, nothing, pageOf, pageRequest, sha256 } from './common.ts'
import { command, query } from './procedure.ts'

/** What the rows of a listing can be kept in. */
export const listingFormats = ['csv', 'jsonl', 'json', 'sqlite', 'parquet', 'discogs', 'torrent'] as const
/** Ways a listing file can be packed whole. */
export const compressions = ['none', 'gzip', 'zstd', 'xz', 'bzip2'] as const
/** Archives that hold listings. */
export const archiveKinds = ['zip', 'tar'] as const

/** Fields of a listing the sweep understands, found by column name or JSON key. */
export const listingFields = listingFieldNames

/** Which table of a database is swept, and which of its columns stands for what. */
export const tableChoice = z.object({
  table: z.string().min(1).max(500),
  columns: z.partialRecord(z.enum(listingFields), z.string().max(500)),
})

export const listingFile = z.object({
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  format: z.enum(listingFormats),
  compression: z.enum(compressions),
  /** Set when the file is an archive; what is said of the format is then that of its first listing. */
  archive: z.enum(archiveKinds).nullable(),
  delimiter: z.string().nullable(),
  /** Column name or JSON path per recognised field. */
  fields: z.partialRecord(z.enum(listingFields), z.string()),
  /** Of a database: its tables with their columns, and which column would be taken for what. */
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      fields: z.partialRecord(z.enum(listingFields), z.string()),
    }),
  ),
  warnings: z.array(z.string()),
})
export type ListingFile = z.infer<typeof listingFile>

export const sweepFile = z.object({
  id,
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  sha256: sha256.nullable(),
  rows: z.int(),
  malformed: z.int(),
  findings: z.int(),
  state: z.enum(['pending', 'running', 'done', 'failed']),
  message: z.string(),
})

export const sweep = z.object({
  id,
  jobId: id.nullable(),
  title: z.string(),
  state: z.enum(['running', 'interrupted', 'done', 'failed', 'cancelled']),
  rows: z.int(),
  malformed: z.int(),
  findings: z.int(),
  recordings: z.int(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  files: z.array(sweepFile),
})
export type Sweep = z.infer<typeof sweep>

export const malformedRow = z.object({
  fileName: z.string(),
  row: z.int(),
  byteOffset: z.int(),
  reason: z.string(),
  sample: z.string(),
})

export const findingStates = ['new', 'confirmed', 'authorized', 'dismissed', 'monitor'] as const
export type FindingState = (typeof findingStates)[number]

/** What the listing gives access to. Only `page`, `file` and `art` can ever be claimed. */
export const listingOffers = ['metadata', 'page', 'file', 'art'] as const

export const findingSortKeys = ['score', 'recording', 'listing', 'provider', 'state', 'found'] as const

export const findingRow = z.object({
  id,
  recordingId: id,
  recordingTitle: z.string(),
  recordingArtist: z.string(),
  listingTitle: z.string(),
  listingArtist: z.string(),
  listingIsrc: z.string(),
  /** The file's own id of the row, else its number. */
  listingRef: z.string(),
  locator: z.string(),
  /** The live source or the swept file it was found in. */
  sourceName: z.string(),
  url: z.string().nullable(),
  domain: z.string().nullable(),
  account: z.string().nullable(),
  label: z.string().nullable(),
  providerName: z.string().nullable(),
  offers: z.enum(listingOffers),
  score: z.number().min(0).max(1),
  verdict: z.enum(['match', 'possible']),
  claimable: z.boolean(),
  reasons: z.array(z.string()),
  state: z.enum(findingStates),
  stateReason: z.string(),
  caseId: id.nullable(),
  sealed: z.boolean(),
  foundAt: instant,
})
export type FindingRow = z.infer<typeof findingRow>

export const findingFilter = z.object({
  state: z.enum(findingStates).nullable().default(null),
  sweepId: id.nullable().default(null),
  recordingId: id.nullable().default(null),
  domain: z.string().max(300).nullable().default(null),
  claimable: z.boolean().nullable().default(null),
  search: z.string().max(200).default(''),
  /** Of one live source. */
  sourceId: z.string().max(40).nullable().optional(),
  /** Found at this time or later. */
  since: instant.nullable().optional(),
})
export type FindingFilter = z.infer<typeof findingFilter>

/** How many findings there are of one recording, one release, or in one swept file. */
export const findingCount = z.object({
  id,
  name: z.string(),
  /** The artist; of a file, where it lies. */
  detail: z.string(),
  findings: z.int(),
  matches: z.int(),
  claimable: z.int(),
})
export type FindingCount = z.infer<typeof findingCount>
/** The first of the counts, most findings first, and how many there are. */
const findingCounts = z.object({ rows: z.array(findingCount), total: z.int() })

/** What findings can be exported as. */
export const findingExportFormats = ['csv', 'json', 'parquet'] as const
export type FindingExportFormat = (typeof findingExportFormats)[number]

export const evidenceRecord = z.object({
  id,
  kind: z.enum(['source-row', 'attachment']),
  sourceName: z.string(),
  sourceBytes: z.int(),
  sourceSha256: sha256,
  byteOffset: z.int().nullable(),
  byteLength: z.int(),
  /** SHA-256 of the row's raw bytes, or of the attached file. */
  contentSha256: sha256,
  preview: z.string(),
  sealedAt: instant,
  toolVersion: z.string(),
  custodySeq: z.int(),
})
export type EvidenceRecord = z.infer<typeof evidenceRecord>

export const decisions = ['confirm', 'authorize', 'dismiss', 'monitor', 'reopen'] as const
export type Decision = (typeof decisions)[number]

export const ruleKinds = ['domain', 'account', 'label'] as const
export const authorizationRule = z.object({
  id,
  kind: z.enum(ruleKinds),
  value: z.string(),
  note: z.string(),
  settled: z.int(),
  createdAt: instant,
})
export type AuthorizationRule = z.infer<typeof authorizationRule>

export const watchProcedures = {
  'sweeps.inspect': query(
    z.object({ paths: z.array(z.string().min(1)).min(1).max(200) }),
    z.object({
      files: z.array(listingFile),
      /** Files in folders that are swept as well and were not looked at yet. */
      more: z.int(),
      /** What was passed over in folders. */
      remarks: z.array(z.string()),
    }),
  ),
  'sweeps.start': command(
    z
      .object({
        paths: z.array(z.string().min(1)).min(1).max(200),
        title: z.string().max(200).default(''),
        /** True to find names that are written differently as well; equal ones and codes are found anyway. */
        fuzzy: z.boolean().default(false),
        /** True to look for ISRCs and GTINs alone; names are not compared. */
        codesOnly: z.boolean().default(false),
        /** Tables chosen in databases among the files; the others are read as they are recognised. */
        tables: z
          .array(tableChoice.extend({ path: z.string().min(1) }))
          .max(200)
          .default([]),
      })
      .refine(({ fuzzy, codesOnly }) => !(fuzzy && codesOnly), {
        path: ['codesOnly'],
        message: 'A sweep for codes alone does not compare names.',
      }),
    z.object({ sweepId: id, jobId: id }),
  ),
  'sweeps.list': query(
    z.object({ limit: z.int().min(1).max(100).default(50) }),
    z.object({ sweeps: z.array(sweep) }),
  ),
  'sweeps.get': query(z.object({ sweepId: id }), sweep),
  'sweeps.malformed': query(z.object({ sweepId: id }), z.object({ rows: z.array(malformedRow) })),
  'findings.list': query(
    pageRequest.extend({
      filter: findingFilter.prefault({}),
      sort: z.enum(findingSortKeys).default('score'),
      direction: z.enum(['asc', 'desc']).default('desc'),
    }),
    pageOf(findingRow),
  ),
  'findings.facets': query(
    z.object({ filter: findingFilter.prefault({}) }),
    z.object({
      states: z.record(z.enum(findingStates), z.int()),
      domains: z.array(z.object({ domain: z.string(), count: z.int() })),
    }),
  ),
  'findings.counts': query(
    z.object({ filter: findingFilter.prefault({}) }),
    z.object({ recordings: findingCounts, releases: findingCounts, sources: findingCounts }),
  ),
  /** Writes all findings of a filter to a file; one of that name is replaced. */
  'findings.export': command(
    z.object({
      filter: findingFilter.prefault({}),
      path: z.string().min(1),
      format: z.enum(findingExportFormats),
    }),
    z.object({ rows: z.int(), path: z.string(), bytes: z.int(), sha256 }),
  ),
  'findings.get': query(
    z.object({ findingId: id }),
    findingRow.extend({
      recordingIsrc: z.string().nullable(),
      recordingDurationMs: z.int().nullable(),
      listingDurationMs: z.int().nullable(),
      listingAlbum: z.string().nullable(),
      whyNotClaimable: z.string().nullable(),
      /** The address of the file itself, where the listing only leads to it. */
      fileUrl: z.string().nullable(),
      evidence: z.array(evidenceRecord),
      history: z.array(z.object({ at: instant, action: z.string(), detail: z.string() })),
    }),
  ),
  /** Names the address of the file the listings lead to; null takes it away. Throws VALIDATION for none of a file. */
  'findings.setFile': command(
    z.object({ findingIds: z.array(id).min(1).max(5000), url: z.string().max(2048).nullable() }),
    z.object({ changed: z.int() }),
  ),
  /** Decides many at once; what the rules forbid is left as it was and listed. */
  'findings.decide': command(
    z.object({
      findingIds: z.array(id).min(1).max(5000),
      decision: z.enum(decisions),
      reason: z.string().max(1000).default(''),
    }),
    z.object({
      changed: z.int(),
      refused: z.array(z.object({ findingId: id, code: z.string(), message: z.string() })),
    }),
  ),
  'rules.list': query(nothing, z.object({ rules: z.array(authorizationRule) })),
  'rules.preview': query(
    z.object({ kind: z.enum(ruleKinds), value: z.string().min(1).max(500) }),
    z.object({ wouldSettle: z.int() }),
  ),
  'rules.create': command(
    z.object({
      kind: z.enum(ruleKinds),
      value: z.string().min(1).max(500),
      note: z.string().max(500).default(''),
    }),
    z.object({ ruleId: id, settled: z.int() }),
  ),
  'rules.remove': command(z.object({ ruleId: id }), z.object({ reopened: z.int() })),
} as const

import { z } from 'zod'
import { isGtin } from '../identifiers/gtin.ts'
import { isIsrc } from '../identifiers/isrc.ts'

// The exchange format `refrain-catalogue/1`, described in docs/catalogue-json.md. Entities are numbered from 1 in each
// section; references are these numbers. The file holds no time of export and no row ids, so that the same catalogue
// gives the same bytes.

/** The value of `format` in the file. */
export const catalogueFormat = 'refrain-catalogue/1'

/** The sections in the order in which they stand in the file: whatever a section refers to by number stands before. */
export const catalogueSections = [
  'parties',
  'documents',
  'works',
  'recordings',
  'releases',
  'registrations',
  'documentSubjects',
  'assets',
  'isrcBlocks',
  'isrcLedger',
] as const
export type CatalogueSection = (typeof catalogueSections)[number]

const reference = z.int().min(1)
const line = z.string().max(2000)
const text = z.string().max(1_000_000)
const moment = z.iso.datetime()
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hexadecimal')
const partialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be a date: YYYY, YYYY-MM or YYYY-MM-DD')
const isrc = z.string().refine(isIsrc, 'must be an ISRC of 12 characters without hyphens')
const gtin = z.string().refine(isGtin, 'must be a barcode number with a right check digit')
const title = line.min(1)

export const subjectTypes = ['recording', 'work', 'release', 'party', 'registration'] as const

const contribution = z.strictObject({
  party: reference,
  role: line.min(1),
  instrument: line,
  position: z.int(),
  creditedAs: line,
  joinPhrase: line,
})

const split = z.strictObject({
  right: z.enum(['master', 'performance', 'mechanical', 'sync']),
  party: reference,
  /** 1,000,000 is the whole. */
  share: z.int().min(0).max(1_000_000),
  territory: line.min(1),
  validFrom: partialDate.nullable(),
  validTo: partialDate.nullable(),
  state: z.enum(['draft', 'agreed', 'disputed']),
  document: reference.nullable(),
  createdAt: moment,
  updatedAt: moment,
})

const times = { createdAt: moment, updatedAt: moment }

export const partyEntry = z.strictObject({
  id: reference,
  kind: z.enum(['person', 'group', 'organisation']),
  name: title,
  sortName: line,
  aliases: z.array(title).max(10_000),
  ipiName: line.nullable(),
  ipiBase: line.nullable(),
  isni: line.nullable(),
  email: line,
  notes: text,
  ...times,
})

/** A document by its hash; the bytes stay in the workspace. */
export const documentEntry = z.strictObject({
  id: reference,
  sha256: hash,
  fileName: title,
  bytes: z.int().min(0),
  kind: z.enum([
    'split-sheet',
    'contract',
    'assignment',
    'licence',
    'registration',
    'session-file',
    'invoice',
    'correspondence',
    'artwork',
    'lyrics',
    'other',
  ]),
  title: line,
  signedBy: line,
  dated: partialDate.nullable(),
  notes: text,
  addedAt: moment,
})

export const workEntry = z.strictObject({
  id: reference,
  title,
  alternativeTitles: z.array(line).max(10_000),
  language: line,
  iswc: line.nullable(),
  notes: text,
  ...times,
  contributions: z.array(contribution).max(10_000),
  splits: z.array(split).max(10_000),
})

export const recordingEntry = z.strictObject({
  id: reference,
  title,
  version: line,
  artist: line,
  isrc: isrc.nullable(),
  durationMs: z.int().min(1).max(86_400_000).nullable(),
  year: z.int().min(1860).max(2100).nullable(),
  kind: z.enum(['audio', 'video']),
  rightHeld: z.enum(['unknown', 'sound-recording', 'composition', 'both', 'none']),
  registrationNumber: line.nullable(),
  authorizedUrl: line.nullable(),
  notes: text,
  /** The recording this one was made from; it may stand later in the section. */
  parent: reference.nullable(),
  parentRelation: z
    .enum(['remix', 'edit', 'live', 'remaster', 'instrumental', 'acoustic', 'cover', 'other'])
    .nullable(),
  publishedOn: partialDate.nullable(),
  country: line,
  pLine: line,
  genre: line,
  explicit: z.enum(['unknown', 'explicit', 'not-explicit', 'cleaned']),
  ...times,
  identifiers: z
    .array(
      z.strictObject({
        scheme: line.min(1),
        value: line.min(1),
        raw: line,
        source: line,
        state: z.enum(['primary', 'alias', 'erroneous', 'conflict']),
        createdAt: moment,
      }),
    )
    .max(10_000),
  works: z
    .array(
      z.strictObject({ work: reference, relation: z.enum(['performance', 'cover', 'medley', 'sample']) }),
    )
    .max(10_000),
  contributions: z.array(contribution).max(10_000),
  splits: z.array(split).max(10_000),
  isrcDecisions: z
    .array(
      z.strictObject({
        /** JSON as it was recorded. */
        answers: text,
        conclusion: z.enum(['new-code', 'same-code', 'artist-decides']),
        rule: text,
        note: text,
        decidedAt: moment,
      }),
    )
    .max(10_000),
})

export const releaseEntry = z.strictObject({
  id: reference,
  title,
  artist: line,
  label: line,
  gtin: gtin.nullable(),
  releaseDate: partialDate.nullable(),
  notes: text,
  type: z.enum(['', 'single', 'ep', 'album', 'compilation', 'live', 'other']),
  catalogueNumber: line,
  pLine: line,
  cLine: line,
  genre: line,
  ...times,
  tracks: z
    .array(
      z.strictObject({
        recording: reference,
        disc: z.int(),
        number: z.int().nullable(),
        alsoSingle: z.enum(['unknown', 'yes', 'no']),
        titleOverride: line,
      }),
    )
    .max(100_000),
  contributions: z.array(contribution).max(10_000),
})

export const registrationEntry = z.strictObject({
  id: reference,
  authority: z.enum(['US-CO', 'MLC', 'PRO', 'SOUNDEXCHANGE', 'PPL', 'OTHER']),
  type: line,
  number: title,
  effectiveOn: partialDate.nullable(),
  publishedOn: partialDate.nullable(),
  claimant: line,
  status: z.enum(['pending', 'registered', 'refused']),
  notes: text,
  ...times,
  subjects: z
    .array(z.strictObject({ type: z.enum(['recording', 'work', 'release']), id: reference }))
    .max(1_000_000),
})

export const documentSubjectEntry = z.strictObject({
  document: reference,
  type: z.enum(subjectTypes),
  id: reference,
})

export const assetEntry = z.strictObject({
  recording: reference.nullable(),
  role: z.enum(['master', 'export', 'reference']),
  sha256: hash,
  path: z.string().min(1).max(10_000),
  fileName: title,
  bytes: z.int().min(0),
  modifiedMs: z.number(),
  container: line,
  codec: line,
  lossless: z.boolean(),
  sampleRate: z.int().nullable(),
  bits: z.int().nullable(),
  channels: z.int().nullable(),
  durationMs: z.int().nullable(),
  /** As found in the file: JSON, kept as text. */
  tags: z.string().max(4_000_000),
  artSha256: hash.nullable(),
  /** Chromaprint algorithm 1, 32-bit little-endian items, Base64. */
  fingerprint: z.base64().max(8_000_000).nullable(),
  addedAt: moment,
})

export const isrcBlockEntry = z.strictObject({
  prefix: z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}$/, 'must be a prefix of five characters'),
  from: z.int().min(0).max(99_999),
  to: z.int().min(0).max(99_999),
  yearFrom: z.int().nullable(),
  yearTo: z.int().nullable(),
  note: text,
  createdAt: moment,
})

export const isrcLedgerEntry = z.strictObject({
  isrc,
  state: z.enum(['reserved', 'assigned', 'voided']),
  recording: reference.nullable(),
  recordingTitle: line,
  reason: text,
  at: moment,
})

interface SectionEntries {
  readonly parties: z.output<typeof partyEntry>
  readonly documents: z.output<typeof documentEntry>
  readonly works: z.output<typeof workEntry>
  readonly recordings: z.output<typeof recordingEntry>
  readonly releases: z.output<typeof releaseEntry>
  readonly registrations: z.output<typeof registrationEntry>
  readonly documentSubjects: z.output<typeof documentSubjectEntry>
  readonly assets: z.output<typeof assetEntry>
  readonly isrcBlocks: z.output<typeof isrcBlockEntry>
  readonly isrcLedger: z.output<typeof isrcLedgerEntry>
}

/** What an entry of each section looks like. */
export const sectionSchemas: { readonly [S in CatalogueSection]: z.ZodType<SectionEntries[S]> } = {
  parties: partyEntry,
  documents: documentEntry,
  works: workEntry,
  recordings: recordingEntry,
  releases: releaseEntry,
  registrations: registrationEntry,
  documentSubjects: documentSubjectEntry,
  assets: assetEntry,
  isrcBlocks: isrcBlockEntry,
  isrcLedger: isrcLedgerEntry,
}

/** One entry of a section. */
export type CatalogueEntry<S extends CatalogueSection> = SectionEntries[S]
export type ContributionEntry = z.output<typeof contribution>
export type SplitEntry = z.output<typeof split>

/** The whole file, for readers that hold it in memory at once. */
export const catalogueFile = z.strictObject({
  format: z.literal(catalogueFormat),
  parties: z.array(partyEntry),
  documents: z.array(documentEntry),
  works: z.array(workEntry),
  recordings: z.array(recordingEntry),
  releases: z.array(releaseEntry),
  registrations: z.array(registrationEntry),
  documentSubjects: z.array(documentSubjectEntry),
  assets: z.array(assetEntry),
  isrcBlocks: z.array(isrcBlockEntry),
  isrcLedger: z.array(isrcLedgerEntry),
})
export type CatalogueFile = z.output<typeof catalogueFile>

import { createHash } from 'node:crypto'
import type { Crew } from './engine/crew.ts'
import { isDatabase, type SweepPoint } from './engine/packed-sweep.ts'
import type { ListingFile } from './engine/listing-file.ts'
import type { PackedCatalogue } from './engine/packed-catalogue.ts'
import {
  type EarlierFile,
  resumePointOf,
  type StoredFile,
  type SweepsRepository,
} from './sweeps.repository.ts'

/** How the sweep of a file begins. */
export interface Beginning {
  /** Where an earlier sweep of the same bytes stopped; null to start at the beginning. */
  readonly point: SweepPoint | null
  readonly continuesId: number | null
  /** Sentences for the user. */
  readonly said: readonly string[]
}

const fromTheStart: Beginning = { point: null, continuesId: null, said: [] }

/**
 * Finds out whether a file is one that was swept before and has grown since, as downloads do: its first bytes are those
 * that were swept, and it is looked for the same. Then its sweep goes on where the earlier one stopped.
 */
export async function beginningOf(
  repository: SweepsRepository,
  crew: Crew,
  file: StoredFile,
  open: ListingFile,
  manner: string,
): Promise<Beginning> {
  const earlier = repository.earlierOf(file)
  if (earlier === null || open.bytes === earlier.bytes) return fromTheStart
  const hash = { kind: 'hash', fd: open.fd, bytes: earlier.bytes, fileName: open.fileName } as const
  if (open.bytes < earlier.bytes || (await crew.hash(hash)).sha256 !== earlier.sha256)
    return { ...fromTheStart, said: [replacedSince(open.fileName, earlier)] }
  const point = resumePointOf(earlier)
  if (point === null || earlier.manner !== manner || !mayGoOn(crew, open))
    return { ...fromTheStart, said: [grownButAnew(open.fileName, earlier)] }
  return { point, continuesId: earlier.id, said: [wentOn(open.fileName, earlier, point)] }
}

/** The sentence for a file of the same size as before that turned out to be another one; null when it is the same. */
export function changedInPlace(
  repository: SweepsRepository,
  file: StoredFile,
  open: ListingFile,
  sha256: string,
): string | null {
  const earlier = repository.earlierOf(file)
  return earlier !== null && earlier.bytes === open.bytes && earlier.sha256 !== sha256
    ? replacedSince(open.fileName, earlier)
    : null
}

/** Stands for what is looked for, and how the rows of a file are read: only with the same can a sweep go on. */
export function mannerOf(
  catalogue: string,
  { fuzzy, codesOnly }: Pick<Crew, 'fuzzy' | 'codesOnly'>,
  { layout, archive }: ListingFile,
): string {
  const { groupEnds: _, ...reading } = layout
  const text = JSON.stringify([catalogue, codesOnly ? 'codes' : fuzzy, reading, archive])
  return createHash('sha256').update(text).digest('hex')
}

/** Stands for all recordings that are looked for. */
export function catalogueFingerprint({ text }: PackedCatalogue): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * True when rows that were swept cannot mean anything else for what has come behind them. A ZIP archive lists its
 * members at its end, a lookup and columns have no order of the file, and artists of a database may come late.
 */
function mayGoOn(crew: Crew, { layout, archive }: ListingFile): boolean {
  return layout.special === undefined && archive?.kind !== 'zip' && !(crew.fuzzy && isDatabase(layout))
}

function wentOn(fileName: string, earlier: EarlierFile, { rows }: SweepPoint): string {
  return `“${fileName}” has grown since its sweep of ${day(earlier)}: this one went on where that one stopped, after ${String(rows)} rows. What was found before is listed with it.`
}

function grownButAnew(fileName: string, earlier: EarlierFile): string {
  return `“${fileName}” has grown since its sweep of ${day(earlier)}. Your catalogue, or the way it is compared, is not the same as then, so it was swept from its beginning.`
}

function replacedSince(fileName: string, earlier: EarlierFile): string {
  return `“${fileName}” is not the file that was swept on ${day(earlier)}: it was swept from its beginning.`
}

function day({ sweptAt }: EarlierFile): string {
  return sweptAt.slice(0, 10)
}

import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ColumnMatch, DetectedColumns } from '../../../shared/domain/catalogue/columns.ts'
import { type CatalogueField, catalogueFields, fieldLabels } from '../../../shared/domain/catalogue/fields.ts'
import { creditsInWords } from '../../../shared/domain/catalogue/credits.ts'
import type { RowRights } from '../../../shared/domain/catalogue/row-rights.ts'
import { formatIswc } from '../../../shared/domain/identifiers/iswc.ts'
import type { FileHead } from './table-head.ts'
import type { OnProgress, RecordNote, SourceReading, SourceRecord } from './table-source.ts'
import { changed, hashFile } from './table-stream.ts'

// Messages and documents name their fields themselves: their records have one column for every field of the catalogue,
// in the catalogue's order.

const longestRaw = 4000
const sampleRecords = 200

/** A record of a document, from the fields that are given. */
export function documentRecord(
  row: number,
  place: string,
  fields: Partial<Readonly<Record<CatalogueField, string>>>,
  notes: readonly RecordNote[] = [],
  rights: RowRights | null = null,
): SourceRecord {
  const all = rights === null ? fields : { ...fields, ...rightsInWords(rights) }
  const cells = catalogueFields.map((field) => all[field] ?? '')
  return {
    row,
    place,
    cells,
    raw: catalogueFields
      .flatMap((field) => (all[field] ? [`${fieldLabels[field]}: ${all[field]}`] : []))
      .join(' · ')
      .slice(0, longestRaw),
    fault: null,
    ...(notes.length === 0 ? {} : { notes }),
    ...(rights === null ? {} : { rights }),
  }
}

/** What the cells of a record show of its rights. */
function rightsInWords({
  works,
  credits,
  releaseCredits,
}: RowRights): Partial<Readonly<Record<CatalogueField, string>>> {
  return {
    contributors: creditsInWords([...credits, ...releaseCredits]),
    writers: creditsInWords(works.flatMap((work) => work.credits)),
    workTitle: works.map(({ title }) => title).join('; '),
    iswc: works.flatMap(({ iswc }) => (iswc === null ? [] : [formatIswc(iswc)])).join('; '),
  }
}

/** What is known of a document from its first records: only the fields that it fills are mapped. */
export function documentReading(
  head: FileHead,
  dialect: Extract<SourceReading['dialect'], { format: 'ern' | 'musicbrainz' }>,
  name: string,
  sample: readonly SourceRecord[],
): SourceReading {
  const detected: DetectedColumns = {}
  catalogueFields.forEach((field, column) => {
    if (!isAlwaysMapped(field) && !sample.some(({ cells }) => cells[column] !== '')) return
    const match: ColumnMatch = { column, confidence: 1, why: name, fallbacks: [] }
    detected[field] = field === 'duration' ? { ...match, unit: 'auto' } : match
  })
  return {
    head,
    dialect,
    columns: catalogueFields.map((field) => fieldLabels[field]),
    width: catalogueFields.length,
    detected,
    preset: null,
    sourceKey: null,
    sheets: [],
    sample: sample.slice(0, sampleRecords),
    warnings: sample.length === 0 ? [`It is ${name}, but it holds no recording.`] : [],
    encodingGuessed: false,
  }
}

function isAlwaysMapped(field: CatalogueField): boolean {
  return field === 'title' || field === 'artist'
}

/** Hands out records in portions and finishes with the hash of a file that stayed as it was throughout. */
export async function* portions(
  path: string,
  read: (onProgress: OnProgress) => Promise<Iterable<SourceRecord>>,
  onProgress: OnProgress,
): AsyncGenerator<readonly SourceRecord[], string> {
  const before = await stat(path)
  let portion: SourceRecord[] = []
  for (const record of await read(onProgress)) {
    portion.push(record)
    if (portion.length < 500) continue
    onProgress(before.size, before.size)
    yield portion
    portion = []
  }
  yield portion
  const hash = await hashFile(path, () => {
    onProgress(before.size, before.size)
  })
  const after = await stat(path)
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(basename(path))
  return hash
}

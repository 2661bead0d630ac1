import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import {
  type CatalogueTableRow,
  tableCells,
  tableColumns,
  tableHeader,
} from '../../../shared/domain/export/table.ts'
import { safeCsvCell } from '../../../shared/domain/text/csv-cell.ts'
import type { OutputFile } from '../platform/output-files.ts'
import { type Pace, pagesOf } from './pages.ts'
import type { Snapshot } from './snapshot.ts'
import { writeWorkbook } from './workbook.ts'

const creditList = z.array(z.object({ name: z.string(), role: z.string(), instrument: z.string() }))
const nobody: z.infer<typeof creditList> = []
/** Null where nobody is credited, as with most rows of a large catalogue. */
const credits = z
  .string()
  .nullable()
  .transform((text) => (text === null ? nobody : creditList.parse(JSON.parse(text))))

const tableRow = z.object({
  title: z.string(),
  version: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  durationMs: z.int().nullable(),
  year: z.int().nullable(),
  release: z.string().nullable(),
  gtin: z.string().nullable(),
  label: z.string().nullable(),
  releaseDate: z.string().nullable(),
  disc: z.int().nullable(),
  trackNumber: z.int().nullable(),
  registrationNumber: z.string().nullable(),
  url: z.string().nullable(),
  releaseArtist: z.string().nullable(),
  releaseType: z.string().nullable(),
  catalogueNumber: z.string().nullable(),
  genre: z.string(),
  pLine: z.string(),
  releasePLine: z.string().nullable(),
  cLine: z.string().nullable(),
  explicit: z.string(),
  country: z.string(),
  kind: z.string(),
  rightHeld: z.string(),
  alsoSingle: z.string().nullable(),
  notes: z.string(),
  workTitle: z.string().nullable(),
  iswc: z.string().nullable(),
  workCredits: credits,
  credits,
}) satisfies z.ZodType<CatalogueTableRow>

/** The work a recording is of, when it is one only: a table has room for no more. */
const onlyWork = `FROM recording_work x JOIN work w ON w.id = x.work_id
  WHERE x.recording_id = r.id GROUP BY x.recording_id HAVING count(*) = 1`

function creditsOf(subject: 'work' | 'recording', id: string): string {
  return `(SELECT nullif(json_group_array(json_object('name', name, 'role', role, 'instrument', instrument)), '[]') FROM (
    SELECT iif(c.credited_as = '', p.name, c.credited_as) AS name, c.role, c.instrument
    FROM contribution c JOIN party p ON p.id = c.party_id
    WHERE c.subject_type = '${subject}' AND c.subject_id = ${id} ORDER BY c.position, c.id))`
}

const recordingColumns = `r.title, r.version, r.artist, r.isrc, r.duration_ms AS durationMs, r.year,
  r.registration_number AS registrationNumber, r.authorized_url AS url, r.genre, r.p_line AS pLine, r.explicit, r.country, r.kind,
  r.right_held AS rightHeld, r.notes,
  (SELECT w.title ${onlyWork}) AS workTitle, (SELECT w.iswc ${onlyWork}) AS iswc,
  ${creditsOf('work', `(SELECT w.id ${onlyWork})`)} AS workCredits, ${creditsOf('recording', 'r.id')} AS credits`

const rowsSql = `
  SELECT * FROM (
    SELECT ${recordingColumns}, l.title AS release, l.gtin, l.label, l.release_date AS releaseDate,
      t.disc, t.number AS trackNumber, l.artist AS releaseArtist, l.type AS releaseType,
      l.catalogue_number AS catalogueNumber, l.p_line AS releasePLine, l.c_line AS cLine,
      t.also_single AS alsoSingle
    FROM chosen_release c JOIN release l ON l.id = c.id JOIN track t ON t.release_id = l.id
    JOIN chosen_track ct ON ct.id = t.id JOIN recording r ON r.id = t.recording_id
    ORDER BY c.number, t.disc, t.number IS NULL, t.number, t.id)
  UNION ALL
  SELECT * FROM (
    SELECT ${recordingColumns}, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM chosen_recording c JOIN recording r ON r.id = c.id
    WHERE NOT EXISTS (SELECT 1 FROM track t JOIN chosen_track ct ON ct.id = t.id WHERE t.recording_id = r.id)
    ORDER BY c.number)`

/** How many rows the table has without its header: tracks, and recordings on no release. */
export function countTableRows({ db }: Snapshot): number {
  return z.int().parse(db.prepare(`SELECT count(*) FROM (${rowsSql})`).pluck().get())
}

function cellPages(snapshot: Snapshot, pace: Pace): AsyncGenerator<readonly (readonly string[])[]> {
  return pagesOf(snapshot.db.prepare(rowsSql), (row) => tableCells(tableRow.parse(row)), pace)
}

const byteOrderMark = '\ufeff'

/**
 * Writes the table as CSV after RFC 4180: UTF-8 with a byte order mark (without one Excel reads it as Latin-1),
 * commas, CRLF. Cells that a spreadsheet would run as formulas are guarded (shared/domain/text/csv-cell.ts).
 */
export async function writeCsvTable(snapshot: Snapshot, file: OutputFile, pace: Pace): Promise<void> {
  file.write(byteOrderMark + csvRecords([tableHeader]))
  for await (const page of cellPages(snapshot, pace)) {
    file.write(csvRecords(page.map((cells) => cells.map(safeCsvCell))))
  }
}

/** Records of a CSV file, each ended by CRLF. */
export function csvRecords(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows' },
  )
}

/** Writes the table as a workbook with the sheet “Catalogue”. Throws what `writeWorkbook` throws. */
export function writeXlsxTable(
  snapshot: Snapshot,
  file: OutputFile,
  pace: Pace,
  signal: AbortSignal,
): Promise<void> {
  const sheet = { name: 'Catalogue', columns: tableColumns, rows: cellPages(snapshot, pace) }
  return writeWorkbook((bytes) => file.write(bytes), sheet, signal)
}

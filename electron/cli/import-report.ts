import type {
  ColumnMapping,
  ImportBatch,
  ImportConflict,
  ImportRow,
  SourceFormat,
} from '../../shared/contract/imports.ts'
import type { OpenCore } from './session.ts'

/** What became of one file of `catalog import`. */
export interface ImportReport {
  readonly file: string
  readonly importId: number
  readonly format: SourceFormat
  /** Name of the known report or form, or empty. */
  readonly preset: string
  readonly dryRun: boolean
  readonly imported: boolean
  readonly columns: readonly string[]
  readonly mapping: ColumnMapping
  readonly counts: ImportBatch['counts']
  readonly rejected: readonly ImportRow[]
  readonly warned: readonly ImportRow[]
  readonly conflicts: readonly ImportConflict[]
}

/** More are counted, not listed. */
const listed = 10_000

/** Rows of an import with what is wrong with them, the first 10,000. */
export async function rowsOf(
  core: OpenCore,
  importId: number,
  only: 'rejected' | 'warnings',
): Promise<readonly ImportRow[]> {
  const found: ImportRow[] = []
  let cursor: string | null = null
  do {
    const page: { rows: ImportRow[]; nextCursor: string | null } = await core.callAnyway('imports.rows', {
      importId,
      only,
      limit: 500,
      cursor,
    })
    found.push(...page.rows)
    cursor = page.nextCursor
  } while (cursor !== null && found.length < listed)
  return found
}

export async function conflictsOf({ call }: OpenCore, importId: number): Promise<readonly ImportConflict[]> {
  const found: ImportConflict[] = []
  let cursor: string | null = null
  do {
    const page: { rows: ImportConflict[]; nextCursor: string | null } = await call('imports.conflicts', {
      importId,
      limit: 500,
      cursor,
    })
    found.push(...page.rows)
    cursor = page.nextCursor
  } while (cursor !== null && found.length < listed)
  return found
}

function problemText({ field, message, suggestion }: ImportRow['problems'][number]): string {
  const place = field === 'row' ? '' : `${field}: `
  return `${place}${message}${suggestion === null ? '' : ` Perhaps ${suggestion}?`}`
}

/** The report for people, line by line. */
export function describe(report: ImportReport): string[] {
  const { counts } = report
  const fed = Object.entries(report.mapping.columns).map(
    ([field, columns]) =>
      `${field} from ${columns.map((column) => `“${report.columns[column] ?? String(column + 1)}”`).join(' or ')}`,
  )
  const unlisted = counts.rejected - report.rejected.length
  const unwarned = counts.warnings - report.warned.length
  const known = report.preset === '' ? '' : ` (${report.preset})`
  return [
    `${report.file}${known}: ${countsOf(report).join(', ')}`,
    `  columns: ${fed.join(', ')}`,
    ...[...report.rejected, ...report.warned].map(
      (row) =>
        `  ${whereOf(row)}, ${row.action === 'rejected' ? 'rejected' : 'warning'}: ${row.problems.map(problemText).join(' ')}`,
    ),
    ...(unlisted > 0 ? [`  and ${String(unlisted)} more rejected rows`] : []),
    ...(unwarned > 0 ? [`  and ${String(unwarned)} more rows with warnings`] : []),
    ...report.conflicts.map(
      (conflict) =>
        `  ${whereOf(conflict)}, conflict: ${conflict.field} of “${conflict.title}”: ${conflict.known} | ${conflict.offered} (${conflict.choice === 'take' ? 'taken' : 'kept'})`,
    ),
  ]
}

function countsOf({ counts, imported }: ImportReport): readonly string[] {
  return [
    `${String(counts.rows)} rows`,
    `${String(counts.create)} ${imported ? 'added' : 'would be added'}`,
    `${String(counts.update)} ${imported ? 'completed' : 'would be completed'}`,
    `${String(counts.unchanged)} unchanged`,
    `${String(counts.rejected)} rejected`,
    ...brought(counts),
    ...(counts.repeated > 0 ? [`${String(counts.repeated)} repeat an earlier row`] : []),
    ...(counts.skipped > 0 ? [`${String(counts.skipped)} about no recording passed over`] : []),
    ...(counts.conflicts > 0
      ? [`${String(counts.conflicts)} conflicts, ${String(counts.taken)} taken from the file`]
      : []),
  ]
}

/** What comes with the recordings, as far as it is anything. */
function brought(counts: ImportBatch['counts']): readonly string[] {
  const parts = (
    [
      [counts.newReleases, 'release', 'releases'],
      [counts.newWorks, 'work', 'works'],
      [counts.newParties, 'person', 'people'],
      [counts.newCredits, 'credit', 'credits'],
      [counts.newShares, 'drafted share', 'drafted shares'],
    ] as const
  ).flatMap(([count, one, more]) => (count > 0 ? [`${String(count)} new ${count === 1 ? one : more}`] : []))
  return parts.length === 0 ? [] : [`with ${new Intl.ListFormat('en').format(parts)}`]
}

function whereOf({ row, place }: { readonly row: number; readonly place: string }): string {
  return place === '' ? `row ${String(row)}` : place
}

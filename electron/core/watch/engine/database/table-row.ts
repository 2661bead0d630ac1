import type { TrackTables } from './credit-tables.ts'
import type { RelatedTables } from './lookup-plan.ts'
import type { PagedFile, StoredRow } from './paged-file.ts'
import { RecordReader } from './sqlite-record.ts'
import type { TableSchema } from './sqlite-schema.ts'

/** Reused: a row is read to its end before the next one is. */
const record = new RecordReader()

export type RowObject = Record<string, string | number | null>

/** A row as an object by the names of its columns; null when it makes no sense. Bytes are left out. */
export function rowObject(
  file: PagedFile,
  table: TableSchema,
  row: StoredRow,
  names?: readonly string[],
): RowObject | null {
  if (!record.read(row.payload, 0, row.payload.length)) return null
  const found: RowObject = {}
  table.columns.forEach((column, index) => {
    const name = names?.[index] ?? column.name
    if (column.isRowid) found[name] = row.rowid
    else if (index < record.count) {
      const number = record.number(index)
      if (record.isText(index)) found[name] = record.text(index, file.header.encoding)
      else if (number !== null) found[name] = number
    }
  })
  return found
}

/** A row with what it leaves to other tables: the artists it is credited to and its album. */
export function listingOf(
  file: PagedFile,
  { table, keys, related }: TrackTables,
  row: StoredRow,
): object | null {
  const own = rowObject(file, table, row, keys)
  if (own === null) return null
  const album = relatedRow(file, related.albums, own.album_rowid)
  const artists = artistsOf(file, related, row.rowid)
  return {
    ...own,
    ...(artists.length > 0 && { artists }),
    ...(album !== null && {
      album: { name: album.name, label: album.label, upc: album.external_id_upc },
    }),
  }
}

function artistsOf(
  file: PagedFile,
  { credits, artists }: RelatedTables,
  track: number,
): readonly { readonly name: string }[] {
  if (credits === null || artists === null) return []
  return file.rowidsOf(credits.byTrack, track, 'binary').flatMap((credit) => {
    const link = relatedRow(file, credits.table, credit)
    const name = relatedRow(file, artists, link?.artist_rowid)?.name
    return typeof name === 'string' ? [{ name }] : []
  })
}

function relatedRow(
  file: PagedFile,
  table: TableSchema | null,
  rowid: string | number | null | undefined,
): RowObject | null {
  if (table === null || typeof rowid !== 'number') return null
  const row = file.row(table.rootPage, rowid)
  return row === null ? null : rowObject(file, table, row)
}

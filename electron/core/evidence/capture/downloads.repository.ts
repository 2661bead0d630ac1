import type { Database } from 'better-sqlite3'
import { captureDownload, type CaptureDownload } from '../../../../shared/contract/captures.ts'

/** A download as it goes into the store. */
export type NewDownload = Omit<CaptureDownload, 'id'>

type Stored = Omit<CaptureDownload, 'comparison'> & { readonly comparison: string | null }

const columns = `id, capture_id AS captureId, url, file_name AS fileName, status, mime, bytes, sha256,
  record_sha256 AS recordSha256, comparison, not_compared AS notCompared, framing, downloaded_at AS downloadedAt,
  custody_seq AS custodySeq`

/** The table `capture_download`. */
export function createDownloadsRepository(db: Database) {
  const insert = db.prepare<[Omit<Stored, 'id'>]>(`
    INSERT INTO capture_download (capture_id, url, file_name, status, mime, bytes, sha256, record_sha256, comparison,
      not_compared, framing, downloaded_at, custody_seq)
    VALUES (@captureId, @url, @fileName, @status, @mime, @bytes, @sha256, @recordSha256, @comparison, @notCompared,
      @framing, @downloadedAt, @custodySeq)`)
  const ofCapture = db.prepare<[number], Stored>(
    `SELECT ${columns} FROM capture_download WHERE capture_id = ? ORDER BY id DESC`,
  )
  const one = db.prepare<[number], Stored>(`SELECT ${columns} FROM capture_download WHERE id = ?`)
  return {
    /** Returns its id. */
    insert(download: NewDownload): number {
      const comparison = download.comparison === null ? null : JSON.stringify(download.comparison)
      return Number(insert.run({ ...download, comparison }).lastInsertRowid)
    },
    /** Newest first. */
    ofCapture: (captureId: number): CaptureDownload[] => ofCapture.all(captureId).map(toDownload),
    get(id: number): CaptureDownload | null {
      const row = one.get(id)
      return row === undefined ? null : toDownload(row)
    },
  }
}

function toDownload(row: Stored): CaptureDownload {
  const comparison: unknown = row.comparison === null ? null : JSON.parse(row.comparison)
  return captureDownload.parse({ ...row, comparison })
}

import type { Database } from 'better-sqlite3'
import { captureProvider, type CaptureProvider } from '../../../../shared/contract/captures.ts'

type Stored = Omit<CaptureProvider, 'facts'> & { readonly facts: string; readonly host: string }

const columns = `id, capture_id AS captureId, host, facts, record_sha256 AS recordSha256,
  looked_up_at AS lookedUpAt, custody_seq AS custodySeq`

/** The table `capture_provider`. */
export function createProvidersRepository(db: Database) {
  const insert = db.prepare<[Omit<Stored, 'id'>]>(`
    INSERT INTO capture_provider (capture_id, host, facts, record_sha256, looked_up_at, custody_seq)
    VALUES (@captureId, @host, @facts, @recordSha256, @lookedUpAt, @custodySeq)`)
  const ofCapture = db.prepare<[number], Stored>(
    `SELECT ${columns} FROM capture_provider WHERE capture_id = ? ORDER BY id DESC`,
  )
  const one = db.prepare<[number], Stored>(`SELECT ${columns} FROM capture_provider WHERE id = ?`)
  return {
    /** Returns its id. */
    insert(provider: Omit<CaptureProvider, 'id'>): number {
      const { facts } = provider
      const row = { ...provider, host: facts.host, facts: JSON.stringify(facts) }
      return Number(insert.run(row).lastInsertRowid)
    },
    /** Newest first. */
    ofCapture: (captureId: number): CaptureProvider[] => ofCapture.all(captureId).map(toProvider),
    get(id: number): CaptureProvider | null {
      const row = one.get(id)
      return row === undefined ? null : toProvider(row)
    },
  }
}

function toProvider(row: Stored): CaptureProvider {
  const facts: unknown = JSON.parse(row.facts)
  return captureProvider.parse({ ...row, facts })
}

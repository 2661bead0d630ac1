import BetterSqlite, { type Database } from 'better-sqlite3'
import { join } from 'node:path'
import { accountKey, labelKey } from '../../shared/domain/findings/rules.ts'
import { webDomain } from '../../shared/domain/findings/web-address.ts'
import { foldText } from '../../shared/domain/text/fold.ts'

const at = '2026-11-20T10:00:00.000Z'
/** Before everything that tests say happened. */
const firstSeen = '2025-12-20T10:00:00.000Z'

interface SeedFinding {
  readonly recordingId?: number
  readonly url?: string | null
  readonly account?: string | null
  readonly label?: string | null
  readonly title?: string
  readonly artist?: string
  readonly isrc?: string
  readonly offers?: 'metadata' | 'page' | 'file' | 'art'
  readonly score?: number
  readonly foundAt?: string
}

/** Puts recordings and findings into an open workspace as an import and a sweep would leave them. */
export interface Seed {
  readonly db: Database
  recording(
    title: string,
    fields?: { readonly rightHeld?: string; readonly artist?: string; readonly version?: string },
  ): number
  /** A further swept file, for what belongs to another sweep. */
  sweepFile(): number
  finding(fields?: SeedFinding, sweepFileId?: number): number
  readonly state: (findingId: number) => unknown
  close(): void
}

/** Opens a second connection to the workspace of a test; close it before the core. */
export function openSeed(folder: string): Seed {
  const db = new BetterSqlite(join(folder, 'refrain.sqlite3'))
  db.pragma('foreign_keys = ON')
  let files = 0
  let rows = 0
  const insertRecording = db.prepare(
    `INSERT INTO recording (title, version, artist, isrc, right_held, title_key, artist_key, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertListing = db.prepare(
    `INSERT INTO listing (sweep_file_id, row, byte_offset, byte_length, raw, isrc, title, artist, label, label_key,
       url, domain, account, account_key, offers, found_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertFinding = db.prepare(
    `INSERT INTO finding (listing_id, recording_id, score, verdict, reasons, claimable, state, found_at)
     VALUES (?, ?, ?, 'match', '["Same ISRC"]', ?, 'new', ?)`,
  )
  const readState = db.prepare('SELECT state FROM finding WHERE id = ?').pluck()

  const sweepFile = (): number => {
    files += 1
    const sweep = db
      .prepare("INSERT INTO sweep (title, state, started_at, finished_at) VALUES (?, 'done', ?, ?)")
      .run(`Sweep ${files}`, at, at)
    const file = db
      .prepare(
        `INSERT INTO sweep_file (sweep_id, position, path, file_name, bytes, modified_ms, rows, state)
         VALUES (?, 0, ?, ?, 1000, 0, 10, 'done')`,
      )
      .run(sweep.lastInsertRowid, `listings-${files}.csv`, `listings-${files}.csv`)
    return Number(file.lastInsertRowid)
  }
  const recording: Seed['recording'] = (title, fields = {}) => {
    const { rightHeld = 'sound-recording', artist = 'Luna Vale', version = '' } = fields
    const code = `USS1Z26${String(count(db, 'recording') + 1).padStart(5, '0')}`
    const { lastInsertRowid } = insertRecording.run(
      title, version, artist, code, rightHeld, foldText(title), foldText(artist), at, at,
    ) // prettier-ignore
    return Number(lastInsertRowid)
  }
  const defaults = { recordingId: recording('Harbour Lights'), sweepFileId: sweepFile() }

  return {
    db,
    recording,
    sweepFile,
    finding(fields = {}, sweepFileId = defaults.sweepFileId) {
      rows += 1
      const {
        recordingId = defaults.recordingId,
        url = `https://files.tunevault.example/d/${rows}/song.mp3`,
        account = null,
        label = null,
        title = 'Harbour Lights',
        artist = 'Luna Vale',
        isrc = 'USS1Z2600001',
        offers = 'file',
        score = 1,
        foundAt = firstSeen,
      } = fields
      const raw = Buffer.from(`${isrc},${title},${artist},${url ?? ''}\n`)
      const listing = insertListing.run(
        sweepFileId, rows, rows * 1000, raw.length, raw, isrc, title, artist, label, label && labelKey(label),
        url, url && webDomain(url), account, account && accountKey(account), offers, foundAt,
      ) // prettier-ignore
      const claimable = offers === 'metadata' ? 0 : 1
      return Number(
        insertFinding.run(listing.lastInsertRowid, recordingId, score, claimable, foundAt).lastInsertRowid,
      )
    },
    state: (findingId) => readState.get(findingId),
    close() {
      db.close()
    },
  }
}

function count(db: Database, table: string): number {
  return Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { LedgerEntry } from '../../../shared/contract/profile.ts'

const blockRow = z.object({
  id: z.int(),
  prefix: z.string(),
  range_from: z.int(),
  range_to: z.int(),
  note: z.string(),
  year_from: z.int().nullable(),
  year_to: z.int().nullable(),
})

const ledgerRow = z.object({
  seq: z.int(),
  isrc: z.string(),
  state: z.enum(['reserved', 'assigned', 'voided']),
  recording_id: z.int().nullable(),
  recording_title: z.string(),
  reason: z.string(),
  at: z.string(),
  current: z.int(),
})

const codes = z.array(z.string())

/** A right to assign codes, as stored: prefix code and range of designations, both ends included. */
export interface StoredBlock {
  readonly id: number
  readonly prefix: string
  readonly from: number
  readonly to: number
  readonly note: string
  readonly yearFrom: number | null
  readonly yearTo: number | null
}

/** One line to append to the ledger. */
export interface LedgerLine {
  readonly isrc: string
  readonly state: LedgerEntry['state']
  readonly recordingId: number | null
  readonly recordingTitle: string
  readonly reason: string
  readonly at: string
}

export type IsrcLedgerRepository = ReturnType<typeof createIsrcLedgerRepository>

/** Allocations and the append-only ledger of codes. */
export function createIsrcLedgerRepository(db: Database) {
  const blocks = db.prepare(
    'SELECT id, prefix, range_from, range_to, note, year_from, year_to FROM isrc_block ORDER BY id',
  )
  const addBlock = db.prepare(
    'INSERT INTO isrc_block (prefix, range_from, range_to, note, year_from, year_to, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const removeBlock = db.prepare('DELETE FROM isrc_block WHERE id = ?')
  const append = db.prepare(
    'INSERT INTO isrc_ledger (isrc, state, recording_id, recording_title, reason, at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const latest = db.prepare(
    'SELECT *, 1 AS current FROM isrc_ledger WHERE isrc = ? ORDER BY seq DESC LIMIT 1',
  )
  const page = db.prepare(
    `SELECT l.*, NOT EXISTS (SELECT 1 FROM isrc_ledger later WHERE later.isrc = l.isrc AND later.seq > l.seq) AS current
     FROM isrc_ledger l WHERE l.seq < coalesce(?, 9007199254740991) ORDER BY l.seq DESC LIMIT ?`,
  )
  const total = db.prepare('SELECT count(*) FROM isrc_ledger').pluck()
  const takenBetween = db
    .prepare(
      `SELECT isrc FROM isrc_ledger WHERE isrc BETWEEN @first AND @last
       UNION SELECT isrc FROM recording WHERE isrc BETWEEN @first AND @last
       UNION SELECT value FROM identifier WHERE scheme = 'isrc' AND value BETWEEN @first AND @last`,
    )
    .pluck()
  const holder = db
    .prepare(
      `SELECT id FROM (
         SELECT id, 1 AS rank FROM recording WHERE id = @entered
         UNION ALL SELECT id, 2 FROM recording WHERE isrc = @isrc
         UNION ALL SELECT recording_id, 3 FROM identifier WHERE scheme = 'isrc' AND value = @isrc)
       ORDER BY rank, id LIMIT 1`,
    )
    .pluck()
  return {
    blocks(): StoredBlock[] {
      return z
        .array(blockRow)
        .parse(blocks.all())
        .map(({ range_from: from, range_to: to, year_from: yearFrom, year_to: yearTo, ...same }) => ({
          ...same,
          ...{ from, to, yearFrom, yearTo },
        }))
    },
    addBlock(block: Omit<StoredBlock, 'id'>, at: string): number {
      const { prefix, from, to, note, yearFrom, yearTo } = block
      return Number(addBlock.run(prefix, from, to, note, yearFrom, yearTo, at).lastInsertRowid)
    },
    /** False when there is no such block. */
    removeBlock: (id: number): boolean => removeBlock.run(id).changes > 0,
    append(line: LedgerLine): void {
      append.run(line.isrc, line.state, line.recordingId, line.recordingTitle, line.reason, line.at)
    },
    /** True when the code is in the ledger, on a recording, or noted as another code of one. */
    isTaken: (isrc: string): boolean => takenBetween.get({ first: isrc, last: isrc }) !== undefined,
    /** What the ledger says last about a code, or null when it never met it. */
    latest(isrc: string): LedgerEntry | null {
      const row = latest.get(isrc)
      return row === undefined ? null : toEntry(ledgerRow.parse(row))
    },
    page(limit: number, beforeSeq: number | null): LedgerEntry[] {
      return z.array(ledgerRow).parse(page.all(beforeSeq, limit)).map(toEntry)
    },
    /** The recording a line is about: the one it was entered for or, when that was merged, the one with its code. */
    holderOf: (isrc: string, entered: number): number | null =>
      z
        .int()
        .nullable()
        .parse(holder.get({ isrc, entered }) ?? null),
    total: (): number => z.int().parse(total.get()),
    /**
     * Every stored code from `first` to `last` that is taken: in the ledger in whatever state, on a recording, or
     * noted as another code of one.
     */
    takenBetween: (first: string, last: string): string[] => codes.parse(takenBetween.all({ first, last })),
  }
}

function toEntry(row: z.infer<typeof ledgerRow>): LedgerEntry {
  return {
    seq: row.seq,
    isrc: row.isrc,
    state: row.state,
    recordingId: row.recording_id,
    recordingTitle: row.recording_title === '' ? null : row.recording_title,
    reason: row.reason,
    at: row.at,
    current: row.current === 1,
  }
}

import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import {
  custodyChainCheck,
  custodyGenesis,
  parseCustodyLine,
  renderCustodyLine,
} from '../../../shared/domain/evidence/custody-line.ts'
import { isPlainSubject, isPlainToken } from '../../../shared/domain/evidence/custody-token.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CustodyLog } from '../context.ts'

/** A defect of the log or of a sealed record, as `custody.verify` reports it. */
interface StoredCustodyProblem {
  readonly seq: number
  readonly code: string
  readonly message: string
}

/** Outcome of checking the workspace's log. */
interface CustodyVerification {
  readonly events: number
  readonly problems: StoredCustodyProblem[]
}

interface StoredLine {
  readonly seq: number
  readonly line: string
  readonly at: string
  readonly action: string
  readonly subject: string
}

const slice = 2_000

/**
 * The workspace's custody log. The whole log travels in every bundle, because a chain is checkable only whole;
 * so that nothing of one case leaks into another's bundle, a text in `detail` that is not a plain token (see
 * `isPlainToken`) is replaced by `sha256:` and the hash of its UTF-8 bytes. The text itself stays in its table.
 */
export function createCustodyLog(options: {
  readonly db: Database
  readonly now: () => string
  readonly appVersion: string
}): CustodyLog {
  const { db, now } = options
  const tool = `refrain/${options.appVersion}`
  const last = db.prepare<[], { seq: number; line: string }>(
    'SELECT seq, line FROM custody_event ORDER BY seq DESC LIMIT 1',
  )
  const insert = db.prepare<[number, string, string, string, string, number | null]>(
    'INSERT INTO custody_event (seq, line, at, action, subject, case_id) VALUES (?, ?, ?, ?, ?, ?)',
  )

  function append(event: Parameters<CustodyLog['append']>[0]): number {
    if (!db.inTransaction) {
      throw new RefrainError('INTERNAL', 'A custody event must be written with the change it records.')
    }
    const before = last.get()
    const seq = (before?.seq ?? 0) + 1
    const at = now()
    const subject = isPlainSubject(event.subject) ? event.subject : hashed(event.subject)
    const line = renderCustodyLine({
      seq,
      at,
      actor: event.actor ?? 'app',
      tool,
      action: event.action,
      subject,
      detail: plainRecord(event.detail ?? {}),
      prev: before === undefined ? custodyGenesis : sha256OfText(before.line),
    })
    insert.run(seq, line, at, event.action, subject, event.caseId ?? null)
    return seq
  }

  return { append }
}

/**
 * Checks the whole log and every sealed record against its hash. Reads in slices and yields between them, so
 * that the core answers other calls meanwhile.
 */
export async function verifyCustody(db: Database): Promise<CustodyVerification> {
  const check = custodyChainCheck()
  const problems: StoredCustodyProblem[] = []
  const read = db.prepare<[number, number], StoredLine>(
    'SELECT seq, line, at, action, subject FROM custody_event WHERE seq > ? ORDER BY seq LIMIT ?',
  )
  for await (const row of inSlices(
    (after) => read.all(after, slice),
    (row) => row.seq,
  )) {
    for (const { seq, code, message } of check.add(row.line, sha256OfText(row.line))) {
      problems.push({ seq, code, message })
    }
    if (!columnsAgree(row)) {
      const message = `The index of event ${String(row.seq)} differs from its line in the log.`
      problems.push({ seq: row.seq, code: 'index-differs', message })
    }
  }
  const events = check.lines()
  for await (const problem of recordProblems(db)) problems.push(problem)
  for await (const problem of captureProblems(db)) problems.push(problem)
  return { events, problems }
}

interface StoredRecord {
  readonly id: number
  readonly finding: number
  readonly record: string
  readonly sha256: string
  readonly seq: number
}

async function* recordProblems(db: Database): AsyncGenerator<StoredCustodyProblem> {
  const read = db.prepare<[number, number], StoredRecord>(
    `SELECT id, finding_id AS finding, record, record_sha256 AS sha256, custody_seq AS seq
     FROM evidence_record WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const known = db.prepare<[number]>('SELECT 1 FROM custody_event WHERE seq = ?')
  for await (const row of inSlices(
    (after) => read.all(after, slice),
    (row) => row.id,
  )) {
    if (sha256OfText(row.record) !== row.sha256) {
      const message = `The sealed record of finding ${String(row.finding)} was changed after it was sealed.`
      yield { seq: row.seq, code: 'record-changed', message }
    }
    if (known.get(row.seq) === undefined) {
      const message = `The log holds no event for the sealed record of finding ${String(row.finding)}.`
      yield { seq: row.seq, code: 'record-unlogged', message }
    }
  }
}

interface StoredCapture {
  readonly id: number
  readonly capture: number
  /** SHA-256 of what was downloaded; empty where there is no such file. */
  readonly file: string
  readonly sha256: string
  readonly seq: number
}

/** What is sealed by an event of its own, with the capture it belongs to. */
const sealedRecords = [
  {
    of: 'capture',
    action: 'capture.sealed',
    from: "SELECT id, id AS capture, record_sha256 AS sha256, '' AS file",
  },
  {
    of: 'capture_download',
    action: 'capture.fileDownloaded',
    from: 'SELECT id, capture_id AS capture, record_sha256 AS sha256, sha256 AS file',
  },
  {
    of: 'capture_provider',
    action: 'capture.providerLookedUp',
    from: "SELECT id, capture_id AS capture, record_sha256 AS sha256, '' AS file",
  },
] as const

const stepNames = {
  capture: 'the record of capture',
  capture_download: 'a file downloaded from capture',
  capture_provider: 'a look-up of the provider behind capture',
} as const

/** Every capture, download and look-up is named, with the hash of its record, by an event of the log. */
async function* captureProblems(db: Database): AsyncGenerator<StoredCustodyProblem> {
  for (const kind of sealedRecords) yield* unloggedRecords(db, kind)
}

async function* unloggedRecords(
  db: Database,
  { of, action, from }: (typeof sealedRecords)[number],
): AsyncGenerator<StoredCustodyProblem> {
  const read = db.prepare<[number, number], StoredCapture>(
    `${from}, custody_seq AS seq FROM ${of} WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const lineOf = db.prepare<[number], { line: string }>('SELECT line FROM custody_event WHERE seq = ?')
  for await (const { capture, sha256, file, seq } of inSlices(
    (after) => read.all(after, slice),
    (row) => row.id,
  )) {
    const entry = parseCustodyLine(lineOf.get(seq)?.line ?? '')
    const named =
      entry?.action === action &&
      entry.subject === `capture:${String(capture)}` &&
      entry.detail.record === sha256 &&
      (file === '' || entry.detail.file === file)
    if (named) continue
    const message = `The log holds no event for ${stepNames[of]} ${String(capture)}.`
    yield { seq, code: 'record-unlogged', message }
  }
}

async function* inSlices<T>(
  read: (after: number) => readonly T[],
  key: (row: T) => number,
): AsyncGenerator<T> {
  let after = 0
  for (;;) {
    const rows = read(after)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = key(last)
    await nextTurn()
  }
}

function columnsAgree(row: StoredLine): boolean {
  const entry = parseCustodyLine(row.line)
  if (entry === null) return true
  return (
    entry.seq === row.seq &&
    entry.at === row.at &&
    entry.action === row.action &&
    entry.subject === row.subject
  )
}

function plainRecord(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, plainValue(value)]))
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return isPlainToken(value) ? value : hashed(value)
  if (Array.isArray(value)) return value.map(plainValue)
  if (typeof value === 'object' && value !== null)
    return plainRecord(Object.fromEntries(Object.entries(value)))
  return value
}

function hashed(text: string): string {
  return `sha256:${sha256OfText(text)}`
}

function sha256OfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

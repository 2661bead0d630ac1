import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Output } from '../../../shared/contract/index.ts'
import type { EvidenceRecord } from '../../../shared/contract/watch.ts'
import { parseCustodyLine } from '../../../shared/domain/evidence/custody-line.ts'
import { includesId } from './id-ranges.ts'
import type { StoredFinding } from './findings.repository.ts'

type History = Output<'findings.get'>['history']

interface StoredRecord extends Omit<EvidenceRecord, 'preview'> {
  readonly raw: Buffer | null
}

const previewBytes = 1000

/** Reads what hangs on one finding: its sealed records and what happened to it. */
export function createFindingDetail(db: Database) {
  const records = db.prepare<[number], StoredRecord>(
    `SELECT e.id, e.kind, e.source_name AS sourceName, e.source_bytes AS sourceBytes, e.source_sha256 AS sourceSha256,
       e.byte_offset AS byteOffset, e.byte_length AS byteLength, e.content_sha256 AS contentSha256,
       e.sealed_at AS sealedAt, e.tool_version AS toolVersion, e.custody_seq AS custodySeq,
       CASE e.kind WHEN 'source-row' THEN substr(l.raw, 1, ${previewBytes}) END AS raw
     FROM evidence_record e JOIN finding f ON f.id = e.finding_id JOIN listing l ON l.id = f.listing_id
     WHERE e.finding_id = ? ORDER BY e.id`,
  )
  const events = db.prepare<[string, string, number | null], { line: string }>(
    `SELECT line FROM custody_event
     WHERE subject IN (?, ?, 'findings') OR (subject >= 'rule:' AND subject < 'rule;') OR case_id = ?
     ORDER BY seq`,
  )
  return {
    evidence: (findingId: number): EvidenceRecord[] =>
      records.all(findingId).map(({ raw, ...record }) => ({
        ...record,
        preview: raw === null ? record.sourceName : raw.toString('utf8').trimEnd(),
      })),
    history({ id, sweepFileId, sourceId, caseId, foundAt, fileName, row }: StoredFinding): History {
      const place = sourceId === null ? `in ${fileName}, row ${row}` : `at ${fileName}`
      const found = { at: foundAt, action: 'finding.found', detail: `Found ${place}.` }
      const origin = sourceId === null ? `sweepFile:${String(sweepFileId)}` : `liveSource:${sourceId}`
      const later = events.all(`finding:${id}`, origin, caseId).flatMap(({ line }) => toHistory(line, id))
      return [found, ...later]
    },
  }
}

const named = z.object({ findings: z.array(z.tuple([z.int(), z.int()])) })
const decided = z.object({ decision: z.string(), changed: z.int() })

/** An event as the finding's history tells it; nothing when it is about other findings. */
function toHistory(line: string, findingId: number): History {
  const entry = parseCustodyLine(line)
  if (entry === null) return []
  const of = named.safeParse(entry.detail).data
  if (of && !includesId(of.findings, findingId)) return []
  const words = inWords(entry.action, entry.detail)
  return words === null ? [] : [{ at: entry.at, action: entry.action, detail: words }]
}

const decisionWords: Readonly<Record<string, string>> = {
  confirm: 'Confirmed',
  authorize: 'Authorized',
  dismiss: 'Dismissed',
  monitor: 'Monitored',
  reopen: 'Reopened',
}

const eventWords: Readonly<Record<string, string>> = {
  'evidence.sealed': 'The listing was sealed as it stood in the source file.',
  'evidence.attached': 'A file was attached and sealed.',
  'rules.created': 'Authorized by a new rule.',
  'rules.applied': 'Authorized by a rule when it was found.',
  'rules.removed': 'Reopened, because the rule that authorized it was removed.',
  'findings.fileNamed': 'The address of the file behind the listing was set.',
  'case.grouped': 'Put into a case.',
  'case.itemsRemoved': 'Removed from its case.',
  'notice.signed': 'The notice of its case was signed.',
  'notice.exported': 'The notice of its case was exported.',
  'notice.sent': 'The notice of its case was sent.',
}

function inWords(action: string, detail: Readonly<Record<string, unknown>>): string | null {
  if (action !== 'findings.decided') return eventWords[action] ?? null
  const { decision, changed } = decided.parse(detail)
  const word = decisionWords[decision] ?? decision
  const others = changed - 1
  if (others === 0) return `${word}.`
  return `${word} together with ${others === 1 ? '1 other' : `${others} others`}.`
}

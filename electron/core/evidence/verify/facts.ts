import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { bagFiles, type ManifestLine, parseManifest } from '../../../../shared/domain/evidence/bag.ts'
import { sealedContentHash } from '../../../../shared/domain/evidence/sealed-record.ts'
import { assistedActions, capturedFiles, isCaptureList, isCaptureRecord } from './capture-checks.ts'
import { createLogCheck, type LogFacts } from './log-check.ts'
import { isDownloadRecord, type StepRecord, stepRecord } from './capture-step-checks.ts'
import { isProofFile, stampedLine } from './proofs.ts'
import type { Report } from './report.ts'
import type { BundleEntry, BundleSource } from './source.ts'

/** What one pass over a bundle's bytes tells. The rules in `checks.ts` look at nothing else. */
export interface BundleFacts {
  readonly name: string
  /** Every file that could be read, with the hash of its bytes. */
  readonly files: ReadonlyMap<string, { readonly sha256: string; readonly bytes: number }>
  /** Everything that is there, read or not. */
  readonly present: ReadonlySet<string>
  /** Text of the skeleton files. */
  readonly texts: ReadonlyMap<string, string>
  /** Lines of each finding's own list, by the path of the list. */
  readonly findingSums: ReadonlyMap<string, readonly ManifestLine[]>
  /** Hash of the content each sealed record speaks of, by the record's path; null when it is not readable. */
  readonly records: ReadonlyMap<string, string | null>
  /** Record hashes each event sealed, by its sequence number. */
  readonly seals: ReadonlyMap<string, readonly string[]>
  /** Files each capture's record lists, by the record's path; null when it is no record. */
  readonly captures: ReadonlyMap<string, readonly { readonly name: string; readonly sha256: string }[] | null>
  /** Actions of the person that led to a captured page, by the record's path; only of assisted captures. */
  readonly assisted: ReadonlyMap<string, number>
  /** What the record of each download speaks of, by the record's path; null when it is no such record. */
  readonly downloads: ReadonlyMap<string, StepRecord | null>
  /** Bytes of signature, tokens and what they are of. */
  readonly proofs: ReadonlyMap<string, Buffer>
  readonly log: LogFacts | null
}

/** Called before each chunk with the bytes read so far; throws to stop. */
type VerifyTick = (bytes: number) => void

const largestText = 64 * 1024 * 1024
/** What is kept of a bundle at once, whatever somebody put into it. */
const mostKept = 160 * 1024 * 1024
const bytesBetweenTurns = 16 * 1024 * 1024
const callsBetweenTurns = 512

const skeleton: ReadonlySet<string> = new Set([
  bagFiles.declaration,
  bagFiles.info,
  bagFiles.manifest,
  bagFiles.tagManifest,
])
const findingList = /^data\/(?:findings|captures)\/[^/]+\/sha256sums\.txt$/
/** Where sealed records lie in a bundle. */
export const sealedRecordPath =
  /^data\/findings\/[^/]+\/(?:record(?:-\d+)?\.json|attachment-\d+\.record\.json)$/
const sealList = /^data\/seals\/(\d+)\.txt$/

/** Reads every file once, hashing all and remembering what the rules need. Yields to other work in between. */
export async function readFacts(
  source: BundleSource,
  report: Report,
  tick: VerifyTick,
): Promise<BundleFacts> {
  const files = new Map<string, { sha256: string; bytes: number }>()
  const memory = createMemory()
  const stamped = new Set(source.entries.flatMap(({ path }) => stampedLine(path) ?? []))
  const logCheck = createLogCheck(report, stamped)
  const turns = createTurns(tick)
  for (const entry of source.entries) {
    const onChunk = entry.path === bagFiles.custodyLog ? logCheck.add : null
    const wanted = memory.wants(entry.path)
    const keep = wanted && memory.hasRoom(entry.bytes)
    const read = await readEntry(entry, report, turns, { keep, onChunk })
    if (read === null) continue
    files.set(entry.path, { sha256: read.sha256, bytes: read.bytes })
    if (read.kept !== null) memory.take(entry.path, read.kept)
    else if (wanted)
      report.add('too-large', entry.path, `“${entry.path}” is too large to be checked in full.`)
  }
  const present = new Set([...source.entries.map(({ path }) => path), ...source.unread])
  const log = files.has(bagFiles.custodyLog) ? logCheck.end() : null
  return { name: source.name, files, present, ...memory.facts, log }
}

interface Memory {
  readonly facts: Pick<
    BundleFacts,
    'texts' | 'findingSums' | 'records' | 'seals' | 'captures' | 'assisted' | 'downloads' | 'proofs'
  >
  /** True for a file whose text the rules need. */
  wants(path: string): boolean
  /** True when so many bytes more can be kept; counts them. */
  hasRoom(bytes: number): boolean
  take(path: string, content: Buffer): void
}

function createMemory(): Memory {
  const texts = new Map<string, string>()
  const findingSums = new Map<string, readonly ManifestLine[]>()
  const records = new Map<string, string | null>()
  const seals = new Map<string, readonly string[]>()
  const captures = new Map<string, readonly { name: string; sha256: string }[] | null>()
  const assisted = new Map<string, number>()
  const downloads = new Map<string, StepRecord | null>()
  const proofs = new Map<string, Buffer>()
  let kept = 0
  return {
    facts: { texts, findingSums, records, seals, captures, assisted, downloads, proofs },
    wants: (path) =>
      skeleton.has(path) ||
      isProofFile(path) ||
      isCaptureRecord(path) ||
      isDownloadRecord(path) ||
      [findingList, sealedRecordPath, sealList].some((kind) => kind.test(path)),
    hasRoom(bytes) {
      if (kept + bytes > mostKept) return false
      kept += bytes
      return true
    },
    take(path, content) {
      if (isProofFile(path) || isCaptureList(path)) proofs.set(path, content)
      const text = content.toString('utf8')
      const [, seq] = sealList.exec(path) ?? []
      if (seq !== undefined) seals.set(seq, text.split('\n').filter(Boolean))
      else if (sealedRecordPath.test(path)) records.set(path, sealedContentHash(text))
      else if (isCaptureRecord(path)) {
        captures.set(path, capturedFiles(text))
        const actions = assistedActions(text)
        if (actions !== null) assisted.set(path, actions)
      } else if (isDownloadRecord(path)) downloads.set(path, stepRecord(text))
      else if (findingList.test(path)) findingSums.set(path, parseManifest(text).lines)
      else if (skeleton.has(path)) texts.set(path, text)
    },
  }
}

interface ReadEntry {
  readonly sha256: string
  readonly bytes: number
  readonly kept: Buffer | null
}

async function readEntry(
  entry: BundleEntry,
  report: Report,
  turns: Turns,
  options: { readonly keep: boolean; readonly onChunk: ((chunk: Uint8Array) => void) | null },
): Promise<ReadEntry | null> {
  const hash = createHash('sha256')
  const kept: Uint8Array[] = []
  const keep = options.keep && entry.bytes <= largestText
  let bytes = 0
  const take = (chunk: Uint8Array) => {
    hash.update(chunk)
    options.onChunk?.(chunk)
    if (keep) kept.push(Buffer.from(chunk))
    bytes += chunk.byteLength
    turns.count(chunk.byteLength)
  }
  try {
    const content = entry.read()
    if (Symbol.asyncIterator in content) {
      for await (const chunk of content) {
        take(chunk)
        if (turns.due()) await turns.give()
      }
    } else {
      for (const chunk of content) {
        take(chunk)
        if (turns.due()) await turns.give()
      }
    }
  } catch (error) {
    if (turns.stopped()) throw error
    report.add('unreadable-file', entry.path, `“${entry.path}” cannot be read to its end.`)
    return null
  }
  turns.count(0)
  if (turns.due()) await turns.give()
  return { sha256: hash.digest('hex'), bytes, kept: keep ? Buffer.concat(kept) : null }
}

/** Counts the work done, lets `tick` stop it, and gives other work a turn now and then. */
interface Turns {
  count(bytes: number): void
  /** True when other work should have a turn. */
  due(): boolean
  give(): Promise<void>
  /** True when `tick` threw. */
  stopped(): boolean
}

function createTurns(tick: VerifyTick): Turns {
  let total = 0
  let sinceTurn = 0
  let calls = 0
  let stopped = false
  return {
    count(bytes) {
      total += bytes
      sinceTurn += bytes
      calls += 1
      stopped = true
      tick(total)
      stopped = false
    },
    due: () => sinceTurn >= bytesBetweenTurns || calls >= callsBetweenTurns,
    async give() {
      sinceTurn = 0
      calls = 0
      await nextTurn()
    },
    stopped: () => stopped,
  }
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { bagFiles } from '../../../../shared/domain/evidence/bag.ts'
import { custodyChainCheck, parseCustodyLine } from '../../../../shared/domain/evidence/custody-line.ts'
import type { Report } from './report.ts'

/** What the custody log of a bundle tells about the rest of it. */
export interface LogFacts {
  readonly lines: number
  /** SHA-256 of the last line. */
  readonly head: string
  /** What each sealing event says it sealed, by its sequence number. */
  readonly digests: ReadonlyMap<string, string>
  /** Hashes of the capture records that events sealed. */
  readonly captures: ReadonlySet<string>
  /** What downloads and look-ups after a capture sealed: the hash of the file, empty for none, by that of the record. */
  readonly steps: ReadonlyMap<string, string>
  /** Bytes of the lines that were asked for, by their sequence number. */
  readonly lineOf: ReadonlyMap<string, Buffer>
}

const longestLine = 1024 * 1024
const lineFeed = 0x0a
const sealing = z.object({ digest: z.string() })
const capturing = z.object({ record: z.string() })
const stepping = z.object({ record: z.string(), file: z.string().default('') })
const stepActions: readonly string[] = ['capture.fileDownloaded', 'capture.providerLookedUp']

/** Checks a custody log chunk by chunk, over its bytes, in constant memory. */
export function createLogCheck(
  report: Report,
  keepLines: ReadonlySet<string> = new Set(),
): {
  readonly add: (chunk: Uint8Array) => void
  readonly end: () => LogFacts
} {
  const chain = custodyChainCheck()
  const digests = new Map<string, string>()
  const captures = new Set<string>()
  const steps = new Map<string, string>()
  const lineOf = new Map<string, Buffer>()
  let rest: Buffer = Buffer.alloc(0)
  let abandoned = false

  function takeLine(bytes: Buffer): void {
    const text = bytes.toString('utf8')
    for (const problem of chain.add(text, createHash('sha256').update(bytes).digest('hex'))) {
      const code = problem.severity === 'error' ? 'log-broken' : 'log-clock-backwards'
      report.add(code, `${bagFiles.custodyLog}:${String(problem.line)}`, problem.message)
    }
    const entry = parseCustodyLine(text)
    if (entry !== null && keepLines.has(String(entry.seq))) lineOf.set(String(entry.seq), Buffer.from(bytes))
    const record =
      entry?.action === 'capture.sealed' ? capturing.safeParse(entry.detail).data?.record : undefined
    if (record !== undefined) captures.add(record)
    if (entry !== null && stepActions.includes(entry.action)) {
      const step = stepping.safeParse(entry.detail).data
      if (step !== undefined) steps.set(step.record, step.file)
    }
    const digest = sealing.safeParse(entry?.detail).data?.digest
    if (entry !== null && digest !== undefined) digests.set(String(entry.seq), digest)
  }

  function add(chunk: Uint8Array): void {
    if (abandoned) return
    const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    let start = 0
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      takeLine(bytes.subarray(start, end))
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length <= longestLine) return
    abandoned = true
    breakAt('is too long to be a line of a custody log.')
  }

  function breakAt(what: string): void {
    const line = chain.lines() + 1
    report.add('log-broken', `${bagFiles.custodyLog}:${String(line)}`, `Line ${String(line)} ${what}`)
  }

  function end(): LogFacts {
    if (!abandoned && rest.length > 0) breakAt('does not end: the log was cut off in the middle of it.')
    return { lines: chain.lines(), head: chain.head(), digests, captures, steps, lineOf }
  }

  return { add, end }
}

import { z } from 'zod'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'
import { evidenceRecord } from './watch.ts'

export const custodyEvent = z.object({
  seq: z.int(),
  at: instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  lineSha256: z.string(),
})
export type CustodyEvent = z.infer<typeof custodyEvent>

/** One thing a verifier found. `code` as in docs/bundle-format.md; `path` names the file or log line. */
export const verifyFinding = z.object({
  code: z.string(),
  path: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
})

/** Three separate answers, never one green tick. `unchecked`: it is there, this version cannot judge it. */
export const verifyReport = z.object({
  integrity: z.enum(['intact', 'changed', 'unreadable']),
  signature: z.enum(['missing', 'unchecked', 'valid', 'invalid']),
  timestamp: z.enum(['missing', 'unchecked', 'valid', 'invalid']),
  files: z.int(),
  bytes: z.int(),
  findings: z.array(verifyFinding),
})
export type VerifyReport = z.infer<typeof verifyReport>

export const evidenceProcedures = {
  'evidence.attach': command(z.object({ findingId: id, path: z.string().min(1) }), evidenceRecord),
  /** Newest first. With `caseId` only the events of that case and the sealing of its items. */
  'custody.list': query(
    z.object({
      limit: z.int().min(1).max(500).default(200),
      beforeSeq: z.int().nullable().default(null),
      caseId: id.nullable().default(null),
      /** Only the events about this capture. */
      captureId: id.optional(),
    }),
    z.object({ events: z.array(custodyEvent), total: z.int() }),
  ),
  'custody.verify': query(
    nothing,
    z.object({
      events: z.int(),
      problems: z.array(z.object({ seq: z.int(), code: z.string(), message: z.string() })),
    }),
  ),
  /** Writes `<folder>/evidence-…/` and `<folder>/evidence-….zip`; the job's result names both. */
  'bundle.export': command(z.object({ caseId: id, folder: z.string().min(1) }), z.object({ jobId: id })),
  /** Checks a bundle folder or zip made by anyone, without unpacking it and without the workspace. */
  'bundle.verify': command(z.object({ path: z.string().min(1) }), z.object({ jobId: id })),
} as const

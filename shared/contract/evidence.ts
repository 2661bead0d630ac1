import { z } from 'zod'
import { id, instant, nothing, sha256 } from './common.ts'
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

/** A time stamp of a third party, and by which root it holds; `problem` says why it proves nothing. */
export const verifiedToken = z.object({
  path: z.string(),
  /** What it is of: the bundle's list of lists, a capture's list of files, a line of the custody log. */
  covers: z.enum(['bundle', 'capture', 'log']),
  time: instant.nullable(),
  authority: z.string(),
  /** `named` by who checks, on the `public` list that comes with the program, or only `stated` by the bundle. */
  root: z.enum(['named', 'public', 'stated']).nullable(),
  problem: z.string().nullable(),
})
export type VerifiedToken = z.infer<typeof verifiedToken>

/**
 * Three separate answers, never one green tick. `valid`: signed by a key that is known, stamped by an authority whose root
 * is trusted; `unknown`: sound, but by a key or a root that nobody vouched for.
 */
export const verifyReport = z.object({
  integrity: z.enum(['intact', 'changed', 'unreadable']),
  signature: z.enum(['missing', 'valid', 'unknown', 'invalid']),
  signer: z
    .object({
      fingerprint: z.string(),
      publicKey: z.string(),
      /** `own`: a key of the workspace that checked. */
      standing: z.enum(['own', 'known', 'unknown']),
      name: z.string().nullable(),
    })
    .nullable(),
  timestamp: z.enum(['missing', 'valid', 'unknown', 'invalid']),
  tokens: z.array(verifiedToken),
  /** The files that no list names: signature and tokens over the list of lists. */
  proofs: z.array(z.object({ path: z.string(), sha256 })),
  files: z.int(),
  bytes: z.int(),
  findings: z.array(verifyFinding),
})
export type VerifyReport = z.infer<typeof verifyReport>

/** What a check of all stored files found. */
export const recheckReport = z.object({
  files: z.int(),
  bytes: z.int(),
  problems: z.array(
    z.object({
      sha256,
      problem: z.enum(['missing', 'altered', 'unreadable']),
      /** Name it was taken in under. */
      name: z.string(),
      /** What refers to it: `capture:3`, `finding:7`, `notice:2`, `document:1`. */
      usedBy: z.array(z.string()),
    }),
  ),
  custody: z.object({
    events: z.int(),
    problems: z.array(z.object({ seq: z.int(), code: z.string(), message: z.string() })),
  }),
})
export type RecheckReport = z.infer<typeof recheckReport>

export const recheckState = z.object({
  files: z.int(),
  bytes: z.int(),
  last: z.object({ at: instant, report: recheckReport }).nullable(),
  jobId: id.nullable(),
})

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
  'bundle.export': command(
    z.object({
      caseId: id,
      folder: z.string().min(1),
      /** Leaves the signature out on purpose; otherwise a locked key is a refusal, never an unsigned bundle. */
      unsigned: z.boolean().optional(),
    }),
    z.object({ jobId: id }),
  ),
  /** Checks a bundle folder or zip made by anyone, without unpacking it and without the workspace. */
  /** Reads every stored file again, in the background; the job's result says which are not what they were. */
  'evidence.recheck': command(nothing, z.object({ jobId: id })),
  /** The last such check that came to its end. */
  'evidence.recheckState': query(nothing, recheckState),
  'bundle.verify': command(z.object({ path: z.string().min(1) }), z.object({ jobId: id })),
} as const

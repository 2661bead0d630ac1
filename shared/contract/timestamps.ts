import { z } from 'zod'
import { id, instant, nothing, sha256 } from './common.ts'
import { command, query } from './procedure.ts'

export const timestampAuthority = z.object({
  id,
  name: z.string(),
  url: z.string(),
  /** Holder of the root certificate the artist named; null when the authority's own word is all there is. */
  root: z.string().nullable(),
  addedAt: instant,
  stamped: z.int(),
  waiting: z.int(),
  lastStampAt: instant.nullable(),
  /** Why the last attempt brought nothing; null when it did. */
  failure: z.string().nullable(),
  /** When the next attempt is made by itself. */
  nextAt: instant.nullable(),
})
export type TimestampAuthority = z.infer<typeof timestampAuthority>

/** One thing that is stamped, or waits to be: `capture:3`, `case:2` (a bundle), `custody:41` (a line of the log). */
export const timestampRow = z.object({
  id,
  subject: z.string(),
  authority: z.string(),
  digest: sha256,
  askedAt: instant,
  /** The authority's time; null: not yet timestamped. */
  stampedAt: instant.nullable(),
  attempts: z.int(),
  failure: z.string().nullable(),
  nextAt: instant.nullable(),
})
export type TimestampRow = z.infer<typeof timestampRow>

export const timestampProcedures = {
  'timestamps.authorities': query(nothing, z.object({ authorities: z.array(timestampAuthority) })),
  /** From now on every capture, every bundle and weekly the custody log are stamped by it; it is asked at once. */
  'timestamps.addAuthority': command(
    z.object({
      url: z.string().trim().min(1).max(2000),
      name: z.string().trim().max(200).default(''),
      /** File with its root certificate, PEM or DER. */
      rootPath: z.string().min(1).nullable().default(null),
    }),
    timestampAuthority,
  ),
  /** It is not asked any more; its tokens stay. */
  'timestamps.removeAuthority': command(z.object({ authorityId: id }), nothing),
  /** Newest first; with `subject` only of that. */
  'timestamps.list': query(
    z.object({
      subject: z.string().max(200).nullable().default(null),
      waiting: z.boolean().default(false),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(timestampRow), stamped: z.int(), waiting: z.int() }),
  ),
  /** Asks for everything that waits, now. */
  'timestamps.run': command(nothing, z.object({ stamped: z.int(), waiting: z.int() })),
  /**
   * What the program asked of servers, newest first. Pages being captured are not among it: their requests stand in the
   * captures. `method` DNS: a question to name servers, `url` its text, `status` 0 when it was answered.
   */
  'outgoing.list': query(
    z.object({
      limit: z.int().min(1).max(500).default(100),
      /** Only what is older than the request of this id; for the next page. */
      before: id.nullable().optional(),
      purpose: z.string().max(100).nullable().optional(),
      host: z.string().max(300).nullable().optional(),
    }),
    z.object({
      rows: z.array(
        z.object({
          id,
          at: instant,
          purpose: z.string(),
          method: z.string(),
          url: z.string(),
          /** With its port; empty for a question to name servers. */
          host: z.string(),
          sentBytes: z.int(),
          /** Headers and body as they were sent, secrets left out; null where the address says all. */
          sent: z.string().nullable(),
          status: z.int().nullable(),
          receivedBytes: z.int(),
          failure: z.string().nullable(),
        }),
      ),
      total: z.int(),
      /** The hosts asked most and all purposes, for the filter. */
      hosts: z.array(z.object({ host: z.string(), requests: z.int() })),
      purposes: z.array(z.object({ purpose: z.string(), requests: z.int() })),
    }),
  ),
} as const

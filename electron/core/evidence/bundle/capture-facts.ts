import { createHash } from 'node:crypto'
import { z } from 'zod'
import { alteredBlob, readObject } from '../objects.ts'

const text = z.string().catch('')
const remarks = z.array(z.object({ code: text, detail: text })).catch([])

/** What a bundle's papers tell of a capture, read from its record; parts an older or newer record lacks are empty. */
const captureFacts = z.object({
  gaps: remarks,
  notes: remarks,
  method: z.array(z.string()).catch([]),
  connections: z.array(z.string()).catch([]),
  assisted: z.object({ actions: z.number() }).nullable().catch(null),
  clock: z.object({ server: text, local: text, offsetMs: z.number() }).nullable().catch(null),
  environment: z
    .object({ app: text, electron: text, chromium: text, system: text, userAgent: text, timeZone: text })
    .nullable()
    .catch(null),
  certificates: z.array(z.object({ host: text, issuer: text, fingerprint: text, verdict: text })).catch([]),
  redirects: z.array(z.object({ url: text, status: z.number(), location: text })).catch([]),
})
export type CaptureFacts = z.infer<typeof captureFacts>

/** Reads the record of a capture from the store. Throws CUSTODY_BROKEN when it is missing or was changed. */
export function readCaptureFacts(objects: string, recordSha256: string): CaptureFacts {
  const parts = Array.from(readObject(objects, recordSha256), (part) => Buffer.from(part))
  const bytes = Buffer.concat(parts)
  if (createHash('sha256').update(bytes).digest('hex') !== recordSha256) throw alteredBlob(recordSha256)
  return captureFacts.parse(JSON.parse(bytes.toString('utf8')))
}

import { z } from 'zod'

/** What an export of a bundle leaves in its job: the places of folder and zip, and what they amount to. */
const exportedBundle = z.object({
  name: z.string(),
  folder: z.string(),
  zip: z.string(),
  zipSha256: z.string(),
  files: z.int(),
  bytes: z.int(),
  aside: z.array(z.string()),
  // Exports of earlier versions carried neither.
  signedBy: z.string().nullable().default(null),
  timestamps: z.int().default(0),
  timestampsAwaited: z.int().default(0),
})
export type ExportedBundle = z.infer<typeof exportedBundle>

/** The result of a finished export, or null when it is none. */
export function exportedBundleOf(result: unknown): ExportedBundle | null {
  return exportedBundle.safeParse(result).data ?? null
}

import { z } from 'zod'
import { verifyReport } from '../../../shared/contract/evidence.ts'
import { sha256 } from '../../../shared/contract/common.ts'
import { errorSchema } from '../../../shared/contract/error-shape.ts'

const takenFile = z.object({ sha256, bytes: z.int(), modifiedAt: z.string() })

/** What an export wrote. `aside` names altered bundles of the same name that were moved out of the way. */
export const exportResult = z.object({
  name: z.string(),
  folder: z.string(),
  zip: z.string(),
  tagManifestSha256: sha256,
  zipSha256: sha256,
  files: z.int(),
  bytes: z.int(),
  aside: z.array(z.string()),
  /** Fingerprint of the key that signed it; null: it is not signed. */
  signedBy: z.string().nullable(),
  /** Tokens it carries, and authorities whose token is still awaited. */
  timestamps: z.int(),
  timestampsAwaited: z.int(),
})
export type ExportResult = z.infer<typeof exportResult>

/** What an export needs to know; it reads the rest from the store through its own read-only connection. */
export interface ExportTask {
  readonly kind: 'export'
  readonly caseId: number
  readonly database: string
  readonly sqliteBinding: string | null
  readonly objects: string
  /** Folder the bundle goes into. */
  readonly folder: string
  /** Folder inside `folder` where everything is made before it is moved into place. */
  readonly partial: string
  readonly workspaceId: string
  readonly appVersion: string
  /** Key whose signature the bundle announces, base64; null: it is not signed. */
  readonly publicKey: string | null
  /** Folder of the fonts its papers are set in. */
  readonly fonts: string
}

/** What a check may take for known and trusted; empty when it knows nobody. */
export interface VerifyTrust {
  readonly signers: readonly KnownSigner[]
  /** PEM of roots by which tokens are trusted. */
  readonly roots: readonly string[]
  /** Only these signers may have signed: any other key is a finding. */
  readonly pinned?: boolean
  /** The workspace whose own bundles only its own keys sign. */
  readonly workspaceId?: string
}

export interface KnownSigner {
  /** Base64 of 32 bytes. */
  readonly publicKey: string
  readonly name: string
  /** A key of the workspace that checks. */
  readonly own: boolean
}

/** What an export asks for when its list of lists is made: nothing in the worker holds a key or reaches a server. */
export const sealQuestion = z.object({ tagManifest: z.instanceof(Uint8Array) })
export const bundleSeal = z.object({
  /** Armored SSH signature over the list of lists. */
  signature: z.string().nullable(),
  /** Tokens over it, in the order of the authorities. */
  tokens: z.array(z.custom<Uint8Array>((value) => value instanceof Uint8Array)),
})
export type BundleSeal = z.infer<typeof bundleSeal>

/** What the evidence worker can be asked for. */
export type EvidenceTask =
  | { readonly kind: 'take'; readonly objects: string; readonly path: string }
  | { readonly kind: 'take-all'; readonly objects: string; readonly paths: readonly string[] }
  | ExportTask
  | { readonly kind: 'verify'; readonly path: string; readonly trust: VerifyTrust }
  | { readonly kind: 'recheck'; readonly objects: string; readonly blobs: readonly string[] }

/** A stored file that is not what it was taken in as. */
const blobProblem = z.object({ sha256, problem: z.enum(['missing', 'altered', 'unreadable']) })
export type BlobProblem = z.infer<typeof blobProblem>

/** Shape of each task's result; checked when it arrives. */
export const taskResults = {
  take: takenFile,
  takeAll: z.array(takenFile),
  export: exportResult,
  verify: verifyReport,
  recheck: z.object({ bytes: z.int(), problems: z.array(blobProblem) }),
} as const

/** How far a task is, in bytes. */
export interface TaskProgress {
  readonly done: number
  readonly total: number | null
  readonly note: string
}

/** What the worker sends back. */
export const workerMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    progress: z.object({ done: z.number(), total: z.number().nullable(), note: z.string() }),
  }),
  z.object({ type: z.literal('log'), line: z.string() }),
  z.object({ type: z.literal('ask'), question: z.unknown() }),
  z.object({ type: z.literal('done'), value: z.unknown() }),
  z.object({ type: z.literal('failed'), error: errorSchema }),
])
export type WorkerMessage = z.infer<typeof workerMessage>

/** What a worker is answered. */
export const workerAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer'), value: z.unknown() }),
  z.object({ type: z.literal('refused'), error: errorSchema }),
])
export type WorkerAnswer = z.infer<typeof workerAnswer>

/** What a worker is started with. `cancelFlag[0]` becomes 1 when it must stop. */
export interface WorkerInput {
  readonly task: EvidenceTask
  readonly cancelFlag: Int32Array<SharedArrayBuffer>
}

import { z } from 'zod'
import { verifyReport } from '../../../shared/contract/evidence.ts'
import { sha256 } from '../../../shared/contract/common.ts'
import { errorSchema } from '../../../shared/errors.ts'

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
}

/** What the evidence worker can be asked for. */
export type EvidenceTask =
  | { readonly kind: 'take'; readonly objects: string; readonly path: string }
  | { readonly kind: 'take-all'; readonly objects: string; readonly paths: readonly string[] }
  | ExportTask
  | { readonly kind: 'verify'; readonly path: string }

/** Shape of each task's result; checked when it arrives. */
export const taskResults = {
  take: takenFile,
  takeAll: z.array(takenFile),
  export: exportResult,
  verify: verifyReport,
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
  z.object({ type: z.literal('done'), value: z.unknown() }),
  z.object({ type: z.literal('failed'), error: errorSchema }),
])
export type WorkerMessage = z.infer<typeof workerMessage>

/** What a worker is started with. `cancelFlag[0]` becomes 1 when it must stop. */
export interface WorkerInput {
  readonly task: EvidenceTask
  readonly cancelFlag: Int32Array<SharedArrayBuffer>
}

import { z } from 'zod'
import { errorSchema } from './error-shape.ts'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'

export const jobKinds = [
  'import.preview',
  'import.commit',
  'sweep',
  'watch.run',
  'capture',
  'capture.assisted',
  'capture.download',
  'capture.provider',
  'status.check',
  'bundle.export',
  'bundle.verify',
  'evidence.recheck',
  'audio.scan',
  'audio.commit',
  'audio.fingerprint',
  'audio.compare',
  'catalog.export',
  'catalog.import-json',
] as const
export const jobStates = ['queued', 'running', 'interrupted', 'done', 'failed', 'cancelled'] as const

/** How far a job is. `total` is null while the size is unknown; `etaMs` is null until the rate is steady. */
export const jobProgress = z.object({
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(['bytes', 'rows', 'files', 'steps']),
  rows: z.number(),
  rowsPerSecond: z.number().nullable(),
  etaMs: z.number().nullable(),
  note: z.string(),
})
export type JobProgress = z.infer<typeof jobProgress>

export const job = z.object({
  id,
  kind: z.enum(jobKinds),
  title: z.string(),
  state: z.enum(jobStates),
  progress: jobProgress,
  /** What the job concerns: a sweep, import or case id; the window links to it. */
  subjectId: id.nullable(),
  resumable: z.boolean(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  result: z.unknown(),
  error: errorSchema.nullable(),
})
export type Job = z.infer<typeof job>
export type JobKind = Job['kind']
export type JobState = Job['state']

export const jobProcedures = {
  'jobs.list': query(
    z.object({ limit: z.int().min(1).max(200).default(50) }),
    z.object({ jobs: z.array(job) }),
  ),
  'jobs.get': query(z.object({ jobId: id }), job),
  'jobs.cancel': query(z.object({ jobId: id }), nothing),
  'jobs.resume': command(z.object({ jobId: id }), nothing),
} as const

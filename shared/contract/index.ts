import { z } from 'zod'
import type { ErrorShape } from '../errors.ts'
import { errorSchema } from './error-shape.ts'
import { audioProcedures } from './audio.ts'
import { captureProcedures } from './captures.ts'
import { caseStateProcedures } from './case-states.ts'
import { caseProcedures } from './cases.ts'
import { catalogProcedures } from './catalog.ts'
import { deadlineProcedures, toldDeadline } from './deadlines.ts'
import { documentProcedures } from './documents.ts'
import { editingProcedures } from './editing.ts'
import { evidenceProcedures } from './evidence.ts'
import { exportProcedures } from './export.ts'
import { exposureProcedures } from './exposure.ts'
import { followUpProcedures } from './follow-up.ts'
import { hostProcedures } from './host.ts'
import { importProcedures } from './imports.ts'
import { isrcProcedures } from './isrc.ts'
import { job, jobProcedures } from './jobs.ts'
import { letterProcedures } from './letters.ts'
import { liveProcedures } from './live.ts'
import { partyProcedures } from './parties.ts'
import { profileProcedures } from './profile.ts'
import { providerProcedures } from './providers.ts'
import { readinessProcedures } from './readiness.ts'
import { registrationProcedures } from './registrations.ts'
import { reservationProcedures } from './reservation.ts'
import { rightsProcedures } from './rights.ts'
import { signingProcedures } from './signing.ts'
import { statusProcedures } from './status.ts'
import { tables } from './tables.ts'
import { timestampProcedures } from './timestamps.ts'
import { watchProcedures } from './watch.ts'
import { workspaceProcedures } from './workspace.ts'

export { type Table, tables } from './tables.ts'

/** Everything the window, the command line and the tests can ask for. One readable table. */
export const procedures = {
  ...workspaceProcedures,
  ...jobProcedures,
  ...profileProcedures,
  ...isrcProcedures,
  ...catalogProcedures,
  ...readinessProcedures,
  ...partyProcedures,
  ...rightsProcedures,
  ...registrationProcedures,
  ...documentProcedures,
  ...importProcedures,
  ...audioProcedures,
  ...watchProcedures,
  ...liveProcedures,
  ...caseProcedures,
  ...caseStateProcedures,
  ...statusProcedures,
  ...followUpProcedures,
  ...letterProcedures,
  ...deadlineProcedures,
  ...providerProcedures,
  ...exposureProcedures,
  ...reservationProcedures,
  ...editingProcedures,
  ...evidenceProcedures,
  ...captureProcedures,
  ...signingProcedures,
  ...timestampProcedures,
  ...exportProcedures,
  ...hostProcedures,
} as const

export type Procedures = typeof procedures
export type ProcedureName = keyof Procedures
export type HostProcedureName = keyof typeof hostProcedures
export type CoreProcedureName = Exclude<ProcedureName, HostProcedureName>

/** What a caller may pass: defaults may be left out. */
export type Input<P extends ProcedureName> = z.input<Procedures[P]['input']>
/** What a handler receives: parsed, defaults filled. */
export type Parsed<P extends ProcedureName> = z.output<Procedures[P]['input']>
export type Output<P extends ProcedureName> = z.output<Procedures[P]['output']>

/** The part of an AbortSignal that is the same in Node, in a browser and in a worker. */
export interface CancelSignal {
  readonly aborted: boolean
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface CallContext {
  /** Fires when the caller cancels. */
  readonly signal: CancelSignal
}

/** Every core procedure with its handler: a missing or mistyped one does not compile. */
export type Handlers = {
  [P in CoreProcedureName]: (input: Parsed<P>, context: CallContext) => Output<P> | Promise<Output<P>>
}

export const events = {
  'job.changed': job,
  'data.changed': z.object({ tables: z.array(z.enum(tables)) }),
  'core.status': z.object({
    state: z.enum(['starting', 'ready', 'crashed', 'failed']),
    error: errorSchema.nullable(),
  }),
  /** A run brought findings that are new to the artist: for a quiet notification. */
  'live.found': z.object({
    findings: z.int(),
    recordings: z.int(),
    sources: z.array(z.string()),
    /** Findings of the run: those found at this time or later. */
    since: z.iso.datetime(),
    /** The one finding, when it is only one. */
    findingId: z.int().nullable(),
  }),
  /** A notification was selected: the window asks `host.takeNotification` where to go. */
  'notification.opened': z.object({}),
  'files.dropped': z.object({ paths: z.array(z.string()) }),
  'menu.command': z.object({ command: z.string() }),
  /** Deadlines that are close, to be told in the window: the system has not shown them. */
  'deadlines.due': z.object({
    title: z.string(),
    body: z.string(),
    caseId: z.int().nullable(),
    /** The window that has shown it says so of these. */
    deadlines: z.array(toldDeadline),
  }),
} as const

export type EventName = keyof typeof events
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorShape }

/** The typed face of a connection to the core. Rejects with a RefrainError. */
export type Call = <P extends ProcedureName>(
  name: P,
  input: Input<P>,
  options?: { readonly signal?: CancelSignal },
) => Promise<Output<P>>

/** True when `name` is a procedure of the contract. */
export function isProcedureName(name: string): name is ProcedureName {
  return Object.hasOwn(procedures, name)
}

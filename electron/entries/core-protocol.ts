import type { CoreProcedureName, EventName, EventPayload, Result } from '../../shared/contract/index.ts'
import type { ErrorShape } from '../../shared/errors.ts'
import type { CoreResources } from '../core/ports.ts'

/** What the main process tells the core process at its start, as JSON in its last argument. */
export interface CoreLaunch {
  /** `serve` answers calls until told to stop; `restore` puts the last backup in place and is then done. */
  readonly task: 'serve' | 'restore'
  readonly workspace: string
  readonly create: boolean
  /** Fill a new workspace with the sample catalogue and listings. */
  readonly sample: boolean
  readonly appVersion: string
  readonly resources: CoreResources
}

/** What the core asks the main process to do with a secret. */
export type SecretRequest =
  | { readonly operation: 'describe' }
  | { readonly operation: 'close'; readonly secret: string }
  | { readonly operation: 'open'; readonly closed: string }

export type MessageToCore =
  | { readonly kind: 'call'; readonly id: number; readonly name: CoreProcedureName; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'secret'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'shutdown' }

export type CoreEvent = {
  [E in EventName]: { readonly kind: 'event'; readonly name: E; readonly payload: EventPayload<E> }
}[EventName]

export type MessageFromCore =
  | { readonly kind: 'ready' }
  | { readonly kind: 'restored'; readonly file: string }
  | { readonly kind: 'failed'; readonly error: ErrorShape }
  | { readonly kind: 'result'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'secret'; readonly id: number; readonly request: SecretRequest }
  | { readonly kind: 'log'; readonly line: string }
  | CoreEvent

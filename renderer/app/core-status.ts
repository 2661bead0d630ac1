import { create } from 'zustand'
import type { EventPayload } from '../../shared/contract/index.ts'
import { errorSchema } from '../../shared/contract/error-shape.ts'
import type { ErrorShape } from '../../shared/errors.ts'
import { call, listen } from '../rpc/client.ts'

export interface CoreStatus {
  readonly state: EventPayload<'core.status'>['state']
  readonly error: ErrorShape | null
  /** The core has answered before: what is on screen can stay while it restarts. */
  readonly wasReady: boolean
}

export const useCoreStatus = create<CoreStatus>(() => ({ state: 'starting', error: null, wasReady: false }))

function put({ state, error }: EventPayload<'core.status'>): void {
  useCoreStatus.setState(({ wasReady }) => ({ state, error, wasReady: wasReady || state === 'ready' }))
}

/** Keeps the status current for the life of the window. */
export function followCoreStatus(): void {
  let told = false
  listen('core.status', (status) => {
    told = true
    put(status)
  })
  call('host.coreStatus', {}).then(
    ({ state, error }) => {
      const parsed = errorSchema.safeParse(error)
      if (!told) put({ state, error: parsed.success ? parsed.data : null })
    },
    () => undefined,
  )
}

import type { EventName, Result } from './contract/index.ts'

/**
 * All that the window's page can reach outside itself: `window.refrain`, put there by the preload script.
 * The types are wide because the other side checks everything again; the renderer's rpc module narrows them.
 */
export interface RefrainBridge {
  /**
   * Calls a procedure of the contract. `id` is chosen by the page and must differ from its other running
   * calls (a UUID, say). Resolves with the envelope; never rejects because of a failing call.
   */
  readonly call: (id: string, name: string, input: unknown) => Promise<Result<unknown>>
  /** Cancels a running call, which then resolves with CANCELLED. Unknown ids are ignored. */
  readonly cancel: (id: string) => void
  /** Hears every event of the contract. Returns the function that ends it. */
  readonly on: (listener: (name: EventName, payload: unknown) => void) => () => void
}

/** The name of the bridge on `window`. */
export const bridgeName = 'refrain'

/** The only three channels between a page and the main process. */
export const channels = { call: 'rpc:call', cancel: 'rpc:cancel', event: 'rpc:event' } as const

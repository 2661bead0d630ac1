import type { RefrainBridge } from '../../shared/bridge.ts'

declare global {
  interface Window {
    /** The three functions the preload script offers; nothing else of the host is reachable. */
    readonly refrain: RefrainBridge
  }
}

/** The connection to the host process. */
export function bridge(): RefrainBridge {
  return window.refrain
}

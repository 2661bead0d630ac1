import { queries } from '../rpc/queries.ts'

/**
 * Says on the document how far the window is: absent while it starts, `ready` once the first screen has its
 * data, `failed` when the workspace could not be opened.
 */
export function setAppState(state: 'ready' | 'failed'): void {
  document.documentElement.dataset.appState = state
}

/** Sets `ready` as soon as every question asked so far is answered. Call it after the first screen mounted. */
export function markReadyWhenIdle(): () => void {
  return queries.whenIdle(() => setAppState('ready'))
}

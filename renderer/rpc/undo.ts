import { call } from './client.ts'

/** Takes the last reversible command back. Resolves with its name; null when there is nothing to take back. */
export async function undoOnce(): Promise<string | null> {
  const { undo } = await call('undo.state', {})
  return undo === null ? null : (await call('undo.undo', {})).label
}

/** Does again what was last taken back. Resolves with its name; null when there is nothing. */
export async function redoOnce(): Promise<string | null> {
  const { redo } = await call('undo.state', {})
  return redo === null ? null : (await call('undo.redo', {})).label
}

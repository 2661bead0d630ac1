import { call } from './client.ts'

/** Takes the last reversible command back. Resolves with its name; null when there is nothing to take back. */
export async function undoOnce(): Promise<string | null> {
  const { undo } = await call('undo.state', {})
  return undo === null ? null : (await call('undo.undo', {})).label
}

/** Leaves the last step as it is, so that undo goes on with the one before it. Resolves with its name. */
export async function skipUndo(): Promise<string> {
  return (await call('undo.skip', {})).label
}

/** Does again what was last taken back. Resolves with its name; null when there is nothing. */
export async function redoOnce(): Promise<string | null> {
  const { redo } = await call('undo.state', {})
  return redo === null ? null : (await call('undo.redo', {})).label
}

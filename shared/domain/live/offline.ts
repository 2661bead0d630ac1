/** Key of the workspace setting by which nothing leaves this computer. */
export const offlineSetting = 'network.offline'

/**
 * What the setting's stored JSON means. Only its absence, `false` and `null` let requests out: a value nobody can read
 * must not.
 */
export function isOfflineValue(stored: string | null): boolean {
  return stored !== null && stored !== 'false' && stored !== 'null'
}

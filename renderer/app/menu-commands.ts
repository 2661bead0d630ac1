/** Commands of the native menu bar that a feature provides under a name of its own. */
const providedBy: Readonly<Record<string, string>> = {
  'file.import': 'catalog.import',
  'file.sweep': 'watch.sweep',
}

/** The id of the command in the window that an entry of the native menu runs. */
export function menuCommandId(menuCommand: string): string {
  return providedBy[menuCommand] ?? menuCommand
}

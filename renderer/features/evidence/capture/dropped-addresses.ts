/** The part of a DataTransfer that tells what is dragged. */
export interface Dragged {
  readonly types: readonly string[]
  getData(type: string): string
}

/** True while links or addresses are dragged, not files, which are asked about elsewhere. */
export function carriesAddresses({ types }: Pick<Dragged, 'types'>): boolean {
  return !types.includes('Files') && types.includes('text/uri-list')
}

/** The addresses that were dropped, one a line (RFC 2483 §5); null when there are none. */
export function droppedAddresses(dragged: Dragged): string | null {
  if (!carriesAddresses(dragged)) return null
  const lines = dragged
    .getData('text/uri-list')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines.length === 0 ? null : lines.join('\n')
}

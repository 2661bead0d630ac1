import type { Verdict } from '../../../../../shared/domain/matching/exact.ts'
import { fileTableColumns } from '../../../../../shared/domain/matching/file-table.ts'
import type { Inspection } from '../inspect-listing.ts'
import type { ListingLayout } from '../layout.ts'

/** A track that a listing names and that is one of the catalogue's recordings. Plain data: it travels to the workers. */
export interface FoundTrack {
  /** The service's own name of it. */
  readonly id: string
  readonly title: string
  readonly artist: string
  readonly isrc: string
  /** The file in which it was found. */
  readonly foundIn: string
  readonly matches: readonly {
    readonly recordingId: string
    readonly score: number
    readonly verdict: Verdict
  }[]
}

/** A table of a database that says which tracks' audio was taken. */
export interface FileTable {
  readonly table: string
  readonly trackId: string
  readonly fileName: string
  readonly status: string | null
  readonly sha256: string | null
}

/** What the second pass over a database with a file table needs. Plain data. */
export interface FileTablePass {
  readonly table: FileTable
  readonly tracks: readonly FoundTrack[]
}

/** The file table of a database; null without one, and where a table was chosen. */
export function fileTableOf({ layout, tables = [] }: Inspection): FileTable | null {
  const last = layout.steps.at(-1)
  if (layout.format !== 'sqlite' || (last?.kind === 'rows' && last.choice !== undefined)) return null
  for (const { name, columns } of tables) {
    const found = fileTableColumns(columns.map((column) => column.name))
    if (found !== null) return { table: name, ...found }
  }
  return null
}

/** How the rows of a file table are read: those of that table alone, told by the track they are of. */
export function fileTableLayout(
  { special: _, ...layout }: ListingLayout,
  pass: FileTablePass,
): ListingLayout {
  const { table, trackId, fileName } = pass.table
  const unpacking = layout.steps.at(-1)?.kind === 'rows' ? layout.steps.slice(0, -1) : layout.steps
  const choice = { table, columns: { id: trackId, fileName } }
  return {
    ...layout,
    steps: [...unpacking, { kind: 'rows', of: 'sqlite', choice }],
    dataStart: 0,
    csv: null,
    taken: pass,
  }
}

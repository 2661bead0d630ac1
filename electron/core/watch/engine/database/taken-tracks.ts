import type { Verdict } from '../../../../../shared/domain/matching/exact.ts'
import { fileTableColumns } from '../../../../../shared/domain/matching/file-table.ts'
import type { ArchiveLayout, Inspection } from '../inspect-listing.ts'
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

/** A table that says which tracks' audio was taken: one of a database, or a listing by itself. */
export interface FileTable {
  /** The table of a database, else the listing it is. */
  readonly name: string
  readonly trackId: string
  readonly fileName: string
  readonly status: string | null
  readonly sha256: string | null
  /** All columns in their order; empty for a table of a database, whose rows name them. */
  readonly columns: readonly string[]
}

/** What the second pass over a file table needs. Plain data. */
export interface FileTablePass {
  readonly table: FileTable
  readonly tracks: readonly FoundTrack[]
}

/** What was found out about a listing, and what it is called. */
type Listing = Inspection & { readonly fileName: string; readonly archive?: ArchiveLayout | null }

/** The file table in a listing; null without one, where a table was chosen, and for an archive, whose members have their own. */
export function fileTableOf({ archive = null, ...listing }: Listing): FileTable | null {
  return archive === null ? fileTableIn(listing) : null
}

/** True when a file is a file table or its first member holds one: then others had better be swept before. */
export function beginsWithFileTable(file: Listing): boolean {
  return file.archive?.kind !== 'pipe' && fileTableIn(file) !== null
}

function fileTableIn({ layout, fields, tables = [], headings = [], fileName }: Listing): FileTable | null {
  if (layout.format === 'sqlite') {
    const last = layout.steps.at(-1)
    if (last?.kind === 'rows' && last.choice !== undefined) return null
    for (const { name, columns } of tables) {
      const found = fileTableColumns(columns.map((column) => column.name))
      if (found !== null) return { name, ...found, columns: [] }
    }
    return null
  }
  const found = fileTableColumns(headings)
  // A list of somebody's own music may name files as well. It names what is in them.
  const isListing = fields.isrc !== undefined || (fields.title !== undefined && fields.artist !== undefined)
  if (found === null || isListing || (found.status === null && found.sha256 === null)) return null
  return { name: fileName, ...found, columns: headings }
}

/** How the rows of a file table are read: those of that table alone, told by the track they are of. */
export function fileTableLayout(layout: ListingLayout, pass: FileTablePass): ListingLayout {
  if (layout.format !== 'sqlite') return { ...layout, taken: pass }
  const { special: _, ...streamed } = layout
  const { name, trackId, fileName } = pass.table
  const unpacking = layout.steps.at(-1)?.kind === 'rows' ? layout.steps.slice(0, -1) : layout.steps
  const choice = { table: name, columns: { id: trackId, fileName } }
  const written = { ...pass.table, trackId: 'id', fileName: 'filename' }
  return {
    ...streamed,
    steps: [...unpacking, { kind: 'rows', of: 'sqlite', choice }],
    dataStart: 0,
    csv: null,
    taken: { ...pass, table: written },
  }
}

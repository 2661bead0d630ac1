import { basename } from 'node:path'
import { gtin14 } from '../../shared/domain/identifiers/gtin.ts'
import { RefrainError } from '../../shared/errors.ts'
import type { TableRecording } from '../core/catalog/read-catalogue-table.ts'
import type { CatalogueEntry, CatalogueRelease } from '../core/watch/engine/packed-catalogue.ts'
import type { Output } from './output.ts'
import { applyChoices, askedDialect, type TableOptions } from './table-options.ts'

const skippedShown = 5

/**
 * The recordings of a catalogue table that is used without a workspace, as they are read, some hundreds at a time. Rows
 * that cannot be looked for are counted and named on standard error. `signal` stops the reading.
 * @throws RefrainError FILE_EMPTY for a table without a usable row, and what reading it throws.
 */
export async function* readCatalogueFile(
  output: Output,
  path: string,
  options: TableOptions,
  signal?: AbortSignal,
): AsyncGenerator<Iterable<CatalogueEntry>> {
  const fileName = basename(path)
  const { readCatalogueTable } = await import('../core/catalog/read-catalogue-table.ts')
  let found = 0
  const shown: string[] = []
  let skipped = 0
  const table = readCatalogueTable(path, {
    dialect: askedDialect(options),
    choose: (columns, detected) => applyChoices(options.map ?? [], columns, detected, fileName),
    onSkipped: (row, reason) => {
      skipped++
      if (shown.length < skippedShown) shown.push(`  row ${String(row)}: ${reason}`)
    },
  })
  function* entriesOf(rows: Iterable<TableRecording>): Generator<CatalogueEntry> {
    for (const row of rows) {
      found++
      yield entryOf(row)
    }
  }
  for await (const rows of table) {
    signal?.throwIfAborted()
    yield entriesOf(rows)
  }
  if (skipped > 0) {
    output.note(`${fileName}: ${String(skipped)} ${skipped === 1 ? 'row' : 'rows'} cannot be looked for`)
    for (const line of shown) output.note(line)
  }
  if (found === 0) throw nothingToLookFor(fileName, skipped)
}

function entryOf({ id, row }: TableRecording): CatalogueEntry {
  const { title, version, artist, isrc, otherIsrcs, durationMs, release, gtin, trackNumber } = row
  const isrcs = isrc === null ? otherIsrcs : otherIsrcs.length === 0 ? [isrc] : [isrc, ...otherIsrcs]
  const year = row.releaseDate === null ? row.year : Number(row.releaseDate.slice(0, 4))
  const releases = gtin === null ? noReleases : [{ gtin: gtin14(gtin), title: release }]
  return { id, title, version, artist, album: release, isrcs, durationMs, year, trackNumber, releases }
}

const noReleases: readonly CatalogueRelease[] = []

function nothingToLookFor(fileName: string, skipped: number): RefrainError {
  const why =
    skipped === 0
      ? 'it has column names but no rows'
      : 'none of its rows has a sound ISRC, or a title with an artist'
  return new RefrainError(
    'FILE_EMPTY',
    `“${fileName}” holds no recording to look for: ${why}. Nothing was swept.`,
  )
}

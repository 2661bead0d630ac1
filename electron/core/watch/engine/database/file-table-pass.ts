import type { Crew } from '../crew.ts'
import type { FileSweepEnd, OpenListing, SweepPoint, SweptStretch } from '../packed-sweep.ts'
import { sweepPacked } from '../packed-sweep.ts'
import { fileTableLayout } from './taken-tracks.ts'

/** Offsets of rows of a file table begin here: its rows are written out a second time, and keep apart from the first. */
const offsetOfPass = 2 ** 44

/**
 * Goes through the file table of a database, when it has one, for the tracks that were found before: whether their audio
 * was taken. `end` is the end of the sweep of all its rows; what that counted stays as it is.
 */
export async function sweepFileTable(
  crew: Crew,
  file: OpenListing,
  end: FileSweepEnd,
  accept: (stretch: SweptStretch) => Promise<void>,
): Promise<FileSweepEnd> {
  const { fileTable: table = null, foundTracks } = file
  if (table === null || foundTracks === undefined) return end
  const tracks = await foundTracks()
  if (tracks.length === 0) return { ...end, warnings: [...end.warnings, noTracks(table.table)] }
  const counted = { taken: 0, left: 0 }
  const layout = fileTableLayout(file.layout, { table, tracks })
  // Another key: what is kept open between tasks belongs to the first pass.
  const pass = { ...file, fileKey: -1 - file.fileKey, layout, archive: null }
  const { rows, malformed, fileRows = 0, offset } = end.point
  const isBegun = end.point.fileRows !== undefined
  const from = { offset: isBegun ? offset : 0, rows: fileRows, malformed: 0 }
  const main = { ...end.point, rows, malformed }
  const done = await sweepPacked(crew, pass, null, from, (stretch) => {
    for (const { listing } of stretch.result.hits) counted[listing.offers === 'metadata' ? 'left' : 'taken']++
    return accept(ofPass(stretch, main))
  })
  const said = isBegun ? [] : [summary(table.table, tracks.length, counted)]
  return { ...done, point: pointOf(done.point, main), warnings: [...end.warnings, ...said, ...done.warnings] }
}

function pointOf({ offset, rows }: SweepPoint, main: SweepPoint): SweepPoint {
  return { ...main, offset, fileRows: rows }
}

/** Numbers the rows of hits within the file table, and leaves the counts of the whole file alone. */
function ofPass({ result, before, after, position }: SweptStretch, main: SweepPoint): SweptStretch {
  const hits = result.hits.map((hit) => ({
    ...hit,
    row: before.rows + hit.row - main.rows,
    byteOffset: offsetOfPass + hit.byteOffset,
  }))
  const still = { ...result, hits, samples: [], rows: 0, malformed: 0 }
  return { result: still, before: pointOf(before, main), after: pointOf(after, main), position }
}

function noTracks(table: string): string {
  return `The table “${table}” says whose audio was taken, by the track. No track is known to look for in it: sweep the database with the titles and codes first, then this one again.`
}

function summary(table: string, tracks: number, { taken, left }: { taken: number; left: number }): string {
  const found = tracks === 1 ? 'the one track found' : `the ${String(tracks)} tracks found`
  return `The table “${table}” was searched for ${found} before: the audio of ${String(taken)} was taken, that of ${String(left)} was not${taken + left < tracks ? ', and it does not list the others' : ''}.`
}

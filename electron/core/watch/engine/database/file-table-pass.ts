import { hitsOf, movedHits } from '../packed-hits.ts'
import type { FileSweepEnd, OpenListing, SweepPoint, SweptStretch } from '../packed-sweep.ts'
import { fileTableLayout } from './taken-tracks.ts'

/** Offsets of rows of a file table begin here: its rows are swept a second time, and keep apart from the first. */
const offsetOfPass = 2 ** 44

/** Sweeps a file from a point on, as it is swept the first time. */
type SweepAll = (
  file: OpenListing,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
) => Promise<FileSweepEnd>

/**
 * Goes through the file table of a file, or through those of the listings of an archive, for the tracks that were found
 * before: whether their audio was taken. `end` is the end of the sweep of all its rows; what that counted stays as it is.
 */
export async function sweepFileTable(
  file: OpenListing,
  end: FileSweepEnd,
  accept: (stretch: SweptStretch) => Promise<void>,
  sweepAll: SweepAll,
): Promise<FileSweepEnd> {
  const { fileTable: table = null, foundTracks, archive } = file
  const isWithin = end.point.hasFileTable === true
  if ((table === null && !isWithin) || foundTracks === undefined) return end
  if (archive?.kind === 'pipe') return { ...end, warnings: [...end.warnings, inPipe] }
  const name = table?.name ?? file.fileName
  const tracks = await foundTracks()
  if (tracks.length === 0) return { ...end, warnings: [...end.warnings, noTracks(name)] }
  const counted = { taken: 0, left: 0 }
  const layout = table === null ? file.layout : fileTableLayout(file.layout, { table, tracks })
  // Another key: what is kept open between tasks belongs to the first pass.
  const pass = { ...file, fileKey: -1 - file.fileKey, layout, taken: tracks }
  const isBegun = end.point.fileRows !== undefined
  const from = isBegun ? begunAt(end.point) : { offset: layout.dataStart, rows: 0, malformed: 0 }
  const done = await sweepAll(pass, from, (stretch) => {
    for (const { listing } of hitsOf(stretch.result.hits))
      counted[listing.offers === 'metadata' ? 'left' : 'taken']++
    return accept(ofPass(stretch, end.point))
  })
  const said = isBegun ? [] : [summary(name, tracks.length, counted)]
  return {
    ...done,
    point: pointOf(done.point, end.point),
    warnings: [...end.warnings, ...said, ...done.warnings],
  }
}

/** Where the pass itself stands at a point that was kept. */
function begunAt({ offset, fileRows = 0, part, base }: SweepPoint): SweepPoint {
  return { offset, rows: fileRows, malformed: 0, part, base }
}

function pointOf({ offset, rows, part, base }: SweepPoint, main: SweepPoint): SweepPoint {
  return { ...main, offset, part, base, fileRows: rows }
}

/** Numbers the rows of hits within the file table, and leaves the counts of the whole file alone. */
function ofPass({ result, before, after, position }: SweptStretch, main: SweepPoint): SweptStretch {
  const hits = movedHits(result.hits, before.rows - main.rows, offsetOfPass)
  const still = { ...result, hits, samples: [], rows: 0, malformed: 0 }
  return { result: still, before: pointOf(before, main), after: pointOf(after, main), position }
}

const inPipe =
  'It says whose audio was taken, by the track. What comes through a pipe cannot be gone through again for the tracks found: save it to a file and sweep that.'

function noTracks(table: string): string {
  return `The table “${table}” says whose audio was taken, by the track. No track is known to look for in it: sweep the listing with the titles and codes first, then this one again.`
}

function summary(table: string, tracks: number, { taken, left }: { taken: number; left: number }): string {
  const found = tracks === 1 ? 'the one track found' : `the ${String(tracks)} tracks found`
  return `The table “${table}” was searched for ${found} before: the audio of ${String(taken)} was taken, that of ${String(left)} was not${taken + left < tracks ? ', and it does not list the others' : ''}.`
}

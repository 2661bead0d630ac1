import { BrokenStream } from '../broken-stream.ts'
import { RangeCollector } from '../range-collector.ts'
import type { RangeAnswer } from '../sweep-task.ts'
import { type Group, groupAt } from './group-pages.ts'
import type { ParquetFile } from './parquet-file.ts'

/** The row of the file with which to go on: the end of the group, unless `sweep` says otherwise before it may fail. */
interface NextRow {
  row: number
}

/**
 * Sweeps the rows from `from` on to the end of their group, or to where `sweep` says; what is called an offset is the number
 * of a row. What is damaged is told, and the sweep goes on behind it: another group may be sound.
 */
export function sweepOneGroup(
  file: ParquetFile,
  from: number,
  sweep: (group: Group, collector: RangeCollector, next: NextRow) => void,
): RangeAnswer {
  const group = groupAt(file, from)
  const collector = new RangeCollector()
  const next = { row: Math.max(from, group.start + group.rows) }
  if (group.rows > 0) {
    try {
      sweep(group, collector, next)
    } catch (error) {
      if (!(error instanceof BrokenStream)) throw error
      collector.remark(unreadRows(from, next.row, error.kind))
    }
  }
  const { malformed, samples } = collector
  const end = next.row
  const ended = end >= (file.groupEnds.at(-1) ?? 0)
  const found = { malformed, samples, hits: collector.hits() }
  const result = { start: from, end, ended, rows: end - from, ...found, broken: null }
  return { result, position: end, ignoredTail: false, refusal: null }
}

/** The sentence about rows of a group, counted from 0, that were not all read. */
function unreadRows(from: number, end: number, kind: BrokenStream['kind']): string {
  return `The rows ${String(from + 1)} to ${String(end)} of the Parquet file could not all be read: their data is ${kind}.`
}

import { type CatalogueIndex, indexCatalogue } from './catalogue-index.ts'
import { stopWhenCancelled } from './cancel.ts'
import { hashFile } from './file-hash.ts'
import { ArchiveReader } from './archive-reader.ts'
import type { ArchiveLayout } from './inspect-listing.ts'
import { asFileFailure } from './listing-file.ts'
import { openWindow, type OpenWindow } from './open-window.ts'
import { sweepStretch } from './range-sweep.ts'
import type { ParquetSweep } from './parquet/parquet-sweep.ts'
import { IndexLookup } from './database/index-lookup.ts'
import type { RowSweeper } from './row-sweeper.ts'
import { sweeperOfLayout } from './sweeper-of-layout.ts'
import { createScanMemory, type ScanMemory } from './scan/scan-memory.ts'
import type {
  HashAnswer,
  HashTask,
  PartAnswer,
  PartTask,
  RangeAnswer,
  RangeTask,
  WorkerSetup,
} from './sweep-task.ts'

/** Does the work of a sweep in the thread it is called in, one task at a time. */
export interface TaskRunner {
  /** Does what is needed before the first range can be swept, if it has not been done. Throws like `sweep` rejects. */
  prepare(): void
  /** Rejects with CANCELLED once the setup's flag is set. */
  sweep(task: RangeTask): Promise<RangeAnswer>
  /** Rejects with CANCELLED once the setup's flag is set. */
  part(task: PartTask): Promise<PartAnswer>
  /** Rejects with CANCELLED once the setup's flag is set. */
  hash(task: HashTask): HashAnswer
  /** Gives up what is kept open between tasks. */
  close(): Promise<void>
}

interface Stream extends OpenWindow {
  /** Position in the window from which to go on. */
  readonly at: number
}

interface Tools {
  readonly index: CatalogueIndex
  readonly memory: ScanMemory
}

/** Builds a runner; the catalogue is indexed when the first range is swept, unless `prepare` is called before. */
export function createTaskRunner(setup: WorkerSetup): TaskRunner {
  const { blockBytes, cancelFlag } = setup
  const pause = () => {
    stopWhenCancelled(cancelFlag)
  }
  let tools: Tools | null = null
  const prepared = (): Tools => {
    if (tools !== null) return tools
    const index = indexCatalogue(setup.catalogue, pause, setup.blocks ?? null)
    const nameKeys = setup.blocks?.filter ?? null
    tools = { index, memory: createScanMemory(blockBytes, index.codes.lows(), nameKeys) }
    return tools
  }
  /** The packed file last read, kept open where the next task will go on. */
  let kept: (Stream & { readonly fileKey: number; readonly start: number; readonly offset: number }) | null =
    null

  /** The archive last read. */
  let archive: { readonly fileKey: number; readonly reader: ArchiveReader } | null = null

  /** Reads the rows of the file last swept; making one takes longer than sweeping a small range. */
  let sweeping: { readonly fileKey: number; readonly start: number; readonly sweeper: RowSweeper } | null =
    null
  const sweeperFor = (task: RangeTask, { index, memory }: Tools): RowSweeper => {
    const { fileKey } = task
    const start = startOf(task)
    if (sweeping?.fileKey !== fileKey || sweeping.start !== start) {
      sweeping = { fileKey, start, sweeper: sweeperOfLayout(task.layout, index, memory) }
    }
    return sweeping.sweeper
  }

  const closeWindow = async () => {
    const open = kept
    kept = null
    await open?.source.close()
  }
  const archiveOf = async (task: Pick<RangeTask, 'fileKey' | 'fd' | 'fileName'>, layout: ArchiveLayout) => {
    if (archive?.fileKey === task.fileKey) return archive.reader
    await archive?.reader.close()
    const reader = new ArchiveReader(task.fd, layout, task.fileName, pause)
    archive = { fileKey: task.fileKey, reader }
    return reader
  }

  const streamFor = async (task: RangeTask, buffer: Buffer): Promise<Stream> => {
    if (
      kept !== null &&
      kept.fileKey === task.fileKey &&
      kept.offset === task.from &&
      kept.start === startOf(task)
    ) {
      const stream = kept
      kept = null
      return stream
    }
    await closeWindow()
    // A row that starts exactly at `from` shows by the line break before it.
    const before = task.aligned ? 0 : task.layout.encoding === 'utf-8' ? 1 : 2
    const { member } = task
    const inside = member === null ? null : await (await archiveOf(task, member.archive)).at(member.start)
    const options = {
      blockBytes,
      buffer,
      pause,
      unpackScript: setup.unpackScript ?? null,
      ...(member && inside && { archive: { file: inside, member } }),
    }
    const open = await openWindow(task.fd, task.layout, task.from - before, options)
    return { ...open, at: 0 }
  }

  let lookup: { readonly fileKey: number; readonly lookup: IndexLookup } | null = null
  const lookUp = (task: RangeTask, index: CatalogueIndex): RangeAnswer => {
    try {
      if (lookup?.fileKey !== task.fileKey) {
        lookup = { fileKey: task.fileKey, lookup: new IndexLookup(task.fd, index) }
      }
      return lookup.lookup.sweep(task.from, pause)
    } catch (error) {
      throw asFileFailure(task.fileName, error)
    }
  }

  let columns: { readonly fileKey: number; readonly sweep: ParquetSweep } | null = null
  const sweepColumns = async (task: RangeTask, index: CatalogueIndex, memory: ScanMemory) => {
    try {
      if (columns?.fileKey !== task.fileKey) {
        // Loaded where it is needed: most sweeps never do.
        const parquet = await import('./parquet/parquet-sweep.ts')
        columns = { fileKey: task.fileKey, sweep: await parquet.ParquetSweep.open(task.fd, index, memory) }
      }
      return columns.sweep.sweep(task.from, pause)
    } catch (error) {
      throw asFileFailure(task.fileName, error)
    }
  }

  return {
    prepare() {
      prepared()
    },
    async sweep(task) {
      const { index, memory } = prepared()
      if (task.layout.special === 'index') return lookUp(task, index)
      if (task.layout.special === 'columns') return sweepColumns(task, index, memory)
      const { window, source, at } = await streamFor(task, memory.bytes)
      try {
        const sweeper = sweeperFor(task, { index, memory })
        const result = await sweepStretch(window, sweeper, { at, to: task.to, aligned: task.aligned, pause })
        if (isStreamed(task) && !result.ended) {
          const { fileKey } = task
          const place = { fileKey, start: startOf(task), offset: result.end }
          kept = { window, source, at: window.positionOf(result.end), ...place }
        }
        const { position, ignoredTail, refusal } = source
        return { result, position, ignoredTail, refusal }
      } catch (error) {
        throw asFileFailure(task.fileName, error)
      } finally {
        if (kept === null) await source.close()
      }
    },
    async part(task) {
      await closeWindow()
      const reader = await archiveOf(task, task.archive)
      try {
        return await reader.next(task.after)
      } catch (error) {
        throw asFileFailure(task.fileName, error)
      }
    },
    hash({ fd, fileName }) {
      try {
        return { sha256: hashFile(fd, blockBytes, pause) }
      } catch (error) {
        throw asFileFailure(fileName, error)
      }
    },
    async close() {
      await closeWindow()
      await archive?.reader.close()
      archive = null
    },
  }
}

/** True when the rows come in a stream, which is kept open from task to task. */
export function isStreamed({ layout, member }: Pick<RangeTask, 'layout' | 'member'>): boolean {
  return layout.steps.length > 0 || member !== null
}

/** Tells the listings of one archive apart. */
function startOf({ layout, member }: RangeTask): number {
  const [first] = layout.steps
  return member?.start ?? (first?.kind === 'slice' ? first.start : 0)
}

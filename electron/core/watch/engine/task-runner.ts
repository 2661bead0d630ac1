import type { SoughtCodes } from './database/code-pages.ts'
import type { ListingLayout } from './layout.ts'
import { type CatalogueIndex, indexCatalogue } from './catalogue-index.ts'
import { stopWhenCancelled } from './cancel.ts'
import { hashFile } from './file-hash.ts'
import { ArchiveReader } from './archive-reader.ts'
import type { ArchiveLayout } from './inspect-listing.ts'
import { asFileFailure } from './listing-file.ts'
import { borderOf } from './byte-source.ts'
import { openSource, openWindow, type OpenWindow } from './open-window.ts'
import { sweepStretch } from './range-sweep.ts'
import type { ParquetSweep } from './parquet/parquet-sweep.ts'
import type { ParquetTaken } from './parquet/parquet-taken.ts'
import { ArtistNames } from './database/artist-names.ts'
import { CreditedTracks } from './database/credited-tracks.ts'
import { creditsOfFile, creditsOfPages } from './database/credit-passes.ts'
import { IndexLookup } from './database/index-lookup.ts'
import { PagedFile } from './database/paged-file.ts'
import type { RowSweeper } from './row-sweeper.ts'
import { sweeperOfLayout } from './sweeper-of-layout.ts'
import { isStreamed, liesOpen, startOf } from './task-place.ts'
import { findFrameGroups } from './unpack/frame-groups.ts'
import { placeNames } from './scan/names-memory.ts'
import { createScanMemory, type ScanMemory } from './scan/scan-memory.ts'
import type {
  CreditAnswer,
  CreditTask,
  FrameAnswer,
  FrameTask,
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
  credits(task: CreditTask): Promise<CreditAnswer>
  /** Throws CANCELLED once the setup's flag is set. */
  frames(task: FrameTask): FrameAnswer
  /** Rejects with CANCELLED once the setup's flag is set. */
  hash(task: HashTask): HashAnswer
  /** Gives up what is kept open between tasks. */
  close(): Promise<void>
}

interface Stream extends OpenWindow {
  /** Position in the window from which to go on. */
  readonly at: number
}

/** Where a stream that is kept open stands. */
interface KeptPlace {
  readonly fileKey: number
  readonly start: number
  readonly offset: number
  readonly frames: number | undefined
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
    const index = indexCatalogue(setup.catalogue, pause, setup)
    const names = setup.names ?? placeNames({ keys: index.nameKeys, blocks: setup.blocks ?? null })
    tools = { index, memory: createScanMemory(blockBytes, index.codes.lows(), names) }
    return tools
  }
  /** The packed file last read, kept open where the next task will go on. */
  let kept: (Stream & KeptPlace) | null = null

  /** The archive last read. */
  let archive: { readonly fileKey: number; readonly reader: ArchiveReader } | null = null

  let artists: ArtistNames | null = null
  const creditsOf = async (task: CreditTask): Promise<CreditAnswer> => {
    artists ??= new ArtistNames(setup.catalogue, pause)
    const search = { names: artists, from: task.from, most: setup.mostCredits ?? defaultMostCredits, pause }
    const file = liesOpen(task) ? PagedFile.open(task.fd) : null
    if (file !== null) return creditsOfFile(file, search)
    const steps = task.layout.steps.slice(0, -1)
    return creditsOfPages(async () => {
      await closeWindow()
      return openSource(task.fd, steps, { blockBytes, pause, ...(await archiveFor(task)) })
    }, search)
  }
  /** The credits of the database last read. */
  let credited: { readonly table: object; readonly tracks: CreditedTracks } | null = null
  const creditedTracks = (task: RangeTask): CreditedTracks | null => {
    const table = task.layout.credits
    if (table === undefined) return null
    if (credited?.table !== table.credits.buffer) {
      const file = liesOpen(task) ? PagedFile.open(task.fd) : null
      credited = { table: table.credits.buffer, tracks: new CreditedTracks(table, file) }
    }
    return credited.tracks
  }
  /** Reads the rows of the file last swept; making one takes longer than sweeping a small range. */
  let sweeping: {
    readonly fileKey: number
    readonly start: number
    readonly credits: object | undefined
    readonly sweeper: RowSweeper
  } | null = null
  const sweeperFor = (task: RangeTask, { index, memory }: Tools): RowSweeper => {
    const { fileKey } = task
    const start = startOf(task)
    const credits = task.layout.credits?.credits.buffer
    if (sweeping?.fileKey !== fileKey || sweeping.start !== start || sweeping.credits !== credits) {
      const sweeper = sweeperOfLayout(task.layout, index, memory, creditedTracks(task))
      sweeping = { fileKey, start, credits, sweeper }
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

  /** The archive in which a member lies, unpacked up to there. */
  const archiveFor = async ({
    member,
    ...task
  }: Pick<RangeTask, 'fileKey' | 'fd' | 'fileName' | 'member'>) => {
    if (member === null) return {}
    const file = await (await archiveOf(task, member.archive)).at(member.start)
    return { archive: { file, member } }
  }

  let codes: SoughtCodes | null = null
  /** How a file is read: when codes alone are looked for, rows of databases that hold none are not written out. */
  const soughtIn = ({ steps, encoding, taken }: ListingLayout): Pick<ListingLayout, 'steps' | 'encoding'> => {
    // Whose audio was taken is asked by the tracks that were found.
    if (setup.codesOnly !== true || taken !== undefined) return { steps, encoding }
    const { index } = prepared()
    codes ??= { digits: index.codes.lows(), gtins: Float64Array.from(index.gtins.keys()) }
    const sought = codes
    return {
      encoding,
      steps: steps.map((step) =>
        step.kind === 'rows' && step.of === 'sqlite' ? { ...step, codes: sought } : step,
      ),
    }
  }

  const streamFor = async (task: RangeTask, buffer: Buffer): Promise<Stream> => {
    if (
      kept !== null &&
      kept.fileKey === task.fileKey &&
      kept.offset === task.from &&
      kept.start === startOf(task) &&
      kept.frames === task.frames?.start
    ) {
      const stream = kept
      kept = null
      return stream
    }
    await closeWindow()
    // A row that starts exactly at `from` shows by the line break before it.
    const before = task.aligned || task.from === 0 ? 0 : task.layout.encoding === 'utf-8' ? 1 : 2
    const place = { frames: task.frames, ...(await archiveFor(task)) }
    const options = { blockBytes, buffer, pause, unpackScript: setup.unpackScript ?? null, ...place }
    const open = await openWindow(task.fd, soughtIn(task.layout), task.from - before, options)
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

  let columns: { readonly fileKey: number; readonly sweep: ParquetSweep | ParquetTaken } | null = null
  const sweepColumns = async (task: RangeTask, index: CatalogueIndex, memory: ScanMemory) => {
    try {
      if (columns?.fileKey !== task.fileKey) {
        columns = { fileKey: task.fileKey, sweep: await openColumns(task, index, memory) }
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
        const to = () => Math.min(task.to, borderOf(source))
        const result = await sweepStretch(window, sweeper, { at, aligned: task.aligned, pause, to })
        const border = borderOf(source)
        if (isStreamed(task) && !result.ended && result.end < border) {
          const place = {
            fileKey: task.fileKey,
            start: startOf(task),
            offset: result.end,
            frames: task.frames?.start,
          }
          kept = { window, source, at: window.positionOf(result.end), ...place }
        }
        const { position, ignoredTail, refusal } = source
        return { result, position, ignoredTail, refusal, border: Number.isFinite(border) ? border : null }
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
    async credits(task) {
      try {
        return await creditsOf(task)
      } catch (error) {
        throw asFileFailure(task.fileName, error)
      }
    },
    frames(task) {
      try {
        return findFrameGroups(task, pause)
      } catch (error) {
        throw asFileFailure(task.fileName, error)
      }
    },
    hash({ fd, bytes, fileName }) {
      try {
        return { sha256: hashFile(fd, bytes, blockBytes, pause) }
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

/** Loaded where it is needed: most sweeps never do. */
async function openColumns(
  { fd, layout }: RangeTask,
  index: CatalogueIndex,
  memory: ScanMemory,
): Promise<ParquetSweep | ParquetTaken> {
  if (layout.taken !== undefined) {
    const { ParquetTaken } = await import('./parquet/parquet-taken.ts')
    return ParquetTaken.open(fd, layout.taken)
  }
  const { ParquetSweep } = await import('./parquet/parquet-sweep.ts')
  return ParquetSweep.open(fd, index, memory)
}

/** A few tens of megabytes. */
const defaultMostCredits = 4_000_000

import { type CatalogueIndex, indexCatalogue } from './catalogue-index.ts'
import { stopWhenCancelled } from './cancel.ts'
import { hashFile } from './file-hash.ts'
import { asFileFailure } from './listing-file.ts'
import { openWindow, type OpenWindow } from './open-window.ts'
import { sweepStretch } from './range-sweep.ts'
import { sweeperOfLayout } from './sweeper-of-layout.ts'
import { createScanMemory, type ScanMemory } from './scan/scan-memory.ts'
import type { HashAnswer, HashTask, RangeAnswer, RangeTask, WorkerSetup } from './sweep-task.ts'

/** Does the work of a sweep in the thread it is called in, one task at a time. */
export interface TaskRunner {
  /** Does what is needed before the first range can be swept, if it has not been done. Throws like `sweep` rejects. */
  prepare(): void
  /** Rejects with CANCELLED once the setup's flag is set. */
  sweep(task: RangeTask): Promise<RangeAnswer>
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
    tools = { index, memory: createScanMemory(blockBytes, index.codes.lows()) }
    return tools
  }
  /** The packed file last read, kept open where the next task will go on. */
  let kept: (Stream & { readonly fileKey: number; readonly offset: number }) | null = null

  const close = async () => {
    const open = kept
    kept = null
    await open?.source.close()
  }

  const streamFor = async (task: RangeTask, buffer: Buffer): Promise<Stream> => {
    if (kept !== null && kept.fileKey === task.fileKey && kept.offset === task.from) {
      const stream = kept
      kept = null
      return stream
    }
    await close()
    // A row that starts exactly at `from` shows by the line break before it.
    const before = task.aligned ? 0 : task.layout.encoding === 'utf-8' ? 1 : 2
    const open = await openWindow(task.fd, task.layout, task.from - before, { blockBytes, buffer, pause })
    return { ...open, at: 0 }
  }

  return {
    prepare() {
      prepared()
    },
    async sweep(task) {
      const { index, memory } = prepared()
      const { window, source, at } = await streamFor(task, memory.bytes)
      try {
        const sweeper = sweeperOfLayout(task.layout, index, memory)
        const result = await sweepStretch(window, sweeper, { at, to: task.to, aligned: task.aligned, pause })
        if (task.layout.compression === 'gzip' && !result.ended) {
          const { fileKey } = task
          kept = { window, source, at: window.positionOf(result.end), fileKey, offset: result.end }
        }
        return { result, position: source.position, ignoredTail: source.ignoredTail }
      } catch (error) {
        throw asFileFailure(task.fileName, error)
      } finally {
        if (kept === null) await source.close()
      }
    },
    hash({ fd, fileName }) {
      try {
        return { sha256: hashFile(fd, blockBytes, pause) }
      } catch (error) {
        throw asFileFailure(fileName, error)
      }
    },
    close,
  }
}

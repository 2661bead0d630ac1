import { readCaptureAddress } from '../../../../shared/domain/evidence/capture/capture-address.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext } from '../../context.ts'
import type { StartedFindings } from '../../evidence/index.ts'

/** How the pages of changed addresses come to be captured. */
export interface CaptureStarter {
  /** Why the page at an address will not be captured; empty where it will. */
  obstacle(wanted: boolean, url: string): '' | 'off' | 'no-program' | 'refused'
  /** Starts the capture of the addresses of findings; gives the job of each. Call inside `mutations.once`. */
  start(findingIds: readonly number[]): ReadonlyMap<number, number>
}

/** What this needs of the module of evidence. */
export interface CaptureDeps {
  readonly startFindingsCapture: (
    context: CoreContext,
    request: { readonly findingIds: readonly number[]; readonly allowHosts: readonly string[] },
  ) => StartedFindings
  readonly captureHosts: (db: CoreContext['db']) => readonly string[]
}

/** Captures through the job that captures all pages, with what the workspace allows it to reach. */
export function createCaptureStarter(
  context: CoreContext,
  { startFindingsCapture, captureHosts }: CaptureDeps,
): CaptureStarter {
  return {
    obstacle(wanted, url) {
      if (!wanted) return 'off'
      if (context.resources.captureProgram === null) return 'no-program'
      const read = readCaptureAddress(url, captureHosts(context.db))
      return typeof read === 'string' || read.barred !== null ? 'refused' : ''
    },
    start(findingIds) {
      try {
        const { jobId } = startFindingsCapture(context, { findingIds, allowHosts: [] })
        return new Map(findingIds.map((id) => [id, jobId]))
      } catch (error) {
        // The looks are kept; that they could not be captured stands beside each.
        if (!(error instanceof RefrainError)) throw error
        context.log(`captures of changed addresses were not started: ${error.code}`)
        return new Map()
      }
    },
  }
}

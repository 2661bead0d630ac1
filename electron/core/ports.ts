import type { LiveMeans, LiveNeeds } from './live/means.ts'
import type { EventName, EventPayload } from '../../shared/contract/index.ts'

/** How the disposable process that captures web pages is started; the folder of a capture is added. */
export interface CaptureProgram {
  readonly command: string
  readonly args: readonly string[]
}

/** Where the files the core needs at run time lie: beside the sources in development, in `out/` when built. */
export interface CoreResources {
  /** Folder of the numbered SQL migrations. */
  readonly migrations: string
  /** Folder of the fonts a PDF embeds. */
  readonly fonts: string
  /** Folder of the data files shipped with the app (providers, templates). */
  readonly data: string
  /** Script of the worker that sweeps listing files. */
  readonly sweepWorker: string
  /** Script of the worker that previews and commits imports of catalogue files. */
  readonly importWorker: string
  /** Script of the worker that reads and checks the rows of a large catalogue file for it. */
  readonly importRowsWorker: string
  /** Script of the worker that builds the search index of a large import for it. */
  readonly importSearchWorker: string
  /** Script of the worker that reads, fingerprints and compares audio files. */
  readonly audioWorker: string
  /** Chromaprint compiled to WebAssembly; a file of its own, so that it can be replaced (LGPL-2.1). */
  readonly chromaprint: string
  /** Script of the worker that hashes, writes and verifies evidence. */
  readonly evidenceWorker: string
  /** The program that captures web pages, or null where there is none: under plain Node without the app. */
  readonly captureProgram: CaptureProgram | null
  /** Native SQLite build to load, or null for the one better-sqlite3 ships. */
  readonly sqliteBinding: string | null
}

/** Closes small secrets so that only this account of this computer can open them. */
export interface SecretStore {
  /** What keeps them, and whether it does: a store that only scrambles is none. */
  describe(): Promise<{ readonly name: string; readonly available: boolean; readonly reason: string | null }>
  /** Closes a secret; the text it returns may lie anywhere. Rejects where there is no store. */
  close(secret: Uint8Array): Promise<string>
  /** Opens what `close` closed on this computer. Rejects when it cannot. */
  open(closed: string): Promise<Uint8Array>
}

/** What the outside gives to the core. Nothing here is Electron's. */
export interface CoreOptions {
  /** Folder of the workspace. It must exist and hold a workspace, unless `create`. */
  readonly workspace: string
  readonly create?: boolean
  /** With `create`: fill a new workspace with the fictional artist's sample data. */
  readonly sample?: boolean
  /** Take up jobs a crash or quit interrupted. The window does; a single command does not. Default true. */
  readonly resumeJobs?: boolean
  /** Who works through this core, as the history of a record names them. Default: the window. */
  readonly actor?: 'window' | 'command line'
  /** Version of the program, written into every sealed record. */
  readonly appVersion: string
  /** When the statements of the store are prepared: `at-once` names every wrong one. Default `when-used`. */
  readonly statements?: 'when-used' | 'at-once'
  readonly resources: CoreResources
  /** The system's secret store; left out where there is no desktop. */
  readonly secrets?: SecretStore
  /** With what sources and addresses are reached. Left out: the sources the program knows, over the network. */
  readonly live?: (needs: LiveNeeds) => LiveMeans
  /** Receives every event; called synchronously, must not throw. */
  readonly emit: <E extends EventName>(name: E, payload: EventPayload<E>) => void
  /** Current time in milliseconds since the epoch. */
  readonly clock: () => number
  /** Writes one line of the program's log. */
  readonly log: (line: string) => void
}
